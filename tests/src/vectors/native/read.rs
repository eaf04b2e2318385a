//! What a step of a case names, as the rules take it.

use serde_json::Value;
use shared::cart::Cart;
use shared::discount::Basket;
use shared::id::{OrderId, Segment};
use shared::program::Program;

pub(super) fn program(document: &Value) -> Result<Program, String> {
    Program::parse(document).map_err(|faults| format!("the program: {faults:?}"))
}

pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is no id"))
}

pub(super) fn segments(names: &[String]) -> Result<Vec<Segment>, String> {
    names.iter().map(|name| id(name)).collect()
}

pub(super) fn basket(cart: &Value) -> Result<Basket, String> {
    let cart = Cart::parse(cart).map_err(|faults| format!("{faults:?}"))?;
    Ok(Basket::from(&cart))
}

pub(super) fn captured(order: &Value) -> Result<(OrderId, Option<Basket>), String> {
    match order {
        Value::String(order) => Ok((id(order)?, None)),
        _ => Ok((
            id(order["id"].as_str().unwrap_or_default())?,
            Some(basket(order)?),
        )),
    }
}
