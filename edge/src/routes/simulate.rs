//! `POST /program/simulate`: what a draft would have come to on past orders. No ledger is touched.

use serde_json::Value;
use shared::simulate;

use crate::caller;
use crate::http::reply::Reply;
use crate::limits;
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;

/// Simulates the draft in the body, or the program that the shop has.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let document = incoming.json_up_to(limits::SIMULATION_BYTES).await?;
    let orders = document.get("orders").and_then(Value::as_array);
    if orders.is_some_and(|orders| orders.len() > limits::SIMULATED_ORDERS) {
        return Err(Rejection::TooLarge.into());
    }
    let request = simulate::parse(&document, limits::SIMULATED_ORDERS);
    let request = request.map_err(Rejection::Invalid)?;
    let current = shop.program.as_ref().map(|current| &current.program);
    let program = request.program.as_ref().or(current).ok_or_else(|| {
        let detail = "is missing; allowed is a draft, as the shop has no program yet";
        Rejection::invalid("/program", detail)
    })?;
    let report = simulate::simulate(program, request.orders, request.redeem, request.seed);
    let report = report.map_err(|fault| Rejection::invalid("/orders", fault.to_string()))?;
    Ok(Reply::json(200, &report)?)
}
