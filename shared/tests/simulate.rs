//! Simulations of small histories, worked out by hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};
use shared::program::Program;
use shared::simulate::{OrderRow, Redeeming, Report, WorthBy, parse, simulate};
use shared::{Amount, Points};

fn program(parts: Value) -> Program {
    let mut document = json!({
        "name": "Simulated", "currency": "USD", "timezone": "America/New_York",
        "earn": [{"id": "purchase", "on": "order", "points": 1, "per": 100}],
    });
    let fields = document.as_object_mut().unwrap();
    fields.extend(parts.as_object().unwrap().clone());
    Program::parse(&document).unwrap()
}

fn order(at: &str, shopper: &str, amount: u64) -> OrderRow {
    OrderRow {
        at: at.parse().unwrap(),
        shopper: shopper.parse().unwrap(),
        amount: Amount::new(amount).unwrap(),
        product: None,
    }
}

fn run(program: &Program, orders: &[OrderRow], redeem: Redeeming) -> Report {
    simulate(program, orders.to_vec(), redeem, 7).unwrap()
}

fn points(number: u64) -> Points {
    Points::new(number).unwrap()
}

#[test]
fn points_that_nobody_redeems_are_outstanding_or_expire() {
    let program = program(json!({
        "earn": [
            {"id": "purchase", "on": "order", "points": 1, "per": 100},
            {"id": "welcome", "on": "signup", "points": 10},
        ],
        "rewards": [{"id": "cash", "kind": "points_off", "points": 3, "amount": 10}],
        "expiry": {"after": "P2M"},
    }));
    let history = [
        order("2026-04-20T12:00:00Z", "bo", 200),
        order("2026-01-31T12:00:00Z", "ann", 5000),
        order("2026-02-01T04:59:59Z", "ann", 1000),
    ];
    let report = run(&program, &history, Redeeming::Never);
    assert_eq!(
        (report.orders, report.shoppers, report.redemptions),
        (3, 2, 0)
    );
    assert_eq!(report.revenue.get(), 6200);
    // 50 + 10 + 2 of orders, and 10 for joining each.
    assert_eq!(report.points.given, points(82));
    assert_eq!(report.points.expired, points(70));
    assert_eq!(report.points.outstanding, points(12));
    let worth = report.worth.as_ref().unwrap();
    assert_eq!(
        (worth.by, worth.reward.as_str()),
        (WorthBy::PointsOff, "cash")
    );
    // 12 points are 4 steps of 10.
    assert_eq!(report.liability.unwrap().get(), 40);
    assert_eq!(report.cost.amount.get(), 40);
    // 40 of 6200 is 64.5 basis points, rounded up.
    assert_eq!(report.cost.share, Some(65));
    let months: Vec<(&str, u64, u64, u64)> = report
        .months
        .iter()
        .map(|month| {
            let (given, expired) = (month.given.get(), month.expired.get());
            (
                month.month.as_str(),
                given,
                expired,
                month.outstanding.get(),
            )
        })
        .collect();
    // The last second of January in New York is a February one in UTC.
    let expected = [
        ("2026-01", 70, 0, 70),
        ("2026-02", 0, 0, 70),
        ("2026-03", 0, 70, 0),
        ("2026-04", 12, 0, 12),
    ];
    assert_eq!(months, expected);
}

#[test]
fn shoppers_redeem_at_once_what_takes_the_most_off_per_point() {
    let program = program(json!({"rewards": [
        {"id": "poor", "kind": "amount_off", "points": 10, "amount": 100},
        {"id": "rich", "kind": "amount_off", "points": 40, "amount": 500, "min_subtotal": 1000},
        {"id": "ship", "kind": "free_shipping", "points": 1},
    ]}));
    let history = [
        order("2026-01-01T12:00:00Z", "ann", 5000),
        order("2026-01-02T12:00:00Z", "ann", 999),
        order("2026-01-03T12:00:00Z", "ann", 4000),
    ];
    let report = run(&program, &history, Redeeming::AtOnce);
    // 50 earned; the second order is too small for the rich one, so 10 go for 100 and 8 are earned
    // on 899; the third takes 40 for 500 and earns 35 on 3500.
    assert_eq!(report.redemptions, 2);
    assert_eq!(report.discounts.get(), 600);
    assert_eq!(report.points.given, points(93));
    assert_eq!(report.points.redeemed, points(50));
    assert_eq!(report.points.outstanding, points(43));
    let worth = report.worth.as_ref().unwrap();
    assert_eq!(
        (worth.by, worth.reward.as_str()),
        (WorthBy::AmountOff, "rich")
    );
    // 43 x 500 / 40 is 537.5, rounded up.
    assert_eq!(report.liability.unwrap().get(), 538);
    assert_eq!(report.cost.amount.get(), 1138);
}

#[test]
fn what_is_limited_goes_to_who_comes_first() {
    let program = program(json!({"rewards": [
        {"id": "plain", "kind": "amount_off", "points": 50, "amount": 100},
        {"id": "last", "kind": "amount_off", "points": 50, "amount": 400, "stock": 2},
    ]}));
    let history = |orders: [(&str, &str); 3]| {
        let earned = ["ann", "bo", "cy"].map(|who| order("2026-01-01T12:00:00Z", who, 5000));
        let spent = orders.map(|(at, who)| order(at, who, 1000));
        let more = order("2026-02-01T12:00:00Z", "cy", 5000);
        earned.into_iter().chain(spent).chain([more]).collect()
    };
    let told: Vec<OrderRow> = history([
        ("2026-01-04T12:00:00Z", "ann"),
        ("2026-01-03T12:00:00Z", "bo"),
        ("2026-01-02T12:00:00Z", "cy"),
    ]);
    let report = run(&program, &told, Redeeming::AtOnce);
    // Cy and Bo take the two that there are, in January; the plain one is left for Ann. In
    // February Cy has earned 6 on 600, which buys nothing.
    assert_eq!((report.redemptions, report.shoppers), (3, 3));
    assert_eq!(report.discounts.get(), 900);
    assert_eq!(report.points.redeemed, points(150));
    // 50 each; 6, 6 and 9 on what was paid; 50 in February.
    assert_eq!(report.points.given, points(221));
    // Whoever is first: the same sums, in whatever order it is told.
    let other = history([
        ("2026-01-02T12:00:00Z", "ann"),
        ("2026-01-03T12:00:00Z", "cy"),
        ("2026-01-04T12:00:00Z", "bo"),
    ]);
    assert_eq!(
        run(&program, &other, Redeeming::AtOnce).discounts.get(),
        900
    );
    let backwards: Vec<OrderRow> = told.iter().rev().cloned().collect();
    assert_eq!(run(&program, &backwards, Redeeming::AtOnce), report);
}

#[test]
fn nothing_of_what_there_is_none_of() {
    let program = program(json!({"rewards": [
        {"id": "gone", "kind": "amount_off", "points": 10, "amount": 400, "stock": 0},
    ]}));
    let history = [
        order("2026-01-01T12:00:00Z", "ann", 5000),
        order("2026-01-02T12:00:00Z", "ann", 5000),
    ];
    assert_eq!(run(&program, &history, Redeeming::AtOnce).redemptions, 0);
}

#[test]
fn points_without_a_worth_have_no_liability_in_money() {
    let program = program(json!({"rewards": [
        {"id": "tenth", "kind": "percent_off", "points": 10, "percent": 10},
    ]}));
    let report = run(
        &program,
        &[order("2026-01-01T12:00:00Z", "ann", 5000)],
        Redeeming::Never,
    );
    assert_eq!((report.worth, report.liability), (None, None));
    assert_eq!(report.points.outstanding, points(50));
    assert_eq!(report.cost.share, Some(0));
}

#[test]
fn tiers_and_campaigns_are_counted() {
    let program = program(json!({
        "tiers": {"by": "spend", "window": {"rolling": "P1M"}, "levels": [
            {"id": "low", "name": {"en": "Low"}, "from": 0},
            {"id": "high", "name": {"en": "High"}, "from": 5000, "multiplier": 20000},
        ]},
        "campaigns": [{"id": "march", "multiplier": 30000, "max_points": 50,
            "from": "2026-03-01T00:00:00Z", "until": "2026-04-01T00:00:00Z"}],
    }));
    let history = [
        order("2026-01-10T12:00:00Z", "ann", 5000),
        order("2026-01-11T12:00:00Z", "ann", 1000),
        order("2026-01-11T12:00:00Z", "bo", 1000),
        order("2026-03-11T12:00:00Z", "bo", 1000),
        order("2026-03-12T12:00:00Z", "cy", 9900),
    ];
    let report = run(&program, &history, Redeeming::Never);
    let tiers: Vec<&[u64]> = report.months.iter().map(|month| &month.tiers[..]).collect();
    assert_eq!(tiers, [[1, 1], [2, 0], [2, 1]]);
    assert_eq!(
        (report.tiers[1].id.as_str(), report.tiers[1].shoppers),
        ("high", 1)
    );
    // Ann 50 + 10 x 2; Bo 10 + 10 and 20 of the campaign; Cy 99 and 50.
    assert_eq!(report.points.given, points(259));
    assert_eq!(report.points.by_campaigns, points(70));
    assert_eq!(report.points.campaigns_share, Some(2702));
    assert_eq!(
        (report.campaigns[0].id.as_str(), report.campaigns[0].points),
        ("march", points(70))
    );
}

#[test]
fn campaigns_on_surprises_and_anniversaries_are_counted_too() {
    let program = program(json!({
        "earn": [
            {"id": "each", "on": "nth_order", "n": 1, "points": 33},
            {"id": "years", "on": "anniversary", "points": 10},
        ],
        "campaigns": [
            {"id": "half", "multiplier": 15000, "rules": ["each"]},
            {"id": "double", "multiplier": 20000, "rules": ["years"]},
        ],
    }));
    let history = [
        order("2025-01-10T12:00:00Z", "ann", 5000),
        order("2026-01-11T12:00:00Z", "ann", 1000),
    ];
    let report = run(&program, &history, Redeeming::Never);
    // Twice 33 and 16 more; 10 and 10 more for the year.
    assert_eq!(report.points.given, points(118));
    assert_eq!(report.points.by_campaigns, points(42));
    let of: Vec<Points> = report.campaigns.iter().map(|it| it.points).collect();
    assert_eq!(of, [points(32), points(10)]);
}

#[test]
fn a_rate_is_drawn_by_seed_and_shopper_whatever_the_others_do() {
    let program = program(json!({"rewards": [
        {"id": "any", "kind": "amount_off", "points": 1, "amount": 1},
    ]}));
    let of = |shopper: usize| {
        (1..=20).map(move |day| {
            order(
                &format!("2026-01-{day:02}T12:00:00Z"),
                &format!("s{shopper}"),
                1000,
            )
        })
    };
    let history: Vec<OrderRow> = (0..100).flat_map(of).collect();
    let redemptions = |history: &[OrderRow], percent, seed| {
        simulate(&program, history.to_vec(), Redeeming::Rate(percent), seed)
            .unwrap()
            .redemptions
    };
    // The first order of each has nothing to spend.
    assert_eq!(redemptions(&history, 100, 1), 1900);
    assert_eq!(redemptions(&history, 0, 1), 0);
    let some = redemptions(&history, 30, 1);
    assert!((500..640).contains(&some), "{some}");
    assert_eq!(redemptions(&history, 30, 1), some);
    assert_ne!(redemptions(&history, 30, 2), some);
    let (early, late) = history.split_at(700);
    assert_eq!(redemptions(early, 30, 1) + redemptions(late, 30, 1), some);
    let reversed: Vec<OrderRow> = history.iter().rev().cloned().collect();
    assert_eq!(redemptions(&reversed, 30, 1), some);
}

#[test]
fn what_is_given_is_spent_expired_or_outstanding() {
    let document: Value = serde_json::from_str(include_str!("program_example.json")).unwrap();
    let program = Program::parse(&document).unwrap();
    let row = |number: u64| {
        let at = format!(
            "202{}-{:02}-{:02}T08:00:00Z",
            number % 5,
            number % 12 + 1,
            number % 28 + 1
        );
        order(&at, &format!("s{}", number % 37), number * 7919 % 30_000)
    };
    let history: Vec<OrderRow> = (0..3000).map(row).collect();
    for redeem in [Redeeming::Never, Redeeming::AtOnce, Redeeming::Rate(40)] {
        let report = run(&program, &history, redeem);
        let it = report.points;
        assert_eq!(
            it.given,
            it.redeemed.plus(it.expired).plus(it.outstanding),
            "{redeem:?}"
        );
        let last = report.months.last().unwrap();
        assert_eq!(last.outstanding, it.outstanding);
        assert_eq!(last.tiers.iter().sum::<u64>(), report.shoppers);
        let orders: u64 = report.months.iter().map(|month| month.orders).sum();
        assert_eq!(orders, 3000);
    }
}

#[test]
fn a_history_of_nothing_and_one_that_is_too_long() {
    let program = program(json!({}));
    let report = run(&program, &[], Redeeming::AtOnce);
    assert_eq!(
        (report.orders, report.months.len(), report.cost.share),
        (0, 1, None)
    );
    let long = |last: &str| {
        let history = vec![order("2000-01-01T12:00:00Z", "a", 1), order(last, "a", 1)];
        simulate(&program, history, Redeeming::Never, 0)
    };
    assert_eq!(long("2019-12-31T12:00:00Z").unwrap().months.len(), 240);
    let fault = long("2020-01-31T12:00:00Z").unwrap_err().to_string();
    assert!(fault.ends_with("allowed are at most 240 months"), "{fault}");
}

#[test]
fn a_request_is_read_whole_or_every_fault_of_it_is_told() {
    let draft = json!({"name": "Draft", "currency": "EUR"});
    let request = parse(
        &json!({"program": draft, "redeem": {"rate": 20}, "seed": 3, "orders": [
            {"at": "2026-01-01T00:00:00Z", "shopper": 7, "amount": 100, "product": "88"},
        ]}),
        10,
    )
    .unwrap();
    assert_eq!((request.redeem, request.seed), (Redeeming::Rate(20), 3));
    assert_eq!(request.orders[0].shopper.as_str(), "7");
    assert_eq!(request.program.unwrap().name, "Draft");
    let faults = parse(
        &json!({"program": {"name": "Draft", "earn": [1]}, "redeem": "often", "seed": -1,
            "orders": [
            {"at": "yesterday", "shopper": "", "amount": 1.5}, {"price": 1}, 7,
        ]}),
        10,
    )
    .unwrap_err();
    let mut pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    pointers.sort_unstable();
    let expected = [
        "/orders/0/amount",
        "/orders/0/at",
        "/orders/0/shopper",
        "/orders/1/amount",
        "/orders/1/at",
        "/orders/1/price",
        "/orders/1/shopper",
        "/orders/2",
        "/program/currency",
        "/program/earn/0",
        "/redeem",
        "/seed",
    ];
    assert_eq!(pointers, expected);
    let faults = parse(&json!({"orders": [{}, {}]}), 1).unwrap_err();
    assert_eq!(faults[0].detail, "found 2 items, allowed are 1");
}
