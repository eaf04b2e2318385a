//! Asking an object: a command goes in as JSON, an answer comes out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::{Env, Request, Response};

use crate::fault::Fault;
use crate::host;

/// The kinds of objects, by the names they are bound to.
#[derive(Clone, Copy, Debug)]
pub enum Namespace {
    /// Settings, keys and programs.
    Shop,
    /// The points of a shard.
    Ledger,
    /// The history of an order.
    Order,
    /// What the ledgers of a shop add up to.
    Books,
    /// What is left of a limited reward.
    Stock,
    /// The reviews of a product.
    Product,
    /// What the products of a shop say together.
    Voices,
}

impl Namespace {
    fn binding(self) -> &'static str {
        match self {
            Self::Shop => "SHOP",
            Self::Ledger => "LEDGER",
            Self::Order => "ORDER",
            Self::Books => "BOOKS",
            Self::Stock => "STOCK",
            Self::Product => "PRODUCT",
            Self::Voices => "VOICES",
        }
    }
}

/// Sends a command to an object and reads its answer.
pub async fn ask<C: Serialize, A: DeserializeOwned>(
    env: &Env,
    namespace: Namespace,
    name: &str,
    command: &C,
) -> Result<A, Fault> {
    let command = serde_json::to_string(command).map_err(|_| Fault::Unreadable("command"))?;
    let answer = host::ask(env, namespace.binding(), name, &command).await?;
    serde_json::from_str(&answer).map_err(|_| Fault::Unreadable("answer"))
}

/// Answers the command in a request by what a turn makes of it.
pub async fn respond<C: DeserializeOwned, A: Serialize>(
    request: &Request,
    turn: impl AsyncFnOnce(C) -> Result<A, Fault>,
) -> worker::Result<Response> {
    answer(match command(request).await {
        Ok(command) => turn(command).await,
        Err(fault) => Err(fault),
    })
}

/// Reads the command that was sent.
async fn command<C: DeserializeOwned>(request: &Request) -> Result<C, Fault> {
    let text = host::text(request.inner()).await?;
    serde_json::from_str(&text).map_err(|_| Fault::Unreadable("command"))
}

/// Gives the answer back, or tells the caller's fault without more.
fn answer<A: Serialize>(answer: Result<A, Fault>) -> worker::Result<Response> {
    let text = answer
        .and_then(|answer| serde_json::to_string(&answer).map_err(|_| Fault::Unreadable("answer")));
    let (status, text) = match text {
        Ok(text) => (200, text),
        Err(fault) => (500, fault.to_string()),
    };
    let response = host::reply(status, "", &text).map_err(|fault| fault.to_string())?;
    let response: worker::worker_sys::web_sys::Response =
        wasm_bindgen::JsCast::unchecked_into(response);
    Ok(response.into())
}
