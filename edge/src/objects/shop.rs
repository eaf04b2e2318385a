//! The Shop object: settings with sealed keys, all versions of the program, products.

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::Currency;
use shared::id::{ProductId, ShopId, ShopperId};
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use super::call::{self, Namespace};
use super::sql::{Batch, Statement, Store};
use crate::fault::Fault;
use crate::host;
use crate::shop::change::ShopChange;
use crate::shop::product::Product;
use crate::shop::stored::StoredShop;
use crate::tokens::signing;

/// The object that knows which shops there are; no shop id has a space.
const REGISTRY: &str = "the registry";

const SCHEMA: [&str; 1] = ["
    CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
    CREATE TABLE program (version INTEGER PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE product (id TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE request (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, shopper TEXT, value TEXT NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE TABLE known (shop TEXT PRIMARY KEY) WITHOUT ROWID;
"];

/// What a Shop object can be told or asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// Its settings, with the text of the current program.
    Describe {
        /// The shop.
        shop: ShopId,
    },
    /// Change settings; creates the shop where it is new.
    Change {
        /// The shop.
        shop: ShopId,
        /// What changes.
        change: ShopChange,
        /// The text of a program that was parsed, and its currency.
        program: Option<(String, Currency)>,
    },
    /// The text of one version of the program.
    Program {
        /// The version.
        version: u32,
    },
    /// An entry is about to be made in this currency.
    FixCurrency {
        /// The currency.
        currency: Currency,
    },
    /// Keep a product.
    PutProduct {
        /// Its id.
        id: ProductId,
        /// What is known of it.
        product: Product,
    },
    /// These products are there, whatever else is known of them.
    Know {
        /// Their ids.
        ids: Vec<ProductId>,
    },
    /// What is known of some products.
    Products {
        /// Their ids.
        ids: Vec<ProductId>,
    },
    /// Keep what a platform asked of the shop or its operator, for them to answer.
    KeepRequest {
        /// What kind of request.
        kind: RequestKind,
        /// About whom.
        shopper: Option<ShopperId>,
        /// The orders it names, and the platform's own id of it.
        value: serde_json::Value,
    },
    /// Registry: whether storage answers.
    Ping,
    /// Registry: this shop is there from now on.
    Register {
        /// The shop.
        shop: ShopId,
    },
    /// Registry: whether a shop is there.
    Knows {
        /// The shop.
        shop: ShopId,
    },
}

/// What platforms ask that a person must answer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// A shopper wants to know what is kept of them.
    ShopperData,
    /// Everything of the shop is to be erased.
    ShopErasure,
}

/// The answer to [`Command::Describe`].
#[derive(Debug, Serialize, Deserialize)]
pub struct Description {
    /// The settings.
    pub stored: StoredShop,
    /// The current program's document.
    pub program: Option<String>,
}

/// The answer to [`Command::Change`].
#[derive(Debug, Serialize, Deserialize)]
pub enum Changed {
    /// The shop is new.
    Created {
        /// The version of its program.
        program: Option<u32>,
    },
    /// The shop was there.
    Updated {
        /// The version of its program.
        program: Option<u32>,
    },
    /// The currency of the program cannot change any more.
    CurrencyIsFixed(Currency),
}

/// One shop, or the registry of them.
#[durable_object(fetch)]
pub struct ShopObject {
    env: Env,
    store: Store,
}

impl DurableObject for ShopObject {
    fn new(state: State, env: Env) -> Self {
        Self {
            env,
            store: Store::new(state, &SCHEMA),
        }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        call::respond(&request, async |command: Command| {
            self.turn(command, host::now())
        })
        .await
    }
}

/// Asks the object of a shop.
pub async fn ask<A: serde::de::DeserializeOwned>(
    env: &Env,
    shop: &ShopId,
    command: &Command,
) -> Result<A, Fault> {
    call::ask(env, Namespace::Shop, shop.as_str(), command).await
}

/// Asks the registry.
pub async fn ask_registry(env: &Env, command: &Command) -> Result<bool, Fault> {
    call::ask(env, Namespace::Shop, REGISTRY, command).await
}

impl ShopObject {
    fn turn(&self, command: Command, now: u64) -> Result<serde_json::Value, Fault> {
        let answer = match command {
            Command::Describe { shop } => to_value(self.describe(&shop, now)?),
            Command::Change {
                shop,
                change,
                program,
            } => to_value(self.change(&shop, &change, program, now)?),
            Command::Program { version } => to_value(self.program(version)?),
            Command::FixCurrency { currency } => to_value(self.fix_currency(currency)?),
            Command::PutProduct { id, product } => to_value(self.put_product(&id, &product)?),
            Command::Know { ids } => to_value(self.know(&ids)?),
            Command::Products { ids } => to_value(self.products(&ids)?),
            Command::KeepRequest {
                kind,
                shopper,
                value,
            } => to_value(self.keep_request(kind, shopper.as_ref(), &value, now)?),
            Command::Ping => to_value(self.ping()?),
            Command::Register { shop } => to_value(self.register(&shop)?),
            Command::Knows { shop } => to_value(self.knows(&shop)?),
        };
        answer.map_err(|_| Fault::Unreadable("answer"))
    }

    /// The settings; a signing key that has grown old is replaced first.
    fn describe(&self, shop: &ShopId, now: u64) -> Result<Option<Description>, Fault> {
        let Some(mut stored) = self.stored()? else {
            return Ok(None);
        };
        if signing::wants_rotation(&stored.signing, now) {
            let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
            signing::rotate(&mut stored.signing, shop.as_str(), &keys.seal, now)?;
            let mut batch = Batch::default();
            keep(&mut batch, &stored)?;
            self.store.commit(&batch)?;
        }
        let program = match stored.program {
            Some(version) => self.program(version)?,
            None => None,
        };
        Ok(Some(Description { stored, program }))
    }

    fn change(
        &self,
        shop: &ShopId,
        change: &ShopChange,
        program: Option<(String, Currency)>,
        now: u64,
    ) -> Result<Changed, Fault> {
        let keys = crate::service_keys(&self.env).map_err(|_| Fault::Binding("keys"))?;
        let before = self.stored()?;
        let is_new = before.is_none();
        let mut stored = match before {
            Some(stored) => stored,
            None => StoredShop::generate(shop.as_str(), &keys.seal, now)?,
        };
        stored.apply(change, shop.as_str(), &keys.seal, now)?;
        let mut batch = Batch::default();
        if let Some((text, currency)) = program {
            if let Some(fixed) = stored.currency.filter(|fixed| *fixed != currency) {
                return Ok(Changed::CurrencyIsFixed(fixed));
            }
            let version = stored.program.map_or(1, |version| version + 1);
            stored.program = Some(version);
            stored.program_currency = Some(currency);
            batch.push(
                "INSERT INTO program (version, text, at) VALUES (?, ?, ?)",
                [json!(version), json!(text), json!(now)],
            );
        }
        keep(&mut batch, &stored)?;
        self.store.commit(&batch)?;
        let program = stored.program;
        Ok(if is_new {
            Changed::Created { program }
        } else {
            Changed::Updated { program }
        })
    }

    fn program(&self, version: u32) -> Result<Option<String>, Fault> {
        let select = "SELECT text FROM program WHERE version = ?";
        let row: Option<(String,)> = self.store.first(Statement::new(select, [json!(version)]))?;
        Ok(row.map(|(text,)| text))
    }

    /// The currency that entries are made in from now on: the current program's. One who asks with
    /// an older program learns the newer currency, and nothing is fixed.
    fn fix_currency(&self, currency: Currency) -> Result<Currency, Fault> {
        let mut stored = self.stored()?.ok_or(Fault::Unreadable("shop"))?;
        let known = stored
            .currency
            .or(stored.program_currency.filter(|now| *now != currency));
        if let Some(known) = known {
            return Ok(known);
        }
        stored.currency = Some(currency);
        let mut batch = Batch::default();
        keep(&mut batch, &stored)?;
        self.store.commit(&batch)?;
        Ok(currency)
    }

    fn put_product(&self, id: &ProductId, product: &Product) -> Result<(), Fault> {
        let value = serde_json::to_string(product).map_err(|_| Fault::Unreadable("product"))?;
        let mut batch = Batch::default();
        batch.push(
            "INSERT OR REPLACE INTO product (id, value) VALUES (?, ?)",
            [json!(id.as_str()), json!(value)],
        );
        self.store.commit(&batch)
    }

    fn know(&self, ids: &[ProductId]) -> Result<(), Fault> {
        let ids: Vec<&str> = ids.iter().map(ProductId::as_str).collect();
        let value = serde_json::to_string(&Product::default());
        let value = value.map_err(|_| Fault::Unreadable("product"))?;
        let mut batch = Batch::default();
        batch.push(
            "INSERT OR IGNORE INTO product (id, value) SELECT value, ? FROM json_each(?)",
            [json!(value), json!(json!(ids).to_string())],
        );
        self.store.commit(&batch)
    }

    fn products(&self, ids: &[ProductId]) -> Result<Vec<(ProductId, Product)>, Fault> {
        let ids: Vec<&str> = ids.iter().map(ProductId::as_str).collect();
        let select = "SELECT id, value FROM product WHERE id IN (SELECT value FROM json_each(?))";
        let statement = Statement::new(select, [json!(json!(ids).to_string())]);
        let rows: Vec<(ProductId, String)> = self.store.rows(statement)?;
        let read = |(id, text): (ProductId, String)| {
            let product = serde_json::from_str(&text).map_err(|_| Fault::Unreadable("product"))?;
            Ok((id, product))
        };
        rows.into_iter().map(read).collect()
    }

    fn keep_request(
        &self,
        kind: RequestKind,
        shopper: Option<&ShopperId>,
        value: &serde_json::Value,
        now: u64,
    ) -> Result<(), Fault> {
        let mut batch = Batch::default();
        let kind = serde_json::to_string(&kind).map_err(|_| Fault::Unreadable("request"))?;
        batch.push(
            "INSERT INTO request (kind, shopper, value, at) VALUES (?, ?, ?, ?)",
            [
                json!(kind.trim_matches('"')),
                json!(shopper.map(ShopperId::as_str)),
                json!(value.to_string()),
                json!(now),
            ],
        );
        self.store.commit(&batch)
    }

    fn ping(&self) -> Result<bool, Fault> {
        let row: Option<(i64,)> = self.store.first(Statement::new("SELECT 1", []))?;
        Ok(row.is_some())
    }

    fn register(&self, shop: &ShopId) -> Result<bool, Fault> {
        let mut batch = Batch::default();
        batch.push(
            "INSERT OR IGNORE INTO known (shop) VALUES (?)",
            [json!(shop.as_str())],
        );
        self.store.commit(&batch)?;
        Ok(true)
    }

    fn knows(&self, shop: &ShopId) -> Result<bool, Fault> {
        let select = "SELECT shop FROM known WHERE shop = ?";
        let statement = Statement::new(select, [json!(shop.as_str())]);
        let row: Option<(String,)> = self.store.first(statement)?;
        Ok(row.is_some())
    }

    fn stored(&self) -> Result<Option<StoredShop>, Fault> {
        let select = Statement::new("SELECT value FROM settings WHERE id = 1", []);
        let row: Option<(String,)> = self.store.first(select)?;
        let read = |(text,): (String,)| {
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("settings"))
        };
        row.map(read).transpose()
    }
}

fn keep(batch: &mut Batch, stored: &StoredShop) -> Result<(), Fault> {
    let value = serde_json::to_string(stored).map_err(|_| Fault::Unreadable("settings"))?;
    batch.push(
        "INSERT OR REPLACE INTO settings (id, value) VALUES (1, ?)",
        [json!(value)],
    );
    Ok(())
}

fn to_value<T: Serialize>(value: T) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::to_value(value)
}
