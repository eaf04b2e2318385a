//! `POST /checkout` and `POST /precheck`: what a code or token takes off a cart.

use serde_json::json;
use shared::Decline;
use shared::cart::Cart;
use shared::discount::Basket;
use shared::document::{self, Node};
use shared::id::CheckoutId;
use shared::ledger::RedemptionRef;

use super::ledgers;
use crate::caller::{self, ShopOrShopper};
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::ledger::command::{Answer, Ask, AskPresent, By};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::tokens::redemption::{self as token, Reading};
use crate::wire::redemption::{Discount, TokenTerms};

struct Body {
    known_by: KnownBy,
    cart: Cart,
    checkout: Option<CheckoutId>,
}

enum KnownBy {
    Code(String),
    Token(String),
}

/// `POST /checkout`: asks the ledger, which presents the hold.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let by = match caller::shop_or_shopper(&incoming.head, shop, incoming.now)? {
        ShopOrShopper::Shop(_) => By::Shop,
        ShopOrShopper::Shopper(signed_in) => By::Shopper(signed_in.id),
    };
    let document = incoming.json().await?;
    let body = document::read(&document, read_checkout).map_err(Rejection::Invalid)?;
    let place = match &body.known_by {
        KnownBy::Code(code) => shop.redemption_of_code(code),
        KnownBy::Token(token) => redemption_of_token(incoming, shop, token),
    };
    let Some(RedemptionRef { shard, number }) = place else {
        return refused(Decline::UnknownCode);
    };
    let basket = Basket::from(&body.cart);
    let ask = Ask::Present(AskPresent {
        number,
        by,
        basket,
        checkout: body.checkout,
    });
    match ledgers::ask(incoming, shop, shard, ask).await? {
        Answer::Declined(decline) => refused(decline),
        answer => ledgers::reply(answer),
    }
}

/// `POST /precheck`: from signature, time and cart alone.
pub(super) async fn precheck(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::anyone(&incoming.head, incoming.now)?;
    let document = incoming.json().await?;
    let (text, cart) = document::read(&document, read_precheck).map_err(Rejection::Invalid)?;
    let answer = match read_token(incoming, shop, &text) {
        Reading::Stranger => json!({"authentic": false, "decline": Decline::UnknownCode}),
        Reading::Ended(_) => json!({"authentic": true, "decline": Decline::Expired}),
        Reading::Authentic(claims) => {
            let TokenTerms { points, terms } = claims.discount;
            match terms.on_cart(points, &Basket::from(&cart)) {
                Ok(applied) => {
                    json!({"authentic": true, "discount": Discount::applied(&terms, applied)})
                }
                Err(decline) => json!({"authentic": true, "decline": decline}),
            }
        }
    };
    Ok(Reply::json(200, &answer)?)
}

fn refused(decline: Decline) -> Result<Reply, Failure> {
    Ok(Reply::json(
        200,
        &json!({"valid": false, "decline": decline}),
    )?)
}

/// A token leads to its redemption even when its time is over: the ledger settles that.
fn redemption_of_token(incoming: &Incoming, shop: &Shop, text: &str) -> Option<RedemptionRef> {
    match read_token(incoming, shop, text) {
        Reading::Authentic(claims) | Reading::Ended(claims) => shop.redemption_of_id(&claims.jti),
        Reading::Stranger => None,
    }
}

fn read_token(incoming: &Incoming, shop: &Shop, text: &str) -> Reading<TokenTerms> {
    token::read(
        text,
        shop.id.as_str(),
        &shop.public_keys,
        incoming.now / 1000,
    )
}

fn read_checkout(node: &Node<'_, '_>) -> Option<Body> {
    let fields = node.fields_only(&["code", "token", "cart", "checkout"])?;
    let code = fields.maybe("code", |node| node.text(limits::TOKEN_BYTES));
    let token = fields.maybe("token", |node| node.text(limits::TOKEN_BYTES));
    let cart = fields.required("cart").and_then(|node| Cart::read(&node));
    let checkout = fields.maybe("checkout", |node| node.id());
    let known_by = match (code?, token?) {
        (Some(code), None) => Some(KnownBy::Code(code.into())),
        (None, Some(token)) => Some(KnownBy::Token(token.into())),
        _ => node.fault("either a code or a token is needed"),
    };
    Some(Body {
        known_by: known_by?,
        cart: cart?,
        checkout: checkout?,
    })
}

fn read_precheck(node: &Node<'_, '_>) -> Option<(String, Cart)> {
    let fields = node.fields_only(&["token", "cart"])?;
    let token = fields
        .required("token")
        .and_then(|node| node.text(limits::TOKEN_BYTES));
    let cart = fields.required("cart").and_then(|node| Cart::read(&node));
    Some((token?.to_owned(), cart?))
}
