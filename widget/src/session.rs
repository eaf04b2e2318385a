//! Session: whose account the page shows and how fresh it is, and how news changes that.

use std::rc::Rc;

use crate::account::Account;

/// What is known of the shopper.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Session {
    /// Asked for, and nothing known yet.
    #[default]
    Loading,
    /// Nobody is signed in.
    SignedOut,
    /// The account as the service last gave it.
    Ready(Rc<Account>),
    /// The service can't be reached; what was known before stands, with its `as_of`.
    Offline { known: Option<Rc<Account>> },
    /// The service answered with what this build can't use.
    Failed,
}

/// What was heard.
#[derive(Clone, Debug)]
pub(crate) enum News {
    /// Somebody else may be signed in: nothing known before counts.
    Forgotten,
    /// The shop says that nobody is signed in.
    Nobody,
    /// An account arrived.
    Arrived(Rc<Account>),
    /// No answer, or one that says to come back later.
    Unreachable,
    /// An answer that can't be used.
    Unusable,
}

impl Session {
    /// What is known after the news.
    #[must_use]
    pub(crate) fn hear(&self, news: News) -> Self {
        match news {
            News::Forgotten => Self::Loading,
            News::Nobody => Self::SignedOut,
            // An answer that was overtaken on its way must not undo what the shopper already saw.
            News::Arrived(new) => match self.account() {
                Some(known) if known.shopper == new.shopper && known.sequence > new.sequence => {
                    Self::Ready(Rc::clone(known))
                }
                _ => Self::Ready(new),
            },
            News::Unreachable => Self::Offline {
                known: self.account().cloned(),
            },
            News::Unusable => Self::Failed,
        }
    }

    /// The account, fresh or not.
    pub(crate) fn account(&self) -> Option<&Rc<Account>> {
        match self {
            Self::Ready(account) => Some(account),
            Self::Offline { known } => known.as_ref(),
            Self::Loading | Self::SignedOut | Self::Failed => None,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::account::{Names, Standing};
    use shared::Time;

    pub(crate) fn account(shopper: &str, sequence: u64) -> Option<Rc<Account>> {
        Some(Rc::new(Account {
            shopper: shopper.parse().ok()?,
            sequence,
            as_of: Time::from_unix_ms(0),
            program: 1,
            points: Standing::default(),
            value: None,
            tier: None,
            expiring: Vec::new(),
            offers: Vec::new(),
            redemptions: Vec::new(),
            names: Names::default(),
            currency: "USD".parse().ok()?,
            title: None,
            ways: Vec::new(),
            campaigns: Vec::new(),
            streak: None,
            gifts: Vec::new(),
            referral: None,
        }))
    }

    fn arrived(shopper: &str, sequence: u64) -> News {
        account(shopper, sequence).map_or(News::Unusable, News::Arrived)
    }

    fn sequence_after(news: &[News]) -> Option<u64> {
        let start = Session::default();
        let last = news
            .iter()
            .fold(start, |session, each| session.hear(each.clone()));
        last.account().map(|account| account.sequence)
    }

    #[test]
    fn an_older_answer_does_not_undo_a_newer_one() {
        assert_eq!(
            sequence_after(&[arrived("ada", 5), arrived("ada", 4)]),
            Some(5)
        );
        assert_eq!(
            sequence_after(&[arrived("ada", 5), arrived("ada", 6)]),
            Some(6)
        );
    }

    #[test]
    fn another_shopper_replaces_whatever_was_known() {
        assert_eq!(
            sequence_after(&[arrived("ada", 5), arrived("bo", 1)]),
            Some(1)
        );
    }

    #[test]
    fn offline_keeps_what_was_known() {
        assert_eq!(
            sequence_after(&[arrived("ada", 5), News::Unreachable]),
            Some(5)
        );
        assert_eq!(sequence_after(&[News::Unreachable]), None);
        assert_eq!(
            Session::default().hear(News::Unreachable),
            Session::Offline { known: None }
        );
    }

    #[test]
    fn signing_out_and_forgetting_leave_nothing() {
        for news in [News::Nobody, News::Forgotten, News::Unusable] {
            assert_eq!(
                sequence_after(&[arrived("ada", 5), news.clone()]),
                None,
                "{news:?}"
            );
        }
        assert_eq!(
            sequence_after(&[arrived("ada", 9), News::Forgotten, arrived("ada", 3)]),
            Some(3)
        );
    }
}
