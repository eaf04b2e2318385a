//! The suite: its parts, in the order they run, and how many tests of each passed.

pub(crate) mod checks;
mod parse;
mod parts;
mod wasm;

pub(crate) use parts::{PARTS, Part, set_on_build};

/// How many of a part's tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// Adds another part's counts.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Whether something ran and nothing failed.
    pub(crate) fn is_good(self) -> bool {
        self.passed > 0 && self.failed == 0
    }
}

/// What a part has to say.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) tally: Tally,
    /// What to show when it is not good.
    pub(crate) told: String,
}

impl Report {
    /// The report of a part that could not run.
    pub(crate) fn fault(told: impl Into<String>) -> Self {
        Self {
            tally: Tally {
                passed: 0,
                failed: 1,
            },
            told: told.into(),
        }
    }

    /// The report of one thing that is good or not.
    pub(crate) fn of_one(faults: &[String]) -> Self {
        let failed = u64::from(!faults.is_empty());
        Self {
            tally: Tally {
                passed: 1 - failed,
                failed,
            },
            told: faults.join("\n"),
        }
    }
}
