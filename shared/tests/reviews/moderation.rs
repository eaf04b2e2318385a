//! Moderation: every move there is, and none besides.

use serde_json::{Value, json};
use shared::Decline;
use shared::reviews::{
    Finding, Moderation, Publication, RejectionReason, Reply, Review, Revision, Seen, State, Tally,
    Verdict, Withdrawal, moderate, read_chosen, read_reply, read_vote, reply, reward,
};

use crate::sample::{at, pointers, review};

const LATER: &str = "2026-05-04T10:00:00Z";

fn rejected(reason: RejectionReason) -> Moderation {
    Moderation::Rejected { reason, note: None }
}

fn to_reject(reason: RejectionReason) -> Verdict {
    Verdict::Reject { reason, note: None }
}

fn unseen<T>(what: T) -> Seen<T> {
    Seen {
        what,
        revision: None,
    }
}

fn to_withdraw(reason: RejectionReason) -> Verdict {
    Verdict::Withdraw { reason }
}

/// Withdrawn before a reason was asked for.
fn unsaid() -> Moderation {
    serde_json::from_value(json!({"state": "withdrawn"})).unwrap()
}

fn pending() -> Moderation {
    Moderation::Pending {
        findings: vec![Finding::Link],
    }
}

#[test]
fn every_move() {
    let spam = || rejected(RejectionReason::Spam);
    let table = [
        (pending(), Verdict::Publish, Some(State::Published)),
        (
            pending(),
            to_reject(RejectionReason::Spam),
            Some(State::Rejected),
        ),
        (
            pending(),
            to_withdraw(RejectionReason::Fake),
            Some(State::Withdrawn),
        ),
        (
            Moderation::Published,
            Verdict::Publish,
            Some(State::Published),
        ),
        (
            Moderation::Published,
            to_reject(RejectionReason::Fake),
            Some(State::Rejected),
        ),
        (
            Moderation::Published,
            to_withdraw(RejectionReason::Fake),
            Some(State::Withdrawn),
        ),
        (spam(), Verdict::Publish, Some(State::Published)),
        (
            spam(),
            to_reject(RejectionReason::OffTopic),
            Some(State::Rejected),
        ),
        (spam(), to_withdraw(RejectionReason::Fake), None),
        (unsaid(), Verdict::Publish, None),
        (unsaid(), to_reject(RejectionReason::Spam), None),
        (
            unsaid(),
            to_withdraw(RejectionReason::Fake),
            Some(State::Withdrawn),
        ),
    ];
    for (moderation, verdict, expected) in table {
        let case = format!("{moderation:?} {verdict:?}");
        let before = Review {
            moderation,
            ..review()
        };
        let tally = Tally::EMPTY.changed(None, Some(&before));
        let changed = moderate(before.clone(), verdict, at(LATER), &tally);
        let Some(expected) = expected else {
            assert_eq!(changed, Err(Decline::NotPossible), "{case}");
            continue;
        };
        let changed = changed.unwrap();
        assert_eq!(changed.review.moderation.state(), expected, "{case}");
        let recount = Tally::EMPTY.changed(None, Some(&changed.review));
        assert_eq!(changed.tally, recount, "{case}");
        let unchanged = Review {
            moderation: before.moderation.clone(),
            published_at: before.published_at,
            ..changed.review
        };
        assert_eq!(unchanged, before, "{case}: neither stars nor text change");
    }
}

#[test]
fn a_withdrawal_of_the_shop_has_a_reason_and_may_get_a_better_one() {
    let spam = Moderation::Published.judged(to_withdraw(RejectionReason::Spam));
    let spam = spam.unwrap();
    assert_eq!(spam.reason(), Some(RejectionReason::Spam));
    for before in [spam.clone(), unsaid()] {
        let better = before.judged(to_withdraw(RejectionReason::Fake)).unwrap();
        assert_eq!(better.reason(), Some(RejectionReason::Fake));
    }
    let erased = Moderation::Withdrawn {
        because: Withdrawal::Erased,
    };
    let same = erased.clone().judged(to_withdraw(RejectionReason::Fake));
    assert_eq!(same, Ok(erased.clone()), "its words are gone");
    for moderation in [spam, unsaid(), erased] {
        let kept = serde_json::to_string(&moderation).unwrap();
        let read: Moderation = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, moderation, "{kept}");
    }
    assert_eq!(unsaid().reason(), None);
}

#[test]
fn a_decision_is_on_the_wording_that_was_seen() {
    let read = |revision: Value| {
        let verdict = Verdict::read(&json!({"to": "published", "revision": revision}));
        let reply = read_reply(&json!({"body": "Thank you", "revision": revision}));
        let of_verdict = verdict.unwrap().revision;
        assert_eq!(of_verdict, reply.unwrap().revision);
        of_verdict
    };
    assert_eq!(review().revision, Revision::FIRST);
    assert_eq!(review().as_seen(read(Value::Null)), Ok(review()));
    assert_eq!(review().as_seen(read(json!(1))), Ok(review()));
    let other = review().as_seen(read(json!(2)));
    assert_eq!(other, Err(Decline::ReviewChanged));
}

#[test]
fn a_review_is_first_published_once() {
    let before = Review {
        moderation: pending(),
        published_at: None,
        ..review()
    };
    let first = moderate(before, Verdict::Publish, at(LATER), &Tally::EMPTY).unwrap();
    assert_eq!(first.publication, Publication::First);
    assert_eq!(first.review.published_at, Some(at(LATER)));
    let spam = to_reject(RejectionReason::Spam);
    let hidden = moderate(first.review, spam, at(LATER), &first.tally).unwrap();
    assert_eq!(hidden.publication, Publication::NotNew);
    let again = moderate(hidden.review, Verdict::Publish, at(LATER), &hidden.tally).unwrap();
    assert_eq!(again.publication, Publication::NotNew);
    assert_eq!(again.tally.aggregate().rating_count(), 1);
}

#[test]
fn verdicts_of_documents() {
    let note = Some("twice this week".parse().unwrap());
    let table = [
        (json!({"to": "published"}), Verdict::Publish),
        (
            json!({"to": "withdrawn", "reason": "fake"}),
            to_withdraw(RejectionReason::Fake),
        ),
        (
            json!({"to": "rejected", "reason": "off-topic"}),
            to_reject(RejectionReason::OffTopic),
        ),
        (
            json!({"to": "rejected", "reason": "spam", "note": " twice this week\r\n"}),
            Verdict::Reject {
                reason: RejectionReason::Spam,
                note,
            },
        ),
    ];
    for (document, verdict) in table {
        assert_eq!(Verdict::read(&document), Ok(unseen(verdict)), "{document}");
    }
    for reason in RejectionReason::ALL {
        let document = json!({"to": "rejected", "reason": reason});
        assert_eq!(Verdict::read(&document), Ok(unseen(to_reject(*reason))));
        assert_eq!(serde_json::to_value(reason).unwrap(), json!(reason.slug()));
    }
}

#[test]
fn what_is_no_verdict() {
    let table = [
        (Value::Null, vec![""]),
        (json!({}), vec!["/to"]),
        (json!({"to": "pending"}), vec!["/to"]),
        (json!({"to": "deleted"}), vec!["/to"]),
        (json!({"to": "rejected"}), vec!["/reason"]),
        (
            json!({"to": "rejected", "reason": "negative"}),
            vec!["/reason"],
        ),
        (
            json!({"to": "rejected", "reason": "one-star"}),
            vec!["/reason"],
        ),
        (
            json!({"to": "rejected", "reason": 1, "note": "x".repeat(501)}),
            vec!["/reason", "/note"],
        ),
        (
            json!({"to": "published", "reason": "spam"}),
            vec!["/reason"],
        ),
        (json!({"to": "withdrawn"}), vec!["/reason"]),
        (
            json!({"to": "withdrawn", "reason": "negative"}),
            vec!["/reason"],
        ),
        (
            json!({"to": "withdrawn", "reason": "spam", "note": "x"}),
            vec!["/note"],
        ),
        (json!({"to": "published", "revision": 0}), vec!["/revision"]),
        (json!({"to": "published", "rating": 5}), vec!["/rating"]),
    ];
    for (document, places) in table {
        assert_eq!(pointers(Verdict::read(&document)), places, "{document}");
    }
}

#[test]
fn the_shop_answers() {
    let answer = |text: &str| Some(text.parse().unwrap());
    let first = reply(review(), answer("Thank you"), at(LATER)).unwrap();
    let expected = Reply {
        body: "Thank you".parse().unwrap(),
        at: at(LATER),
    };
    assert_eq!(first.reply, Some(expected));
    let much_later = at("2026-06-01T00:00:00Z");
    let again = reply(first.clone(), answer("Thank you"), much_later).unwrap();
    assert_eq!(again, first, "the same again keeps its time");
    let other = reply(first.clone(), answer("Thanks"), much_later).unwrap();
    assert_eq!(other.reply.unwrap().at, much_later);
    assert_eq!(reply(first, None, much_later).unwrap(), review());
    for moderation in [rejected(RejectionReason::Spam), unsaid()] {
        let hidden = Review {
            moderation,
            ..review()
        };
        let answered = reply(hidden.clone(), answer("Thank you"), at(LATER));
        assert_eq!(answered, Err(Decline::NotPossible));
        assert_eq!(reply(hidden.clone(), None, at(LATER)), Ok(hidden));
    }
}

#[test]
fn a_reward_shows_and_changes_nothing_else() {
    let rewarded = reward(review());
    assert_ne!(rewarded, review());
    let back = Review {
        incentive: review().incentive,
        ..rewarded
    };
    assert_eq!(back, review());
}

#[test]
fn votes_replies_and_testimonials_of_documents() {
    use shared::reviews::Vote;
    assert_eq!(
        read_vote(&json!({"helpful": true})),
        Ok(Some(Vote::Helpful))
    );
    assert_eq!(
        read_vote(&json!({"helpful": false})),
        Ok(Some(Vote::Unhelpful))
    );
    assert_eq!(read_vote(&json!({"helpful": null})), Ok(None));
    assert_eq!(pointers(read_vote(&json!({}))), ["/helpful"]);
    assert_eq!(pointers(read_vote(&json!({"helpful": 1}))), ["/helpful"]);
    assert_eq!(pointers(read_vote(&json!(true))), [""]);
    assert_eq!(read_reply(&json!({"body": null})), Ok(unseen(None)));
    let body = json!({"body": "Thank\r\nyou "});
    assert_eq!(
        read_reply(&body).unwrap().what.unwrap().as_str(),
        "Thank\nyou"
    );
    for empty in [
        json!({}),
        json!({"body": " "}),
        json!({"body": "x".repeat(2001)}),
    ] {
        assert_eq!(pointers(read_reply(&empty)), ["/body"]);
    }
    let one = |product, review| json!({"product": product, "review": review});
    let chosen = json!({"reviews": [one("88", "r2"), one("88", "r1"), one("99", "r1")]});
    let read = read_chosen(&chosen).unwrap();
    let read: Vec<String> = read
        .iter()
        .map(|chosen| format!("{} {}", chosen.product, chosen.review))
        .collect();
    assert_eq!(read, ["88 r2", "88 r1", "99 r1"], "in their order");
    let table = [
        (json!({}), "/reviews"),
        (
            json!({"reviews": [one("88", "r1"), one("88", "r1")]}),
            "/reviews",
        ),
        (json!({"reviews": vec![one("88", "r1"); 51]}), "/reviews"),
        (json!({"reviews": [one("88", "1")]}), "/reviews/0/review"),
        (json!({"reviews": [{"review": "r1"}]}), "/reviews/0/product"),
    ];
    for (document, place) in table {
        assert_eq!(pointers(read_chosen(&document)), [place], "{document}");
    }
}
