//! Lists: their order, what they let through, and where a page begins.

use proptest::prelude::*;
use shared::Time;
use shared::reviews::{
    Buyer, Cursor, Filter, Narrowed, Place, Review, ReviewId, Sort, Stars, Tally, Votes,
};

use crate::sample::{id, review, stars};

/// A review with a number, a rating, a time and votes.
fn one(number: u64, rating: u64, ms: i64, helpful: u32) -> Review {
    Review {
        id: id(number),
        rating: stars(rating),
        at: Time::from_unix_ms(ms),
        votes: Votes {
            helpful,
            unhelpful: 0,
        },
        ..review()
    }
}

#[test]
fn every_order() {
    let reviews = [
        one(1, 5, 100, 0),
        one(2, 1, 200, 9),
        one(3, 5, 300, 0),
        one(4, 3, 300, 2),
        one(5, 1, 50, 0),
    ];
    let table = [
        (Sort::Helpful, [2, 4, 3, 1, 5]),
        (Sort::Newest, [4, 3, 2, 1, 5]),
        (Sort::Highest, [3, 1, 4, 2, 5]),
        (Sort::Lowest, [2, 5, 4, 3, 1]),
    ];
    for (sort, expected) in table {
        let mut sorted = reviews.clone();
        sorted.sort_by_key(|review| std::cmp::Reverse(sort.place(review)));
        let numbers = sorted.map(|review| review.id.number());
        assert_eq!(numbers, expected, "{sort}");
    }
    assert_eq!(Sort::default(), Sort::Helpful);
    for sort in Sort::ALL {
        assert_eq!(sort.slug().parse(), Ok(*sort));
    }
    let unknown = "worst".parse::<Sort>().unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "allowed are helpful, newest, highest, lowest"
    );
}

#[test]
fn places_are_numbers_that_javascript_carries() {
    let last = Review {
        at: Time::MAX,
        votes: Votes {
            helpful: u32::MAX,
            unhelpful: 0,
        },
        ..review()
    };
    for sort in Sort::ALL {
        let place = sort.place(&last);
        assert!(place.first.unsigned_abs().max(place.second.unsigned_abs()) < 1 << 53);
    }
}

#[test]
fn sets_of_stars() {
    let table = [
        ("5", "5"),
        ("5,4", "5,4"),
        ("4,5", "5,4"),
        ("1,2,3,4,5", "5,4,3,2,1"),
    ];
    for (text, written) in table {
        let set: Stars = text.parse().unwrap();
        assert_eq!(set.to_string(), written);
        assert!(!set.is_all());
    }
    for wrong in ["", ",", "5,", "5,5", "6", "0", "5 4", "5, 4", "all", "5.0"] {
        assert!(wrong.parse::<Stars>().is_err(), "{wrong:?}");
    }
    assert!(Stars::default().is_all());
    assert!(Stars::default().has(stars(1)));
    assert_eq!(Stars::of(&[stars(2), stars(4)]).ratings().count(), 2);
}

/// Reviews of which each has one trait, and one that has none; all of them have four stars.
fn one_of_each_trait() -> [(&'static str, Review); 4] {
    let full = review();
    let plain = Review {
        body: None,
        photos: Vec::new(),
        buyer: Buyer::Unknown,
        ..full.clone()
    };
    let photos = Review {
        photos: full.photos,
        ..plain.clone()
    };
    let verified = Review {
        buyer: full.buyer,
        ..plain.clone()
    };
    let text = Review {
        body: full.body,
        ..plain.clone()
    };
    [
        ("plain", plain),
        ("photos", photos),
        ("verified", verified),
        ("text", text),
    ]
}

#[test]
fn filters() {
    let yes = Narrowed::Yes;
    let all = Filter::default();
    let of = |text: &str| Filter {
        stars: text.parse().unwrap(),
        ..all
    };
    let photos = Filter { photos: yes, ..all };
    let verified = Filter {
        verified: yes,
        ..all
    };
    let text = Filter { text: yes, ..all };
    let table = [
        ("all", all, &["plain", "photos", "verified", "text"][..]),
        (
            "four stars",
            of("4"),
            &["plain", "photos", "verified", "text"],
        ),
        ("others", of("5,3"), &[]),
        ("photos", photos, &["photos"]),
        ("verified", verified, &["verified"]),
        ("a text", text, &["text"]),
        (
            "photos and a text",
            Filter {
                text: yes,
                ..photos
            },
            &[],
        ),
        (
            "stars and photos",
            Filter {
                photos: yes,
                ..of("4")
            },
            &["photos"],
        ),
        (
            "other stars and photos",
            Filter {
                photos: yes,
                ..of("5")
            },
            &[],
        ),
    ];
    let samples = one_of_each_trait();
    let mut tally = Tally::EMPTY;
    for (_, sample) in &samples {
        tally = tally.changed(None, Some(sample));
    }
    for (case, filter, expected) in table {
        let found = samples.iter().filter(|(_, it)| filter.matches(it));
        let found: Vec<&str> = found.map(|(name, _)| *name).collect();
        assert_eq!(found, expected, "{case}");
        assert_eq!(tally.matching(&filter), expected.len() as u64, "{case}");
        assert!(
            filter.matches(&review()) || filter.stars != of("4").stars,
            "{case}"
        );
    }
    assert!(all.is_all() && !of("4").is_all() && !photos.is_all());
}

#[test]
fn a_cursor_is_one_text() {
    let cursor = Cursor {
        sort: Sort::Helpful,
        after: Place {
            first: 206_543,
            second: 1_795_737_600_000,
            review: id(12),
        },
    };
    let text = "helpful.206543.1795737600000.12";
    assert_eq!(cursor.to_string(), text);
    assert_eq!(text.parse(), Ok(cursor));
    assert_eq!("lowest.-5.0.1".parse::<Cursor>().unwrap().after.first, -5);
}

#[test]
fn what_is_no_cursor() {
    let table = [
        "",
        "helpful",
        "helpful.1.2",
        "helpful.1.2.3.4",
        "helpful.1.2.3.",
        "best.1.2.3",
        "helpful.+1.2.3",
        "helpful.01.2.3",
        "helpful.1.02.3",
        "helpful.1.2.03",
        "helpful.1.2.0",
        "helpful.1.2.-3",
        "helpful.1.2.r3",
        "helpful.-6.2.3",
        "helpful.1000001.2.3",
        "helpful.1.-1.3",
        "helpful.1.253370764800000.3",
        "helpful.1.2.9007199254740992",
        "helpful.1.2.99999999999999999999",
        "helpful.99999999999999999999.2.3",
        "helpful.1e3.2.3",
        "helpful. 1.2.3",
        "helpful.1.2.3\n",
        "helpful.1.2.3' or 1=1",
    ];
    for text in table {
        assert!(text.parse::<Cursor>().is_err(), "{text:?}");
    }
}

#[test]
fn names_of_reviews() {
    for (number, text) in [(1, "r1"), (12, "r12"), ((1 << 53) - 1, "r9007199254740991")] {
        assert_eq!(id(number).to_string(), text);
        assert_eq!(text.parse(), Ok(id(number)));
    }
    assert_eq!(ReviewId::new(ReviewId::MAX.number()), Some(ReviewId::MAX));
    assert_eq!(ReviewId::new(0), None);
    assert_eq!(ReviewId::new(1 << 53), None);
    let table = [
        "",
        "r",
        "1",
        "R1",
        "r0",
        "r01",
        "r-1",
        "r+1",
        "r1 ",
        "r1.0",
        "r9007199254740992",
    ];
    for text in table {
        assert!(text.parse::<ReviewId>().is_err(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_cursor_comes_back(
        sort in 0..4_usize,
        rating in 1..=5_u64,
        ms in any::<i64>(),
        helpful in any::<u32>(),
        unhelpful in any::<u32>(),
        number in 1..=ReviewId::MAX.number(),
    ) {
        let review = Review {
            votes: Votes { helpful, unhelpful },
            ..one(number, rating, ms, 0)
        };
        let sort = Sort::ALL[sort];
        let cursor = Cursor { sort, after: sort.place(&review) };
        prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn no_text_breaks_a_cursor(text in "\\PC*|[a-z]{6,7}\\.[-0-9]{1,20}\\.[-0-9]{1,20}\\.[0-9]+") {
        if let Ok(cursor) = text.parse::<Cursor>() {
            prop_assert_eq!(cursor.to_string(), text);
        }
    }
}
