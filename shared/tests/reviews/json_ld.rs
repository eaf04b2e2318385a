//! What search engines read, field by field.

use serde_json::{Value, json};
use shared::reviews::{
    Aggregate, Facts, Moderation, Review, Snippet, Withdrawal, json_ld, script_safe,
};

use crate::sample::{AT, at, review, stars};

const COFFEE: Facts<'_> = Facts {
    title: "House blend",
    url: Some("https://juniper.example/coffee"),
    image: Some("https://cdn.juniper.example/coffee.jpg"),
};

fn aggregate() -> Aggregate {
    Aggregate::new([0, 0, 0, 3, 1], 2)
}

#[test]
fn a_product_with_its_stars_and_reviews() {
    let review = review();
    let made = json_ld(&COFFEE, &aggregate(), &[Snippet::of(&review).unwrap()]);
    let expected = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": "House blend",
        "url": "https://juniper.example/coffee",
        "image": "https://cdn.juniper.example/coffee.jpg",
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": 4.3,
            "bestRating": 5,
            "worstRating": 1,
            "ratingCount": 4,
            "reviewCount": 2,
        },
        "review": [{
            "@type": "Review",
            "author": {"@type": "Person", "name": "Ana"},
            "name": "Good coffee",
            "reviewBody": "Smells of oranges, and the bag closes well.",
            "reviewRating": {
                "@type": "Rating", "ratingValue": 4, "bestRating": 5, "worstRating": 1,
            },
            "datePublished": "2026-05-03",
        }],
    });
    assert_eq!(made, Some(expected));
}

#[test]
fn what_is_not_known_is_not_said() {
    let bare = Facts {
        title: " House blend ",
        url: None,
        image: Some("javascript:alert(1)"),
    };
    let without_texts = Aggregate::new([0, 0, 0, 0, 3], 0);
    let made = json_ld(&bare, &without_texts, &[]).unwrap();
    let fields: Vec<&str> = made
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(fields, ["@context", "@type", "aggregateRating", "name"]);
    assert_eq!(made["name"], "House blend");
    assert_eq!(made["aggregateRating"].get("reviewCount"), None);
    assert_eq!(made["aggregateRating"]["ratingValue"], 5.0);
    let untitled = Snippet {
        title: None,
        author: "Ana",
        rating: stars(1),
        body: "No.",
        at: at(AT),
    };
    let made = json_ld(&bare, &aggregate(), &[untitled]).unwrap();
    assert_eq!(made["review"][0].get("name"), None);
}

#[test]
fn what_would_not_be_valid_is_nothing() {
    assert_eq!(
        json_ld(&COFFEE, &Aggregate::EMPTY, &[]),
        None,
        "nobody rated"
    );
    for title in ["", "  ", "\n"] {
        let nameless = Facts { title, ..COFFEE };
        assert_eq!(json_ld(&nameless, &aggregate(), &[]), None, "{title:?}");
    }
}

#[test]
fn reviews_without_a_name_or_a_text_are_left_out() {
    assert!(Snippet::of(&review()).is_some());
    let nameless = Review {
        author: None,
        ..review()
    };
    let silent = Review {
        body: None,
        ..review()
    };
    let withdrawn = Review {
        moderation: Moderation::Withdrawn {
            because: Withdrawal::Unsaid,
        },
        ..review()
    };
    for left_out in [nameless, silent, withdrawn] {
        assert!(Snippet::of(&left_out).is_none(), "{left_out:?}");
    }
}

#[test]
fn at_most_ten_reviews() {
    let review = review();
    let many = vec![Snippet::of(&review).unwrap(); 40];
    let made = json_ld(&COFFEE, &aggregate(), &many).unwrap();
    assert_eq!(made["review"].as_array().unwrap().len(), 10);
}

#[test]
fn hostile_texts_stay_texts() {
    let table = [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "-->",
        "]]>",
        "&lt;/script&gt;",
        "\u{2028}alert(1)\u{2029}",
        "\"},\"@type\":\"Organization\",\"x\":{\"",
        "\\\"},alert(1)//",
        "\\u003c/script\\u003e",
        "'-alert(1)-'",
        "${alert(1)}`",
        "\u{0}\u{8}\u{1f}\u{7f}",
        "\u{202e}",
        "😀",
    ];
    for text in table {
        let hostile = Snippet {
            author: text,
            rating: stars(1),
            title: Some(text),
            body: text,
            at: at(AT),
        };
        let url = format!("https://juniper.example/{text}");
        let facts = Facts {
            title: text,
            url: Some(&url),
            image: Some(&url),
        };
        let Some(made) = json_ld(&facts, &aggregate(), &[hostile]) else {
            panic!("{text:?} is a title");
        };
        let safe = script_safe(&made);
        for forbidden in ['<', '>', '&', '\u{2028}', '\u{2029}'] {
            assert!(!safe.contains(forbidden), "{forbidden:?} of {text:?}");
        }
        assert!(safe.chars().all(|c| c as u32 >= 0x20), "{text:?}");
        let back: Value = serde_json::from_str(&safe).unwrap();
        assert_eq!(back, made, "{text:?}");
        assert_eq!(back["@type"], "Product");
        assert_eq!(back["review"][0]["author"]["name"], text);
        assert_eq!(back["review"][0]["reviewBody"], text);
    }
}
