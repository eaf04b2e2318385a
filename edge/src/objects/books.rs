//! The Books object: what the ledgers of a shop add up to, and which of its orders have not reached
//! a ledger, as their outboxes told it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::id::{OrderId, ShopId};
use shared::ledger::Core;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;

const SCHEMA: [&str; 2] = [
    "
    CREATE TABLE shard (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, report TEXT NOT NULL)
        WITHOUT ROWID;
",
    "
    CREATE TABLE undelivered (
        place INTEGER PRIMARY KEY, shop_order TEXT NOT NULL UNIQUE, since INTEGER NOT NULL
    );
",
];

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
    /// What an order has to say has not reached a ledger.
    Waits {
        /// The order.
        order: OrderId,
        /// Since when, in milliseconds.
        since: u64,
    },
    /// It has by now, or the order was forgotten.
    Arrived {
        /// The order.
        order: OrderId,
    },
    /// The orders that wait, after a place.
    Waiting {
        /// The place before; from the first where 0.
        after: u64,
        /// How many.
        limit: u32,
    },
}

/// An order that waits for a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its place in the list.
    pub place: u64,
    /// The order.
    pub order: OrderId,
    /// Since when, in milliseconds.
    pub since: u64,
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
        call::respond(&request, async |command: Command| self.turn(&command)).await
    }
}

/// Tells the books of a shop, or asks for [`Report`]s or [`Waiting`].
pub async fn tell<A: DeserializeOwned>(
    env: &Env,
    shop: &ShopId,
    command: &Command,
) -> Result<Vec<A>, Fault> {
    call::ask(env, Namespace::Books, shop.as_str(), command).await
}

impl BooksObject {
    fn turn(&self, command: &Command) -> Result<Value, Fault> {
        match command {
            Command::Hear(report) => self.hear(report),
            Command::List { after, limit } => self.list(after, *limit),
            Command::Waits { order, since } => self.write(
                "INSERT OR IGNORE INTO undelivered (shop_order, since) VALUES (?, ?)",
                [json!(order.as_str()), json!(since)],
            ),
            Command::Arrived { order } => self.write(
                "DELETE FROM undelivered WHERE shop_order = ?",
                [json!(order.as_str())],
            ),
            Command::Waiting { after, limit } => self.waiting(*after, *limit),
        }
    }

    fn hear(&self, report: &Report) -> Result<Value, Fault> {
        let text = serde_json::to_string(report).map_err(|_| Fault::Unreadable("report"))?;
        self.write(
            "INSERT INTO shard (name, revision, report) VALUES (?, ?, ?) ON CONFLICT (name) \
             DO UPDATE SET revision = excluded.revision, report = excluded.report \
             WHERE excluded.revision > shard.revision",
            [json!(report.shard), json!(report.revision), json!(text)],
        )
    }

    fn list(&self, after: &str, limit: u32) -> Result<Value, Fault> {
        let select = "SELECT report FROM shard WHERE name > ? ORDER BY name LIMIT ?";
        let statement = Statement::new(select, [json!(after), json!(limit)]);
        let rows: Vec<(String,)> = self.store.rows(statement)?;
        let read = |(text,): (String,)| {
            serde_json::from_str::<Value>(&text).map_err(|_| Fault::Unreadable("report"))
        };
        rows.into_iter().map(read).collect()
    }

    fn waiting(&self, after: u64, limit: u32) -> Result<Value, Fault> {
        let select = "SELECT place, shop_order, since FROM undelivered WHERE place > ? \
            ORDER BY place LIMIT ?";
        let statement = Statement::new(select, [json!(after), json!(limit)]);
        let rows: Vec<(u64, OrderId, u64)> = self.store.rows(statement)?;
        let waiting = |(place, order, since)| Waiting {
            place,
            order,
            since,
        };
        let waiting: Vec<Waiting> = rows.into_iter().map(waiting).collect();
        serde_json::to_value(waiting).map_err(|_| Fault::Unreadable("order"))
    }

    fn write(&self, text: &str, values: impl IntoIterator<Item = Value>) -> Result<Value, Fault> {
        let mut batch = Batch::default();
        batch.push(text, values);
        self.store.commit(&batch)?;
        Ok(json!([]))
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
