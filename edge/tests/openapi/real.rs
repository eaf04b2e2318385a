//! What the worker really answers reads back into the types of the description, nothing left over.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::rc::Rc;

use edge::keys::seal::SealKey;
use edge::objects::product::command::Page;
use edge::objects::voices::command::Counted;
use edge::problem::{Failure, Rejection};
use edge::shop::open::{Shop, VersionedProgram};
use edge::shop::product::Product;
use edge::shop::stored::StoredShop;
use edge::wire::account::AccountWire;
use edge::wire::audit::Undelivered;
use edge::wire::entry::EntryWire;
use edge::wire::redemption::RedemptionWire;
use edge::wire::review::{
    AggregateWire, OwnReview, ProductWire, ReviewWire, ShopReview, Testimonial,
};
use edge::wire::reviews::{PageWire, ProductPage, RatingWire, RatingsWire, ReportWire};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::cart::Cart;
use shared::id::ProductId;
use shared::ledger::{
    Account, AccountView, RedeemCommand, Redemption, RedemptionNumber, RedemptionRef, SealedEntry,
    Shard, StockLeft, Turn,
};
use shared::quote::{Quote, QuoteFor};
use shared::reviews::{
    Buyer, Earlier, Policy, ReviewId, State, Submission, Tally, Verdict, Writing, moderate,
    reply as reply_to, submit,
};
use shared::simulate::Redeeming;
use shared::{Points, Time};

use crate::{account, answers, reviews, simulate, values};

const NOW: i64 = 1_800_000_000_000;

struct Told {
    shop: Shop,
    account: Account,
    entries: Vec<SealedEntry>,
    redemption: Redemption,
}

fn program() -> Rc<VersionedProgram> {
    let program = json!({
        "name": "Juniper", "currency": "USD",
        "points_name": {"en": {"one": "berry", "other": "berries"}},
        "earn": [{"id": "shop", "on": "order", "points": 1, "per": 100, "pending": "P14D"}],
        "tiers": {"levels": [
            {"id": "bronze", "name": {"en": "Bronze"}, "from": 0},
            {"id": "silver", "name": {"en": "Silver"}, "from": 500, "multiplier": 12500},
        ]},
        "rewards": [
            {"id": "tenth", "kind": "percent_off", "points": 100, "percent": 10, "max_amount": 500},
            {"id": "cash", "kind": "points_off", "points": 100, "amount": 100, "max_percent": 50},
        ],
        "expiry": {"after": "P12M"},
    });
    Rc::new(VersionedProgram::parse(1, program.to_string()).unwrap())
}

fn told() -> Told {
    let seal = SealKey::new(&[4; 32]);
    let stored = StoredShop::generate("juniper", &seal, NOW.unsigned_abs()).unwrap();
    let program = program();
    let id = "juniper".parse().unwrap();
    let shop = Shop::open(id, stored, Some(Rc::clone(&program)), &seal).unwrap();
    let mut account = Account::default();
    let now = Time::from_unix_ms(NOW);
    let mut turn = Turn::begin(&mut account, &program.program, 1, now);
    turn.adjust(Points::new(500).unwrap().gain(), "a gift")
        .unwrap();
    let command = RedeemCommand {
        reward: &"tenth".parse().unwrap(),
        points: None,
        basket: None,
        gift: None,
        lease: None,
        number: RedemptionNumber(0),
        signing_key: &shop.signer.kid,
    };
    let redemption = turn.redeem(&command).unwrap();
    let entries = turn.finish();
    Told {
        shop,
        account,
        entries,
        redemption,
    }
}

fn reads<T: DeserializeOwned>(value: &impl serde::Serialize) {
    let value = serde_json::to_value(value).unwrap();
    let read: Result<T, _> = serde_json::from_value(value.clone());
    assert!(read.is_ok(), "{:?}: {value}", read.err());
}

fn place() -> RedemptionRef {
    RedemptionRef {
        shard: Shard(7),
        number: RedemptionNumber(0),
    }
}

#[test]
fn accounts_and_redemptions() {
    let Told {
        shop,
        account,
        redemption,
        ..
    } = told();
    let program = program();
    let now = Time::from_unix_ms(NOW);
    let wire = RedemptionWire::of(&shop, place(), &redemption).unwrap();
    reads::<answers::Redemption>(&wire);
    let view = AccountView::of(&account, &program.program, 1, now, &StockLeft::new());
    let shopper = "7001".parse().unwrap();
    let name = Some("Ada".to_owned());
    reads::<account::Account>(&AccountWire::of(
        shopper,
        name,
        view,
        vec![wire],
        &program.program,
    ));
}

fn entry(shop: &Shop, entry: shared::ledger::Entry) -> EntryWire {
    EntryWire::of(shop, Shard(7), &program().program, entry).unwrap()
}

#[test]
fn entries() {
    let Told { shop, entries, .. } = told();
    for sealed in entries {
        reads::<answers::Entry>(&entry(&shop, sealed.entry));
    }
}

#[test]
fn quotes() {
    let cart = json!({"currency": "USD", "lines": [{"price": 5000, "quantity": 2}]});
    let cart = Cart::parse(&cart).unwrap();
    let whom = QuoteFor {
        account: None,
        stock: &StockLeft::new(),
        now: Time::from_unix_ms(NOW),
    };
    reads::<answers::Quote>(&Quote::of(&program().program, 1, &cart, whom));
}

#[test]
fn undelivered_orders() {
    reads::<answers::Undelivered>(&Undelivered {
        order: "1".parse().unwrap(),
        revision: 2,
        waiting: 1,
        since: Time::from_unix_ms(NOW),
    });
}

#[test]
fn simulations() {
    let body = json!({"redeem": {"rate": 50}, "orders": [
        {"at": "2026-01-01T09:00:00Z", "shopper": "ann", "amount": 50_000, "product": "88"},
        {"at": "2026-02-01T09:00:00Z", "shopper": "ann", "amount": 50_000},
    ]});
    let _: simulate::Simulate = serde_json::from_value(body.clone()).unwrap();
    let request = shared::simulate::parse(&body, 10).unwrap();
    let program = &program().program;
    for redeem in [request.redeem, Redeeming::Never, Redeeming::AtOnce] {
        let orders = request.orders.clone();
        let report = shared::simulate::simulate(program, orders, redeem, 1).unwrap();
        reads::<simulate::Simulated>(&report);
    }
}

#[test]
fn reviews_of_every_kind() {
    let policy = Policy::read(&json!({"photo_hosts": ["cdn.example"]})).unwrap();
    let body = json!({"rating": 4, "title": "Lovely", "body": "See https://a.example",
        "photos": ["https://cdn.example/a.jpg"]});
    let submission = Submission::read(&body, &policy).unwrap();
    let now = Time::from_unix_ms(NOW);
    let order = "1".parse().unwrap();
    let writing = Writing {
        now,
        policy: &policy,
        shopper: &"7001".parse().unwrap(),
        name: Some("Ada"),
        buyer: Buyer::Verified { order },
        next: ReviewId::new(1).unwrap(),
        known: &[],
    };
    let tally = Tally::EMPTY;
    let held = submit(&writing, &submission, Earlier::None, &tally).unwrap();
    let verdict = Verdict::read(&json!({"to": "rejected", "reason": "spam", "note": "links"}));
    let rejected = moderate(held.review.clone(), verdict.unwrap().what, now, &tally).unwrap();
    let withdraw = Verdict::read(&json!({"to": "withdrawn", "reason": "fake"})).unwrap();
    let withdrawn = moderate(held.review.clone(), withdraw.what, now, &tally).unwrap();
    let published = moderate(held.review.clone(), Verdict::Publish, now, &tally).unwrap();
    let reply = Some("Thank you.".parse().unwrap());
    let answered = reply_to(published.review, reply, now).unwrap();
    let product = ProductWire::of(&"88".parse().unwrap(), None);
    for review in [held.review, rejected.review, withdrawn.review, answered] {
        reads::<reviews::Review>(&ReviewWire::of(&review, &policy));
        reads::<reviews::OwnReview>(&OwnReview::of(&review, &policy));
        reads::<reviews::ShopReview>(&ShopReview::of(product.clone(), &review));
        reads::<reviews::Testimonial>(&Testimonial {
            product: product.clone(),
            review: ReviewWire::of(&review, &policy),
        });
    }
    reads::<reviews::Aggregate>(&AggregateWire::of(&published.tally.aggregate()));
    reads::<reviews::Aggregate>(&AggregateWire::of(&tally.aggregate()));
}

/// An answer for everybody says of when it is.
fn of_now(wire: &impl serde::Serialize) -> Value {
    let mut value = serde_json::to_value(wire).unwrap();
    value["as_of"] = json!(Time::from_unix_ms(NOW));
    value
}

#[test]
fn pages_ratings_and_reports() {
    let policy = Policy::default();
    let submission = Submission::read(&json!({"rating": 4, "body": "Warm."}), &policy).unwrap();
    let writing = Writing {
        now: Time::from_unix_ms(NOW),
        policy: &policy,
        shopper: &"7001".parse().unwrap(),
        name: None,
        buyer: Buyer::Unknown,
        next: ReviewId::new(1).unwrap(),
        known: &[],
    };
    let made = submit(&writing, &submission, Earlier::None, &Tally::EMPTY).unwrap();
    let id: ProductId = "88".parse().unwrap();
    let known = Product {
        title: Some("Cup".into()),
        ..Product::default()
    };
    let aggregate = made.tally.aggregate();
    let page = Page {
        aggregate,
        counts: made.tally.counts(),
        reviews: vec![made.review],
        matching: 1,
        next: Some("newest.1".into()),
        sequence: 1,
    };
    let nobodys = ProductPage {
        product: None,
        page: Page::default(),
    };
    let read = ProductPage {
        product: Some(known),
        page,
    };
    for page in [read, nobodys] {
        reads::<reviews::Page>(&of_now(&PageWire::of(&id, page, &policy)));
    }
    reads::<reviews::Rating>(&of_now(&RatingWire::of(id.clone(), &aggregate, Some(1))));
    let ratings = vec![RatingWire::of(id, &aggregate, None)];
    reads::<reviews::Ratings>(&of_now(&RatingsWire { ratings }));
    let counted = |state, reason: &str| Counted {
        state,
        reason: reason.into(),
        stars: 5,
        count: 2,
    };
    reads::<reviews::Report>(&ReportWire::of(vec![
        counted(State::Published, ""),
        counted(State::Rejected, "spam"),
        counted(State::Withdrawn, "fake"),
        counted(State::Withdrawn, ""),
    ]));
}

#[test]
fn problems() {
    let failures: [Failure; 2] = [
        shared::Decline::Expired.into(),
        Rejection::invalid("/a", "found 0").into(),
    ];
    for failure in failures {
        let body: Value = serde_json::from_str(failure.reply("https://edge").body()).unwrap();
        reads::<values::Problem>(&body);
    }
}
