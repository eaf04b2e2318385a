//! Whatever program and whatever commands: a ledger's sums agree, nothing appears or vanishes, and
//! orders that are given back keep nothing.
//!
//! `PROPTEST_CASES` says how many cases run; seeds that failed are kept beside this file and run
//! first.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod check;
mod ledger;
mod orders;
mod programs;
mod world;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{FileFailurePersistence, TestRunner};

use programs::Choice;
use world::{Step, World};

fn cases() -> impl Strategy<Value = (Choice, Vec<Step>)> {
    let step = (0..28_u8, 0..2_usize, any::<u8>(), any::<u16>());
    let step = step.prop_map(|(what, who, which, size)| Step {
        what,
        who,
        which,
        size,
    });
    let choice = any::<[u8; 12]>().prop_map(Choice);
    (choice, prop::collection::vec(step, 1..40))
}

fn cases_wanted() -> u32 {
    std::env::var("PROPTEST_CASES").map_or(1500, |cases| cases.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("seeds"))),
        ..ProptestConfig::with_cases(cases_wanted())
    })]

    #[test]
    fn no_commands_bring_a_ledger_out_of_balance((choice, steps) in cases()) {
        let mut world = World::new(choice);
        for step in &steps {
            world.step(step);
        }
        for ledger in &world.ledgers {
            check::whole(ledger);
        }
        world.give_every_order_back();
        for ledger in &world.ledgers {
            check::whole(ledger);
            check::keeps_nothing(ledger);
        }
    }
}

/// A test that never comes to a clawback says nothing of one.
#[test]
fn the_cases_come_to_everything_there_is() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..300 {
        let (choice, steps) = cases().new_tree(&mut runner).unwrap().current();
        let mut world = World::new(choice);
        for step in &steps {
            world.step(step);
        }
        for ledger in &world.ledgers {
            let entries = ledger.entries.iter();
            seen.extend(entries.flat_map(|sealed| check::said_of(&sealed.entry)));
        }
    }
    let all = [
        "Adjustment",
        "Attach",
        "Available",
        "Capture",
        "Clawback",
        "Earn",
        "Expire",
        "Gift",
        "Hold",
        "Note",
        "Present",
        "Restore",
        "Tier",
        "TimedOut",
        "Void",
        "claimed",
        "done",
        "friend",
        "gift gone",
        "nth",
        "owe",
        "referred",
        "repay",
        "tier gift",
        "visited",
        "yearly",
    ];
    let missing: Vec<_> = all.iter().filter(|it| !seen.contains(**it)).collect();
    assert!(missing.is_empty(), "never came to {missing:?}");
}
