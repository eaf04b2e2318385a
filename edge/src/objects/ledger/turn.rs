//! A turn: what is due, what was asked, and all of it written at once.

use serde_json::json;
use shared::id::ShopperId;
use shared::ledger::{Account, Entry, RedemptionNumber, RowChange, RowKind, SealedEntry, Turn};

use super::wakes::{Wake, Wakes, at_ms};
use super::{LedgerObject, Scene, outbox};
use crate::fault::Fault;
use crate::objects::sql::Batch;

/// Milliseconds after a change at which the shop's books hear of it.
const BOOKS_AFTER: u64 = 1000;

/// A turn that was taken and is not kept yet.
pub(super) struct Taken {
    pub(super) account: Account,
    pub(super) entries: Vec<Entry>,
    pub(super) batch: Batch,
    pub(super) wakes: Wakes,
}

/// What a question is about, beyond the account itself.
#[derive(Default)]
pub(super) struct Lend<'a> {
    pub(super) order: Option<&'a shared::id::OrderId>,
    pub(super) redemption: Option<RedemptionNumber>,
    pub(super) row: Option<(RowKind, String)>,
}

impl LedgerObject {
    /// Takes a turn for a shopper: appends what is due, asks, and gathers what is to be written.
    pub(super) fn turn<T>(
        &self,
        scene: &Scene,
        shopper: &ShopperId,
        lend: &Lend<'_>,
        ask: impl FnOnce(&mut Turn<'_>) -> T,
    ) -> Result<(T, Taken), Fault> {
        let mut account = self.take_account(shopper)?;
        if account.core().program > scene.program.version {
            return Err(Fault::Unreadable("program version"));
        }
        if let Some(order) = lend.order {
            self.lend_order(shopper, &mut account, order)?;
        }
        if let Some(number) = lend.redemption {
            self.lend_redemption(shopper, &mut account, number)?;
        }
        if let Some((kind, key)) = &lend.row {
            self.lend(shopper, &mut account, *kind, key)?;
        }
        let program = &scene.program;
        let mut turn = Turn::begin(&mut account, &program.program, program.version, scene.now);
        let said = ask(&mut turn);
        let sealed = turn.finish();
        let mut batch = Batch::default();
        let mut wakes = self.take_wakes()?;
        if sealed.is_empty() {
            account.forget_closed();
        } else {
            write_entries(&mut batch, shopper, &sealed);
            account
                .take_changes()
                .iter()
                .for_each(|row| write_row(&mut batch, shopper, row));
            let next = account.next_due(&program.program).map(at_ms);
            self.wake_at(
                &mut wakes,
                &mut batch,
                &Wake::Account(shopper.clone()),
                next,
            );
            let soon = at_ms(scene.now) + BOOKS_AFTER;
            let books = wakes.time(&Wake::Books).unwrap_or(soon);
            self.wake_at(&mut wakes, &mut batch, &Wake::Books, Some(books));
        }
        let entries: Vec<Entry> = sealed.into_iter().map(|sealed| sealed.entry).collect();
        let messages = outbox::messages(&entries);
        if !messages.is_empty() {
            outbox::write(&mut batch, &messages)?;
            let now = Some(at_ms(scene.now));
            self.wake_at(&mut wakes, &mut batch, &Wake::Outbox, now);
        }
        Ok((
            said,
            Taken {
                account,
                entries,
                batch,
                wakes,
            },
        ))
    }

    /// Keeps a turn: all of it, or nothing, and then memory is as before too.
    pub(super) fn keep(&self, shopper: &ShopperId, taken: Taken) -> Result<(), Fault> {
        self.commit(taken.batch, taken.wakes)?;
        self.keep_account(shopper, taken.account);
        Ok(())
    }
}

fn write_entries(batch: &mut Batch, shopper: &ShopperId, entries: &[SealedEntry]) {
    for sealed in entries {
        batch.push(
            "INSERT INTO entry (shopper, sequence, body, hash) VALUES (?, ?, ?, ?)",
            [
                json!(shopper.as_str()),
                json!(sealed.entry.sequence),
                json!(sealed.body),
                json!(sealed.head.as_str()),
            ],
        );
    }
}

fn write_row(batch: &mut Batch, shopper: &ShopperId, row: &RowChange) {
    let key = [
        json!(shopper.as_str()),
        json!(row.kind.name()),
        json!(row.key),
    ];
    match &row.value {
        Some(value) => batch.push(
            "INSERT OR REPLACE INTO account_row (shopper, kind, key, value) VALUES (?, ?, ?, ?)",
            key.into_iter().chain([json!(value)]),
        ),
        None => batch.push(
            "DELETE FROM account_row WHERE shopper = ? AND kind = ? AND key = ?",
            key,
        ),
    }
}
