//! `POST /quotes`: what a cart would earn and what rewards would take off, for a shopper or anyone.

use shared::cart::Cart;
use shared::document;
use shared::ledger::StockLeft;
use shared::quote::{Quote, QuoteFor};

use super::ledgers;
use crate::caller::{self, MaybeShopper};
use crate::http::reply::Reply;
use crate::objects::ledger::command::{Ask, AskQuote};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;

/// Quotes a cart.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let caller = caller::maybe_shopper(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let cart = document::read(&document, |node| {
        let cart = node.fields_only(&["cart"])?.required("cart")?;
        Cart::read(&cart)
    });
    let mut cart = cart.map_err(Rejection::Invalid)?;
    ledgers::fill_collections(incoming, shop, &mut cart.lines).await?;
    let MaybeShopper::Shopper(signed_in) = caller else {
        let stock = ledgers::stock(incoming, shop).await?;
        return anonymous(incoming, shop, &cart, &stock);
    };
    let profile = ledgers::profile(&signed_in);
    ledgers::fix_for(incoming, shop, &profile).await?;
    let ask = AskQuote {
        shopper: signed_in.id.clone(),
        profile,
        stock: ledgers::stock(incoming, shop).await?,
        cart,
    };
    ledgers::reply_of(incoming, shop, &signed_in.id, Ask::Quote(ask)).await
}

/// Nobody's quote touches no ledger.
fn anonymous(
    incoming: &Incoming,
    shop: &Shop,
    cart: &Cart,
    stock: &StockLeft,
) -> Result<Reply, Failure> {
    let program = shop.program.as_ref().ok_or(Rejection::NotFound)?;
    let whom = QuoteFor {
        account: None,
        stock,
        now: incoming.time(),
    };
    Ok(Reply::json(
        200,
        &Quote::of(&program.program, program.version, cart, whom),
    )?)
}
