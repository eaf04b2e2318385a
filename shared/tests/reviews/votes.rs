//! Votes, and how sure they make us.

use proptest::prelude::*;
use shared::Decline;
use shared::reviews::{Moderation, Review, Vote, Votes, Withdrawal, vote};

use crate::sample::{review, shopper};

fn ppm(helpful: u32, unhelpful: u32) -> u32 {
    Votes { helpful, unhelpful }.helpfulness().ppm()
}

#[test]
fn the_lower_bound_of_the_wilson_score() {
    // Worked out with 70 digits, z = 1.96, and rounded down.
    let table = [
        (0, 0, 0),
        (0, 1, 0),
        (0, 1_000_000, 0),
        (1, 0, 206_543),
        (2, 0, 342_371),
        (10, 0, 722_459),
        (100, 0, 963_005),
        (1, 1, 94_528),
        (5, 5, 236_589),
        (9, 1, 595_843),
        (90, 10, 825_632),
        (99, 1, 945_512),
        (600, 400, 569_308),
        (4_294_967_295, 0, 999_999),
        (4_294_967_295, 4_294_967_295, 499_989),
    ];
    for (helpful, unhelpful, bound) in table {
        assert_eq!(ppm(helpful, unhelpful), bound, "{helpful} and {unhelpful}");
    }
}

proptest! {
    #[test]
    fn it_is_the_bound_that_floats_give(helpful in 0..100_000_u32, unhelpful in 0..100_000_u32) {
        let (h, u, z) = (f64::from(helpful), f64::from(unhelpful), 1.96_f64);
        let n = h + u;
        if n > 0.0 {
            let margin = z * (h * u / n + z * z / 4.0).sqrt();
            let bound = (h + z * z / 2.0 - margin) / (n + z * z) * 1e6;
            prop_assert!((f64::from(ppm(helpful, unhelpful)) - bound).abs() < 1.01);
        }
    }

    #[test]
    fn it_never_leaves_its_range_and_follows_each_vote(
        helpful in 0..u32::MAX,
        unhelpful in 0..u32::MAX,
    ) {
        let now = ppm(helpful, unhelpful);
        prop_assert!(now <= 1_000_000);
        prop_assert!(ppm(helpful + 1, unhelpful) >= now);
        prop_assert!(ppm(helpful, unhelpful + 1) <= now);
    }
}

#[test]
fn few_votes_count_for_little() {
    assert!(ppm(90, 10) > ppm(1, 0));
    assert!(ppm(9, 1) > ppm(2, 0));
    assert!(ppm(10, 0) > ppm(9, 1));
}

#[test]
fn a_shopper_has_one_vote() {
    let (yes, no) = (Some(Vote::Helpful), Some(Vote::Unhelpful));
    let table = [
        ("a first one", None, yes, (4, 2)),
        ("another first one", None, no, (3, 3)),
        ("the same again", yes, yes, (3, 2)),
        ("a change of mind", yes, no, (2, 3)),
        ("back again", no, yes, (4, 1)),
        ("taken back", yes, None, (2, 2)),
        ("none at all", None, None, (3, 2)),
    ];
    let votes = Votes {
        helpful: 3,
        unhelpful: 2,
    };
    for (case, before, after, (helpful, unhelpful)) in table {
        let expected = Votes { helpful, unhelpful };
        assert_eq!(votes.changed(before, after), expected, "{case}");
        let voted = vote(Review { votes, ..review() }, &shopper("ben"), before, after);
        assert_eq!(voted.unwrap().votes, expected, "{case}");
    }
    let most = Votes {
        helpful: u32::MAX,
        unhelpful: 0,
    };
    assert_eq!(most.changed(no, yes), most);
}

#[test]
fn what_is_not_voted_on() {
    let yes = Some(Vote::Helpful);
    let own = vote(review(), &shopper("ana"), None, yes);
    assert_eq!(own, Err(Decline::OwnReview));
    let hidden = Review {
        moderation: Moderation::Withdrawn {
            because: Withdrawal::Unsaid,
        },
        ..review()
    };
    let declined = vote(hidden.clone(), &shopper("ben"), None, yes);
    assert_eq!(declined, Err(Decline::NotPossible));
    // A vote that was given while it was shown can still be taken back.
    assert!(vote(hidden, &shopper("ben"), yes, None).is_ok());
}
