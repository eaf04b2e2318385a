//! Whatever happens to reviews: what is kept equals a recount, and no text breaks anything.
//!
//! `PROPTEST_CASES` says how many cases run; seeds that failed are kept beside this file and run
//! first.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod inputs;
mod product;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use product::{Product, Step};

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..10_u8, 0..4_u8, any::<u8>(), any::<u16>());
    let step = step.prop_map(|(what, who, which, how)| Step {
        what,
        who,
        which,
        how,
    });
    prop::collection::vec(step, 1..60)
}

pub(crate) fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").map_or(500, |cases| cases.parse().unwrap());
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("seeds"))),
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_history_brings_the_counts_away_from_a_recount(steps in steps()) {
        let mut product = Product::default();
        for step in &steps {
            product.step(step);
            product.check();
        }
    }
}
