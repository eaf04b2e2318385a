//! Visit: what one shopper sees and does in one element of reviews, beside what everybody sees.

use std::rc::Rc;

use shared::Points;
use shared::id::ShopperId;

use super::aside::{Asides, Away, Interrupted, Past};
use super::ballot::{Ballot, Vote};
use super::draft::Fault;
use super::newest::Rated;
use super::news::Part;
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
    said: String,
    /// What was heard since of the ratings, where the element shows nothing else.
    pub(crate) rated: Option<Rated>,
    /// Whether a carousel was told to stand still.
    pub(crate) is_stopped: bool,
    /// What the page has said of itself and of the shopper.
    pub(crate) page: Surroundings,
    /// Who is here, once that is known.
    pub(crate) shopper: Option<ShopperId>,
    /// What was typed and put aside, or kept by an earlier page.
    pub(crate) asides: Asides,
    /// What whoever was here before has left.
    pub(crate) away: Option<Away>,
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

/// Where a question about reviews stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asking {
    #[default]
    Idle,
    /// Another order or filter is on its way.
    Anew,
    /// The next page is.
    More,
    /// No answer came to the question for this part.
    Failed(Part),
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
    /// The order that the next review is about, where the service names one.
    pub(crate) order: Option<String>,
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
    Open(Open),
    Sent(Standing),
}

/// A form that somebody writes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Open {
    /// The review that it changes; nothing where it makes one.
    pub(crate) edits: Option<String>,
    pub(crate) past: Past,
    pub(crate) faults: Vec<Fault>,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) keeping: Keeping,
    pub(crate) is_sending: bool,
}

/// Whether what is in the form would outlive the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Keeping {
    #[default]
    NotKept,
    Kept,
}

/// What stands in the way of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// No answer.
    Unsent,
    /// The service has too much to do.
    Busy,
    /// An earlier page has kept it.
    Kept,
    /// There is one of the same shopper already.
    Already,
    /// Nobody is signed in, or not any more.
    SignedOut,
    /// The shop does not take a photo.
    Photos,
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

    /// Another element has counted a vote; whether that changes anything here. What is on its way
    /// from here has the last word.
    pub(crate) fn overhear(&mut self, review: &str, now: Ballot) -> bool {
        let known = self.ballots.iter().find(|cast| cast.review == review);
        if known.is_some_and(|cast| cast.before.is_some() || cast.now == now) {
            return false;
        }
        self.set_ballot(Cast {
            review: review.to_owned(),
            now,
            before: None,
        });
        true
    }

    fn set_ballot(&mut self, cast: Cast) {
        self.ballots.retain(|known| known.review != cast.review);
        self.ballots.push(cast);
    }

    /// Tells a screen reader. The same words again would not be heard: a blank that is not seen
    /// makes them others.
    pub(crate) fn tell(&mut self, mut words: String) {
        if words == self.said {
            words.push('\u{a0}');
        }
        self.said = words;
    }

    /// What a screen reader is told.
    pub(crate) fn said(&self) -> &str {
        &self.said
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

    /// Somebody else may have come: what everybody sees stays. What was typed waits for who typed
    /// it, with what was in the form.
    pub(crate) fn leave(&mut self, open: Option<Interrupted>) {
        let of = self.shopper.take();
        let asides = std::mem::take(&mut self.asides);
        if open.is_some() || asides != Asides::default() {
            self.away = Some(Away { of, asides, open });
        }
        self.mine = Mine::Unknown;
        self.ballots.clear();
        self.form = Form::Closed;
        self.word = None;
        self.page.reward = None;
    }

    /// Somebody is here. What they have typed comes back, and the form where it was open; what
    /// another one has typed is gone.
    pub(crate) fn arrive(&mut self, shopper: &ShopperId) -> Option<Interrupted> {
        self.shopper = Some(shopper.clone());
        let away = self.away.take()?;
        if away.of.as_ref().is_some_and(|of| of != shopper) {
            return None;
        }
        self.asides = away.asides;
        away.open
    }

    /// Nobody is signed in: what a shopper has left before is for nobody's eyes. Whoever was here
    /// until now has only lost their session.
    pub(crate) fn stay_out(&mut self) {
        self.mine = Mine::SignedOut;
        if self.away.as_ref().is_some_and(|away| away.of.is_some()) {
            self.away = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::reviews::Rating;

    use super::super::aside::Aside;
    use super::super::draft::Draft;
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
        visit.leave(None);
        assert!(!visit.is_own("r7"));
        assert_eq!(visit.ballot(&read).yours, None);
        assert_eq!((visit.form, visit.mine), (Form::Closed, Mine::Unknown));
    }

    #[test]
    fn what_was_typed_comes_back_to_who_typed_it_and_to_nobody_else() {
        let shopper = |id: &str| -> ShopperId { id.parse().expect("letters are an id") };
        let typed = || Aside {
            draft: Draft {
                title: "Half a thought".to_owned(),
                ..Draft::default()
            },
            ..Aside::default()
        };
        let open = || Interrupted {
            aside: typed(),
            field: None,
        };
        let cases = [
            ("the same again", Some("ada"), "ada", true),
            ("somebody else", Some("ada"), "bo", false),
            ("a visitor who has signed in", None, "ada", true),
        ];
        for (case, before, after, is_back) in cases {
            let mut visit = Visit {
                shopper: before.map(shopper),
                ..Visit::default()
            };
            visit.asides.put(typed());
            visit.leave(Some(open()));
            assert_eq!(visit.asides, Asides::default(), "{case}");
            assert_eq!(visit.arrive(&shopper(after)).is_some(), is_back, "{case}");
            assert_eq!(visit.asides.take(None).is_some(), is_back, "{case}");
        }
        let mut visit = Visit {
            shopper: Some(shopper("ada")),
            ..Visit::default()
        };
        visit.leave(Some(open()));
        visit.stay_out();
        assert_eq!(visit.arrive(&shopper("ada")), None);
    }

    #[test]
    fn the_same_words_again_are_heard_again() {
        let mut visit = Visit::default();
        let mut heard = Vec::new();
        for _ in 0..3 {
            visit.tell("3 reviews".to_owned());
            heard.push(visit.said().to_owned());
        }
        assert!(heard.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(heard.iter().all(|said| said.trim() == "3 reviews"));
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
