//! The ready programs, each replayed on a history that a shop of its kind might have.

use std::path::Path;

use accolade_tests::history::{self, Trade};
use serde_json::Value;
use shared::program::Program;
use shared::simulate::{Redeeming, Report, simulate};

fn program(name: &str) -> Program {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../www/programs")
        .join(name);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    Program::parse(&document).unwrap_or_else(|faults| panic!("{name}: {faults:?}"))
}

const COFFEE: Trade = Trade {
    days_between: 4,
    basket: 780,
    products: &["flat-white", "house-blend-250", "croissant"],
};
const FASHION: Trade = Trade {
    days_between: 40,
    basket: 11_900,
    products: &["coat", "shirt", "scarf"],
};
const MARKET: Trade = Trade {
    days_between: 20,
    basket: 4_200,
    products: &["tote-2026", "lamp", "salsa"],
};

/// Replays the same history under each behaviour, and checks what holds of all.
fn replay(name: &str, trade: Trade) -> [Report; 3] {
    let program = program(name);
    let history = history::of(trade, 4_000, 20_250_101);
    let run = |redeem| simulate(&program, history.clone(), redeem, 7).unwrap();
    let reports = [Redeeming::Never, Redeeming::Rate(30), Redeeming::AtOnce].map(run);
    for report in &reports {
        let points = report.points;
        let ended = points
            .redeemed
            .plus(points.expired)
            .plus(points.outstanding);
        assert_eq!(points.given, ended, "{name}");
        assert_eq!(report.months.len(), 24, "{name}");
        assert!(
            report.points.by_campaigns > shared::Points::ZERO,
            "{name}: its campaign ran"
        );
    }
    let [never, some, at_once] = &reports;
    assert_eq!(
        (never.redemptions, never.discounts),
        (0, shared::Amount::ZERO)
    );
    assert!(
        0 < some.redemptions && some.redemptions < at_once.redemptions,
        "{name}"
    );
    assert!(
        at_once.points.outstanding < never.points.outstanding,
        "{name}"
    );
    // What a believable program costs: something, and less than a tenth.
    let share = at_once.cost.share.unwrap();
    assert!((50..1_000).contains(&share), "{name}: {share} basis points");
    assert_eq!(
        simulate(&program, history, Redeeming::Rate(30), 7).unwrap(),
        *some,
        "{name}"
    );
    reports
}

#[test]
fn a_coffee_bar() {
    let [never, ..] = replay("coffee-bar.json", COFFEE);
    assert!(never.tiers.is_empty());
    assert!(never.points.expired > shared::Points::ZERO);
    // No reward makes its points money: the most generous amount off tells their worth.
    assert_eq!(never.worth.unwrap().reward.as_str(), "breakfast");
}

#[test]
fn a_fashion_shop() {
    let [_, _, at_once] = replay("fashion.json", FASHION);
    let tiers: Vec<u64> = at_once.tiers.iter().map(|tier| tier.shoppers).collect();
    assert_eq!(tiers.iter().sum::<u64>(), at_once.shoppers);
    assert!(
        tiers[0] > tiers[1] && tiers[1] > 0 && tiers[2] > 0,
        "{tiers:?}"
    );
}

#[test]
fn a_marketplace() {
    let [_, _, at_once] = replay("marketplace.json", MARKET);
    assert_eq!(at_once.worth.unwrap().reward.as_str(), "cash");
    assert!(
        at_once.tiers.iter().all(|tier| tier.shoppers > 0),
        "{:?}",
        at_once.tiers
    );
}

#[test]
fn the_demo_shop() {
    let program = program("juniper.json");
    let history = history::of(MARKET, 1_000, 1);
    assert!(simulate(&program, history, Redeeming::AtOnce, 0).is_ok());
}
