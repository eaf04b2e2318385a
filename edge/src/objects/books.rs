//! The Books object: what the ledgers of a shop add up to, as their outboxes told it.

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::id::ShopId;
use shared::ledger::Core;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;

const SCHEMA: [&str; 1] = ["
    CREATE TABLE shard (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, report TEXT NOT NULL)
        WITHOUT ROWID;
"];

/// What one shard adds up to, in absolute numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The shard.
    pub shard: String,
    /// Rises with every change; an older report changes nothing.
    pub revision: u64,
    /// Accounts.
    pub accounts: u64,
    /// Available points.
    pub available: u64,
    /// Pending points.
    pub pending: u64,
    /// Held points.
    pub held: u64,
    /// Points owed.
    pub deficit: u64,
    /// Points ever earned by the accounts that are there.
    pub lifetime: u64,
    /// Shoppers who were forgotten.
    pub erased: u64,
    /// Points that they had ever earned.
    pub erased_lifetime: u64,
}

/// What the books can be told or asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// What a shard adds up to.
    Hear(Report),
    /// The reports of the shards after one, by name.
    List {
        /// The shard before; from the first where empty.
        after: String,
        /// How many.
        limit: u32,
    },
}

/// The books of one shop.
#[durable_object(fetch)]
pub struct BooksObject {
    store: Store,
}

impl DurableObject for BooksObject {
    fn new(state: State, _env: Env) -> Self {
        Self {
            store: Store::new(state, &SCHEMA),
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        match call::command(&request).await {
            Ok(command) => call::answer(self.turn(&command)),
            Err(fault) => call::answer::<()>(Err(fault)),
        }
    }
}

/// Tells or asks the books of a shop; the answer is the reports it is about.
pub async fn tell(env: &Env, shop: &ShopId, command: &Command) -> Result<Vec<Report>, Fault> {
    call::ask(env, Namespace::Books, shop.as_str(), command).await
}

impl BooksObject {
    fn turn(&self, command: &Command) -> Result<Vec<Report>, Fault> {
        match command {
            Command::Hear(report) => self.hear(report),
            Command::List { after, limit } => self.list(after, *limit),
        }
    }

    fn hear(&self, report: &Report) -> Result<Vec<Report>, Fault> {
        let text = serde_json::to_string(report).map_err(|_| Fault::Unreadable("report"))?;
        let mut batch = Batch::default();
        batch.push(
            "INSERT INTO shard (name, revision, report) VALUES (?, ?, ?) ON CONFLICT (name) \
             DO UPDATE SET revision = excluded.revision, report = excluded.report \
             WHERE excluded.revision > shard.revision",
            [json!(report.shard), json!(report.revision), json!(text)],
        );
        self.store.commit(&batch)?;
        Ok(Vec::new())
    }

    fn list(&self, after: &str, limit: u32) -> Result<Vec<Report>, Fault> {
        let select = "SELECT report FROM shard WHERE name > ? ORDER BY name LIMIT ?";
        self.reports(Statement::new(select, [json!(after), json!(limit)]))
    }

    fn reports(&self, statement: Statement) -> Result<Vec<Report>, Fault> {
        let rows: Vec<(String,)> = self.store.rows(statement)?;
        let read = |(text,): (String,)| {
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("report"))
        };
        rows.into_iter().map(read).collect()
    }
}

impl Report {
    /// Adds an account.
    pub fn add(&mut self, core: &Core) {
        let totals = core.totals;
        self.accounts += 1;
        self.revision = self.revision.saturating_add(core.sequence);
        self.available = self.available.saturating_add(totals.available.get());
        self.pending = self.pending.saturating_add(totals.pending.get());
        self.held = self.held.saturating_add(totals.held.get());
        self.deficit = self.deficit.saturating_add(totals.deficit.get());
        self.lifetime = self.lifetime.saturating_add(totals.lifetime.get());
    }
}
