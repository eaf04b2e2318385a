//! Ballot: the votes on one review, as they stand and as they will if the shopper's own counts.

use super::review::Review;

/// What a shopper thinks of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vote {
    Helpful,
    Unhelpful,
}

/// The votes on a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ballot {
    pub(crate) helpful: u64,
    pub(crate) unhelpful: u64,
    pub(crate) yours: Option<Vote>,
}

impl Ballot {
    /// The votes as the review's page counted them.
    pub(crate) fn of(review: &Review, yours: Option<Vote>) -> Self {
        Self {
            helpful: review.helpful,
            unhelpful: review.unhelpful,
            yours,
        }
    }

    /// The votes after the shopper's: the same again takes it back.
    pub(crate) fn cast(self, vote: Vote) -> Self {
        let mut after = self;
        after.count(self.yours, |number| number.saturating_sub(1));
        after.yours = Some(vote).filter(|vote| self.yours != Some(*vote));
        after.count(after.yours, |number| number.saturating_add(1));
        after
    }

    /// The votes with the shopper's own as it is now wanted.
    pub(crate) fn wanting(self, yours: Option<Vote>) -> Self {
        match yours.or(self.yours) {
            Some(vote) if self.yours != yours => self.cast(vote),
            _ => self,
        }
    }

    fn count(&mut self, vote: Option<Vote>, how: impl Fn(u64) -> u64) {
        match vote {
            Some(Vote::Helpful) => self.helpful = how(self.helpful),
            Some(Vote::Unhelpful) => self.unhelpful = how(self.unhelpful),
            None => {}
        }
    }

    /// The body of the message that says so.
    pub(crate) const fn message(self) -> &'static str {
        match self.yours {
            Some(Vote::Helpful) => r#"{"helpful":true}"#,
            Some(Vote::Unhelpful) => r#"{"helpful":false}"#,
            None => r#"{"helpful":null}"#,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_reached_from_anywhere() {
        let wishes = [None, Some(Vote::Helpful), Some(Vote::Unhelpful)];
        for from in wishes {
            let ballot = Ballot {
                helpful: 5,
                unhelpful: 5,
                yours: from,
            };
            for to in wishes {
                assert_eq!(ballot.wanting(to).yours, to, "{from:?}");
            }
        }
    }

    #[test]
    fn a_vote_counts_once_moves_and_is_taken_back() {
        let ballot = |helpful, unhelpful, yours| Ballot {
            helpful,
            unhelpful,
            yours,
        };
        let none = ballot(3, 1, None);
        let yes = ballot(4, 1, Some(Vote::Helpful));
        let no = ballot(3, 2, Some(Vote::Unhelpful));
        assert_eq!(none.cast(Vote::Helpful), yes);
        assert_eq!(none.cast(Vote::Unhelpful), no);
        assert_eq!(yes.cast(Vote::Unhelpful), no);
        assert_eq!(no.cast(Vote::Helpful), yes);
        assert_eq!(yes.cast(Vote::Helpful), none);
        // A cached count may be older than the vote: it never goes below nothing.
        assert_eq!(
            ballot(0, 0, Some(Vote::Helpful)).cast(Vote::Helpful),
            ballot(0, 0, None)
        );
    }
}
