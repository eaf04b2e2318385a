//! The Ledger object: the only writer of points. It decides in one synchronous turn.

mod alarm;
mod asked;
mod audit;
pub mod command;
mod deeds;
mod erase;
mod friends;
mod gifts;
mod memory;
mod orders;
mod outbox;
mod reads;
mod redemptions;
mod remembered;
mod turn;
mod voices;
mod wakes;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use shared::Time;
use shared::id::ShopId;
use shared::ledger::{Entry, Shard};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use self::command::{Answer, Ask, Command};
use self::memory::Memory;
use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::code;
use crate::fault::Fault;
use crate::host;
use crate::shop::open::{Shop, VersionedProgram};
use crate::shop::{cache, load};
use crate::wire::entry::EntryWire;

const SCHEMA: [&str; 6] = [
    "
    CREATE TABLE about (
        id INTEGER PRIMARY KEY CHECK (id = 1), shop TEXT NOT NULL, shard TEXT NOT NULL
    );
    CREATE TABLE account_row (
        shopper TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (shopper, kind, key)
    ) WITHOUT ROWID;
    CREATE TABLE entry (
        shopper TEXT NOT NULL, sequence INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL,
        PRIMARY KEY (shopper, sequence)
    ) WITHOUT ROWID;
    CREATE TABLE redemption (number INTEGER PRIMARY KEY, shopper TEXT);
    CREATE TABLE answer (
        scope TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, answer TEXT NOT NULL,
        at INTEGER NOT NULL, redemption INTEGER, shopper TEXT,
        PRIMARY KEY (scope, key)
    ) WITHOUT ROWID;
    CREATE INDEX answer_at ON answer (at);
    CREATE TABLE wake (what TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE erased (shopper TEXT PRIMARY KEY, at INTEGER NOT NULL, lifetime INTEGER NOT NULL)
        WITHOUT ROWID;
",
    "
    CREATE TABLE order_of (
        shopper TEXT NOT NULL, shop_order TEXT NOT NULL, PRIMARY KEY (shopper, shop_order)
    ) WITHOUT ROWID;
    INSERT INTO order_of SELECT shopper, key FROM account_row WHERE kind = 'order';
    CREATE TABLE erasing (place INTEGER PRIMARY KEY, shop_order TEXT NOT NULL, shopper TEXT);
",
    "
    CREATE TABLE asked (shopper TEXT PRIMARY KEY, day INTEGER NOT NULL, count INTEGER NOT NULL)
        WITHOUT ROWID;
",
    "
    CREATE TABLE friend (number INTEGER PRIMARY KEY, shopper TEXT UNIQUE);
    CREATE TABLE outbox (key TEXT PRIMARY KEY, message TEXT NOT NULL) WITHOUT ROWID;
",
    "
    CREATE TABLE bought (
        shopper TEXT NOT NULL, product TEXT NOT NULL, shop_order TEXT NOT NULL,
        PRIMARY KEY (shopper, product, shop_order)
    ) WITHOUT ROWID;
    CREATE TABLE voiced (
        shopper TEXT NOT NULL, product TEXT NOT NULL, PRIMARY KEY (shopper, product)
    ) WITHOUT ROWID;
    CREATE TABLE voicing (
        shopper TEXT NOT NULL, doing TEXT NOT NULL, day INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (shopper, doing)
    ) WITHOUT ROWID;
    CREATE TABLE silencing (
        place INTEGER PRIMARY KEY, product TEXT NOT NULL, shopper TEXT NOT NULL
    );
",
    "
    CREATE TABLE bought_in_order (
        place INTEGER PRIMARY KEY, shopper TEXT NOT NULL, product TEXT NOT NULL,
        shop_order TEXT NOT NULL, UNIQUE (shopper, product, shop_order)
    );
    INSERT INTO bought_in_order (shopper, product, shop_order)
        SELECT shopper, product, shop_order FROM bought;
    DROP TABLE bought;
    ALTER TABLE bought_in_order RENAME TO bought;
",
];

/// The ledgers of one shard of a shop: nearly always of one shopper.
#[durable_object(alarm)]
pub struct LedgerObject {
    env: Env,
    store: Store,
    memory: RefCell<Memory>,
}

/// What a turn needs and cannot wait for: all of it is there before the turn begins.
struct Scene {
    shop: Rc<Shop>,
    program: Rc<VersionedProgram>,
    /// The program of the order's first hearing, where the turn is about an order.
    rules: Option<Rc<VersionedProgram>>,
    shard: Shard,
    now: Time,
}

impl Scene {
    /// An entry in the words of the wire.
    fn told(&self, entry: Entry) -> Result<EntryWire, Fault> {
        EntryWire::of(&self.shop, self.shard, &self.program.program, entry)
    }
}

impl DurableObject for LedgerObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            env,
            store: Store::new(state, &SCHEMA),
            memory: RefCell::default(),
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

/// Asks the ledger of a shard.
pub async fn ask(env: &Env, shard: Shard, command: &Command) -> Result<Answer, Fault> {
    let name = name_of(&command.shop, shard);
    call::ask(env, Namespace::Ledger, &name, command).await
}

/// The name of a shard's object; no id has a space.
fn name_of(shop: &ShopId, shard: Shard) -> String {
    format!("{shop} {}", code::shard_name(shard))
}

impl LedgerObject {
    async fn answer(&self, command: Command) -> Result<Answer, Fault> {
        let Command {
            shop,
            shard,
            program,
            ask,
        } = command;
        self.remember_home(&shop, shard)?;
        let Some(scene) = self.scene(&shop, shard, program, &ask).await? else {
            return self.act_without_program(ask);
        };
        // From here to the answer nothing waits: what is checked is what is written.
        self.act(&scene, ask)
    }

    fn act(&self, scene: &Scene, ask: Ask) -> Result<Answer, Fault> {
        match ask {
            Ask::Account(ask) => self.account(scene, ask),
            Ask::Entries { shopper, before } => self.entries(scene, &shopper, before),
            Ask::Quote(ask) => self.quote(scene, &ask),
            Ask::Redeem(ask) => self.redeem(scene, &ask),
            Ask::Redemption { number, by } => self.redemption(scene, number, &by),
            Ask::Present(ask) => self.present(scene, &ask),
            Ask::Capture(ask) => self.capture(scene, &ask),
            Ask::Void {
                number,
                by,
                request,
            } => self.void(scene, number, &by, request.as_ref()),
            Ask::Act(ask) => self.act_on(scene, &ask),
            Ask::Visit(ask) => self.visit(scene, &ask),
            Ask::Give(ask) => self.give(scene, &ask),
            Ask::Refers { number } => self.refers(scene, number),
            Ask::Claim(ask) => self.claim(scene, &ask),
            Ask::ApplyReferral(target) => self.apply_referral(scene, &target),
            Ask::Adjust(ask) => self.adjust(scene, &ask),
            Ask::ApplyOrder(target) => self.apply_order(scene, &target),
            Ask::ApplyRedemption(target) => self.apply_redemption(scene, &target),
            Ask::OrderOf {
                shopper,
                order,
                products,
            } => self.order_of(&shopper, &order, &products),
            Ask::Voice(ask) => self.voice(&ask),
            Ask::Buys(ask) => self.buys(&ask),
            Ask::Reward(ask) => self.reward(scene, &ask),
            Ask::Erase { shopper, orders } => self.erase(Some(scene), &shopper, &orders),
            Ask::Audit => self.audit(scene),
        }
    }

    /// What needs no rules: a shop may have reviews and no program.
    fn act_without_program(&self, ask: Ask) -> Result<Answer, Fault> {
        match ask {
            Ask::OrderOf {
                shopper,
                order,
                products,
            } => self.order_of(&shopper, &order, &products),
            Ask::Voice(ask) => self.voice(&ask),
            Ask::Buys(ask) => self.buys(&ask),
            Ask::Erase { shopper, orders } => self.erase(None, &shopper, &orders),
            _ => Ok(Answer::NoProgram),
        }
    }

    /// Everything a turn needs, with a program at least as new as the last that decided here.
    async fn scene(
        &self,
        id: &ShopId,
        shard: Shard,
        program: u32,
        ask: &Ask,
    ) -> Result<Option<Scene>, Fault> {
        let rules = match ask {
            Ask::ApplyOrder(target) => Some(load::program(&self.env, id, target.program).await?),
            _ => None,
        };
        let least = match ask.shopper() {
            Some(shopper) => program.max(self.last_version(shopper)?),
            None => program,
        };
        let mut shop = self.shop(id, host::now()).await?;
        let known = shop.program.as_ref().map_or(0, |program| program.version);
        if known < least {
            // Older than the asker's, or from before there was one.
            cache::forget_shop(id);
            shop = self.shop(id, host::now()).await?;
        }
        let Some(program) = shop.program.clone() else {
            return Ok(None);
        };
        if program.version < least {
            return Err(Fault::Unreadable("program version"));
        }
        let now = Time::from_unix_ms(i64::try_from(host::now()).unwrap_or(i64::MAX));
        Ok(Some(Scene {
            shop,
            program,
            rules,
            shard,
            now,
        }))
    }

    async fn shop(&self, id: &ShopId, now: u64) -> Result<Rc<Shop>, Fault> {
        let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
        let shop = load::shop(&self.env, &keys, id, now).await?;
        shop.ok_or(Fault::Unreadable("shop"))
    }

    /// Writes down whose ledger this is: an alarm brings no command.
    fn remember_home(&self, shop: &ShopId, shard: Shard) -> Result<(), Fault> {
        if self.memory.borrow().home.is_some() {
            return Ok(());
        }
        if self.home()?.is_none() {
            let mut batch = Batch::default();
            batch.push(
                "INSERT INTO about (id, shop, shard) VALUES (1, ?, ?)",
                [json!(shop.as_str()), json!(code::shard_name(shard))],
            );
            self.store.commit(&batch)?;
        }
        self.memory.borrow_mut().home = Some((shop.clone(), shard));
        Ok(())
    }

    fn home(&self) -> Result<Option<(ShopId, Shard)>, Fault> {
        if let Some(home) = self.memory.borrow().home.clone() {
            return Ok(Some(home));
        }
        let select = Statement::new("SELECT shop, shard FROM about", []);
        let row: Option<(ShopId, String)> = self.store.first(select)?;
        let Some((shop, shard)) = row else {
            return Ok(None);
        };
        let shard = code::shard_from_name(&shard).ok_or(Fault::Unreadable("shard"))?;
        Ok(Some((shop, shard)))
    }
}
