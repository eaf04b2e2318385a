//! Waking without a question: what is due is appended, the books hear the totals.

use shared::id::ShopperId;
use shared::ledger::Core;

use super::command::Ask;
use super::turn::Lend;
use super::wakes::Wake;
use super::{LedgerObject, Scene};
use crate::code;
use crate::fault::Fault;
use crate::host;
use crate::objects::books::{self, Report};
use crate::objects::sql::{Batch, Statement};

/// How far an erasure moves a report on: further than any ledger has entries.
const ERASURE: u64 = 1_000_000_000;
/// Milliseconds after which something that failed is tried again.
pub(super) const RETRY_AFTER: u64 = 30_000;

impl LedgerObject {
    /// Does what is due. A failure is tried again later; the alarm is always set anew.
    pub(super) async fn wake(&self) {
        let due = match self.take_wakes() {
            Ok(wakes) => {
                let due = wakes.due(host::now());
                self.memory.borrow_mut().wakes = Some(wakes);
                due
            }
            Err(fault) => return self.retry(&fault, None),
        };
        for wake in &due {
            if let Err(fault) = self.wake_for(wake).await {
                self.retry(&fault, Some(wake));
            }
        }
        self.arm();
    }

    async fn wake_for(&self, wake: &Wake) -> Result<(), Fault> {
        match wake {
            Wake::Account(shopper) => self.wake_account(shopper).await,
            Wake::Books => self.tell_books().await,
            Wake::Answers => self.forget_answers(host::now()),
            Wake::Erasures => self.erase_orders().await,
            Wake::Outbox => self.send_messages().await,
            Wake::Silences => self.silence().await,
        }
    }

    async fn wake_account(&self, shopper: &ShopperId) -> Result<(), Fault> {
        let Some((shop, shard)) = self.home()? else {
            return Ok(());
        };
        let ask = Ask::Entries {
            shopper: shopper.clone(),
            before: None,
        };
        let Some(scene) = self.scene(&shop, shard, 0, &ask).await? else {
            return Ok(());
        };
        self.append_due(&scene, shopper)
    }

    fn append_due(&self, scene: &Scene, shopper: &ShopperId) -> Result<(), Fault> {
        let before = self.last_sequence(shopper)?;
        let ((), mut taken) = self.turn(scene, shopper, &Lend::default(), |_| ())?;
        if taken.account.core().sequence == before {
            // Nothing was due after all: look again when it is.
            let program = &scene.program.program;
            let next = taken.account.next_due(program).map(super::wakes::at_ms);
            let later = next.map(|at| at.max(host::now() + 1000));
            let wake = Wake::Account(shopper.clone());
            self.wake_at(&mut taken.wakes, &mut taken.batch, &wake, later);
        }
        self.keep(shopper, taken)
    }

    fn last_sequence(&self, shopper: &ShopperId) -> Result<u64, Fault> {
        let account = self.take_account(shopper)?;
        let sequence = account.core().sequence;
        self.keep_account(shopper, account);
        Ok(sequence)
    }

    /// Tells the shop's books what this shard adds up to: absolute, so any number of times.
    async fn tell_books(&self) -> Result<(), Fault> {
        let Some((shop, shard)) = self.home()? else {
            return Ok(());
        };
        let name = code::shard_name(shard);
        let report = self.report(name.clone())?;
        let revision = report.revision;
        let hear = books::Command::Hear(report);
        books::tell::<Report>(&self.env, &shop, &hear).await?;
        let mut wakes = self.take_wakes()?;
        let mut batch = Batch::default();
        // What changed while the books were being told is told again.
        let again = (self.report(name)?.revision != revision).then(|| host::now() + 1000);
        self.wake_at(&mut wakes, &mut batch, &Wake::Books, again);
        self.commit(batch, wakes)
    }

    /// What this shard adds up to.
    pub(super) fn report(&self, shard: String) -> Result<Report, Fault> {
        let select = "SELECT value FROM account_row WHERE kind = 'core'";
        let rows: Vec<(String,)> = self.store.rows(Statement::new(select, []))?;
        let mut report = Report {
            shard,
            ..Report::default()
        };
        for (text,) in rows {
            let core: Core =
                serde_json::from_str(&text).map_err(|_| Fault::Unreadable("account row"))?;
            report.add(&core);
        }
        let select = "SELECT count(*), coalesce(sum(lifetime), 0) FROM erased";
        let row: Option<(u64, u64)> = self.store.first(Statement::new(select, []))?;
        if let Some((erased, lifetime)) = row {
            report.erased = erased;
            report.erased_lifetime = lifetime;
            // An erasure takes a ledger's entries away, and still is news.
            report.revision = report
                .revision
                .saturating_add(erased.saturating_mul(ERASURE));
        }
        Ok(report)
    }

    /// Sets a failed wake to a later time; where even that fails, the alarm alone.
    fn retry(&self, fault: &Fault, wake: Option<&Wake>) {
        worker::console_error!("alarm: {fault}");
        let later = host::now() + RETRY_AFTER;
        let moved = wake.map(|wake| {
            let mut wakes = self.take_wakes()?;
            let mut batch = Batch::default();
            self.wake_at(&mut wakes, &mut batch, wake, Some(later));
            self.commit(batch, wakes)
        });
        if !matches!(moved, Some(Ok(()))) {
            self.alarm_only(later);
        }
    }

    /// Sets the alarm to the soonest wake: it has just gone off, so none is set.
    fn arm(&self) {
        let armed = self.take_wakes().and_then(|mut wakes| {
            wakes.forget_alarm();
            self.commit(Batch::default(), wakes)
        });
        if let Err(fault) = armed {
            worker::console_error!("alarm: {fault}");
            self.alarm_only(host::now() + RETRY_AFTER);
        }
    }

    fn alarm_only(&self, at: u64) {
        let mut batch = Batch::default();
        batch.alarm_at(at);
        if let Err(fault) = self.store.commit(&batch) {
            worker::console_error!("alarm: {fault}");
        }
    }
}
