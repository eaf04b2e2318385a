//! A shopper's account and history, for the shopper and for the shop.

use serde_json::json;
use shared::document::{self, Fault as DocumentFault, Node};
use shared::id::{OrderId, ShopperId};
use shared::{Points, PointsChange};

use super::ledgers;
use crate::caller;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::ledger::command::{Ask, AskAccount, AskAdjust};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

/// `GET /account`.
pub(super) async fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let profile = ledgers::profile(&signed_in);
    ledgers::fix_for(incoming, shop, &profile).await?;
    let shopper = signed_in.id.clone();
    let ask = AskAccount {
        shopper,
        name: signed_in.shopper.name,
        profile: Some(profile),
        stock: ledgers::stock(incoming, shop).await?,
    };
    ledgers::reply_of(incoming, shop, &signed_in.id, Ask::Account(ask)).await
}

/// `GET /account/entries`.
pub(super) async fn entries(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let before = match incoming.head.query_field("cursor") {
        Some(cursor) => {
            let place = cursor
                .parse::<u64>()
                .ok()
                .filter(|place| *place <= Points::MAX.get());
            Some(place.ok_or(Rejection::Malformed("The cursor is not one of ours."))?)
        }
        None => None,
    };
    let ask = Ask::Entries {
        shopper: signed_in.id.clone(),
        before,
    };
    ledgers::reply_of(incoming, shop, &signed_in.id, ask).await
}

/// `GET /shoppers/{shopper}`.
pub(super) async fn of_shopper(
    incoming: &Incoming,
    shop: &Shop,
    shopper: ShopperId,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let ask = AskAccount {
        shopper: shopper.clone(),
        name: None,
        profile: None,
        stock: ledgers::stock(incoming, shop).await?,
    };
    ledgers::reply_of(incoming, shop, &shopper, Ask::Account(ask)).await
}

/// `POST /shoppers/{shopper}/adjustments`.
pub(super) async fn adjust(
    incoming: &Incoming,
    shop: &Shop,
    shopper: ShopperId,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    incoming.idempotency_key()?;
    let document = incoming.json().await?;
    let (points, reason) = document::read(&document, read_adjustment).map_err(invalid)?;
    let content = json!({"shopper": shopper, "points": points, "reason": reason});
    let request = ledgers::request_id(incoming, format!("shop adjust {shopper}"), &content)?;
    currency::fix(&incoming.env, shop).await?;
    let ask = AskAdjust {
        shopper: shopper.clone(),
        points,
        reason,
        request,
    };
    ledgers::reply_of(incoming, shop, &shopper, Ask::Adjust(ask)).await
}

/// `DELETE /shoppers/{shopper}`.
pub(super) async fn erase(
    incoming: &Incoming,
    shop: &Shop,
    shopper: ShopperId,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    forget(incoming, shop, shopper, Vec::new()).await?;
    Ok(Reply::empty(204))
}

/// Forgets a shopper at once; the ledger stores which orders are to go, and its alarm sees to them.
pub(super) async fn forget(
    incoming: &Incoming,
    shop: &Shop,
    shopper: ShopperId,
    orders: Vec<OrderId>,
) -> Result<(), Failure> {
    let shard = shop.shard(&shopper);
    ledgers::ask(incoming, shop, shard, Ask::Erase { shopper, orders }).await?;
    Ok(())
}

fn read_adjustment(node: &Node<'_, '_>) -> Option<(PointsChange, String)> {
    let fields = node.fields_only(&["points", "reason"])?;
    let most = Points::MAX.gain().get();
    let points = fields.required("points").and_then(|node| {
        let change = node.integer(-most, most)?;
        match PointsChange::new(change).filter(|change| !change.is_zero()) {
            Some(change) => Some(change),
            None => node.expected("a number of points other than 0"),
        }
    });
    let reason = fields
        .required("reason")
        .and_then(|node| node.text(limits::REASON));
    Some((points?, reason?.to_owned()))
}

fn invalid(faults: Vec<DocumentFault>) -> Rejection {
    Rejection::Invalid(faults)
}
