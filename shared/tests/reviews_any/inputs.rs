//! Whatever is sent: it is read or refused, and what is read is clean.

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::reviews::{
    Aggregate, Author, Body, Facts, Fingerprint, PhotoHost, PhotoUrl, Policy, Rating, Snippet,
    Submission, Title, Verdict, Written, check, json_ld, read_chosen, read_reply, read_vote,
    script_safe,
};

use crate::config;

/// Texts of what is written, and of what breaks things.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-zA-Z .!]{1,12}",
        "[\\r\\n\\t ]{1,4}",
        "[\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}-\u{200f}\u{feff}\u{ad}]{1,4}",
        "[\u{300}-\u{36f}]{1,6}",
        "[0-9 ()+./-]{1,20}",
        Just("</script>".to_owned()),
        Just("https://".to_owned()),
        Just("a@b.example".to_owned()),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn address() -> impl Strategy<Value = String> {
    let tail = "[a-z0-9.:@/?#\\\\'\"<>% \u{e9}\u{3002}-]{0,40}";
    prop_oneof![
        "\\PC{0,40}",
        tail.prop_map(|tail| format!("https://{tail}"))
    ]
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        Just(json!("rejected")),
        Just(json!("r1")),
    ];
    let key = prop_oneof![
        Just("rating"),
        Just("title"),
        Just("body"),
        Just("author"),
        Just("photos"),
        Just("order"),
        Just("review"),
        Just("to"),
        Just("reason"),
        Just("note"),
        Just("helpful"),
        Just("publish"),
        Just("photo_hosts"),
        Just("reviews"),
        Just("product"),
        Just("~/"),
    ];
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key.clone().prop_map(String::from), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn is_hidden(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(
            character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}'
        )
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_clean_stays_as_it_is(text in text()) {
        if let Ok(Some(body)) = Body::clean(&text) {
            prop_assert_eq!(Body::clean(body.as_str()), Ok(Some(body.clone())));
            prop_assert!(!body.as_str().contains(is_hidden));
            prop_assert!(!body.as_str().contains("\n\n\n"));
            prop_assert_eq!(body.as_str().trim(), body.as_str());
            prop_assert!((1..=Body::LENGTH_MAX).contains(&body.as_str().chars().count()));
        }
        if let Ok(Some(title)) = Title::clean(&text) {
            prop_assert_eq!(Title::clean(title.as_str()), Ok(Some(title.clone())));
            prop_assert!(!title.as_str().contains(|c| is_hidden(c) || c == '\n'));
            prop_assert!((1..=Title::LENGTH_MAX).contains(&title.as_str().chars().count()));
        }
    }

    #[test]
    fn any_words_are_checked(title in text(), body in text(), author in text()) {
        let title = Title::clean(&title).ok().flatten();
        let body = Body::clean(&body).ok().flatten();
        let author = Author::clean(&author).ok().flatten();
        let found = check(&Written {
            title: title.as_ref(),
            body: body.as_ref(),
            author: author.as_ref(),
        });
        prop_assert!(found.is_sorted());
        if let Some(body) = body {
            let _any: Option<Fingerprint> = Fingerprint::of(&body);
        }
    }

    #[test]
    fn an_address_is_plain_or_refused(text in address()) {
        if let Ok(photo) = text.parse::<PhotoUrl>() {
            let written = photo.as_str();
            prop_assert_eq!(written.parse::<PhotoUrl>(), Ok(photo.clone()));
            let start = format!("https://{}/", photo.host());
            prop_assert!(written.starts_with(&start));
            prop_assert!(written.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(!written.contains(['"', '\'', '`', '<', '>', '\\']));
            prop_assert!(photo.host().as_str().parse::<PhotoHost>().is_ok());
        }
    }

    #[test]
    fn any_document_is_read_or_refused(document in document()) {
        let policy = Policy::read(&document).unwrap_or_default();
        if let Err(faults) = Submission::read(&document, &policy) {
            prop_assert!(!faults.is_empty());
        }
        if let Err(faults) = Verdict::read(&document) {
            prop_assert!(!faults.is_empty());
        }
        let refused = [
            read_vote(&document).is_err(),
            read_reply(&document).is_err(),
            read_chosen(&document).is_err(),
        ];
        prop_assert!(refused.contains(&true), "no document is all of them");
    }

    #[test]
    fn any_texts_are_safe_in_a_script(title in text(), author in text(), body in text()) {
        let review = Snippet {
            author: &author,
            rating: Rating::WORST,
            title: Some(&title),
            body: &body,
            at: shared::Time::MIN,
        };
        let facts = Facts { title: &title, url: Some(&body), image: None };
        let aggregate = Aggregate::new([1, 0, 0, 0, 0], 1);
        if let Some(made) = json_ld(&facts, &aggregate, &[review]) {
            let safe = script_safe(&made);
            let is_safe = !safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(is_safe);
            prop_assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), made);
        }
    }

    #[test]
    fn any_counts_are_an_aggregate(histogram in any::<[u64; 5]>(), texts in any::<u64>()) {
        let aggregate = Aggregate::new(histogram, texts);
        prop_assert!(aggregate.review_count() <= aggregate.rating_count());
        if let Some(value) = aggregate.rating_value() {
            prop_assert!((10..=50).contains(&value.tenths()));
        }
    }
}
