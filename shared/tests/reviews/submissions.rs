//! What a shopper sends, and every fault in it.

use serde_json::{Value, json};
use shared::reviews::Submission;

use crate::sample::{content, id, pointers, policy, review, submission};

#[test]
fn a_submission_with_everything() {
    let mut document = content();
    document["author"] = json!(" Ana\u{202e} M. ");
    document["order"] = json!("gid://shopify/Order/1001");
    document["review"] = json!("r7");
    let read = submission(&document);
    assert_eq!(read.rating.stars(), 4);
    assert_eq!(read.title.unwrap().as_str(), "Good coffee");
    assert_eq!(read.author.unwrap().as_str(), "Ana M.");
    assert_eq!(read.photos.len(), 1);
    assert_eq!(read.order.unwrap().as_str(), "1001");
    assert_eq!(read.review, Some(id(7)));
}

#[test]
fn a_rating_alone_is_a_review() {
    let nothing = [
        json!({"rating": 1}),
        json!({"rating": 1, "title": null, "body": null, "author": null, "photos": null}),
        json!({"rating": 1, "title": "", "body": " \r\n", "author": "\u{200b}", "photos": []}),
    ];
    for document in nothing {
        let read = submission(&document);
        assert_eq!(read, submission(&json!({"rating": 1})), "{document}");
        assert_eq!((read.title, read.body, read.author), (None, None, None));
    }
    assert!(
        submission(&json!({"rating": 1, "order": 1001}))
            .order
            .is_some()
    );
}

#[test]
fn every_fault_has_its_place() {
    let with = |key: &str, value: Value| {
        let mut document = json!({"rating": 5});
        document[key] = value;
        document
    };
    let host = "https://cdn.juniper.example";
    let six = vec![format!("{host}/1.jpg"); 6];
    let table = [
        ("nothing", Value::Null, vec![""]),
        ("a list", json!([5]), vec![""]),
        ("no rating", json!({}), vec!["/rating"]),
        ("no star", with("rating", json!(0)), vec!["/rating"]),
        ("six stars", with("rating", json!(6)), vec!["/rating"]),
        ("half a star", with("rating", json!(4.5)), vec!["/rating"]),
        (
            "a text of stars",
            with("rating", json!("5")),
            vec!["/rating"],
        ),
        (
            "a long title",
            with("title", json!("x".repeat(121))),
            vec!["/title"],
        ),
        (
            "a long body",
            with("body", json!("x".repeat(5001))),
            vec!["/body"],
        ),
        (
            "a long name",
            with("author", json!("x".repeat(61))),
            vec!["/author"],
        ),
        ("no text", with("body", json!(["Good"])), vec!["/body"]),
        ("six photos", with("photos", json!(six)), vec!["/photos"]),
        ("no photos", with("photos", json!("x")), vec!["/photos"]),
        (
            "photos and others",
            with(
                "photos",
                json!([format!("{host}/1"), "https://evil.example/1", "x", null]),
            ),
            vec!["/photos/1", "/photos/2", "/photos/3"],
        ),
        ("no order", with("order", json!("a b")), vec!["/order"]),
        ("no review", with("review", json!("7")), vec!["/review"]),
        (
            "what is not the shopper's to say",
            with("verified", json!(true)),
            vec!["/verified"],
        ),
        ("a strange field", with("a/b~c", json!(1)), vec!["/a~1b~0c"]),
        (
            "all at once",
            json!({"rating": "x", "title": 1, "body": 2, "author": 3, "photos": 4, "review": 5}),
            vec![
                "/rating", "/title", "/body", "/author", "/photos", "/review",
            ],
        ),
    ];
    for (case, document, places) in table {
        let read = Submission::read(&document, &policy("checked"));
        assert_eq!(pointers(read), places, "{case}");
    }
}

#[test]
fn faults_say_what_is_allowed() {
    let detail = |document: &Value, publish: &str| {
        let policy = match publish {
            "" => shared::reviews::Policy::default(),
            publish => policy(publish),
        };
        Submission::read(document, &policy).unwrap_err()[0]
            .detail
            .clone()
    };
    let long = json!({"rating": 5, "title": "x".repeat(121)});
    let expected = "found a longer text, but a text here has 1 to 120 characters";
    assert_eq!(detail(&long, "checked"), expected);
    let photo = json!({"rating": 5, "photos": ["https://evil.example/1.jpg"]});
    let expected = "the host of a photo is one of cdn.juniper.example";
    assert_eq!(detail(&photo, "checked"), expected);
    assert_eq!(detail(&photo, ""), "the shop takes no photos");
}

#[test]
fn an_edit_may_lose_photos_whose_host_the_shop_gave_up() {
    let given_up = "https://old.example/1.jpg";
    let kept = "https://cdn.juniper.example/1.jpg";
    let mut had = review();
    had.photos = vec![given_up.parse().unwrap(), kept.parse().unwrap()];
    let photos = json!([given_up, kept, "https://evil.example/1.jpg"]);
    let edit = json!({"rating": 4, "photos": photos, "review": "r1"});
    let submission = Submission::read(&edit, &policy("checked")).unwrap();
    assert_eq!(submission.photos, [kept.parse().unwrap()]);
    let strange = submission.strange_photos(&had, &policy("checked"));
    let places: Vec<&str> = strange.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(places, ["/photos/2"]);
    let new = json!({"rating": 4, "photos": [given_up]});
    let read = Submission::read(&new, &policy("checked"));
    assert_eq!(pointers(read), ["/photos/0"]);
}
