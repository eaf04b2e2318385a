//! The Voices object: what the products of a shop say together. It never decides anything about a
//! review: the products tell it, in absolute words.

pub mod command;
mod hear;
mod read;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::id::ShopId;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use self::command::{Command, Remembered};
use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;
use crate::host;
use crate::limits;

const SCHEMA: [&str; 2] = [
    "
    CREATE TABLE review (
        product TEXT NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL,
        state TEXT NOT NULL, reason TEXT NOT NULL, rating INTEGER NOT NULL, at INTEGER NOT NULL,
        key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (product, number)
    ) WITHOUT ROWID;
    CREATE INDEX review_newest ON review (at, product, number);
    CREATE INDEX review_state ON review (state, at, product, number);
    CREATE TABLE rating (product TEXT PRIMARY KEY, revision INTEGER NOT NULL, value TEXT NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE counted (
        state TEXT NOT NULL, reason TEXT NOT NULL, rating INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (state, reason, rating)
    ) WITHOUT ROWID;
    CREATE TABLE chosen (
        place INTEGER PRIMARY KEY, product TEXT NOT NULL, number INTEGER NOT NULL
    );
    CREATE TABLE answer (
        key TEXT PRIMARY KEY, content TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX answer_at ON answer (at);
",
    "
    ALTER TABLE chosen ADD COLUMN edited_at TEXT;
    UPDATE chosen SET edited_at = (
        SELECT json_extract(value, '$.edited_at') FROM review
        WHERE review.product = chosen.product AND review.number = chosen.number
    );
",
];

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// The voices of one shop.
#[durable_object(fetch)]
pub struct VoicesObject {
    store: Store,
}

impl DurableObject for VoicesObject {
    fn new(state: State, _env: Env) -> Self {
        Self {
            store: Store::new(state, &SCHEMA),
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        call::respond(&request, async |command: Command| self.turn(&command)).await
    }
}

/// Tells the voices of a shop, or asks them.
pub async fn ask<A: DeserializeOwned>(
    env: &Env,
    shop: &ShopId,
    command: &Command,
) -> Result<A, Fault> {
    call::ask(env, Namespace::Voices, shop.as_str(), command).await
}

impl VoicesObject {
    fn turn(&self, command: &Command) -> Result<Value, Fault> {
        match command {
            Command::Hear {
                product,
                revision,
                aggregate,
                reviews,
            } => {
                self.hear(product, *revision, aggregate, reviews)?;
                Ok(Value::Null)
            }
            Command::List { state, before } => answer(self.list(*state, before.as_ref())?),
            Command::Report => answer(self.report()?),
            Command::Ratings { products } => answer(self.ratings(products)?),
            Command::Choose { chosen } => answer(self.choose(chosen)?),
            Command::Chosen => answer(self.chosen()?),
            Command::Export { after } => answer(self.export(after.as_ref())?),
            Command::Recall { key } => answer(self.recall(key)?),
            Command::Remember { key, remembered } => {
                self.remember(key, remembered, host::now())?;
                answer(self.recall(key)?)
            }
        }
    }

    fn recall(&self, key: &str) -> Result<Option<Remembered>, Fault> {
        let select = "SELECT content, answer FROM answer WHERE key = ?";
        let statement = Statement::new(select, [json!(key)]);
        let row: Option<(String, String)> = self.store.first(statement)?;
        Ok(row.map(|(content, answer)| Remembered { content, answer }))
    }

    /// Keeps an answer, unless one was kept before, and forgets those that were kept long enough.
    fn remember(&self, key: &str, remembered: &Remembered, now: u64) -> Result<(), Fault> {
        let mut batch = Batch::default();
        let over = now.saturating_sub((limits::REMEMBERED_DAYS + 1) * DAY_MS);
        batch.push("DELETE FROM answer WHERE at < ?", [json!(over)]);
        batch.push(
            "INSERT OR IGNORE INTO answer (key, content, answer, at) VALUES (?, ?, ?, ?)",
            [
                json!(key),
                json!(remembered.content),
                json!(remembered.answer),
                json!(now),
            ],
        );
        self.store.commit(&batch)
    }
}

fn answer(value: impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(|_| Fault::Unreadable("answer"))
}
