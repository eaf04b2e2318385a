//! A product, its reviews and votes, and the steps drawn.

use std::collections::BTreeMap;

use serde_json::json;
use shared::Time;
use shared::id::ShopperId;
use shared::reviews::{
    App, Buyer, Changed, Earlier, Filter, Incentive, Narrowed, Origin, Policy, Publication, Rating,
    RejectionReason, Review, ReviewId, Revision, Stars, State, Submission, Tally, Verdict, Vote,
    Votes, Writing, erase, moderate, reply, reward, submit, vote,
};

/// What happens next.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) what: u8,
    pub(crate) who: u8,
    pub(crate) which: u8,
    pub(crate) how: u16,
}

/// A product as an object keeps it: the reviews only for the recount.
#[derive(Default)]
pub(crate) struct Product {
    reviews: BTreeMap<ReviewId, Review>,
    votes: BTreeMap<(ReviewId, ShopperId), Vote>,
    tally: Tally,
    published: BTreeMap<ReviewId, u32>,
    now: i64,
}

const BODIES: [Option<&str>; 4] = [
    None,
    Some("Good, and it closes well."),
    Some("See www.evil.example"),
    Some("THE WORST THING THAT I EVER BOUGHT"),
];

impl Step {
    fn shopper(&self) -> ShopperId {
        format!("shopper-{}", self.who).parse().unwrap()
    }

    fn policy(&self) -> Policy {
        let publish = ["checked", "verified", "held"][usize::from(self.which % 3)];
        Policy::read(&json!({"publish": publish, "photo_hosts": ["a.example"]})).unwrap()
    }

    fn submission(&self, policy: &Policy) -> Submission {
        let photos: &[&str] = if self.how & 8 == 0 {
            &[]
        } else {
            &["https://a.example/1"]
        };
        let document = json!({
            "rating": 1 + self.how % 5,
            "body": BODIES[usize::from(self.how >> 4) % 4],
            "photos": photos,
        });
        Submission::read(&document, policy).unwrap()
    }

    fn buyer(&self) -> Buyer {
        match self.which % 4 {
            0 => Buyer::Unknown,
            order => Buyer::Verified {
                order: format!("{}-{order}", self.who).parse().unwrap(),
            },
        }
    }

    fn verdict(&self) -> Verdict {
        match self.how % 5 {
            0 | 1 => Verdict::Publish,
            2 | 3 => Verdict::Reject {
                reason: RejectionReason::Spam,
                note: None,
            },
            _ => Verdict::Withdraw {
                reason: RejectionReason::Fake,
            },
        }
    }

    fn vote(&self) -> Option<Vote> {
        [None, Some(Vote::Helpful), Some(Vote::Unhelpful)][usize::from(self.how % 3)]
    }
}

impl Product {
    pub(crate) fn step(&mut self, step: &Step) {
        self.now += 1000;
        match step.what {
            0..=2 => self.write(step),
            3 => self.edit(step),
            4 | 5 => self.moderate(step),
            6 => self.vote(step),
            7 => self.answer(step),
            8 => self.import(step),
            _ => self.erase(step),
        }
    }

    fn now(&self) -> Time {
        Time::from_unix_ms(self.now)
    }

    fn next(&self) -> ReviewId {
        ReviewId::new(self.reviews.len() as u64 + 1).unwrap()
    }

    /// Any review there is.
    fn any(&self, step: &Step) -> Option<Review> {
        let index = usize::from(step.which).checked_rem(self.reviews.len())?;
        self.reviews.values().nth(index).cloned()
    }

    fn keep(&mut self, changed: Changed) {
        if changed.publication == Publication::First {
            *self.published.entry(changed.review.id).or_default() += 1;
        }
        self.tally = changed.tally;
        self.reviews.insert(changed.review.id, changed.review);
    }

    fn submit(&mut self, step: &Step, earlier: Earlier) {
        let policy = step.policy();
        let writing = Writing {
            now: self.now(),
            policy: &policy,
            shopper: &step.shopper(),
            name: Some("Ana"),
            buyer: step.buyer(),
            next: self.next(),
            known: &[],
        };
        let made = submit(&writing, &step.submission(&policy), earlier, &self.tally);
        if let Ok(made) = made {
            self.keep(Changed {
                review: made.review,
                tally: made.tally,
                publication: made.publication,
            });
        }
    }

    fn write(&mut self, step: &Step) {
        let (shopper, buyer) = (step.shopper(), step.buyer());
        let mut own = self.reviews.values();
        let own = own.find(|review| review.is_by(&shopper) && review.buyer == buyer);
        let earlier = own.cloned().map_or(Earlier::None, Earlier::InItsPlace);
        self.submit(step, earlier);
    }

    fn edit(&mut self, step: &Step) {
        if let Some(review) = self.any(step) {
            self.submit(step, Earlier::Edited(review));
        }
    }

    fn moderate(&mut self, step: &Step) {
        let Some(review) = self.any(step) else {
            return;
        };
        if let Ok(changed) = moderate(review, step.verdict(), self.now(), &self.tally) {
            self.keep(changed);
        }
    }

    fn vote(&mut self, step: &Step) {
        let Some(review) = self.any(step) else {
            return;
        };
        let key = (review.id, step.shopper());
        let before = self.votes.get(&key).copied();
        if let Ok(review) = vote(review, &key.1, before, step.vote()) {
            match step.vote() {
                Some(vote) => self.votes.insert(key, vote),
                None => self.votes.remove(&key),
            };
            self.reviews.insert(review.id, review);
        }
    }

    /// The shop answers, or the ledger says that the review was rewarded.
    fn answer(&mut self, step: &Step) {
        let Some(review) = self.any(step) else {
            return;
        };
        let body = step
            .how
            .is_multiple_of(2)
            .then(|| "Thank you".parse().unwrap());
        let answered = match step.how % 3 {
            0 => Ok(reward(review)),
            _ => reply(review, body, self.now()),
        };
        if let Ok(review) = answered {
            self.reviews.insert(review.id, review);
        }
    }

    fn import(&mut self, step: &Step) {
        let policy = step.policy();
        let sent = step.submission(&policy);
        let review = Review {
            id: self.next(),
            shopper: None,
            rating: sent.rating,
            title: sent.title,
            body: sent.body,
            author: None,
            photos: sent.photos,
            buyer: Buyer::Unknown,
            origin: Origin::Imported { app: App::Loox },
            at: Time::from_unix_ms(i64::from(step.how)),
            edited_at: None,
            published_at: Some(self.now()),
            incentive: Incentive::None,
            votes: Votes::default(),
            reply: None,
            moderation: policy.judge(Vec::new(), &Buyer::Unknown),
            revision: Revision::FIRST,
        };
        self.tally = self.tally.clone().changed(None, Some(&review));
        self.reviews.insert(review.id, review);
    }

    /// A shopper is forgotten: what they wrote, and how they voted.
    fn erase(&mut self, step: &Step) {
        let shopper = step.shopper();
        let own: Vec<Review> = self.reviews.values().cloned().collect();
        for review in own.into_iter().filter(|review| review.is_by(&shopper)) {
            self.votes.retain(|(id, _), _| *id != review.id);
            self.keep(erase(review, &self.tally));
        }
        let given: Vec<_> = self.votes.keys().cloned().collect();
        for key in given.into_iter().filter(|(_, voter)| *voter == shopper) {
            let before = self.votes.remove(&key);
            let review = self.reviews[&key.0].clone();
            let review = vote(review, &shopper, before, None).unwrap();
            self.reviews.insert(review.id, review);
        }
    }

    /// What is kept equals what all reviews come to.
    pub(crate) fn check(&self) {
        let published = || self.reviews.values().filter(|review| review.is_published());
        let count = |keep: &dyn Fn(&Review) -> bool| {
            published().filter(|review| keep(review)).count() as u64
        };
        let aggregate = self.tally.aggregate();
        for rating in Rating::ALL {
            assert_eq!(
                aggregate.count(rating),
                count(&|review| review.rating == rating)
            );
        }
        assert_eq!(aggregate.rating_count(), count(&|_| true));
        assert_eq!(aggregate.review_count(), count(&Review::has_text));
        let sum: u64 = published()
            .map(|review| u64::from(review.rating.stars()))
            .sum();
        assert_eq!(aggregate.rating_sum(), sum);
        let counts = self.tally.counts();
        assert_eq!(counts.photos, count(&Review::has_photos));
        assert_eq!(counts.verified, count(&Review::is_verified));
        assert_eq!(counts.text, count(&Review::has_text));
        for filter in filters() {
            let lets = |narrowed, has| narrowed == Narrowed::No || has;
            let matches = |review: &Review| {
                filter.stars.has(review.rating)
                    && lets(filter.photos, review.has_photos())
                    && lets(filter.verified, review.is_verified())
                    && lets(filter.text, review.has_text())
            };
            assert!(published().all(|review| filter.matches(review) == matches(review)));
            assert_eq!(self.tally.matching(&filter), count(&matches), "{filter:?}");
        }
        for review in self.reviews.values() {
            self.check_votes(review);
            let first = self.published.get(&review.id).copied().unwrap_or_default();
            assert!(first <= 1, "a review is first published once");
            assert!(
                review.moderation.state() != State::Published
                    || review.published_at.is_some()
                    || review.origin != Origin::Written
            );
        }
    }

    fn check_votes(&self, review: &Review) {
        let of = |wanted: Vote| {
            let votes = self.votes.iter();
            let on = votes.filter(|((id, _), vote)| *id == review.id && **vote == wanted);
            on.count() as u32
        };
        let expected = Votes {
            helpful: of(Vote::Helpful),
            unhelpful: of(Vote::Unhelpful),
        };
        assert_eq!(review.votes, expected);
    }
}

/// Filters of every kind.
fn filters() -> impl Iterator<Item = Filter> {
    let sets = [&[][..], &Rating::ALL[..2], &Rating::ALL[4..]].map(Stars::of);
    let narrowed = |bit: u8| {
        if bit & 1 == 1 {
            Narrowed::Yes
        } else {
            Narrowed::No
        }
    };
    let kinds = move |stars| {
        (0..8_u8).map(move |bits| Filter {
            stars,
            photos: narrowed(bits),
            verified: narrowed(bits >> 1),
            text: narrowed(bits >> 2),
        })
    };
    sets.into_iter().flat_map(kinds)
}
