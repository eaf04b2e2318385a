//! `kill -9` while reviews are written and voted on: what was acknowledged is there once, sums
//! follow from what is there, and what waited to be told is told.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use accolade_tests::{Service, Shop, programs, until};
use serde_json::{Value, json};

const ROUNDS: usize = 4;
const WRITERS: usize = 4;
/// How many acknowledged requests each kill waits for at least.
const LEAST: usize = 30;

fn program() -> Value {
    let mut program = programs::plain();
    let rule = json!({"id": "review", "on": "review", "points": 50});
    program["earn"].as_array_mut().unwrap().push(rule);
    program
}

/// What a shopper was told of their review.
type Told = BTreeMap<String, Option<Value>>;

/// Everyone writes, and votes on what they wrote before, until the service is gone.
fn write_until_killed(service: &Service, shop: &Shop, round: usize) -> Told {
    let told = Mutex::new(Told::new());
    let (is_over, acknowledged) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for number in 0..WRITERS {
            let (told, is_over, acknowledged) = (&told, &is_over, &acknowledged);
            scope.spawn(move || {
                for step in 0.. {
                    let shopper = format!("shopper-{round}-{number}-{step}");
                    let call = shop.shopper(&shopper, "POST", "/products/88/reviews");
                    let answer = call.json(&body(&shopper)).try_send();
                    let review = answer.ok().filter(|it| it.status < 300);
                    let review = review.map(|it| it.json()["review"].clone());
                    let is_told = review.is_some();
                    told.lock().unwrap().insert(shopper, review.clone());
                    if !is_told || is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                    let id = review.unwrap()["id"].as_str().unwrap().to_owned();
                    let path = format!("/reviews/88/{id}/votes");
                    let vote = shop.shopper("the-voter", "POST", &path);
                    drop(vote.json(&json!({"helpful": true})).try_send());
                }
            });
        }
        until("enough load", || {
            let count = acknowledged.load(Ordering::Relaxed);
            (count >= LEAST + (round * 7) % LEAST).then_some(())
        });
        service.kill();
        is_over.store(true, Ordering::Relaxed);
    });
    told.into_inner().unwrap()
}

fn body(shopper: &str) -> Value {
    let stars = 1 + shopper.len() % 5;
    json!({"rating": stars, "body": format!("Written by {shopper} and nobody else.")})
}

fn check(shop: &Shop, told: &Told) {
    for (shopper, review) in told {
        // The same again: what was acknowledged is the same review, what was not is there now.
        let again = shop.write(shopper, "88", &body(shopper)).ok()["review"].clone();
        if let Some(review) = review {
            assert_eq!(again["id"], review["id"], "{shopper}");
        }
    }
    let all = shop.all_reviews("88", "sort=newest");
    assert_eq!(all.len(), told.len());
    let mut histogram = [0; 5];
    for review in &all {
        histogram[review["rating"].as_u64().unwrap() as usize - 1] += 1;
    }
    let page = shop.reviews("88", "");
    assert_eq!(page["rating"]["histogram"], json!(histogram));
    let votes = shop.mine("the-voter", "88")["votes"].clone();
    let helpful: u64 = all.iter().map(|it| it["helpful"].as_u64().unwrap()).sum();
    assert_eq!(votes.as_object().unwrap().len() as u64, helpful);
}

#[test]
fn every_acknowledged_review_is_there_once_after_kill_9() {
    let service = Service::start("review-kill");
    let shop = Shop::at(service.client(), &program());
    shop.product("88");
    let mut told = Told::new();
    for round in 0..ROUNDS {
        told.extend(write_until_killed(&service, &shop, round));
        service.restart();
        check(&shop, &told);
    }
    let count = told.len();
    until("what the products had to tell", || {
        let rating = shop.anyone("GET", "/ratings?products=88").send().ok();
        let all = &rating["ratings"][0]["rating"];
        (all["rating_count"] == count).then_some(())
    });
    until("every reward", || {
        let all = shop.all_reviews("88", "");
        all.iter().all(|it| it["rewarded"] == true).then_some(())
    });
    for shopper in told.keys() {
        assert_eq!(shop.available(shopper), 50, "{shopper}");
    }
}
