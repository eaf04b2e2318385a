//! A Ledger object: what it has on disk, and what it keeps in memory until it crashes.

use std::collections::BTreeMap;

use shared::Time;
use shared::id::OrderId;
use shared::ledger::{Account, RedemptionNumber, RowKind, Turn};
use shared::program::Program;

use crate::outbox::{Message, messages};

/// One shopper's ledger with its disk.
#[derive(Default)]
pub(crate) struct LedgerObject {
    pub(crate) rows: BTreeMap<(RowKind, String), String>,
    pub(crate) entries: Vec<(String, String)>,
    pub(crate) answers: BTreeMap<u64, Answer>,
    pub(crate) outbox: BTreeMap<String, Message>,
    pub(crate) last_number: u32,
    memory: Option<Account>,
}

/// What a request that is remembered was told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Granted,
    Declined,
}

/// What a command names of the ledger's closed records.
pub(crate) enum Names<'a> {
    Nothing,
    Order(&'a OrderId),
    Redemption(RedemptionNumber),
    Row(RowKind, String),
}

impl LedgerObject {
    /// One turn: read what is needed, decide, and store everything at once.
    pub(crate) fn turn<T>(
        &mut self,
        program: &Program,
        version: u32,
        now: Time,
        names: &Names<'_>,
        decide: impl FnOnce(&mut Turn<'_>) -> T,
    ) -> T {
        let mut account = self.memory.take().unwrap_or_else(|| self.read());
        self.lend(&mut account, names);
        let mut turn = Turn::begin(&mut account, program, version, now);
        let answer = decide(&mut turn);
        let sealed = turn.finish();
        let changes = if sealed.is_empty() {
            Vec::new()
        } else {
            account.take_changes()
        };
        for entry in sealed {
            self.outbox.extend(messages(&entry.entry));
            self.entries
                .push((entry.body, entry.head.as_str().to_owned()));
        }
        for row in changes {
            match row.value {
                Some(value) => self.rows.insert((row.kind, row.key), value),
                None => self.rows.remove(&(row.kind, row.key)),
            };
        }
        account.forget_closed();
        self.memory = Some(account);
        answer
    }

    /// Memory is lost, the disk is not.
    pub(crate) fn crash(&mut self) {
        self.memory = None;
    }

    /// The account, from disk.
    pub(crate) fn read(&self) -> Account {
        let open = self
            .rows
            .iter()
            .filter(|((kind, _), _)| RowKind::OPEN.contains(kind));
        let rows = open.map(|((kind, key), value)| (*kind, key.as_str(), value.as_str()));
        Account::from_rows(rows).expect("stored rows can be read")
    }

    /// The account with every closed record too.
    pub(crate) fn read_whole(&self) -> Account {
        let rows = self
            .rows
            .iter()
            .map(|((kind, key), value)| (*kind, key.as_str(), value.as_str()));
        Account::from_rows(rows).expect("stored rows can be read")
    }

    fn lend(&self, account: &mut Account, names: &Names<'_>) {
        let (kind, key) = match names {
            Names::Nothing => return,
            Names::Order(order) => (RowKind::Order, order.as_str().to_owned()),
            Names::Redemption(number) => (RowKind::Redemption, number.0.to_string()),
            Names::Row(kind, key) => (*kind, key.clone()),
        };
        if let Some(value) = self.rows.get(&(kind, key.clone())) {
            account
                .lend(kind, &key, value)
                .expect("a stored row can be read");
        }
    }
}
