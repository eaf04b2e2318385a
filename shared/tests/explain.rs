//! Sentences: what a shopper reads of each entry, with every number of it from the record.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};
use shared::explain::Explainer;
use shared::id::OrderId;
use shared::ledger::{
    Account, Entry, EntryKind, FriendRef, GiveCommand, GiveOf, Pays, Profile, RedeemCommand,
    RedemptionNumber, ReferralTarget, Shard, Turn, Voider,
};
use shared::order::{HeardUnder, Hearing, OrderHistory, ReportedOrder};
use shared::program::{Cap, Per, Program};
use shared::{Points, Time};

const NOON: &str = "2026-11-20T12:00:00Z";

/// A program whose only level multiplies by 1.5, and a ledger under it.
struct World {
    program: Program,
    account: Account,
    entries: Vec<Entry>,
    now: Time,
}

impl World {
    fn new(more: &Value) -> Self {
        let mut document = json!({
            "name": "Sentences", "currency": "USD", "timezone": "America/New_York",
            "points_name": {"en": {"one": "point", "other": "points"}},
            "earn": [{"id": "purchase", "on": "order", "points": 1, "per": 100}],
            "tiers": {"levels": [
                {"id": "gold", "name": {"en": "Gold"}, "from": 0, "multiplier": 15000},
            ]},
            "rewards": [{"id": "five", "kind": "amount_off", "points": 10, "amount": 500,
                "label": {"en": "$5 off"}}],
        });
        for (key, value) in more.as_object().unwrap() {
            document[key] = value.clone();
        }
        Self {
            program: Program::parse(&document).unwrap(),
            account: Account::default(),
            entries: Vec::new(),
            now: NOON.parse().unwrap(),
        }
    }

    fn turn<T>(&mut self, ask: impl FnOnce(&mut Turn<'_>) -> T) -> T {
        let mut turn = Turn::begin(&mut self.account, &self.program, 1, self.now);
        let answer = ask(&mut turn);
        let sealed = turn.finish();
        self.entries.extend(sealed.into_iter().map(|it| it.entry));
        answer
    }

    fn order(&mut self, bodies: &[Value]) {
        let id: OrderId = "1".parse().unwrap();
        let mut history = OrderHistory::new(id);
        for body in bodies {
            self.hear(&mut history, body);
        }
    }

    fn hear(&mut self, history: &mut OrderHistory, body: &Value) {
        let event = ReportedOrder::parse(body).unwrap().event;
        let hearing = Hearing {
            now: self.now,
            rules: Some(HeardUnder {
                program: 1,
                currency: self.program.currency,
            }),
        };
        history.hear(event, hearing);
        let target = history.targets().earn.unwrap();
        let rules = self.program.clone();
        self.turn(|turn| turn.apply_order(&target, &rules));
    }

    /// The sentence of the newest entry that shoppers see.
    fn says(&self, expected: &str) {
        let shown = self.entries.iter().rev();
        let mut shown = shown.filter(|entry| entry.kind != EntryKind::Note);
        let entry = shown.next().unwrap();
        assert_eq!(Explainer::new(&self.program).explain(entry), expected);
    }
}

fn paid(price: u64) -> Value {
    json!({"event": "paid", "order": {"id": "1", "shopper": "ann", "currency": "USD", "at": NOON,
        "lines": [{"id": "a", "price": price, "quantity": 1}]}})
}

fn refunded(price: u64, amount: u64) -> Value {
    let mut body = paid(price);
    body["event"] = json!("refunded");
    body["refund"] = json!({"id": "r", "lines": [{"id": "a", "quantity": 1, "amount": amount}]});
    body
}

#[test]
fn an_order_with_a_tier() {
    let mut world = World::new(&json!({}));
    world.order(&[paid(1240)]);
    world.says("18 points: 1 per $1.00 on $12.40, times 1.5 for Gold, rounded down");
}

#[test]
fn an_order_that_needs_no_rounding() {
    let mut world = World::new(&json!({"tiers": {"levels": [
        {"id": "plain", "name": {"en": "Plain"}, "from": 0},
    ]}}));
    world.order(&[paid(120_000)]);
    world.says("1,200 points: 1 per $1.00 on $1,200.00");
}

#[test]
fn an_order_with_a_campaign_and_a_ceiling_that_is_pending() {
    let mut world = World::new(&json!({
        "earn": [{"id": "purchase", "on": "order", "points": 1, "per": 100, "pending": "P14D"}],
        "campaigns": [{"id": "double", "multiplier": 20_000, "max_points": 5,
            "label": {"en": "Double days"}}],
    }));
    world.order(&[paid(1000)]);
    world.says(
        "20 points: 1 per $1.00 on $10.00, times 1.5 for Gold, times 2 for Double days (5 more), \
         to use from 4 December 2026",
    );
}

#[test]
fn a_refund_in_part() {
    let mut world = World::new(&json!({}));
    world.order(&[paid(1240), refunded(1240, 440)]);
    world.says("7 points taken back: the order keeps $8.00 of $12.40, and with it 11 of 18 points");
}

#[test]
fn an_order_that_comes_back_and_finds_its_place_taken() {
    let mut world = World::new(&json!({
        "earn": [
            {"id": "purchase", "on": "order", "points": 1, "per": 100},
            {"id": "more", "on": "order", "points": 5, "per": 100, "label": {"en": "Daily extra"},
             "cap": {"times": 1, "per": "day"}},
        ],
        "tiers": {"levels": [{"id": "plain", "name": {"en": "Plain"}, "from": 0}]},
    }));
    let said = |id: &str, event: &str, updated_at: &str| {
        let mut body = paid(1000);
        (body["event"], body["order"]["id"]) = (json!(event), json!(id));
        body["order"]["updated_at"] = json!(updated_at);
        body
    };
    let [mut one, mut other] = ["1", "2"].map(|id| OrderHistory::new(id.parse().unwrap()));
    world.hear(&mut one, &said("1", "paid", "2026-11-20T12:00:01Z"));
    world.hear(&mut one, &said("1", "cancelled", "2026-11-20T12:00:02Z"));
    world.hear(&mut other, &said("2", "paid", "2026-11-20T12:00:03Z"));
    world.hear(&mut one, &said("1", "paid", "2026-11-20T12:00:04Z"));
    world.says(
        "10 points: the order keeps $10.00 of $10.00, and with it 10 of 60 points, as Daily extra \
         was given as often as it may",
    );
}

#[test]
fn money_of_other_currencies() {
    for (currency, expected) in [
        ("EUR", "1 point: 1 per €1.00 on €1.00"),
        ("JPY", "1 point: 1 per ¥100 on ¥100"),
        ("CHF", "1 point: 1 per CHF 1.00 on CHF 1.00"),
        ("KWD", "1 point: 1 per KWD 0.100 on KWD 0.100"),
    ] {
        let mut world = World::new(&json!({"currency": currency, "tiers": {"levels": [
            {"id": "plain", "name": {"en": "Plain"}, "from": 0},
        ]}}));
        let mut body = paid(100);
        body["order"]["currency"] = json!(currency);
        world.order(&[body]);
        world.says(expected);
    }
}

#[test]
fn a_reward_from_hold_to_back() {
    let mut world = World::new(&json!({}));
    world.turn(|turn| {
        turn.adjust(Points::new(40).unwrap().gain(), "sorry")
            .unwrap()
    });
    world.says("40 points added by the shop: sorry");
    let number = RedemptionNumber(1);
    let reward = "five".parse().unwrap();
    let command = RedeemCommand {
        reward: &reward,
        points: None,
        basket: None,
        gift: None,
        lease: None,
        number,
        signing_key: "k",
    };
    world.turn(|turn| turn.redeem(&command).unwrap());
    world.says("10 points set aside for $5 off");
    world.turn(|turn| turn.void(number, Voider::Shopper).unwrap());
    world.says("10 points back: $5 off was not used");
    world.turn(|turn| {
        turn.adjust(Points::new(3).unwrap().loss(), "a mistake")
            .unwrap()
    });
    world.says("3 points taken off by the shop: a mistake");
}

#[test]
fn a_birthday_and_a_gift() {
    let mut world = World::new(&json!({
        "earn": [{"id": "birthday", "on": "birthday", "points": 250}],
    }));
    world.turn(|turn| {
        turn.meet(&Profile {
            birthday: Some("11-20".parse().unwrap()),
            segments: Vec::new(),
        });
    });
    world.says("250 points for your birthday");
    let gift = GiveCommand {
        of: GiveOf::Points(Points::new(1).unwrap()),
        message: Some("Thank you."),
        until: None,
    };
    world.turn(|turn| turn.present_gift(&gift).unwrap());
    world.says("1 point, a gift from the shop: Thank you.");
}

#[test]
fn a_surprise_and_a_referral_that_campaigns_multiplied() {
    let mut world = World::new(&json!({
        "earn": [
            {"id": "each", "on": "nth_order", "n": 1, "points": 33, "label": {"en": "Each order"}},
            {"id": "friend", "on": "referral", "referrer": 500, "referred": 250},
        ],
        "campaigns": [
            {"id": "half", "multiplier": 15_000, "rules": ["each"], "label": {"en": "Half more"}},
            {"id": "double", "multiplier": 20_000, "rules": ["friend"], "max_points": 300},
        ],
    }));
    world.order(&[paid(1000)]);
    world.says(
        "49 points, a gift with this order, Each order: 33 points, times 1.5 for Half more \
         (16 more), rounded down",
    );
    let place = |number| FriendRef {
        shard: Shard(1),
        number,
    };
    let mut target = ReferralTarget {
        referrer: place(0),
        friend: place(1),
        rule: "friend".parse().unwrap(),
        points: Points::new(500).unwrap(),
        cap: Cap {
            times: 1,
            per: Per::Lifetime,
        },
        paid_at: world.now,
        due: None,
        pays: Pays::Both,
        revision: 1,
    };
    world.turn(|turn| turn.apply_referral(&target));
    world.says("800 points for a friend's first order: 500 points, times 2 for double (300 more)");
    (target.pays, target.revision) = (Pays::Nobody, 2);
    world.turn(|turn| turn.apply_referral(&target));
    world.says("800 points taken back: a friend's order was given back");
    world.account = Account::default();
    world
        .turn(|turn| turn.claim(place(0), place(1), None, 0))
        .unwrap();
    world.order(&[paid(1000)]);
    world.says(
        "500 points for your first order after a friend's invitation: 250 points, \
         times 2 for double (250 more)",
    );
}

#[test]
fn what_expires_says_so() {
    let mut world = World::new(&json!({"expiry": {"after": "P1D"}}));
    world.turn(|turn| {
        turn.adjust(Points::new(40).unwrap().gain(), "hello")
            .unwrap()
    });
    world.now = world.now.plus_days(2);
    world.turn(|_| ());
    world.says("40 points expired on 21 November 2026");
}
