//! When a ledger wakes by itself: the alarm is always the soonest of these.

use std::collections::BTreeMap;

use serde_json::json;
use shared::Time;
use shared::id::ShopperId;

use super::LedgerObject;
use crate::fault::Fault;
use crate::objects::sql::{Batch, Statement};

/// What a ledger wakes for, in the words of storage.
const BOOKS: &str = "books";
const ANSWERS: &str = "answers";
const ERASURES: &str = "erasures";
const OUTBOX: &str = "outbox";
const SILENCES: &str = "silences";
const ACCOUNT: &str = "account ";

/// What a ledger wakes for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something of a shopper's account falls due.
    Account(ShopperId),
    /// The shop's books want to hear the totals.
    Books,
    /// Remembered answers have been kept long enough.
    Answers,
    /// Orders of forgotten shoppers are to be forgotten too.
    Erasures,
    /// Other objects are to hear something.
    Outbox,
    /// Products are to forget what forgotten shoppers said of them.
    Silences,
}

/// The times at which a ledger wakes.
#[derive(Debug, Default)]
pub(super) struct Wakes {
    times: BTreeMap<String, u64>,
    alarm: Option<u64>,
}

impl Wake {
    fn name(&self) -> String {
        match self {
            Self::Account(shopper) => format!("{ACCOUNT}{shopper}"),
            Self::Books => BOOKS.into(),
            Self::Answers => ANSWERS.into(),
            Self::Erasures => ERASURES.into(),
            Self::Outbox => OUTBOX.into(),
            Self::Silences => SILENCES.into(),
        }
    }

    fn parse(name: &str) -> Option<Self> {
        match name {
            BOOKS => Some(Self::Books),
            ANSWERS => Some(Self::Answers),
            ERASURES => Some(Self::Erasures),
            OUTBOX => Some(Self::Outbox),
            SILENCES => Some(Self::Silences),
            _ => name.strip_prefix(ACCOUNT)?.parse().ok().map(Self::Account),
        }
    }
}

impl Wakes {
    /// When this is next due.
    pub(super) fn time(&self, wake: &Wake) -> Option<u64> {
        self.times.get(&wake.name()).copied()
    }

    /// What is due by now.
    pub(super) fn due(&self, now: u64) -> Vec<Wake> {
        let due = self.times.iter().filter(|(_, at)| **at <= now);
        due.filter_map(|(name, _)| Wake::parse(name)).collect()
    }

    /// Forgets when the alarm is set: it has gone off.
    pub(super) fn forget_alarm(&mut self) {
        self.alarm = None;
    }

    fn soonest(&self) -> Option<u64> {
        self.times.values().min().copied()
    }
}

impl LedgerObject {
    /// Sets when to wake for something, or that there is nothing to wake for.
    pub(super) fn wake_at(
        &self,
        wakes: &mut Wakes,
        batch: &mut Batch,
        wake: &Wake,
        at: Option<u64>,
    ) {
        let name = wake.name();
        if wakes.times.get(&name).copied() == at {
            return;
        }
        match at {
            Some(at) => {
                batch.push(
                    "INSERT OR REPLACE INTO wake (what, at) VALUES (?, ?)",
                    [json!(name), json!(at)],
                );
                wakes.times.insert(name, at);
            }
            None => {
                batch.push("DELETE FROM wake WHERE what = ?", [json!(name)]);
                wakes.times.remove(&name);
            }
        }
    }

    /// Commits the writes of a turn, with the alarm where the soonest wake has moved.
    pub(super) fn commit(&self, mut batch: Batch, mut wakes: Wakes) -> Result<(), Fault> {
        let soonest = wakes.soonest();
        if let Some(at) = soonest.filter(|at| wakes.alarm != Some(*at)) {
            batch.alarm_at(at);
        }
        self.store.commit(&batch)?;
        wakes.alarm = soonest;
        self.memory.borrow_mut().wakes = Some(wakes);
        Ok(())
    }

    /// The times to wake at, taken out of memory until they are committed.
    pub(super) fn take_wakes(&self) -> Result<Wakes, Fault> {
        if let Some(wakes) = self.memory.borrow_mut().wakes.take() {
            return Ok(wakes);
        }
        let rows: Vec<(String, u64)> = self
            .store
            .rows(Statement::new("SELECT what, at FROM wake", []))?;
        Ok(Wakes {
            times: rows.into_iter().collect(),
            alarm: None,
        })
    }
}

/// A time as the alarm has it.
pub(super) fn at_ms(time: Time) -> u64 {
    time.unix_ms().unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        let shopper: ShopperId = "books".parse().unwrap();
        let account = Wake::Account(shopper);
        let others = [Wake::Outbox, Wake::Silences, account];
        let wakes = [Wake::Books, Wake::Answers, Wake::Erasures];
        for wake in wakes.into_iter().chain(others) {
            assert_eq!(Wake::parse(&wake.name()), Some(wake));
        }
        assert_eq!(Wake::parse("account "), None);
        assert_eq!(Wake::parse("other"), None);
    }
}
