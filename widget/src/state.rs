//! State: what all elements of a page show, in one value.

use std::rc::Rc;

use shared::id::RewardId;
use shared::{Currency, Points};

use crate::account::{Account, Names, Offer, Quote, Redemption, Refusal, Showcase};
use crate::earning::Way;
use crate::friend::Claim;
use crate::history::History;
use crate::pricing::{Line, Price};
use crate::session::Session;

/// What the elements know together.
#[derive(Clone, Default)]
pub(crate) struct State {
    pub(crate) session: Session,
    /// The public part of the program, fetched for visitors.
    pub(crate) showcase: Option<Rc<Showcase>>,
    pub(crate) redeeming: Redeeming,
    pub(crate) returning: Returning,
    pub(crate) quoting: Quoting,
    pub(crate) history: History,
    /// What the products of the page earn.
    pub(crate) prices: Vec<(Line, Price)>,
    /// What came of a friend's link, until it is read.
    pub(crate) claim: Option<Claim>,
}

/// Where the redemption that is under way stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Redeeming {
    #[default]
    Idle,
    /// Sent; the answer is awaited.
    Working { reward: RewardId },
    /// Unanswered; it is sent again with the same id.
    Waiting { reward: RewardId },
    /// Granted.
    Done { redemption: Rc<Redemption> },
    /// The rules say no.
    Declined { reward: RewardId, refusal: Refusal },
    /// The program changed since the offer was shown: the shopper decides again.
    Changed { reward: RewardId },
    /// Not granted, for a reason that is not the shopper's.
    Refused { reward: RewardId },
}

impl Redeeming {
    /// Whether an answer is still outstanding.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Working { .. } | Self::Waiting { .. })
    }

    /// The reward it is about, while there is something to say beside that reward.
    pub(crate) fn reward(&self) -> Option<&RewardId> {
        match self {
            Self::Working { reward }
            | Self::Waiting { reward }
            | Self::Declined { reward, .. }
            | Self::Changed { reward }
            | Self::Refused { reward } => Some(reward),
            Self::Idle | Self::Done { .. } => None,
        }
    }
}

/// Where giving a redemption's points back stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Returning {
    #[default]
    Idle,
    Working {
        redemption: String,
    },
    Done {
        points: Points,
    },
    /// It is in a checkout.
    Presented {
        redemption: String,
    },
    /// It did not get through.
    Failed {
        redemption: String,
    },
}

impl Returning {
    /// Whether it is about this redemption.
    pub(crate) fn is_about(&self, id: &str) -> bool {
        match self {
            Self::Working { redemption }
            | Self::Presented { redemption }
            | Self::Failed { redemption } => redemption == id,
            Self::Idle | Self::Done { .. } => false,
        }
    }
}

/// What is known of the cart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Quoting {
    /// The page has not said what is in the cart.
    #[default]
    NoCart,
    /// Asked; the quote of the cart before stands meanwhile.
    Asking {
        last: Option<Rc<Quote>>,
    },
    Quoted(Rc<Quote>),
    /// The service can't be reached.
    Unreachable,
    /// The service can't use this cart.
    Unusable,
}

impl Quoting {
    /// The newest quote there is.
    pub(crate) fn quote(&self) -> Option<&Rc<Quote>> {
        match self {
            Self::Asking { last } => last.as_ref(),
            Self::Quoted(quote) => Some(quote),
            Self::NoCart | Self::Unreachable | Self::Unusable => None,
        }
    }
}

impl State {
    /// The account, fresh or not.
    pub(crate) fn account(&self) -> Option<&Rc<Account>> {
        self.session.account()
    }

    /// What points are called, as far as it is known.
    pub(crate) fn names(&self) -> Names {
        let showcase = || {
            self.showcase
                .as_ref()
                .map(|showcase| showcase.names.clone())
        };
        let account = self.account().map(|account| account.names.clone());
        account.or_else(showcase).unwrap_or_default()
    }

    /// The program's currency, as far as it is known.
    pub(crate) fn currency(&self) -> Option<Currency> {
        let showcase = || self.showcase.as_ref().map(|showcase| showcase.currency);
        self.account()
            .map(|account| account.currency)
            .or_else(showcase)
    }

    /// What is known of a line's price.
    pub(crate) fn price(&self, line: &Line) -> Option<Price> {
        let known = self.prices.iter().find(|(known, _)| known == line);
        known.map(|(_, price)| *price)
    }

    /// A line that is to be asked about.
    pub(crate) fn wanted_price(&self) -> Option<Line> {
        let wanted = self
            .prices
            .iter()
            .find(|(_, price)| *price == Price::Wanted);
        wanted.map(|(line, _)| line.clone())
    }

    /// The ways to earn: the account's own, else those for anyone.
    pub(crate) fn ways(&self) -> &[Way] {
        let own = self.account().map(|account| account.ways.as_slice());
        let own = own.filter(|ways| !ways.is_empty());
        let public = || {
            self.showcase
                .as_ref()
                .map(|showcase| showcase.ways.as_slice())
        };
        own.or_else(public).unwrap_or_default()
    }

    /// What a tier is called, as far as it is known.
    pub(crate) fn tier_name(&self, id: &str) -> Option<&str> {
        let tier = self.account().and_then(|account| account.tier.as_ref());
        let next = tier.and_then(|tier| tier.next.as_ref());
        let levels = self.showcase.iter().flat_map(|showcase| &showcase.levels);
        let mut known = tier
            .map(|tier| (&tier.id, &tier.name))
            .into_iter()
            .chain(next.map(|next| (&next.id, &next.name)))
            .chain(levels.map(|level| (&level.id, &level.name)));
        known
            .find(|(known, _)| *known == id)
            .map(|(_, name)| name.as_str())
    }

    /// The offer that a redemption came from, where it still stands.
    pub(crate) fn offer(&self, reward: &RewardId) -> Option<&Offer> {
        self.account()?.offer(reward)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::News;
    use crate::session::tests::account;

    #[test]
    fn only_an_outstanding_answer_is_open() {
        let Ok(reward) = "five-off".parse::<RewardId>() else {
            panic!("id")
        };
        let refusal = Refusal {
            why: None,
            missing: None,
        };
        let cases = [
            (Redeeming::Idle, false, false),
            (
                Redeeming::Working {
                    reward: reward.clone(),
                },
                true,
                true,
            ),
            (
                Redeeming::Waiting {
                    reward: reward.clone(),
                },
                true,
                true,
            ),
            (
                Redeeming::Declined {
                    reward: reward.clone(),
                    refusal,
                },
                false,
                true,
            ),
            (
                Redeeming::Changed {
                    reward: reward.clone(),
                },
                false,
                true,
            ),
            (Redeeming::Refused { reward }, false, true),
        ];
        for (redeeming, open, about) in cases {
            assert_eq!(redeeming.is_open(), open, "{redeeming:?}");
            assert_eq!(redeeming.reward().is_some(), about, "{redeeming:?}");
        }
    }

    #[test]
    fn returning_speaks_of_its_own_redemption_only() {
        let of = |id: &str| id.to_owned();
        assert!(
            Returning::Working {
                redemption: of("a")
            }
            .is_about("a")
        );
        assert!(
            !Returning::Working {
                redemption: of("a")
            }
            .is_about("b")
        );
        assert!(
            !Returning::Done {
                points: Points::ZERO
            }
            .is_about("a")
        );
    }

    #[test]
    fn the_currency_comes_from_the_account() {
        let mut state = State::default();
        assert_eq!(state.currency(), None);
        let arrived = account("ada", 1).map_or(News::Nobody, News::Arrived);
        state.session = state.session.hear(arrived);
        assert_eq!(state.currency().map(String::from), Some("USD".to_owned()));
    }
}
