//! Stars, and all of them together.

use serde_json::{Value, json};
use shared::reviews::{Aggregate, Message, Rating};

use crate::sample::stars;

#[test]
fn a_rating_has_one_to_five_stars() {
    for number in 1..=5 {
        let rating = stars(number);
        assert_eq!(u64::from(rating.stars()), number);
        assert_eq!(rating.to_string().parse(), Ok(rating));
        assert_eq!(serde_json::to_value(rating).unwrap(), json!(number));
        assert_eq!(
            serde_json::from_value::<Rating>(json!(number)).unwrap(),
            rating
        );
    }
    for wrong in [
        json!(0),
        json!(6),
        json!(-1),
        json!(4.5),
        json!(5.0),
        json!("5"),
        Value::Null,
    ] {
        assert!(
            serde_json::from_value::<Rating>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
    for wrong in ["", "0", "6", "05", " 5", "5 ", "4.5", "+5", "５"] {
        assert!(wrong.parse::<Rating>().is_err(), "{wrong:?}");
    }
}

#[test]
fn an_average_is_rounded_half_up_to_tenths() {
    let table = [
        ("one of one star", [1, 0, 0, 0, 0], "1.0"),
        ("one of five", [0, 0, 0, 0, 1], "5.0"),
        ("one of each", [1, 1, 1, 1, 1], "3.0"),
        ("4.25 is 4.3", [0, 0, 0, 3, 1], "4.3"),
        ("4.75 is 4.8", [0, 0, 0, 1, 3], "4.8"),
        ("4.333 is 4.3", [0, 0, 0, 2, 1], "4.3"),
        ("4.666 is 4.7", [0, 0, 0, 1, 2], "4.7"),
        ("4.05 is 4.1", [0, 0, 0, 19, 1], "4.1"),
        (
            "4.95 is 5.0, though not all gave five",
            [0, 0, 0, 1, 19],
            "5.0",
        ),
        ("4.949 is 4.9", [0, 0, 0, 51, 949], "4.9"),
        ("as many as there can be", [0, 0, 0, 0, u64::MAX], "5.0"),
        ("as many of each", [u64::MAX; 5], "3.0"),
    ];
    for (case, histogram, value) in table {
        let aggregate = Aggregate::new(histogram, 0);
        assert_eq!(
            aggregate.rating_value().unwrap().to_string(),
            value,
            "{case}"
        );
    }
    assert_eq!(Aggregate::EMPTY.rating_value(), None);
}

#[test]
fn sums_are_exact() {
    let aggregate = Aggregate::new([100, 20, 60, 102, 922], 800);
    assert_eq!(aggregate.rating_count(), 1204);
    assert_eq!(aggregate.rating_sum(), 100 + 40 + 180 + 408 + 4610);
    assert_eq!(aggregate.review_count(), 800);
    let value = aggregate.rating_value().unwrap();
    assert_eq!((value.tenths(), value.number()), (44, 4.4));
}

#[test]
fn an_aggregate_of_the_wire_is_read_back() {
    let wire = json!({
        "rating_value": 4.4, "rating_count": 1204, "review_count": 800, "rating_sum": 5338,
        "histogram": [100, 20, 60, 102, 922],
    });
    let aggregate: Aggregate = serde_json::from_value(wire).unwrap();
    assert_eq!(aggregate, Aggregate::new([100, 20, 60, 102, 922], 800));
    let kept = serde_json::to_value(aggregate).unwrap();
    assert_eq!(
        serde_json::from_value::<Aggregate>(kept).unwrap(),
        aggregate
    );
    // More texts than ratings can't be.
    let odd = json!({"histogram": [0, 0, 0, 0, 2], "review_count": 3});
    assert_eq!(
        serde_json::from_value::<Aggregate>(odd)
            .unwrap()
            .review_count(),
        2
    );
}

#[test]
fn what_is_said_of_an_aggregate() {
    let aggregate = Aggregate::new([100, 20, 60, 102, 922], 800);
    let value = aggregate.rating_value().unwrap();
    let said = Message::of(&aggregate);
    assert_eq!(said, Message::RatingOf { value, count: 1204 });
    assert_eq!(Message::of(&Aggregate::EMPTY), Message::NoRatings);
    let best = Message::StarCount {
        rating: stars(5),
        count: 922,
    };
    assert_eq!(Message::row(&aggregate, stars(5)), best);
}
