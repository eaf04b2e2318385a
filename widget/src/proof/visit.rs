//! Visit: what one shopper sees and does in one element of reviews, beside what everybody sees.

use std::rc::Rc;

use shared::Points;

use super::ballot::{Ballot, Vote};
use super::draft::{Draft, Fault};
use super::query::Query;
use super::review::{Listing, Review, Standing};

/// The state of an element after its first drawing. A new one changes nothing of what was drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    pub(crate) query: Query,
    /// What was read since; nothing while what came with the page stands.
    pub(crate) listing: Option<Listing>,
    pub(crate) asking: Asking,
    pub(crate) mine: Mine,
    pub(crate) ballots: Vec<Cast>,
    pub(crate) form: Form,
    pub(crate) look: Option<Look>,
    /// The review whose votes asked for a sign-in, or did not get through.
    pub(crate) word: Option<(String, Word)>,
    /// What a screen reader is told.
    pub(crate) said: String,
    /// Whether a carousel was told to stand still.
    pub(crate) is_stopped: bool,
    /// What the page has said of itself and of the shopper.
    pub(crate) page: Surroundings,
    /// What was typed and put aside, or kept by an earlier page.
    pub(crate) aside: Option<Aside>,
}

/// What the page says beside the data; nothing of it is known at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surroundings {
    /// Where the shop lets people sign in.
    pub(crate) sign_in: Option<String>,
    /// What the shop calls itself.
    pub(crate) shop: Option<String>,
    /// Whether it asked for a carousel that goes on by itself.
    pub(crate) moves: bool,
    /// What a review brings, in words.
    pub(crate) reward: Option<String>,
}

/// A draft that was put aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aside {
    pub(crate) draft: Draft,
    /// The review that it changes.
    pub(crate) edits: Option<String>,
    /// Whether it was sent before, and never answered.
    pub(crate) was_sent: bool,
}

/// Where a question about reviews stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asking {
    #[default]
    Idle,
    /// Another order or filter is on its way.
    Anew,
    /// The next page is.
    More,
    /// No answer came.
    Failed,
}

/// What is known of the shopper's own part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mine {
    #[default]
    Unknown,
    SignedOut,
    Known(Rc<Own>),
}

impl Mine {
    /// The shopper's own part, where it is known.
    pub(crate) fn own(&self) -> Option<&Rc<Own>> {
        match self {
            Self::Known(own) => Some(own),
            Self::Unknown | Self::SignedOut => None,
        }
    }
}

/// A shopper's own reviews and votes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) reviews: Vec<Rc<Review>>,
    pub(crate) votes: Vec<(String, Vote)>,
    pub(crate) may_write: bool,
    /// What a first review brings.
    pub(crate) reward: Option<Points>,
}

/// A vote that was cast here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cast {
    pub(crate) review: String,
    pub(crate) now: Ballot,
    /// What stood before, while the vote is on its way.
    pub(crate) before: Option<Ballot>,
}

/// When a vote is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sending {
    Now,
    /// Once the one before it was answered.
    Later,
}

/// What is said beside a review's votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    SignIn,
    NotThrough,
    OwnReview,
}

/// A photo that is looked at: the review and the photo's place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) review: Rc<Review>,
    pub(crate) place: usize,
}

impl Look {
    /// Goes a step on or back, around the ends.
    pub(crate) fn step(&mut self, forward: bool) {
        let count = self.review.photos.len().max(1);
        let step = if forward { 1 } else { count - 1 };
        self.place = (self.place + step) % count;
    }
}

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    #[default]
    Closed,
    /// Nobody is signed in who could write.
    SignIn,
    Open {
        /// The review that it changes; nothing where it makes one.
        edits: Option<String>,
        faults: Vec<Fault>,
        trouble: Option<Trouble>,
        is_sending: bool,
    },
    Sent(Standing),
}

/// What stands in the way of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No answer: it is kept, and can be sent again.
    Unsent,
    /// An earlier page has kept it.
    Kept,
    /// There is one of the same shopper already.
    Already,
    /// The token is not believed any more.
    SignedOut,
    /// The service does not take it.
    Refused,
}

impl Visit {
    /// The votes on a review.
    pub(crate) fn ballot(&self, review: &Review) -> Ballot {
        if let Some(cast) = self.ballots.iter().find(|cast| cast.review == review.id) {
            return cast.now;
        }
        let votes = self.mine.own().map(|own| own.votes.as_slice());
        let votes = votes.unwrap_or_default();
        let yours = votes.iter().find(|(id, _)| *id == review.id);
        Ballot::of(review, yours.map(|(_, vote)| *vote))
    }

    /// Counts a vote at once. While an earlier one of the same review is on its way, it waits.
    pub(crate) fn cast(&mut self, review: &Review, vote: Vote) -> (Ballot, Sending) {
        let is_under_way = |cast: &&mut Cast| cast.review == review.id && cast.before.is_some();
        if let Some(cast) = self.ballots.iter_mut().find(is_under_way) {
            cast.now = cast.now.cast(vote);
            return (cast.now, Sending::Later);
        }
        let before = self.ballot(review);
        let now = before.cast(vote);
        self.set_ballot(Cast {
            review: review.id.clone(),
            now,
            before: Some(before),
        });
        (now, Sending::Now)
    }

    /// The service has counted: its numbers stand; without them, what stood before. The answer is
    /// what is to be sent next, where the shopper has voted otherwise meanwhile.
    pub(crate) fn counted(&mut self, review: &str, answer: Option<Ballot>) -> Option<Ballot> {
        let cast = self.ballots.iter_mut().find(|cast| cast.review == review)?;
        let before = cast.before.take();
        let Some(answer) = answer else {
            cast.now = before.unwrap_or(cast.now);
            return None;
        };
        let wanted = answer.wanting(cast.now.yours);
        cast.now = wanted;
        if wanted == answer {
            return None;
        }
        cast.before = Some(answer);
        Some(wanted)
    }

    fn set_ballot(&mut self, cast: Cast) {
        self.ballots.retain(|known| known.review != cast.review);
        self.ballots.push(cast);
    }

    /// Whether a review is the shopper's own.
    pub(crate) fn is_own(&self, id: &str) -> bool {
        let own = self.mine.own();
        own.is_some_and(|own| own.reviews.iter().any(|review| review.id == id))
    }

    /// Keeps a review of the shopper's own in its place among the others, or as the newest.
    pub(crate) fn keep_own(&mut self, review: Rc<Review>) {
        let mut own = self
            .mine
            .own()
            .map_or_else(Own::default, |own| Own::clone(own));
        match own.reviews.iter_mut().find(|known| known.id == review.id) {
            Some(known) => *known = review,
            None => {
                own.reviews.insert(0, review);
                // Whether another order allows another one is for the service to say.
                own.may_write = false;
                own.reward = None;
            }
        }
        self.mine = Mine::Known(Rc::new(own));
    }

    /// Forgets whoever was here: what everybody sees stays.
    pub(crate) fn forget(&mut self) {
        self.mine = Mine::Unknown;
        self.ballots.clear();
        self.form = Form::Closed;
        self.word = None;
        self.aside = None;
        self.page.reward = None;
    }
}

#[cfg(test)]
mod tests {
    use shared::reviews::Rating;

    use super::super::review::tests::review;
    use super::*;

    fn ballot(helpful: u64, unhelpful: u64, yours: Option<Vote>) -> Ballot {
        Ballot {
            helpful,
            unhelpful,
            yours,
        }
    }

    #[test]
    fn a_vote_counts_at_once_and_the_service_has_the_last_word() {
        let mut visit = Visit::default();
        let mut read = review("r1");
        read.helpful = 3;
        let yes = ballot(4, 0, Some(Vote::Helpful));
        assert_eq!(visit.cast(&read, Vote::Helpful), (yes, Sending::Now));
        assert_eq!(visit.ballot(&read), yes);
        let answer = ballot(9, 2, Some(Vote::Helpful));
        assert_eq!(visit.counted("r1", Some(answer)), None);
        assert_eq!(visit.ballot(&read), answer);
    }

    #[test]
    fn who_votes_otherwise_meanwhile_is_heard_after_the_answer() {
        let mut visit = Visit::default();
        let read = review("r1");
        visit.cast(&read, Vote::Helpful);
        let (_, sending) = visit.cast(&read, Vote::Unhelpful);
        assert_eq!(sending, Sending::Later);
        let next = visit.counted("r1", Some(ballot(1, 0, Some(Vote::Helpful))));
        assert_eq!(next, Some(ballot(0, 1, Some(Vote::Unhelpful))));
        assert_eq!(visit.counted("r1", next), None);
        assert_eq!(visit.ballot(&read), ballot(0, 1, Some(Vote::Unhelpful)));
    }

    #[test]
    fn a_vote_that_does_not_get_through_is_taken_back() {
        let mut visit = Visit::default();
        let read = review("r1");
        let before = visit.ballot(&read);
        visit.cast(&read, Vote::Unhelpful);
        assert_eq!(visit.counted("r1", None), None);
        assert_eq!(visit.ballot(&read), before);
        assert_eq!(visit.cast(&read, Vote::Helpful).1, Sending::Now);
    }

    #[test]
    fn what_one_shopper_did_is_not_shown_to_the_next() {
        let mut visit = Visit::default();
        let read = review("r1");
        visit.keep_own(Rc::new(review("r7")));
        visit.cast(&read, Vote::Helpful);
        visit.form = Form::Sent(Standing::Pending);
        assert!(visit.is_own("r7"));
        visit.forget();
        assert!(!visit.is_own("r7"));
        assert_eq!(visit.ballot(&read).yours, None);
        assert_eq!((visit.form, visit.mine), (Form::Closed, Mine::Unknown));
    }

    #[test]
    fn an_edited_review_keeps_its_place_and_a_new_one_comes_first() {
        let mut visit = Visit::default();
        visit.keep_own(Rc::new(review("r1")));
        visit.keep_own(Rc::new(review("r2")));
        let mut edited = review("r1");
        edited.rating = Rating::WORST;
        visit.keep_own(Rc::new(edited));
        let own = visit.mine.own().map(|own| own.reviews.clone());
        let seen: Vec<_> = own
            .iter()
            .flatten()
            .map(|each| (each.id.as_str(), each.rating.stars()))
            .collect();
        assert_eq!(seen, [("r2", 5), ("r1", 1)]);
    }

    #[test]
    fn photos_go_around() {
        let mut read = review("r1");
        read.photos = ["a", "b", "c"].map(str::to_owned).into();
        let mut look = Look {
            review: Rc::new(read),
            place: 2,
        };
        look.step(true);
        assert_eq!(look.place, 0);
        look.step(false);
        assert_eq!(look.place, 2);
    }
}
