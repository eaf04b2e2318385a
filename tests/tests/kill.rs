//! `kill -9` under load, again and again: what was acknowledged is there, nothing is half there,
//! and the same request id gives the same answer as before the kill.
//!
//! `ACCOLADE_KILLS` sets how many times.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use accolade_tests::{Answer, Call, Service, Shop, now, programs, until};
use serde_json::{Value, json};

const ROUNDS: usize = 20;
const SHOPPERS: usize = 6;
/// How many acknowledged requests each kill waits for at least.
const LEAST: usize = 40;

/// A request of the load, so that it can be sent again to the letter.
#[derive(Clone, Debug)]
struct Request {
    path: String,
    key: String,
    body: Value,
}

/// What was acknowledged, and what may or may not have happened.
#[derive(Default)]
struct Journal {
    answered: Vec<(Request, u16, String)>,
    unanswered: Vec<Request>,
}

/// The load of one shopper in one round: orders, refunds, redemptions, captures and voids.
struct Load<'a> {
    shop: &'a Shop,
    shopper: String,
    round: usize,
    step: usize,
    journal: Journal,
}

impl Load<'_> {
    fn call(&self, request: &Request) -> Call {
        let call = self.shop.shop("POST", &request.path);
        let call = if request.key.is_empty() {
            call
        } else {
            call.key(&request.key)
        };
        call.json(&request.body)
    }

    /// Sends a request and writes down what came of it; nothing where the service is gone.
    fn send(&mut self, path: &str, key: &str, body: Value) -> Option<Value> {
        let request = Request {
            path: path.to_owned(),
            key: key.to_owned(),
            body,
        };
        match self.call(&request).try_send() {
            Ok(answer) if answer.status < 500 => {
                let granted = (answer.status < 300).then(|| answer.json());
                self.journal
                    .answered
                    .push((request, answer.status, answer.body));
                granted
            }
            _ => {
                self.journal.unanswered.push(request);
                None
            }
        }
    }

    fn name(&self, what: &str) -> String {
        format!("{what}-{}-{}-{}", self.shopper, self.round, self.step)
    }

    fn order(&mut self, event: &str, order: &str, refund: Option<&str>) -> Option<Value> {
        let at = now().to_string();
        let shopper = &self.shopper;
        let mut body = json!({"event": event, "order": {"id": order, "shopper": shopper, "at": at,
            "currency": "USD", "lines": [{"id": "a", "price": 1000, "quantity": 2}]}});
        if let Some(refund) = refund {
            body["order"] = json!({"id": order});
            body["refund"] = json!({"id": refund, "lines": [{"id": "a", "quantity": 1}]});
        }
        self.send("/orders", "", body)
    }

    fn step(&mut self) -> Option<()> {
        self.step += 1;
        let order = self.name("order");
        self.order("paid", &order, None)?;
        let adjust = format!("/shoppers/{}/adjustments", self.shopper);
        self.send(
            &adjust,
            &self.name("adjust"),
            json!({"points": 30, "reason": "load"}),
        )?;
        let body = json!({"reward": "any", "shopper": self.shopper});
        let redeemed = self.send("/redemptions", &self.name("redeem"), body)?;
        let id = redeemed["id"].as_str()?.to_owned();
        if self.step.is_multiple_of(3) {
            self.send(
                &format!("/redemptions/{id}/void"),
                &self.name("void"),
                json!({}),
            )?;
        } else {
            let body = json!({"order": self.name("bought")});
            self.send(
                &format!("/redemptions/{id}/capture"),
                &self.name("capture"),
                body,
            )?;
        }
        if self.step.is_multiple_of(2) {
            self.order("refunded", &order, Some("refund-1"))?;
        }
        Some(())
    }
}

/// Everyone's load until the service is gone.
fn load_until_killed(service: &Service, shop: &Shop, round: usize) -> Vec<Journal> {
    let journals = Mutex::new(Vec::new());
    let (is_over, acknowledged) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for number in 0..SHOPPERS {
            let (journals, is_over, acknowledged) = (&journals, &is_over, &acknowledged);
            scope.spawn(move || {
                let shopper = format!("shopper-{number}");
                let journal = Journal::default();
                let mut load = Load {
                    shop,
                    shopper,
                    round,
                    step: 0,
                    journal,
                };
                while !is_over.load(Ordering::Relaxed) && load.journal.unanswered.is_empty() {
                    let before = load.journal.answered.len();
                    load.step();
                    let more = load.journal.answered.len() - before;
                    acknowledged.fetch_add(more, Ordering::Relaxed);
                }
                journals.lock().unwrap().push(load.journal);
            });
        }
        // Another moment of the load in each round.
        until("enough load", || {
            let count = acknowledged.load(Ordering::Relaxed);
            (count >= LEAST + (round * 7) % LEAST).then_some(())
        });
        service.kill();
        is_over.store(true, Ordering::Relaxed);
    });
    journals.into_inner().unwrap()
}

/// What of a shopper is there, to be compared with what was acknowledged.
fn check(shop: &Shop, journals: &[Journal]) {
    for journal in journals {
        for (request, status, body) in &journal.answered {
            let load = Load {
                shop,
                shopper: String::new(),
                round: 0,
                step: 0,
                journal: Journal::default(),
            };
            let again = load.call(request).send();
            if request.key.is_empty() {
                check_order(request, body, &again);
            } else {
                assert_eq!((again.status, &again.body), (*status, body), "{request:?}");
            }
        }
        // What was not answered is all there or not at all, and can be sent again.
        for request in &journal.unanswered {
            let load = Load {
                shop,
                shopper: String::new(),
                round: 0,
                step: 0,
                journal: Journal::default(),
            };
            let once = load.call(request).send();
            assert!(once.status < 500, "{once}");
            let twice = load.call(request).send();
            if !request.key.is_empty() {
                assert_eq!(
                    (once.status, once.body),
                    (twice.status, twice.body),
                    "{request:?}"
                );
            }
        }
    }
}

/// An order that was acknowledged has at least the revision that was told, and keeps what it kept,
/// unless a refund came after.
fn check_order(request: &Request, before: &str, again: &Answer) {
    let before: Value = serde_json::from_str(before).unwrap();
    let after = again.ok();
    assert!(
        after["revision"].as_u64() >= before["revision"].as_u64(),
        "{request:?}: {before} {after}"
    );
    let earned = |it: &Value| it["earned"].as_u64().unwrap_or(0);
    assert!(
        earned(&after) <= 20 && (earned(&after) == 20 || earned(&after) == 10),
        "{after}"
    );
}

/// Balances follow from the history, entry by entry, and the audit agrees.
fn check_history(shop: &Shop, acknowledged: &BTreeMap<String, usize>) {
    for number in 0..SHOPPERS {
        let shopper = format!("shopper-{number}");
        let (account, entries) = (shop.account(&shopper), shop.entries(&shopper));
        let mut sums = BTreeMap::from([("points", 0), ("pending", 0), ("held", 0), ("deficit", 0)]);
        let mut last = 0;
        for entry in &entries {
            for (key, sum) in &mut sums {
                *sum += entry[*key].as_i64().unwrap_or(0);
            }
            assert_eq!(
                entry["balance"].as_i64(),
                Some(sums["points"]),
                "{shopper}: {entry}"
            );
            assert!(
                entry["sequence"].as_u64() > Some(last),
                "{shopper}: {entry}"
            );
            last = entry["sequence"].as_u64().unwrap();
        }
        let points = &account["points"];
        let told =
            ["available", "pending", "held", "deficit"].map(|key| points[key].as_i64().unwrap());
        assert_eq!(
            told,
            [
                sums["points"],
                sums["pending"],
                sums["held"],
                sums["deficit"]
            ],
            "{shopper}"
        );
        let adjusted = entries
            .iter()
            .filter(|entry| entry["kind"] == "adjustment")
            .count();
        let known = acknowledged.get(&shopper).copied().unwrap_or(0);
        assert!(
            adjusted >= known,
            "{shopper}: {adjusted} of {known} adjustments"
        );
    }
    // The audit folds every ledger again, hash by hash, and holds it against orders and books.
    let audit = until("the audit of every shopper", || {
        let audit = shop.audit();
        (audit["accounts"] == SHOPPERS).then_some(audit)
    });
    assert_eq!(audit["differences"], json!([]), "{audit}");
}

#[test]
fn every_acknowledged_write_is_there_after_kill_9() {
    let rounds = std::env::var("ACCOLADE_KILLS")
        .ok()
        .and_then(|text| text.parse().ok());
    let rounds = rounds.unwrap_or(ROUNDS);
    let service = Service::start("kill");
    let shop = Shop::at(service.client(), &programs::plain());
    let mut acknowledged: BTreeMap<String, usize> = BTreeMap::new();
    let (mut answered, mut unanswered) = (0, 0);
    for round in 0..rounds {
        let journals = load_until_killed(&service, &shop, round);
        service.restart();
        for (request, _, _) in journals.iter().flat_map(|journal| &journal.answered) {
            if let Some(shopper) = request.path.strip_suffix("/adjustments") {
                let shopper = shopper.trim_start_matches("/shoppers/").to_owned();
                *acknowledged.entry(shopper).or_default() += 1;
            }
        }
        check(&shop, &journals);
        check_history(&shop, &acknowledged);
        answered += journals
            .iter()
            .map(|journal| journal.answered.len())
            .sum::<usize>();
        unanswered += journals
            .iter()
            .map(|journal| journal.unanswered.len())
            .sum::<usize>();
    }
    println!("{rounds} kills, {answered} acknowledged, {unanswered} in flight");
    assert!(answered >= rounds * LEAST, "hardly any load: {answered}");
    assert!(unanswered > 0, "no kill hit a request in flight");
}

#[test]
fn settings_and_keys_survive_kill_9() {
    let service = Service::start("kill-settings");
    let shop = Shop::at(service.client(), &programs::plain());
    shop.adjust("ann", 500).ok();
    let redeemed = shop.redeem("ann", &json!({"reward": "five-off"})).ok();
    let jwks = shop.service(
        "GET",
        &format!("/.well-known/accolade/{}/jwks.json", shop.id),
    );
    let keys = jwks.clone().send().ok();
    service.kill();
    service.restart();
    assert_eq!(jwks.send().ok(), keys);
    let body = json!({"token": redeemed["token"], "cart": programs::cart(5000)});
    assert_eq!(shop.checkout(&body).ok()["valid"], true);
    assert_eq!(shop.account("ann")["points"]["held"], 500);
    assert_eq!(shop.anyone("GET", "/program").send().ok()["name"], "Plain");
}
