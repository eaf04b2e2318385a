//! A review to begin with, and the shop it is in.

use serde_json::{Value, json};
use shared::Time;
use shared::document::Fault;
use shared::id::ShopperId;
use shared::reviews::{
    Buyer, Earlier, Finding, Policy, Rating, Review, ReviewId, Submission, Submitted, Tally,
    Writing, submit,
};

pub(crate) const AT: &str = "2026-05-03T10:00:00Z";

pub(crate) fn at(text: &str) -> Time {
    text.parse().unwrap()
}

pub(crate) fn shopper(name: &str) -> ShopperId {
    name.parse().unwrap()
}

pub(crate) fn id(number: u64) -> ReviewId {
    ReviewId::new(number).unwrap()
}

pub(crate) fn stars(stars: u64) -> Rating {
    Rating::new(stars).unwrap()
}

pub(crate) fn verified() -> Buyer {
    Buyer::Verified {
        order: "1001".parse().unwrap(),
    }
}

pub(crate) fn policy(publish: &str) -> Policy {
    let hosts = ["cdn.juniper.example"];
    Policy::read(&json!({"publish": publish, "photo_hosts": hosts})).unwrap()
}

pub(crate) fn submission(document: &Value) -> Submission {
    Submission::read(document, &policy("checked")).unwrap()
}

/// What Ana writes under a policy, at a time, meeting a review of before.
pub(crate) fn written(
    publish: &str,
    document: &Value,
    earlier: Earlier,
    tally: &Tally,
    time: &str,
) -> Result<Submitted, shared::Decline> {
    written_as(publish, document, earlier, tally, time, &[])
}

/// The same where the object knows more than the text says.
pub(crate) fn written_as(
    publish: &str,
    document: &Value,
    earlier: Earlier,
    tally: &Tally,
    time: &str,
    known: &[Finding],
) -> Result<Submitted, shared::Decline> {
    let writing = Writing {
        now: at(time),
        policy: &policy(publish),
        shopper: &shopper("ana"),
        name: Some("Ana"),
        buyer: verified(),
        next: id(1),
        known,
    };
    submit(&writing, &submission(document), earlier, tally)
}

pub(crate) fn content() -> Value {
    json!({
        "rating": 4,
        "title": "Good coffee",
        "body": "Smells of oranges, and the bag closes well.",
        "photos": ["https://cdn.juniper.example/1.jpg"],
    })
}

/// A published review by Ana, a verified buyer, with everything in it.
pub(crate) fn review() -> Review {
    let made = written("checked", &content(), Earlier::None, &Tally::EMPTY, AT);
    made.unwrap().review
}

/// Where the faults of a document are.
pub(crate) fn pointers<T: std::fmt::Debug>(read: Result<T, Vec<Fault>>) -> Vec<String> {
    let faults = read.unwrap_err();
    faults.into_iter().map(|fault| fault.pointer).collect()
}
