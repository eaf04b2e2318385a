//! What the service says about one shopper: the account, its offers and its redemptions.

use std::rc::Rc;

use shared::id::{RewardId, ShopperId};
use shared::{Amount, Currency, Decline, Money, Points, Time};

use crate::earning::{Campaign, Cap, Expiry, Gift, Length, Referral, Streak, Way};

/// One shopper's account as of an instant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Account {
    pub(crate) shopper: ShopperId,
    /// The number of the newest entry it knows of.
    pub(crate) sequence: u64,
    pub(crate) as_of: Time,
    /// The version of the program its offers were made under.
    pub(crate) program: u64,
    pub(crate) points: Standing,
    pub(crate) value: Option<Money>,
    pub(crate) tier: Option<Tier>,
    /// What expires when, soonest first.
    pub(crate) expiring: Vec<Expiring>,
    pub(crate) offers: Vec<Offer>,
    pub(crate) redemptions: Vec<Rc<Redemption>>,
    pub(crate) names: Names,
    pub(crate) currency: Currency,
    /// What the shop calls its programme.
    pub(crate) title: Option<String>,
    pub(crate) ways: Vec<Way>,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) streak: Option<Streak>,
    pub(crate) gifts: Vec<Gift>,
    pub(crate) referral: Option<Referral>,
}

/// Where the points of an account are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) available: Points,
    pub(crate) pending: Points,
    pub(crate) held: Points,
    pub(crate) deficit: Points,
    pub(crate) lifetime: Points,
}

/// Points that expire together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expiring {
    pub(crate) points: Points,
    pub(crate) at: Time,
}

/// The tier an account stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tier {
    pub(crate) id: String,
    pub(crate) name: String,
    /// What else it brings.
    pub(crate) perks: Vec<String>,
    /// Basis points: 12500 earns one and a quarter.
    pub(crate) multiplier: u64,
    pub(crate) have: Points,
    /// The tier above, or nothing at the top.
    pub(crate) next: Option<NextTier>,
    pub(crate) keep: Option<Keep>,
}

/// The tier above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NextTier {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) at: Points,
    pub(crate) needs: Points,
}

/// What keeps the tier, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Keep {
    pub(crate) needs: Points,
    pub(crate) by: Time,
}

/// A reward as it stands for this shopper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) id: RewardId,
    pub(crate) effect: Effect,
    pub(crate) label: Option<String>,
    pub(crate) points: Points,
    pub(crate) min_subtotal: Option<Amount>,
    pub(crate) tiers: Vec<String>,
    /// How many there are still, where there are only so many.
    pub(crate) stock: Option<u64>,
    pub(crate) from: Option<Time>,
    pub(crate) until: Option<Time>,
    pub(crate) per_shopper: Option<Cap>,
    pub(crate) access: Access,
}

/// What a reward does to a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    AmountOff(Option<Amount>),
    PercentOff {
        percent: u64,
        most: Option<Amount>,
    },
    FreeShipping {
        most: Option<Amount>,
    },
    FreeProduct,
    /// So much money for as many points as the offer names, as often as one likes.
    PointsOff {
        amount: Amount,
        min_points: Points,
        max_percent: Option<u64>,
    },
}

/// Whether the shopper may redeem an offer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Open,
    Declined(Refusal),
}

/// A decline, with what is missing where the service says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Nothing where the service has a reason that this build does not know yet.
    pub(crate) why: Option<Decline>,
    pub(crate) missing: Option<Points>,
}

/// One redemption: the points held, and what they buy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redemption {
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) reward: RewardId,
    pub(crate) points: Points,
    pub(crate) effect: Effect,
    /// Minor units off, where they are known.
    pub(crate) takes_off: Option<Amount>,
    pub(crate) currency: Currency,
    pub(crate) created_at: Time,
    pub(crate) expires_at: Time,
    pub(crate) state: RedemptionState,
}

/// Where a redemption stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RedemptionState {
    Held,
    Presented,
    Captured,
    Voided,
    TimedOut,
}

impl RedemptionState {
    /// The state by its name on the wire.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "held" => Self::Held,
            "presented" => Self::Presented,
            "captured" => Self::Captured,
            "voided" => Self::Voided,
            "timed_out" => Self::TimedOut,
            _ => return None,
        })
    }

    /// Whether its points are still held.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Held | Self::Presented)
    }
}

impl Account {
    /// The redemptions whose points are held now.
    pub(crate) fn open(&self) -> impl Iterator<Item = &Rc<Redemption>> {
        self.redemptions.iter().filter(|each| each.state.is_open())
    }

    /// The offer with this id.
    pub(crate) fn offer(&self, id: &RewardId) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == *id)
    }

    /// Whether nothing has ever happened in it.
    pub(crate) fn is_new(&self) -> bool {
        let Standing {
            available,
            pending,
            held,
            deficit,
            lifetime,
        } = self.points;
        [available, pending, held, deficit, lifetime]
            .iter()
            .all(|points| points.is_zero())
    }
}

/// What the points of a program are called: a form per plural category of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names(pub(crate) Vec<(String, String)>);

impl Names {
    /// The form for a plural category, else the form for `other`.
    pub(crate) fn form(&self, category: &str) -> Option<&str> {
        let find = |wanted: &str| self.0.iter().find(|(name, _)| name == wanted);
        find(category)
            .or_else(|| find("other"))
            .map(|(_, form)| form.as_str())
    }
}

/// The public part of a program: what anyone can know before signing in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Showcase {
    pub(crate) title: Option<String>,
    pub(crate) names: Names,
    pub(crate) currency: Currency,
    /// The name of the timezone in which its days are counted.
    pub(crate) timezone: Option<String>,
    pub(crate) welcome: Option<Points>,
    pub(crate) offers: Vec<Offer>,
    pub(crate) ways: Vec<Way>,
    pub(crate) campaigns: Vec<Campaign>,
    pub(crate) levels: Vec<Level>,
    pub(crate) counts: Counts,
    pub(crate) window: Window,
    pub(crate) expiry: Option<Expiry>,
    /// How long a code is good for.
    pub(crate) hold: Option<Length>,
}

/// A level of standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) from: u64,
    pub(crate) multiplier: u64,
    pub(crate) perks: Vec<String>,
}

/// What counts toward tiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Counts {
    #[default]
    Points,
    /// Money spent, in minor units.
    Spend,
    /// Orders paid.
    Orders,
}

/// Over what time it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Window {
    Rolling(Length),
    Year,
    Lifetime,
    /// A length that can't be said in one word.
    Other,
}

/// What a cart would earn, and what its shopper could use on it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) subtotal: Amount,
    pub(crate) currency: Currency,
    pub(crate) earns: Points,
    /// When all of it would be there, where that is not at once.
    pub(crate) pending_until: Option<Time>,
    /// Per reward, why it does not go with this cart.
    pub(crate) declines: Vec<(RewardId, Refusal)>,
    /// The most points that each `points_off` reward can take for this cart.
    pub(crate) most: Vec<(RewardId, Points)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_fall_back_to_other() {
        let form = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let names = Names(vec![form("one", "berry"), form("other", "berries")]);
        let cases = [("one", "berry"), ("other", "berries"), ("few", "berries")];
        for (category, expected) in cases {
            assert_eq!(names.form(category), Some(expected), "{category}");
        }
        assert_eq!(Names::default().form("one"), None);
    }

    #[test]
    fn open_states_are_those_that_hold_points() {
        let cases = [
            ("held", true),
            ("presented", true),
            ("captured", false),
            ("voided", false),
            ("timed_out", false),
        ];
        for (name, open) in cases {
            assert_eq!(
                RedemptionState::parse(name).map(RedemptionState::is_open),
                Some(open)
            );
        }
        assert_eq!(RedemptionState::parse("lost"), None);
    }
}
