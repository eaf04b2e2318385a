//! The Order object: turns messages of a platform, in any order and any number of times, into each
//! effect once.

pub mod command;
mod outbox;
mod owner;
mod waiting;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use shared::Time;
use shared::id::{OrderId, ShopId, ShopperId};
use shared::order::{HeardUnder, Hearing, OrderEvent, OrderHistory};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use self::command::{Answer, Command, Effect, Heard};
use self::owner::Noted;
use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;
use crate::host;
use crate::shop::load;
use crate::shop::open::Shop;

const SCHEMA: [&str; 2] = [
    "
    CREATE TABLE about (id INTEGER PRIMARY KEY CHECK (id = 1), shop TEXT NOT NULL);
    CREATE TABLE history (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
    CREATE TABLE effect (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
    CREATE TABLE outbox (
        place INTEGER PRIMARY KEY, revision INTEGER NOT NULL, shard INTEGER NOT NULL,
        ask TEXT NOT NULL
    );
    CREATE TABLE erased (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL);
",
    "
    CREATE TABLE waiting (
        id INTEGER PRIMARY KEY CHECK (id = 1), shop_order TEXT NOT NULL, since INTEGER NOT NULL,
        is_told INTEGER NOT NULL
    );
",
];

/// One order of a shop.
#[durable_object(alarm)]
pub struct OrderObject {
    env: Env,
    store: Store,
    failures: RefCell<u32>,
    /// Whose the order will be when what is being heard is stored.
    claimed: RefCell<Option<ShopperId>>,
}

impl DurableObject for OrderObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            env,
            store: Store::new(state, &SCHEMA),
            failures: RefCell::default(),
            claimed: RefCell::default(),
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        call::respond(&request, |command| self.answer(command)).await
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.wake().await;
        Response::empty()
    }
}

/// Asks the object of an order; no id has a space.
pub async fn ask(
    env: &Env,
    shop: &ShopId,
    order: &OrderId,
    command: &Command,
) -> Result<Answer, Fault> {
    call::ask(env, Namespace::Order, &format!("{shop} {order}"), command).await
}

impl OrderObject {
    async fn answer(&self, command: Command) -> Result<Answer, Fault> {
        match command {
            Command::Hear { shop, event } => self.hear(&shop, event).await,
            Command::Read => self.read(),
            Command::Bought { shopper, product } => self.bought(&shopper, &product),
            Command::Erase { of } => self.erase_of(of.as_ref()),
        }
    }

    async fn hear(&self, id: &ShopId, mut event: OrderEvent) -> Result<Answer, Fault> {
        if self.is_erased()? {
            return Ok(Answer::Erased);
        }
        let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
        let shop = load::shop_of_now(&self.env, &keys, id, host::now()).await?;
        let shop = shop.ok_or(Fault::Unreadable("shop"))?;
        let rules = shop.program.as_ref().map(|program| HeardUnder {
            program: program.version,
            currency: program.program.currency,
        });
        let hearing = Hearing {
            now: Time::from_unix_ms(i64::try_from(host::now()).unwrap_or(i64::MAX)),
            rules,
        };
        let noted = self.note_owner(&shop, &mut event).await?;
        if noted == Noted::Erased {
            return self.erase();
        }
        self.store_event(&shop, event, hearing, noted)?;
        // The event is stored: what follows is tried again by the alarm where it fails.
        if let Err(fault) = self.deliver(&shop).await {
            worker::console_error!("outbox: {fault}");
        }
        self.read()
    }

    /// Hears an event in one synchronous turn: history and outbox are written together. The order
    /// may have been forgotten while its event was on its way, and then stays so.
    fn store_event(
        &self,
        shop: &Shop,
        event: OrderEvent,
        hearing: Hearing,
        noted: Noted,
    ) -> Result<(), Fault> {
        if self.is_erased()? {
            return Ok(());
        }
        let order = event.order.clone();
        let mut history = self.history()?.unwrap_or_else(|| OrderHistory::new(order));
        let before = history.revision();
        history.hear(event, hearing);
        if history.revision() == before {
            return Ok(());
        }
        let text = serde_json::to_string(&history).map_err(|_| Fault::Unreadable("history"))?;
        let mut batch = Batch::default();
        batch.push(
            "INSERT OR IGNORE INTO about (id, shop) VALUES (1, ?)",
            [json!(shop.id.as_str())],
        );
        batch.push(
            "INSERT OR REPLACE INTO history (id, value) VALUES (1, ?)",
            [json!(text)],
        );
        self.write_outbox(&mut batch, shop, &history, noted)?;
        self.store.commit(&batch)
    }

    fn read(&self) -> Result<Answer, Fault> {
        if self.is_erased()? {
            return Ok(Answer::Erased);
        }
        let Some(history) = self.history()? else {
            return Ok(Answer::Unheard);
        };
        let waiting = self.waiting()?;
        Ok(Answer::Heard(Box::new(Heard {
            history,
            effect: self.effect()?,
            waiting,
        })))
    }

    /// Forgets the order; later events of it are ignored.
    fn erase(&self) -> Result<Answer, Fault> {
        let mut batch = Batch::default();
        for table in ["history", "effect", "outbox"] {
            batch.push(&format!("DELETE FROM {table}"), []);
        }
        batch.push(
            "INSERT OR IGNORE INTO erased (id, at) VALUES (1, ?)",
            [json!(host::now())],
        );
        self.end_waiting(&mut batch)?;
        self.store.commit(&batch)?;
        *self.claimed.borrow_mut() = None;
        Ok(Answer::Erased)
    }

    async fn shop(&self, id: &ShopId) -> Result<Rc<Shop>, Fault> {
        let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
        let shop = load::shop(&self.env, &keys, id, host::now()).await?;
        shop.ok_or(Fault::Unreadable("shop"))
    }

    fn history(&self) -> Result<Option<OrderHistory>, Fault> {
        let row: Option<(String,)> = self
            .store
            .first(Statement::new("SELECT value FROM history", []))?;
        let read = |(text,): (String,)| {
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("history"))
        };
        row.map(read).transpose()
    }

    fn effect(&self) -> Result<Effect, Fault> {
        let row: Option<(String,)> = self
            .store
            .first(Statement::new("SELECT value FROM effect", []))?;
        let read = |(text,): (String,)| {
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("effect"))
        };
        row.map(read).transpose().map(Option::unwrap_or_default)
    }

    fn is_erased(&self) -> Result<bool, Fault> {
        let row: Option<(u64,)> = self
            .store
            .first(Statement::new("SELECT at FROM erased", []))?;
        Ok(row.is_some())
    }
}
