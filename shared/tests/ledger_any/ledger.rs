//! A ledger as an object stores it: read back cold for every turn, and checked after it.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::Time;
use shared::ledger::{Account, RowKind, SealedEntry, Turn};
use shared::program::Program;

use crate::check::{self, Running};

/// One shopper's ledger.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) rows: BTreeMap<(RowKind, String), String>,
    pub(crate) entries: Vec<SealedEntry>,
    pub(crate) redemptions: u32,
    pub(crate) running: Running,
}

/// The program and the time of a turn.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) program: &'a Program,
    pub(crate) version: u32,
    pub(crate) now: Time,
}

impl Ledger {
    /// One turn.
    pub(crate) fn turn<T>(
        &mut self,
        at: At<'_>,
        lent: &[(RowKind, String)],
        ask: impl FnOnce(&mut Turn<'_>) -> T,
    ) -> T {
        let open = self.rows.iter();
        let open = open.filter(|((kind, _), _)| RowKind::OPEN.contains(kind));
        let rows = open.map(|((kind, key), value)| (*kind, key.as_str(), value.as_str()));
        let mut account = Account::from_rows(rows).unwrap();
        for (kind, key) in lent {
            if let Some(value) = self.rows.get(&(*kind, key.clone())) {
                account.lend(*kind, key, value).unwrap();
            }
        }
        let mut turn = Turn::begin(&mut account, at.program, at.version, at.now);
        let answer = ask(&mut turn);
        let sealed = turn.finish();
        self.store(sealed, &mut account);
        check::after_turn(self, &account);
        answer
    }

    fn store(&mut self, sealed: Vec<SealedEntry>, account: &mut Account) {
        for sealed in &sealed {
            self.running.entry(&sealed.entry);
        }
        if sealed.is_empty() {
            return;
        }
        self.entries.extend(sealed);
        for change in account.take_changes() {
            let key = (change.kind, change.key);
            match change.value {
                Some(value) => self.rows.insert(key, value),
                None => self.rows.remove(&key),
            };
        }
    }

    /// The stored rows of a kind.
    pub(crate) fn rows_of(&self, kind: RowKind) -> impl Iterator<Item = Value> {
        let of_kind = self.rows.iter().filter(move |((it, _), _)| *it == kind);
        of_kind.map(|(_, value)| serde_json::from_str(value).unwrap())
    }
}
