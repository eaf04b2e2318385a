//! What a program may also say, and the part of it that anyone may read.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use serde_json::{Value, json};
use shared::Points;
use shared::program::{
    Clawback, Combines, DowngradeStep, ExpiryFrom, Per, Program, RewardKind, RuleOn, TierBy,
    TierWindow,
};

fn program(parts: Value) -> Program {
    let mut document = json!({"name": "Other", "currency": "EUR"});
    let fields = document.as_object_mut().unwrap();
    fields.extend(parts.as_object().unwrap().clone());
    common::assert_valid(&document);
    Program::parse(&document).unwrap()
}

#[test]
fn null_is_the_same_as_absent() {
    let nulls = json!({
        "timezone": null, "points_name": null, "earn": null, "campaigns": null, "tiers": null,
        "rewards": null, "expiry": null, "hold": null, "presented": null, "clawback": null,
    });
    assert_eq!(program(nulls), program(json!({})));
}

#[test]
fn an_id_is_a_text_or_a_number_and_a_gid_is_its_number() {
    let only = json!({"products": [8_070_504_000_123_456_789_u64, "gid://shopify/Product/77"]});
    let rule = json!({"id": 1, "on": "order", "points": 1, "per": 1, "only": only});
    let campaign = json!({"id": "c", "multiplier": 1, "rules": ["1"]});
    let program = program(json!({"earn": [rule], "campaigns": [campaign]}));
    assert_eq!(program.earn[0].id.as_str(), "1");
    let RuleOn::Order(order) = &program.earn[0].on else {
        panic!("an order rule");
    };
    let products = &order.only.as_ref().unwrap().products;
    assert_eq!(products[0].as_str(), "8070504000123456789");
    assert_eq!(products[1].as_str(), "77");
    assert_eq!(program.campaigns[0].rules, [program.earn[0].id.clone()]);
}

#[test]
fn tiers_default_to_points_over_a_lifetime() {
    let levels = json!([{"id": "one", "name": {"pt-BR": "Um"}, "from": 0}]);
    let tiers = program(json!({"tiers": {"levels": levels}})).tiers.unwrap();
    assert_eq!(
        (tiers.by, tiers.window),
        (TierBy::Points, TierWindow::Lifetime)
    );
    assert_eq!(
        (tiers.downgrade.step, tiers.downgrade.grace),
        (DowngradeStep::One, None)
    );
    assert_eq!(tiers.levels[0].multiplier, 10_000);
}

#[test]
fn tiers_of_other_kinds() {
    let windows = [
        (json!("calendar_year"), TierWindow::CalendarYear),
        (json!("lifetime"), TierWindow::Lifetime),
        (
            json!({"rolling": "P1D"}),
            TierWindow::Rolling("P1D".parse().unwrap()),
        ),
        (
            json!({"rolling": "P52W"}),
            TierWindow::Rolling("P52W".parse().unwrap()),
        ),
        (
            json!({"rolling": "P1Y6M"}),
            TierWindow::Rolling("P1Y6M".parse().unwrap()),
        ),
    ];
    let bys = [
        ("points", TierBy::Points),
        ("spend", TierBy::Spend),
        ("orders", TierBy::Orders),
    ];
    for (written, window) in &windows {
        for (word, by) in bys {
            let tiers = json!({
                "by": word, "window": written, "downgrade": {"step": "balance", "grace": "P0D"},
                "levels": [{"id": 1, "name": {"en": "One"}, "from": 0, "multiplier": 1_000_000}],
            });
            let tiers = program(json!({"tiers": tiers})).tiers.unwrap();
            assert_eq!((tiers.by, &tiers.window), (by, window));
            assert_eq!(tiers.downgrade.step, DowngradeStep::Balance);
            assert_eq!(tiers.downgrade.grace, None, "no length is no grace");
        }
    }
}

#[test]
fn rewards_with_conditions() {
    let reward = json!({
        "id": "all", "kind": "points_off", "points": 1, "amount": 1, "min_subtotal": 0,
        "per_shopper": {"times": 2, "per": "month"}, "stock": 0, "combines": false,
        "from": "2026-01-01T00:00:00+01:00", "until": "2026-01-01T00:00:00Z",
        "segments": ["vip"], "label": {"en": "As you like", "zh-Hant-TW": "隨意"},
    });
    let program = program(json!({"rewards": [reward]}));
    let reward = &program.rewards[0];
    let none = RewardKind::PointsOff {
        amount: 1.try_into().unwrap(),
        min_points: None,
        max_percent: None,
    };
    assert_eq!(reward.kind, none);
    assert_eq!(reward.kind.name(), "points_off");
    let limit = reward.per_shopper.unwrap();
    assert_eq!((limit.times, limit.per), (2, Per::Month));
    assert_eq!((reward.stock, reward.combines), (Some(0), Combines::Alone));
    let audience = &reward.audience;
    assert!(!audience.has_segment(&[]) && audience.has_segment(&["vip".parse().unwrap()]));
    assert!(audience.has_tier(None));
    let opens = audience.from.unwrap();
    assert_eq!(opens.to_string(), "2025-12-31T23:00:00Z");
    assert!(audience.is_open(opens) && !audience.is_open(opens.plus_ms(-1)));
    let closes = audience.until.unwrap();
    assert!(audience.is_open(closes.plus_ms(-1)) && !audience.is_open(closes));
    assert!(reward.label.as_ref().unwrap().0.contains_key("zh-Hant-TW"));
}

#[test]
fn rules_at_their_edges() {
    let rules = json!([
        {"id": "a", "on": "order", "points": 1_000_000_000, "per": 9_007_199_254_740_991_u64,
         "cap": {"times": 1, "per": "order"}, "pending": "PT0S",
         "except": {"collections": ["sale"]}},
        {"id": "b", "on": "referral", "referrer": 0, "referred": 5},
        {"id": "c", "on": "visit_streak", "days": 366, "points": 1},
        {"id": "d", "on": "review", "points": 1, "cap": {"times": 3, "per": "week"}},
    ]);
    let program = program(json!({"earn": rules}));
    assert_eq!(program.earn[0].pending, None, "no length is not pending");
    assert!(program.uses_collections());
    let RuleOn::Referral {
        referrer,
        min_subtotal,
        ..
    } = &program.earn[1].on
    else {
        panic!("a referral");
    };
    assert_eq!((*referrer, *min_subtotal), (Points::ZERO, None));
}

#[test]
fn the_other_words() {
    let program = program(json!({
        "hold": "PT60S", "presented": "PT720H", "clawback": "within_balance",
        "expiry": {"after": "P10Y"}, "timezone": "Pacific/Kiritimati",
        "points_name": {
            "pl": {"one": "punkt", "few": "punkty", "many": "punktów", "other": "punktu"},
        },
    }));
    assert_eq!(program.clawback, Clawback::WithinBalance);
    assert_eq!(program.expiry.unwrap().from, ExpiryFrom::Earned);
    assert_eq!(program.points_name.unwrap().0["pl"].len(), 4);
}

#[test]
fn the_public_document_has_no_segments() {
    let document = json!({
        "name": "Segments", "currency": "EUR",
        "earn": [
            {"id": "a", "on": "signup", "points": 1, "segments": ["staff"]},
            {"id": "e", "on": "signup", "points": 1},
        ],
        "campaigns": [{"id": "b", "multiplier": 20_000, "segments": ["staff"], "rules": ["a"]}],
        "rewards": [
            {"id": "c", "kind": "free_shipping", "points": 1, "segments": ["lapsed"]},
            {"id": "d", "kind": "free_shipping", "points": 1},
        ],
    });
    let public = Program::public_document(&document);
    let expected = json!({
        "name": "Segments", "currency": "EUR",
        "earn": [{"id": "e", "on": "signup", "points": 1}],
        "campaigns": [],
        "rewards": [
            {"id": "c", "kind": "free_shipping", "points": 1},
            {"id": "d", "kind": "free_shipping", "points": 1},
        ],
    });
    assert_eq!(public, expected);
    assert!(Program::parse(&public).is_ok());
}
