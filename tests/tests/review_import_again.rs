//! Imports under one request id that overlap, break off or are too long: one answer, every row
//! once.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use accolade_tests::{Shop, fresh_key, programs, until};
use serde_json::{Value, json};

/// More rows than are read before the first of them are taken over.
const ROWS: usize = 3000;

/// An import whose body is sent by hand.
struct Slow(TcpStream);

impl Slow {
    /// Says how long the body will be, and sends nothing of it.
    fn begin(shop: &Shop, key: &str, length: usize) -> Self {
        let origin = shop.service_origin();
        let host = origin.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let patience = Some(Duration::from_secs(60));
        stream.set_read_timeout(patience).unwrap();
        let (path, secret) = (shop.path("/reviews/import"), shop.secret_key());
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {secret}\r\n\
             idempotency-key: {key}\r\ncontent-type: text/csv\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        Self(stream)
    }

    fn send(&mut self, part: &str) {
        self.0.write_all(part.as_bytes()).unwrap();
    }

    /// Waits for the answer: its status, and the JSON of its body.
    fn answer(mut self) -> (u16, Value) {
        let mut text = String::new();
        self.0.read_to_string(&mut text).unwrap();
        let status = text.split(' ').nth(1).unwrap().parse().unwrap();
        let (from, to) = (text.find('{').unwrap(), text.rfind('}').unwrap());
        (status, serde_json::from_str(&text[from..=to]).unwrap())
    }
}

fn shop() -> Shop {
    Shop::new(&programs::plain())
}

fn file(rating: u8) -> String {
    let mut csv = "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,\
        product_id,product_handle,reply,reply_date,picture_urls,ip_address,location\n"
        .to_owned();
    for index in 0..ROWS {
        let row = format!("{rating},2024-03-31 10:00:00 UTC,web,ok,Ann,,88,tea,,,,,");
        csv += &format!(",Number {index},{row}\n");
    }
    csv
}

/// Most of a file, and the rest of it.
fn parts(csv: &str) -> (&str, &str) {
    csv.split_at(csv.len() / 10 * 9)
}

fn count(shop: &Shop) -> u64 {
    let page = shop.reviews("88", "");
    page["rating"]["rating_count"].as_u64().unwrap()
}

fn until_some_are_taken(shop: &Shop) {
    until("the first rows", || (count(shop) >= 2000).then_some(()));
}

#[test]
fn of_two_at_once_the_later_one_answers_as_the_first_did() {
    let (shop, key, csv) = (shop(), fresh_key(), file(5));
    let mut slow = Slow::begin(&shop, &key, csv.len());
    let (most, rest) = parts(&csv);
    slow.send(most);
    until_some_are_taken(&shop);
    let first = shop.import_with(&csv, &key);
    slow.send(rest);
    let (status, later) = slow.answer();
    assert_eq!((status, &later), (200, &first.ok()));
    assert_eq!(shop.import_with(&csv, &key).body, first.body);
    assert_eq!(count(&shop), ROWS as u64);
}

#[test]
fn of_two_at_once_with_other_content_the_later_one_is_a_conflict() {
    let (shop, key, csv) = (shop(), fresh_key(), file(5));
    let mut slow = Slow::begin(&shop, &key, csv.len());
    let (most, rest) = parts(&csv);
    slow.send(most);
    until_some_are_taken(&shop);
    shop.import_with(&file(4), &key).ok();
    slow.send(rest);
    let (status, problem) = slow.answer();
    assert_eq!(status, 409, "{problem}");
    let kind = problem["type"].as_str().unwrap();
    assert!(kind.ends_with("/problems/idempotency-conflict"), "{kind}");
}

#[test]
fn a_file_that_broke_off_goes_on_where_it_was() {
    let (shop, key, csv) = (shop(), fresh_key(), file(5));
    let mut slow = Slow::begin(&shop, &key, csv.len());
    slow.send(parts(&csv).0);
    until_some_are_taken(&shop);
    drop(slow);
    let report = shop.import_with(&csv, &key).ok();
    let sum = |name: &str| report[name].as_u64().unwrap();
    assert_eq!(sum("imported") + sum("unchanged"), ROWS as u64, "{report}");
    assert!(sum("unchanged") >= 2000, "{report}");
    assert_eq!(count(&shop), ROWS as u64);
}

#[test]
fn a_file_that_says_that_it_is_too_long_is_refused_before_any_of_it_is_read() {
    let (shop, key) = (shop(), fresh_key());
    for length in [64 * 1024 * 1024 + 1, 1_000_000_000_000] {
        let (status, problem) = Slow::begin(&shop, &key, length).answer();
        assert_eq!((status, &problem["status"]), (413, &json!(413)), "{length}");
        let kind = problem["type"].as_str().unwrap();
        assert!(kind.ends_with("/problems/too-large"), "{kind}");
    }
    assert_eq!(count(&shop), 0);
    // Nothing is remembered of it: the parts of the file come under the same id.
    assert_eq!(shop.import_with(&file(5), &key).ok()["imported"], ROWS);
}
