//! Programs of the simulation: each seed draws one, and a second version of it.
//!
//! What the plain model decides by itself gives the same in both versions, or a multiple of the
//! version's number.

use serde_json::{Value, json};
use shared::program::Program;

/// What following gives, times the version.
pub(crate) const FOLLOW: u32 = 5;
/// What following gives on top to those of the segment.
pub(crate) const FOLLOW_VIP: u32 = 3;
/// What a referral pays who referred, times the version.
pub(crate) const REFERRER: u32 = 60;
/// What it pays the friend.
pub(crate) const REFERRED: u32 = 40;
/// What joining, a birthday, an anniversary, a review and every second visit in a row give.
pub(crate) const WELCOME: u32 = 100;
pub(crate) const BIRTHDAY: u32 = 25;
pub(crate) const YEARS: u32 = 10;
pub(crate) const REVIEW: u32 = 15;
pub(crate) const VISITS: u32 = 7;
/// The limited reward, and how many there are.
pub(crate) const LIMITED: &str = "last";
pub(crate) const STOCK: u32 = 2;

/// A program drawn by numbers, in two versions that differ in what they give.
pub(crate) fn draw(rng: &mut fastrand::Rng) -> [Program; 2] {
    let pending = *rng.choice([None, Some("P7D")].iter()).unwrap();
    let expiry = match rng.u8(..3) {
        0 => Value::Null,
        1 => json!({"after": "P40D", "from": "earned"}),
        _ => json!({"after": "P30D", "from": "last_activity"}),
    };
    let clawback = if rng.bool() {
        "deficit"
    } else {
        "within_balance"
    };
    let grace = *rng.choice([None, Some("P10D")].iter()).unwrap();
    let by = *rng.choice(["points", "spend", "orders"].iter()).unwrap();
    let scale = match by {
        "points" => 60,
        "spend" => 6000,
        _ => 2,
    };
    let drawn = earn(rng);
    let version = |version: u32, rate: u32| {
        let mut earn = drawn.clone();
        earn[0]["points"] = rate.into();
        earn[0]["pending"] = pending.into();
        earn[2]["points"] = (FOLLOW * version).into();
        earn[3]["referrer"] = (REFERRER * version).into();
        let document = json!({
            "name": "Simulated", "currency": "USD", "timezone": "America/New_York",
            "earn": earn,
            "campaigns": [
                {"id": "more", "multiplier": 15000, "rules": ["coffee"], "max_points": 20},
                {"id": "surprise", "multiplier": 15000, "rules": ["third"], "max_points": 20},
                {"id": "twice", "multiplier": 20000, "rules": ["review"]}
            ],
            "tiers": {
                "by": by, "window": {"rolling": "P25D"},
                "downgrade": {"step": "one", "grace": grace},
                "levels": [
                    {"id": "bronze", "name": {"en": "Bronze"}, "from": 0},
                    {"id": "silver", "name": {"en": "Silver"}, "from": scale, "gift": 11,
                     "multiplier": 12500},
                    {"id": "gold", "name": {"en": "Gold"}, "from": scale * 3 / version,
                     "multiplier": 17500, "gift": 33}
                ]
            },
            "rewards": [
                {"id": "five-off", "kind": "amount_off", "points": 50, "amount": 500,
                 "per_shopper": {"times": 2, "per": "month"}},
                {"id": "ship", "kind": "free_shipping", "points": 30},
                {"id": "cash", "kind": "points_off", "points": 10, "amount": 10},
                {"id": LIMITED, "kind": "amount_off", "points": 20, "amount": 300, "stock": STOCK}
            ],
            "expiry": expiry, "hold": "PT15M", "clawback": clawback
        });
        Program::parse(&document).expect("the simulated program is sound")
    };
    [version(1, 1), version(2, 3)]
}

/// The rules; the versions fill in what differs.
fn earn(rng: &mut fastrand::Rng) -> Value {
    let mut of = |options: &[Value]| options[rng.usize(..options.len())].clone();
    let per = of(&[json!("day"), json!("year"), json!("lifetime")]);
    let review_per = of(&[json!("product"), json!("order"), json!("day")]);
    let coffee = of(&[Value::Null, json!({"times": 1, "per": "month"})]);
    let n = of(&[json!(1), json!(2), json!(3)]);
    let of_each = if n == 1 {
        json!({"times": 2, "per": "lifetime"})
    } else {
        Value::Null
    };
    let least = of(&[Value::Null, json!(3000)]);
    let pending = of(&[Value::Null, json!("P9D")]);
    json!([
        {"id": "purchase", "on": "order", "points": 1, "per": 100},
        {"id": "coffee", "on": "order", "points": 1, "per": 50, "only": {"products": ["88"]},
         "cap": coffee},
        {"id": "follow", "on": "action", "action": "follow", "points": FOLLOW,
         "cap": {"times": 2, "per": per}},
        {"id": "friend", "on": "referral", "referrer": REFERRER, "referred": REFERRED,
         "min_subtotal": least, "pending": pending},
        {"id": "follow-vip", "on": "action", "action": "follow", "points": FOLLOW_VIP,
         "segments": ["vip"]},
        {"id": "third", "on": "nth_order", "n": n, "points": 70, "cap": of_each},
        {"id": "welcome", "on": "signup", "points": WELCOME},
        {"id": "birthday", "on": "birthday", "points": BIRTHDAY},
        {"id": "years", "on": "anniversary", "points": YEARS, "pending": pending},
        {"id": "review", "on": "review", "points": REVIEW,
         "cap": {"times": 1, "per": review_per}},
        {"id": "visits", "on": "visit_streak", "days": 2, "points": VISITS}
    ])
}
