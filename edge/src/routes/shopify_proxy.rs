//! `GET /shopify-proxy/token`: an identity token for the word of Shopify's app proxy.

use serde_json::json;

use crate::caller;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::tokens::{app_proxy, identity};

/// Exchanges a signed query for a token.
pub(super) fn token(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::anyone(&incoming.head, incoming.now)?;
    let now = incoming.now / 1000;
    let domain = shop.shopify_domain.as_deref().ok_or(Rejection::NotFound)?;
    let shopper = app_proxy::verify(incoming.head.query(), &shop.shopify, domain, now);
    let shopper =
        shopper.map_err(|disbelief| Rejection::Unauthenticated(disbelief.explanation()))?;
    let (kid, secret) = shop
        .identity_keys
        .last_key_value()
        .ok_or(Rejection::NotFound)?;
    let token = identity::issue(shop.id.as_str(), kid, secret, &shopper, now);
    let token = token.ok_or(Fault::Unreadable("identity key"))?;
    Ok(Reply::json(200, &json!({"token": token}))?)
}
