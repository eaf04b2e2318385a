//! The Product object: the only writer of a product's reviews, a synchronous turn per command.

pub mod command;
mod forget;
mod import;
mod judge;
mod kept;
mod list;
mod outbox;
mod write;

use std::cell::RefCell;

use serde_json::json;
use shared::Time;
use shared::id::{ProductId, ShopId};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use self::command::{Answer, Ask, Command, Page};
use self::kept::Core;
use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;
use crate::host;

const SCHEMA: [&str; 2] = [
    "
    CREATE TABLE about (
        id INTEGER PRIMARY KEY CHECK (id = 1), shop TEXT NOT NULL, product TEXT NOT NULL
    );
    CREATE TABLE core (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
    CREATE TABLE review (
        number INTEGER NOT NULL UNIQUE, shopper TEXT, state TEXT NOT NULL, kind INTEGER NOT NULL,
        rating INTEGER NOT NULL, helpfulness INTEGER NOT NULL, at INTEGER NOT NULL, print TEXT,
        key TEXT UNIQUE, value TEXT NOT NULL
    );
    CREATE INDEX review_helpful ON review (kind, rating, helpfulness, at, number)
        WHERE state = 'published';
    CREATE INDEX review_newest ON review (kind, rating, at, number) WHERE state = 'published';
    CREATE INDEX review_shopper ON review (shopper) WHERE shopper IS NOT NULL;
    CREATE INDEX review_print ON review (print) WHERE print IS NOT NULL;
    CREATE TABLE vote (
        shopper TEXT NOT NULL, number INTEGER NOT NULL, vote TEXT NOT NULL,
        PRIMARY KEY (shopper, number)
    ) WITHOUT ROWID;
    CREATE INDEX vote_number ON vote (number);
    CREATE TABLE untold (number INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
    CREATE TABLE unrewarded (number INTEGER PRIMARY KEY);
    CREATE TABLE forgotten (shopper TEXT PRIMARY KEY) WITHOUT ROWID;
",
    "
    ALTER TABLE unrewarded ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
",
];

/// The reviews of one product of a shop.
#[durable_object(alarm)]
pub struct ProductObject {
    env: Env,
    store: Store,
    home: RefCell<Option<(ShopId, ProductId)>>,
    core: RefCell<Option<Core>>,
    /// The first page as most ask for it, ready until the next change.
    first_page: RefCell<Option<Page>>,
    failures: RefCell<u32>,
}

impl DurableObject for ProductObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            env,
            store: Store::new(state, &SCHEMA),
            home: RefCell::default(),
            core: RefCell::default(),
            first_page: RefCell::default(),
            failures: RefCell::default(),
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        call::respond(&request, async |command: Command| self.turn(command)).await
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.wake().await;
        Response::empty()
    }
}

/// Asks the object of a product, which the shop must know; no id has a space.
pub async fn ask(env: &Env, shop: &ShopId, product: &ProductId, ask: Ask) -> Result<Answer, Fault> {
    let command = Command {
        shop: shop.clone(),
        product: product.clone(),
        ask,
    };
    call::ask(
        env,
        Namespace::Product,
        &format!("{shop} {product}"),
        &command,
    )
    .await
}

impl ProductObject {
    fn turn(&self, command: Command) -> Result<Answer, Fault> {
        let Command { shop, product, ask } = command;
        *self.home.borrow_mut() = Some((shop, product));
        let now = now();
        match ask {
            Ask::Page(ask) => Ok(Answer::Page(self.page(&ask)?)),
            Ask::Rating => {
                let core = self.core()?;
                Ok(Answer::Rating {
                    aggregate: core.tally.aggregate(),
                    sequence: core.sequence,
                })
            }
            Ask::Mine { shopper } => self.mine(&shopper),
            Ask::Write(ask) => self.write(&ask, now),
            Ask::Vote {
                review,
                shopper,
                vote,
            } => self.vote(review, &shopper, vote),
            Ask::Moderate {
                review,
                revision,
                verdict,
            } => self.moderate((review, revision), verdict, now),
            Ask::Reply {
                review,
                revision,
                body,
            } => self.reply((review, revision), body, now),
            Ask::Erase { review } => self.erase(review),
            Ask::Import { rows } => self.import(rows),
            Ask::Forget { shopper } => self.forget(&shopper),
        }
    }

    /// Whose reviews these are; an alarm brings no command.
    fn home(&self) -> Result<Option<(ShopId, ProductId)>, Fault> {
        if let Some(home) = self.home.borrow().clone() {
            return Ok(Some(home));
        }
        let select = Statement::new("SELECT shop, product FROM about", []);
        self.store.first(select)
    }

    fn write_home(&self, batch: &mut Batch) {
        if let Some((shop, product)) = self.home.borrow().as_ref() {
            batch.push(
                "INSERT OR IGNORE INTO about (id, shop, product) VALUES (1, ?, ?)",
                [json!(shop.as_str()), json!(product.as_str())],
            );
        }
    }
}

fn now() -> Time {
    Time::from_unix_ms(i64::try_from(host::now()).unwrap_or(i64::MAX))
}
