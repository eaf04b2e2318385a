//! The Stock object: one per limited reward. It lets go no more than there are.
//!
//! A route reserves a lease before the ledger's turn; the ledger's outbox says what became of it.
//! A lease that nobody confirms ends by itself, a little after the hold that it was for.

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::id::{LeaseId, RewardId, ShopId};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;
use crate::host;
use crate::limits;

const SCHEMA: [&str; 1] = ["
    CREATE TABLE lease (
        id TEXT PRIMARY KEY, state TEXT NOT NULL, until INTEGER NOT NULL, revision INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX lease_state ON lease (state, until);
"];

/// Milliseconds for which a lease that was given back is remembered: longer than the answer to the
/// request that it was for, so that the same request again takes nothing.
const FREE_KEPT: u64 = (limits::REMEMBERED_DAYS + 2) * 24 * 60 * 60 * 1000;

/// What became of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taking {
    /// It is held, or spent.
    Taken,
    /// It was given back.
    Free,
}

/// What a stock can be told or asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// Set one aside, if there is one.
    Reserve {
        /// The lease: the same again is the same one.
        lease: LeaseId,
        /// How many there are in all.
        total: u32,
        /// Until when, if nobody confirms it; milliseconds.
        until: u64,
    },
    /// Nothing came of a lease that was set aside.
    Drop {
        /// The lease.
        lease: LeaseId,
    },
    /// What became of a lease, by its ledger's word.
    Settle {
        /// The lease.
        lease: LeaseId,
        /// What became of it.
        taking: Taking,
        /// An older word changes nothing.
        revision: u64,
    },
    /// How many are left.
    Left {
        /// How many there are in all.
        total: u32,
    },
}

/// What a stock answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// One is set aside.
    Reserved,
    /// There is none.
    Out,
    /// It is done.
    Done,
    /// So many are left.
    Left(u32),
}

/// The stock of one reward of a shop.
#[durable_object(fetch)]
pub struct StockObject {
    store: Store,
}

impl DurableObject for StockObject {
    fn new(state: State, _env: Env) -> Self {
        Self {
            store: Store::new(state, &SCHEMA),
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        call::respond(&request, async |command: Command| self.answer(&command)).await
    }
}

/// Asks the stock of a reward; no id has a space.
pub async fn ask(
    env: &Env,
    shop: &ShopId,
    reward: &RewardId,
    command: &Command,
) -> Result<Answer, Fault> {
    let name = format!("{shop} {reward}");
    call::ask(env, Namespace::Stock, &name, command).await
}

impl StockObject {
    fn answer(&self, command: &Command) -> Result<Answer, Fault> {
        let now = host::now();
        match command {
            Command::Reserve {
                lease,
                total,
                until,
            } => self.reserve(lease, *total, *until, now),
            Command::Drop { lease } => self.write(
                "DELETE FROM lease WHERE id = ? AND state = 'reserved'",
                lease,
            ),
            Command::Settle {
                lease,
                taking,
                revision,
            } => self.settle(lease, *taking, *revision, now),
            Command::Left { total } => Ok(Answer::Left(self.left(*total, now)?)),
        }
    }

    fn reserve(&self, lease: &LeaseId, total: u32, until: u64, now: u64) -> Result<Answer, Fault> {
        let select = "SELECT state, until FROM lease WHERE id = ?";
        let statement = Statement::new(select, [json!(lease.as_str())]);
        let known: Option<(String, u64)> = self.store.first(statement)?;
        let is_there = match &known {
            Some((state, _)) if state == "taken" => true,
            // The request was granted and given back: its answer is remembered, and takes nothing.
            Some((state, _)) if state == "free" => return Ok(Answer::Out),
            Some((_, until)) => *until > now,
            None => false,
        };
        if !is_there && self.left(total, now)? == 0 {
            return Ok(Answer::Out);
        }
        let mut batch = Batch::default();
        batch.push(
            "DELETE FROM lease WHERE state != 'taken' AND until <= ?",
            [json!(now)],
        );
        batch.push(
            "INSERT INTO lease (id, state, until, revision) VALUES (?, 'reserved', ?, 0) \
             ON CONFLICT (id) DO UPDATE SET state = 'reserved', until = excluded.until \
             WHERE state != 'taken'",
            [json!(lease.as_str()), json!(until)],
        );
        self.store.commit(&batch)?;
        Ok(Answer::Reserved)
    }

    fn settle(
        &self,
        lease: &LeaseId,
        taking: Taking,
        revision: u64,
        now: u64,
    ) -> Result<Answer, Fault> {
        let state = match taking {
            Taking::Taken => "taken",
            Taking::Free => "free",
        };
        let mut batch = Batch::default();
        batch.push(
            "INSERT INTO lease (id, state, until, revision) VALUES (?, ?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, until = excluded.until, \
             revision = excluded.revision WHERE excluded.revision > revision",
            [
                json!(lease.as_str()),
                json!(state),
                json!(now + FREE_KEPT),
                json!(revision),
            ],
        );
        self.store.commit(&batch)?;
        Ok(Answer::Done)
    }

    fn write(&self, text: &str, lease: &LeaseId) -> Result<Answer, Fault> {
        let mut batch = Batch::default();
        batch.push(text, [json!(lease.as_str())]);
        self.store.commit(&batch)?;
        Ok(Answer::Done)
    }

    /// How many are neither taken nor set aside.
    fn left(&self, total: u32, now: u64) -> Result<u32, Fault> {
        let select = "SELECT count(*) FROM lease \
            WHERE state = 'taken' OR (state = 'reserved' AND until > ?)";
        let row: Option<(u32,)> = self.store.first(Statement::new(select, [json!(now)]))?;
        Ok(total.saturating_sub(row.map_or(0, |(gone,)| gone)))
    }
}
