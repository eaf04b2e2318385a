//! Explaining: one plain English sentence for every entry, made from its record alone.

mod order;
mod plain;
mod redemption;

use crate::earn::{CampaignEarned, Multiplied};
use crate::id::{RewardId, RuleId, TierId};
use crate::ledger::{Because, Entry, EntryKind, GiftCause, GiftFrom, Given, Occasion, Pays};
use crate::points::Points;
use crate::program::Program;
use crate::time::Time;

/// Explains entries with the names of a program: its points, tiers, rules and rewards.
pub struct Explainer<'a> {
    program: &'a Program,
}

impl<'a> Explainer<'a> {
    /// One with the names of this program.
    pub const fn new(program: &'a Program) -> Self {
        Self { program }
    }

    /// Why an entry is there and how its number came about, in one sentence.
    pub fn explain(&self, entry: &Entry) -> String {
        match &entry.because {
            Because::Order { rules, tier, .. } => self.order(rules, tier.as_ref(), entry.at),
            Because::Kept {
                rules,
                extras,
                forgiven,
                ..
            } => self.kept(entry, rules, extras, *forgiven),
            Because::Action {
                action,
                rule,
                pending_until,
            } => {
                let what = match rule {
                    Some(rule) => self.rule(rule),
                    None => action.to_string(),
                };
                let gained = self.points(gained(entry));
                format!("{gained} for {what}{}", self.later(*pending_until))
            }
            Because::Rule(given) => self.given(entry, given),
            Because::Gift(cause) => self.gift(entry, cause),
            Because::Referral {
                pays,
                multiplied,
                pending_until,
                forgiven,
                ..
            } => match pays {
                Pays::Both => self.referral(entry, multiplied.as_ref(), *pending_until),
                Pays::Nobody => self.referral_lost(entry, *forgiven),
            },
            Because::Due { .. } => self.due(entry),
            Because::Redemption(cause) => self.redemption(entry, cause),
            Because::Adjustment { reason } => {
                let change = if entry.points.get() < 0 {
                    self.points(entry.points.size())
                } else {
                    self.points(gained(entry))
                };
                let way = if entry.points.get() < 0 {
                    "taken off"
                } else {
                    "added"
                };
                format!("{change} {way} by the shop: {reason}")
            }
            Because::Standing {
                from,
                to,
                keep_until,
                ..
            } => self.standing(from, to, *keep_until),
            Because::Claim { .. } => "Invited by a friend".to_owned(),
            Because::Visit { days } => format!("Visited {days} days in a row"),
            Because::Heard | Because::Profile | Because::Yearly { .. } => {
                "Noted, nothing moved".to_owned()
            }
        }
    }

    fn given(&self, entry: &Entry, given: &Given) -> String {
        let gained = self.points(gained(entry));
        let what = match &given.occasion {
            Occasion::Signup => "joining".to_owned(),
            Occasion::Birthday => "your birthday".to_owned(),
            Occasion::Anniversary { years: 1 } => "a year with us".to_owned(),
            Occasion::Anniversary { years } => format!("{years} years with us"),
            Occasion::Review { .. } => "a review".to_owned(),
            Occasion::Action { action } => match &given.label {
                Some(label) => label.text("en").to_owned(),
                None => action.to_string(),
            },
            Occasion::VisitStreak { days } => format!("visiting {days} days in a row"),
            Occasion::Referred { .. } => "your first order after a friend's invitation".to_owned(),
        };
        let multiplied = self.multiplied(given.base, &given.campaigns);
        let later = self.later(given.pending_until);
        format!("{gained} for {what}{multiplied}{later}")
    }

    /// How campaigns made points of what a rule says, where any ran.
    fn multiplied(&self, base: Points, campaigns: &[CampaignEarned]) -> String {
        if campaigns.is_empty() {
            return String::new();
        }
        let rounded = if order::is_rounded_by(base, ONCE, campaigns) {
            ", rounded down"
        } else {
            ""
        };
        format!(
            ": {}{}{rounded}",
            self.points(base),
            self.campaigns(campaigns)
        )
    }

    fn by_campaigns(&self, multiplied: Option<&Multiplied>) -> String {
        let told = multiplied.map(|it| self.multiplied(it.base, &it.campaigns));
        told.unwrap_or_default()
    }

    fn gift(&self, entry: &Entry, cause: &GiftCause) -> String {
        let what = match &cause.reward {
            Some(reward) => format!("{} for nothing", self.reward(reward)),
            None => self.points(gained(entry)),
        };
        let from = match &cause.from {
            GiftFrom::Shop => "a gift from the shop".to_owned(),
            GiftFrom::Tier(tier) => format!("a gift for reaching {}", self.tier(tier)),
            GiftFrom::Order(rule) => format!("a gift with this order, {}", self.rule(rule)),
        };
        let message = cause.message.as_ref();
        let message = message.map(|text| format!(": {text}")).unwrap_or_default();
        let multiplied = self.by_campaigns(cause.multiplied.as_ref());
        let later = self.later(cause.pending_until);
        format!("{what}, {from}{message}{multiplied}{later}")
    }

    fn referral(
        &self,
        entry: &Entry,
        multiplied: Option<&Multiplied>,
        pending_until: Option<Time>,
    ) -> String {
        if gained(entry).is_zero() {
            return "A friend's first order, beyond what invitations pay".to_owned();
        }
        let gained = self.points(gained(entry));
        let multiplied = self.by_campaigns(multiplied);
        let later = self.later(pending_until);
        format!("{gained} for a friend's first order{multiplied}{later}")
    }

    fn referral_lost(&self, entry: &Entry, forgiven: Points) -> String {
        let lost = self.points(lost(entry).plus(forgiven));
        let forgiven = self.forgiven(forgiven);
        format!("{lost} taken back: a friend's order was given back{forgiven}")
    }

    fn due(&self, entry: &Entry) -> String {
        let points = self.points(entry.points.size());
        match entry.kind {
            EntryKind::Expire => format!("{points} expired on {}", self.day(entry.at)),
            _ => {
                let points = self.points(entry.pending.size());
                let repaid = entry.deficit.size();
                if repaid.is_zero() {
                    format!("{points} can be used now")
                } else {
                    let repaid = self.points(repaid);
                    format!("{points} arrived, of which {repaid} made up for what was owed")
                }
            }
        }
    }

    fn standing(&self, from: &TierId, to: &TierId, keep_until: Option<Time>) -> String {
        match keep_until {
            Some(until) => format!("{} is kept until {}", self.tier(from), self.day(until)),
            None if from == to => format!("{} is kept", self.tier(to)),
            None => format!("From {} to {}", self.tier(from), self.tier(to)),
        }
    }

    /// Until when points are on the way.
    fn later(&self, until: Option<Time>) -> String {
        until
            .map(|until| format!(", to use from {}", self.day(until)))
            .unwrap_or_default()
    }

    fn forgiven(&self, forgiven: Points) -> String {
        if forgiven.is_zero() {
            return String::new();
        }
        format!(", {} of it forgiven", self.points(forgiven))
    }

    fn tier(&self, id: &TierId) -> String {
        let tiers = self.program.tiers.as_ref();
        let level = tiers.and_then(|tiers| tiers.levels.get(tiers.index(id)?));
        level.map_or_else(|| id.to_string(), |level| level.name.text("en").to_owned())
    }

    fn rule(&self, id: &RuleId) -> String {
        let rule = self.program.earn.iter().find(|rule| rule.id == *id);
        let label = rule.and_then(|rule| rule.label.as_ref());
        label.map_or_else(|| id.to_string(), |label| label.text("en").to_owned())
    }

    fn reward(&self, id: &RewardId) -> String {
        let reward = self.program.reward(id);
        let label = reward.and_then(|reward| reward.label.as_ref());
        label.map_or_else(|| id.to_string(), |label| label.text("en").to_owned())
    }
}

/// A multiplier of one, in basis points.
const ONCE: u32 = 10_000;

/// What an entry gained, available or pending, and what of it repaid a deficit.
fn gained(entry: &Entry) -> Points {
    let repaid = if entry.deficit.get() < 0 {
        entry.deficit.size()
    } else {
        Points::ZERO
    };
    let positive = |change: crate::PointsChange| {
        if change.get() > 0 {
            change.size()
        } else {
            Points::ZERO
        }
    };
    positive(entry.points)
        .plus(positive(entry.pending))
        .plus(repaid)
}

/// What an entry took, available or pending, and what of it is owed.
fn lost(entry: &Entry) -> Points {
    let negative = |change: crate::PointsChange| {
        if change.get() < 0 {
            change.size()
        } else {
            Points::ZERO
        }
    };
    let owed = if entry.deficit.get() > 0 {
        entry.deficit.size()
    } else {
        Points::ZERO
    };
    negative(entry.points)
        .plus(negative(entry.pending))
        .plus(owed)
}
