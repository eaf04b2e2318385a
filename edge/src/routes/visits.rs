//! `POST /visits`: a shopper visited, as the page reports once a day.

use super::ledgers;
use crate::caller;
use crate::http::reply::Reply;
use crate::objects::ledger::command::{Ask, AskVisit};
use crate::problem::Failure;
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

/// Tells the shopper's ledger; more than once a day changes nothing.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    currency::fix(&incoming.env, shop).await?;
    let ask = AskVisit {
        shopper: signed_in.id.clone(),
        profile: ledgers::profile(&signed_in),
    };
    ledgers::reply_of(incoming, shop, &signed_in.id, Ask::Visit(ask)).await
}
