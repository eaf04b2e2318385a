//! `cargo xtask import-reviews` against a running service.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, programs};
use serde_json::json;

const MAP: &str = "from,product\n555,88\n";

/// A file of Judge.me: a good row, a bad one, and one with a photo.
const FILE: &str = "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,\
    product_id,product_handle,reply,reply_date,picture_urls,ip_address,location\n\
    Good,Holds up.,5,2024-01-02 10:00:00 UTC,web,ok,Ann,ann@mail.example,555,mug,,,,10.0.0.1,\n\
    Bad,Nine stars.,9,2024-01-03 10:00:00 UTC,web,ok,Bo,bo@mail.example,555,mug,,,,10.0.0.2,\n\
    Fine,Looks good.,4,2024-01-04 10:00:00 UTC,web,ok,Cy,cy@mail.example,555,mug,,,\
    https://cdn.example/1.jpg,10.0.0.3,\n";

#[track_caller]
fn says(shop: &Shop, more: &[&str], expected: &[&str]) {
    let said = shop.import_by_command(FILE, MAP, &shop.secret_key(), more);
    assert!(said.is_good, "{}", said.text);
    for line in expected {
        assert!(said.text.contains(line), "{line} in\n{}", said.text);
    }
}

#[test]
fn a_file_is_brought_over_and_again_is_safe() {
    let shop = Shop::new(&programs::plain());
    let first = [
        "format     judge.me",
        "rows       3",
        "imported   2",
        "left out   1",
        "line 3, rating",
        "cdn.example: 1",
    ];
    says(&shop, &[], &first);
    says(&shop, &[], &first);
    assert_eq!(shop.reviews("88", "")["matching"], 2);
    shop.configure(&json!({"reviews": {"photo_hosts": ["cdn.example"]}}))
        .ok();
    says(
        &shop,
        &["--again"],
        &["imported   0", "unchanged  1", "completed  1"],
    );
    let page = shop.reviews("88", "sort=newest");
    assert_eq!(page["matching"], 2);
    assert_eq!(page["counts"]["photos"], 1);
    assert!(!page.to_string().contains("mail.example"));
}

#[test]
fn who_has_no_key_is_told_and_brings_nothing() {
    let shop = Shop::new(&programs::plain());
    for (key, expected) in [
        ("", "ACCOLADE_SECRET_KEY is not set"),
        ("wrong", "it answered 401"),
    ] {
        let said = shop.import_by_command(FILE, MAP, key, &[]);
        assert!(!said.is_good, "{}", said.text);
        assert!(said.text.contains(expected), "{}", said.text);
    }
    assert_eq!(shop.queue("").len(), 0);
}
