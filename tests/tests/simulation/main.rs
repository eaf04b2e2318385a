//! A seeded simulation of ledgers, orders and a limited reward: messages are lost, doubled and
//! reordered, objects crash between their steps, and in the end a plain model must agree.
//!
//! `ACCOLADE_SEEDS=100000 cargo test -p accolade-tests --release --test simulation` runs more of
//! it. A seed that fails is kept in [`KEPT`].
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that can't go on says so"
)]

mod agree;
mod check;
mod deeds;
mod doing;
mod ledger_object;
mod order_object;
mod outbox;
mod platform;
mod programs;
mod redeeming;
mod stock;
mod truth;
mod world;

use shared::order::Snapshot;
use world::World;

/// Seeds that once failed.
const KEPT: &[u64] = &[97];

/// How many seeds the suite runs.
const SEEDS: u64 = 4_000;

/// How many steps each takes before everything is delivered.
const STEPS: u32 = 90;

fn simulate(seed: u64) {
    let mut world = World::new(seed);
    for _ in 0..STEPS {
        world.step();
    }
    world.deliver_everything();
    check::all(&mut world);
}

fn simulate_all(seeds: impl Iterator<Item = u64>) {
    for seed in seeds {
        let outcome = std::panic::catch_unwind(|| simulate(seed));
        assert!(outcome.is_ok(), "seed {seed} fails: add it to KEPT");
    }
}

#[test]
fn seeds_that_once_failed() {
    simulate_all(KEPT.iter().copied());
}

#[test]
fn thousands_of_seeds() {
    let asked = std::env::var("ACCOLADE_SEEDS")
        .ok()
        .and_then(|seeds| seeds.parse().ok());
    simulate_all(0..asked.unwrap_or(SEEDS));
}

/// The simulation gets everywhere: every kind of entry, late captures, overuse, deficits,
/// forgiveness.
#[test]
fn every_kind_of_entry_is_reached() {
    let mut reached = std::collections::BTreeSet::new();
    for seed in 0..400 {
        let mut world = World::new(seed);
        for _ in 0..STEPS {
            world.step();
        }
        world.deliver_everything();
        for ledger in &world.ledgers {
            reached.extend(ledger.entries.iter().flat_map(|(body, _)| marks_of(body)));
        }
    }
    let missing: Vec<&str> = MARKS
        .iter()
        .copied()
        .filter(|mark| !reached.contains(mark))
        .collect();
    assert!(missing.is_empty(), "400 seeds never reach {missing:?}");
}

/// Platforms say different things of one instant, and only their content decides.
#[test]
fn snapshots_of_one_instant_are_reached() {
    let is_tied = |order: &platform::PlatformOrder| {
        let newest = truth::Truth::of(order).newest;
        let same =
            |said: &&Snapshot| (said.updated_at, said.status) == (newest.updated_at, newest.status);
        let others = order.said.iter().filter(same);
        others.filter(|said| said.lines != newest.lines).count() > 0
    };
    let tied: usize = (0..400)
        .map(|seed| {
            let mut world = World::new(seed);
            for _ in 0..STEPS {
                world.step();
            }
            let orders = world.orders.iter();
            orders.filter(|(order, _)| is_tied(order)).count()
        })
        .sum();
    assert!(tied >= 20, "only {tied} ties in 400 seeds");
}

/// What an entry's text shows to have happened.
const MARKS: &[&str] = &[
    r#""kind":"earn""#,
    r#""kind":"available""#,
    r#""kind":"hold""#,
    r#""kind":"present""#,
    r#""kind":"attach""#,
    r#""kind":"capture""#,
    r#""kind":"void""#,
    r#""kind":"timed_out""#,
    r#""kind":"restore""#,
    r#""kind":"clawback""#,
    r#""kind":"adjustment""#,
    r#""kind":"expire""#,
    r#""kind":"gift""#,
    r#""on":"action""#,
    r#""on":"review""#,
    r#""on":"visit_streak""#,
    r#""on":"birthday""#,
    r#""on":"anniversary""#,
    r#""on":"referred""#,
    r#""of":"claim""#,
    r#""pays":"both""#,
    r#""pays":"nobody""#,
    r#""from":"shop""#,
    r#""from":{"tier":"#,
    r#""from":{"order":"#,
    r#"{"gift_gone":"#,
    r#""lease":""#,
    r#""returned":""#,
    r#""count":["gift "#,
    r#""kind":"tier""#,
    r#""timing":"late""#,
    r#""overuse":"used""#,
    r#"{"owe":"#,
    r#"{"repay":"#,
    r#"{"unpend":"#,
    r#""forgiven":1"#,
    r#""keep_until":""#,
];

fn marks_of(body: &str) -> impl Iterator<Item = &'static str> {
    MARKS
        .iter()
        .copied()
        .filter(move |mark| body.contains(mark))
}

/// The simulation can fail: a ledger that forgets revisions is caught.
#[test]
fn a_ledger_that_applies_outdated_targets_is_caught() {
    assert_caught(world::Sabotage::TargetsAppliedAsIfNew);
}

/// So is one that pays a friend's order each time it hears of it.
#[test]
fn a_ledger_that_pays_referrals_again_is_caught() {
    assert_caught(world::Sabotage::ReferralsPaidAgain);
}

/// And one that forgets what it heard.
#[test]
fn a_ledger_that_counts_deeds_again_is_caught() {
    assert_caught(world::Sabotage::DeedsForgotten);
}

fn assert_caught(sabotage: world::Sabotage) {
    let caught = (0..300).any(|seed| {
        std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            world.sabotage = sabotage;
            for _ in 0..STEPS {
                world.step();
            }
            world.deliver_everything();
            check::all(&mut world);
        })
        .is_err()
    });
    assert!(caught, "300 sabotaged seeds passed");
}
