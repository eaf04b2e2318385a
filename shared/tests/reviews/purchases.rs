//! Which order a review is of: one purchase brings one review that counts.

use serde_json::{Value, json};
use shared::id::OrderId;
use shared::reviews::{Buyer, Earlier, Review, open_orders, place};

use crate::sample::{content, id, review, submission};

/// Orders, newest first.
fn orders(names: &[&str]) -> Vec<OrderId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// Reviews of orders, oldest first; "" is no known order.
fn reviews(of: &[&str]) -> Vec<Review> {
    let review = |(index, order): (usize, &&str)| Review {
        id: id(index as u64 + 1),
        buyer: order.parse().map_or(Buyer::Unknown, Buyer::of),
        body: Some(format!("Number {index}.").parse().unwrap()),
        ..review()
    };
    of.iter().enumerate().map(review).collect()
}

#[test]
fn a_further_review_is_of_an_order_that_has_none() {
    let table: [(&[&str], &[&str], &[&str]); 8] = [
        (&[], &[], &[]),
        (&["1"], &[], &["1"]),
        (&["1"], &["1"], &[]),
        (&["2", "1"], &["1"], &["2"]),
        (&["3", "2", "1"], &["2"], &["3", "1"]),
        // What was written before we knew of any order counts for the oldest.
        (&["1"], &[""], &[]),
        (&["2", "1"], &[""], &["2"]),
        (&["2", "1"], &["", "2"], &[]),
    ];
    for (bought, written, expected) in table {
        let bought = orders(bought);
        let open: Vec<OrderId> = open_orders(&bought, &reviews(written))
            .into_iter()
            .cloned()
            .collect();
        assert_eq!(open, orders(expected), "{bought:?} {written:?}");
    }
}

#[test]
fn a_submission_without_a_review_to_edit() {
    // Bought, written, the order it names; the review it meets, or the order of a new one.
    type Case = (
        &'static [&'static str],
        &'static [&'static str],
        &'static str,
        Result<u64, &'static str>,
    );
    let table: [Case; 12] = [
        (&[], &[], "", Err("")),
        (&["2", "1"], &[], "", Err("2")),
        (&["2", "1"], &[], "1", Err("1")),
        (&["2", "1"], &["1"], "2", Err("2")),
        (&["2", "1"], &["1"], "1", Ok(1)),
        (&["2", "1"], &["1"], "", Ok(1)),
        // An order that nobody knows brings nothing of its own.
        (&["1"], &["1"], "zzz", Ok(1)),
        (&["1"], &[], "zzz", Err("1")),
        (&[], &[""], "zzz", Ok(1)),
        (&["1"], &[""], "1", Ok(1)),
        (&["2", "1"], &[""], "2", Err("2")),
        (&["2", "1"], &["2", ""], "1", Ok(2)),
    ];
    for (bought, written, named, expected) in table {
        let case = format!("{bought:?} {written:?} {named}");
        let mut document = content();
        document["body"] = json!("Something new.");
        document["order"] = match named {
            "" => Value::Null,
            named => json!(named),
        };
        let (earlier, buyer) =
            place(&submission(&document), &orders(bought), &reviews(written)).unwrap();
        match (earlier, expected) {
            (Earlier::InItsPlace(review), Ok(number)) => {
                assert_eq!(review.id, id(number), "{case}")
            }
            (Earlier::None, Err(order)) => {
                let expected = order.parse().map_or(Buyer::Unknown, Buyer::of);
                assert_eq!(buyer, expected, "{case}");
            }
            (earlier, _) => panic!("{case}: {earlier:?}"),
        }
    }
}

#[test]
fn the_same_words_again_mean_the_review_that_has_them() {
    let bought = orders(&["2", "1"]);
    let written = reviews(&["1", "2"]);
    for review in &written {
        let mut document = content();
        document["body"] = json!(review.body);
        let (earlier, _) = place(&submission(&document), &bought, &written).unwrap();
        assert_eq!(earlier, Earlier::InItsPlace(review.clone()));
    }
}

#[test]
fn an_edit_is_of_an_order_that_has_no_review_yet() {
    let table: [(&[&str], &[&str], &str); 5] = [
        (&[], &[""], ""),
        (&["1"], &[""], "1"),
        (&["2", "1"], &[""], "1"),
        (&["2", "1"], &["", "1"], "2"),
        (&["1"], &["", "1"], ""),
    ];
    for (bought, written, expected) in table {
        let mut document = content();
        document["review"] = json!("r1");
        let written = reviews(written);
        let (earlier, buyer) = place(&submission(&document), &orders(bought), &written).unwrap();
        assert_eq!(earlier, Earlier::Edited(written[0].clone()));
        let expected = expected.parse().map_or(Buyer::Unknown, Buyer::of);
        assert_eq!(buyer, expected, "{bought:?}");
    }
    let mut document = content();
    document["review"] = json!("r9");
    assert_eq!(place(&submission(&document), &[], &reviews(&["1"])), None);
}
