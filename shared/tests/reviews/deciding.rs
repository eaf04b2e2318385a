//! What a submission comes to, and what is left when its writer is forgotten.

use serde_json::{Value, json};
use shared::Decline;
use shared::reviews::{
    Buyer, Earlier, Finding, Moderation, Outcome, Publication, RejectionReason, Reply, Review,
    Revision, State, Submitted, Tally, Votes, Withdrawal, erase,
};

use crate::sample::{AT, at, content, review, shopper, written, written_as};

const LATER: &str = "2026-05-04T10:00:00Z";

fn tally() -> Tally {
    Tally::EMPTY.changed(None, Some(&review()))
}

fn by(because: Withdrawal) -> Moderation {
    Moderation::Withdrawn { because }
}

fn other(body: &str) -> Value {
    let mut document = content();
    document["body"] = json!(body);
    document
}

fn edited(review: Review, document: &Value) -> Submitted {
    let tally = Tally::EMPTY.changed(None, Some(&review));
    written("checked", document, Earlier::Edited(review), &tally, LATER).unwrap()
}

#[test]
fn a_new_review() {
    let made = written("checked", &content(), Earlier::None, &Tally::EMPTY, AT).unwrap();
    assert_eq!(made.outcome, Outcome::New);
    assert_eq!(made.publication, Publication::First);
    assert_eq!(made.review.moderation, Moderation::Published);
    assert_eq!(
        made.review.author.as_ref().unwrap().as_str(),
        "Ana",
        "by the shop's token"
    );
    assert!(made.review.is_verified() && made.review.is_by(&shopper("ana")));
    assert_eq!(made.tally.aggregate().histogram(), [0, 0, 0, 1, 0]);
    assert_eq!(made.tally, tally());
    let counts = made.tally.counts();
    assert_eq!((counts.photos, counts.verified, counts.text), (1, 1, 1));
}

#[test]
fn a_name_of_ones_own_comes_first() {
    let mut document = content();
    document["author"] = json!("A. M.");
    let made = written("checked", &document, Earlier::None, &Tally::EMPTY, AT).unwrap();
    assert_eq!(made.review.author.unwrap().as_str(), "A. M.");
}

#[test]
fn what_is_held_does_not_count_yet() {
    let table = [
        (
            "a link",
            "checked",
            other("See www.evil.example"),
            vec![Finding::Link],
        ),
        ("by the shop's will", "held", content(), vec![]),
    ];
    for (case, publish, document, findings) in table {
        let made = written(publish, &document, Earlier::None, &Tally::EMPTY, AT).unwrap();
        assert_eq!(
            made.review.moderation,
            Moderation::Pending { findings },
            "{case}"
        );
        assert_eq!(made.publication, Publication::NotNew, "{case}");
        assert_eq!(made.review.published_at, None, "{case}");
        assert_eq!(made.tally, Tally::EMPTY, "{case}");
    }
    let known = [Finding::Duplicate];
    let copied = written_as(
        "checked",
        &content(),
        Earlier::None,
        &Tally::EMPTY,
        AT,
        &known,
    );
    let expected = Moderation::Pending {
        findings: known.to_vec(),
    };
    assert_eq!(copied.unwrap().review.moderation, expected);
}

#[test]
fn whether_it_is_published_cannot_see_the_rating() {
    for publish in ["checked", "verified", "held"] {
        for text in ["Good.", "Bad.", "See www.evil.example"] {
            let standings = [1, 2, 3, 4, 5].map(|rating| {
                let document = json!({"rating": rating, "body": text});
                let made = written(publish, &document, Earlier::None, &Tally::EMPTY, AT);
                made.unwrap().review.moderation
            });
            assert!(
                standings.iter().all(|one| *one == standings[0]),
                "{publish} {text}"
            );
        }
    }
}

#[test]
fn one_review_of_a_product_and_order() {
    let again = written(
        "checked",
        &content(),
        Earlier::InItsPlace(review()),
        &tally(),
        LATER,
    );
    let again = again.unwrap();
    assert_eq!(again.outcome, Outcome::Same);
    assert_eq!((again.review, again.tally), (review(), tally()));
    let differs = [
        other("Another"),
        json!({"rating": 4}),
        json!({"rating": 5, "title": "Good coffee"}),
    ];
    for document in differs {
        let declined = written(
            "checked",
            &document,
            Earlier::InItsPlace(review()),
            &tally(),
            LATER,
        );
        assert_eq!(declined, Err(Decline::AlreadyReviewed), "{document}");
    }
}

#[test]
fn an_edit_is_judged_anew() {
    let better = edited(review(), &other("Smells of lemons."));
    assert_eq!(better.outcome, Outcome::Edited);
    assert_eq!(better.review.edited_at, Some(at(LATER)));
    assert_eq!(
        (better.review.at, better.review.published_at),
        (at(AT), Some(at(AT)))
    );
    assert_eq!(
        better.publication,
        Publication::NotNew,
        "it was seen before"
    );
    assert_eq!(better.tally.aggregate().rating_count(), 1);
    let spam = edited(better.review, &other("See www.evil.example"));
    assert_eq!(spam.review.moderation.state(), State::Pending);
    assert_eq!(
        spam.tally,
        Tally::EMPTY,
        "it is not seen, so it does not count"
    );
    let back = edited(spam.review, &content());
    assert_eq!(back.review.moderation, Moderation::Published);
    assert_eq!(back.publication, Publication::NotNew);
    let same = edited(back.review.clone(), &content());
    assert_eq!((same.outcome, same.review), (Outcome::Same, back.review));
}

#[test]
fn an_edit_moves_the_star() {
    let made = edited(review(), &json!({"rating": 2}));
    assert_eq!(made.tally.aggregate().histogram(), [0, 1, 0, 0, 0]);
    assert_eq!(made.tally.aggregate().review_count(), 0);
    assert_eq!(made.review.photos, []);
    assert!(made.review.is_verified(), "what we know of the order stays");
    assert_eq!(
        made.review.revision,
        Revision::new(2),
        "and is another wording"
    );
}

#[test]
fn an_edit_keeps_the_name_that_its_writer_chose() {
    let mut document = content();
    document["author"] = json!("A. M.");
    let made = written("checked", &document, Earlier::None, &Tally::EMPTY, AT).unwrap();
    for author in [Value::Null, json!(""), json!(" ")] {
        let mut document = other("Smells of lemons.");
        document["author"] = author;
        let made = edited(made.review.clone(), &document);
        assert_eq!(made.review.author.unwrap().as_str(), "A. M.", "{document}");
    }
    let nameless = Review {
        author: None,
        ..review()
    };
    assert_eq!(edited(nameless, &other("Lemons.")).review.author, None);
}

#[test]
fn an_edit_verifies_what_was_written_before_we_knew_of_the_order() {
    let unknown = Review {
        buyer: Buyer::Unknown,
        ..review()
    };
    let tally = Tally::EMPTY.changed(None, Some(&unknown));
    let made = edited(unknown, &other("Smells of lemons."));
    assert!(made.review.is_verified());
    assert_eq!(tally.counts().verified, 0);
    assert_eq!(made.tally.counts().verified, 1);
}

#[test]
fn what_a_person_rejected_a_person_sees_again() {
    let rejected = Review {
        moderation: Moderation::Rejected {
            reason: RejectionReason::Fake,
            note: None,
        },
        ..review()
    };
    let held = Moderation::Pending {
        findings: vec![Finding::RejectedBefore],
    };
    let first = edited(rejected, &other("It is true!"));
    assert_eq!(first.review.moderation, held);
    let second = edited(first.review, &other("It is so true!"));
    assert_eq!(second.review.moderation, held, "another edit does not help");
}

#[test]
fn what_is_not_edited() {
    let withdrawn = Review {
        moderation: by(Withdrawal::Unsaid),
        ..review()
    };
    let others = Review {
        shopper: Some(shopper("ben")),
        ..review()
    };
    let nobodys = Review {
        shopper: None,
        ..review()
    };
    for review in [withdrawn, others.clone(), nobodys] {
        let declined = written(
            "checked",
            &other("X"),
            Earlier::Edited(review),
            &tally(),
            LATER,
        );
        assert_eq!(declined, Err(Decline::NotPossible));
    }
    let copied = written(
        "checked",
        &content(),
        Earlier::Edited(others),
        &tally(),
        LATER,
    );
    assert_eq!(
        copied,
        Err(Decline::NotPossible),
        "with the same content neither"
    );
}

#[test]
fn erasure_keeps_the_star_and_its_date() {
    let full = Review {
        edited_at: Some(at(LATER)),
        votes: Votes {
            helpful: 3,
            unhelpful: 1,
        },
        reply: Some(Reply {
            body: "Thank you, Ana".parse().unwrap(),
            at: at(LATER),
        }),
        ..review()
    };
    let changed = erase(full.clone(), &tally());
    let kept = Review {
        shopper: None,
        title: None,
        body: None,
        author: None,
        photos: Vec::new(),
        buyer: Buyer::Unknown,
        edited_at: None,
        votes: Votes::default(),
        reply: None,
        revision: Revision::new(2),
        ..full
    };
    assert_eq!(changed.review, kept);
    assert_eq!((kept.rating.stars(), kept.at), (4, at(AT)));
    let text = serde_json::to_string(&changed.review).unwrap();
    for gone in ["ana", "Ana", "oranges", "coffee", "1001", "cdn.juniper"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    let aggregate = changed.tally.aggregate();
    assert_eq!((aggregate.rating_count(), aggregate.review_count()), (1, 0));
    let again = erase(changed.review.clone(), &changed.tally);
    assert_eq!(again, changed, "again is the same");
}

#[test]
fn erasure_of_what_is_not_seen() {
    let note = || Some("Ana again".parse().unwrap());
    let rejected = |note| Moderation::Rejected {
        reason: RejectionReason::Abusive,
        note,
    };
    let pending = Moderation::Pending {
        findings: vec![Finding::Link],
    };
    let for_spam = Withdrawal::Shop {
        reason: RejectionReason::Spam,
    };
    let table = [
        (pending, by(Withdrawal::Erased)),
        (rejected(note()), rejected(None)),
        (by(Withdrawal::Unsaid), by(Withdrawal::Unsaid)),
        (by(for_spam), by(for_spam)),
    ];
    for (moderation, expected) in table {
        let hidden = Review {
            moderation,
            ..review()
        };
        let changed = erase(hidden, &Tally::EMPTY);
        assert_eq!(changed.review.moderation, expected);
        assert_eq!(changed.tally, Tally::EMPTY);
    }
}

#[test]
fn a_review_is_kept_and_read_back() {
    let others = [
        review(),
        erase(review(), &tally()).review,
        written("held", &json!({"rating": 1}), Earlier::None, &tally(), AT)
            .unwrap()
            .review,
    ];
    for review in others {
        let kept = serde_json::to_string(&review).unwrap();
        assert_eq!(
            serde_json::from_str::<Review>(&kept).unwrap(),
            review,
            "{kept}"
        );
    }
    let kept = serde_json::to_string(&tally()).unwrap();
    assert_eq!(serde_json::from_str::<Tally>(&kept).unwrap(), tally());
    for wrong in ["[]", "[1,2,3]", "{}", "[-1]"] {
        assert!(serde_json::from_str::<Tally>(wrong).is_err(), "{wrong}");
    }
}
