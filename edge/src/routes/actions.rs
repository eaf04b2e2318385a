//! `POST /actions`: what a shopper did, as the shop reports it.

use serde_json::json;
use shared::document::{self, Node};
use shared::id::{ActionId, EventId, OrderId, ProductId, ShopperId};

use super::ledgers;
use crate::caller;
use crate::http::reply::Reply;
use crate::objects::ledger::command::{Ask, AskAct, Deed};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

/// The action that joins.
const SIGNUP: &str = "signup";
/// The action that is a review.
const REVIEW: &str = "review";

/// Tells the shopper's ledger what was done; the same id again changes nothing.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let (shopper, deed) = document::read(&document, read_action).map_err(Rejection::Invalid)?;
    tell(incoming, shop, shopper, deed).await
}

/// The shopper signed up.
pub(super) async fn sign_up(
    incoming: &Incoming,
    shop: &Shop,
    shopper: ShopperId,
) -> Result<Reply, Failure> {
    let action = SIGNUP.parse().map_err(|_| Rejection::NotFound)?;
    tell(incoming, shop, shopper, Deed::Join { action }).await
}

async fn tell(
    incoming: &Incoming,
    shop: &Shop,
    shopper: ShopperId,
    deed: Deed,
) -> Result<Reply, Failure> {
    if shop.program.is_none() {
        return Ok(Reply::json(
            200,
            &json!({"points": 0, "ignored": "no-rule"}),
        )?);
    }
    currency::fix(&incoming.env, shop).await?;
    let ask = AskAct {
        shopper: shopper.clone(),
        deed,
    };
    ledgers::reply_of(incoming, shop, &shopper, Ask::Act(ask)).await
}

fn read_action(node: &Node<'_, '_>) -> Option<(ShopperId, Deed)> {
    let names: &[&str] = match node.value()["action"].as_str() {
        Some(REVIEW) => &["shopper", "action", "id", "product", "order"],
        _ => &["shopper", "action", "id"],
    };
    let fields = node.fields_only(names)?;
    let shopper = fields.required("shopper").and_then(|node| node.id());
    let action: Option<ActionId> = fields.required("action").and_then(|node| node.id());
    if action
        .as_ref()
        .is_some_and(|action| action.as_str() == SIGNUP)
    {
        let id = fields.maybe("id", |node| node.id::<EventId>());
        id?;
        return Some((shopper?, Deed::Join { action: action? }));
    }
    let event: Option<EventId> = fields.required("id").and_then(|node| node.id());
    if action
        .as_ref()
        .is_some_and(|action| action.as_str() == REVIEW)
    {
        let product: Option<ProductId> = fields.required("product").and_then(|node| node.id());
        let order: Option<Option<OrderId>> = fields.maybe("order", |node| node.id());
        let deed = Deed::Review {
            review: event?,
            product: product?,
            order: order?,
        };
        return Some((shopper?, deed));
    }
    let deed = Deed::Action {
        action: action?,
        event: event?,
    };
    Some((shopper?, deed))
}
