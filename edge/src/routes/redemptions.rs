//! Redeeming, looking, giving back, capturing and voiding.

use serde_json::{Value, json};
use shared::Points;
use shared::cart::Cart;
use shared::discount::Basket;
use shared::document::{self, Node};
use shared::id::{OrderId, RewardId, ShopperId};
use shared::ledger::{GiftNumber, RedemptionRef};

use super::{lease, ledgers};
use crate::caller::{self, ShopOrShopper};
use crate::http::reply::Reply;
use crate::objects::ledger::command::{Answer, Ask, AskCapture, AskRedeem, By};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

struct Body {
    reward: RewardId,
    points: Option<Points>,
    cart: Option<Cart>,
    program: Option<u32>,
    gift: Option<GiftNumber>,
    shopper: Option<ShopperId>,
}

/// `POST /redemptions`.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let caller = caller::shop_or_shopper(&incoming.head, shop, incoming.now)?;
    incoming.idempotency_key()?;
    let document = incoming.json().await?;
    let is_shop = matches!(caller, ShopOrShopper::Shop(_));
    let body = document::read(&document, |node| read_body(node, is_shop));
    let body = body.map_err(Rejection::Invalid)?;
    let (shopper, profile, kind) = match caller {
        ShopOrShopper::Shopper(signed_in) => {
            let profile = ledgers::profile(&signed_in);
            (signed_in.id, Some(profile), "shopper")
        }
        ShopOrShopper::Shop(_) => {
            let shopper = body.shopper.clone().ok_or(Rejection::NotFound)?;
            (shopper, None, "shop")
        }
    };
    currency::fix(&incoming.env, shop).await?;
    let basket = body.cart.as_ref().map(Basket::from);
    let content = json!({
        "reward": body.reward, "points": body.points, "cart": body.cart, "program": body.program,
        "shopper": shopper, "gift": body.gift,
    });
    let scope = format!("{kind} redeem {shopper}");
    let request = ledgers::request_id(incoming, scope, &content)?;
    let lease = lease::reserve(incoming, shop, &body.reward, &request).await?;
    let ask = AskRedeem {
        shopper: shopper.clone(),
        profile,
        reward: body.reward.clone(),
        gift: body.gift,
        lease: lease.clone(),
        points: body.points,
        basket,
        seen: body.program,
        request,
    };
    let answer = ledgers::ask(incoming, shop, shop.shard(&shopper), Ask::Redeem(ask)).await;
    // An answer that was lost may have been a grant: then only time lets the lease go.
    let is_refused = matches!(&answer, Ok(answer) if !matches!(answer, Answer::Granted { .. }));
    if let Some(lease) = lease.filter(|_| is_refused) {
        lease::drop(incoming, shop, &body.reward, lease).await;
    }
    ledgers::reply(answer?)
}

/// `GET /redemptions/{id}`.
pub(super) async fn get(incoming: &Incoming, shop: &Shop, id: &str) -> Result<Reply, Failure> {
    let by = by(incoming, shop)?;
    let RedemptionRef { shard, number } = place(shop, id)?;
    let ask = Ask::Redemption { number, by };
    ledgers::reply(ledgers::ask(incoming, shop, shard, ask).await?)
}

/// `DELETE /redemptions/{id}`.
pub(super) async fn give_back(
    incoming: &Incoming,
    shop: &Shop,
    id: &str,
) -> Result<Reply, Failure> {
    let by = by(incoming, shop)?;
    let RedemptionRef { shard, number } = place(shop, id)?;
    let ask = Ask::Void {
        number,
        by,
        request: None,
    };
    ledgers::reply(ledgers::ask(incoming, shop, shard, ask).await?)
}

/// `POST /redemptions/{id}/capture`.
pub(super) async fn capture(incoming: &Incoming, shop: &Shop, id: &str) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    incoming.idempotency_key()?;
    let RedemptionRef { shard, number } = place(shop, id)?;
    let document = incoming.json().await?;
    let (order, cart) = document::read(&document, read_capture).map_err(Rejection::Invalid)?;
    let content = json!({"order": order, "cart": cart});
    let request = ledgers::request_id(incoming, format!("shop capture {id}"), &content)?;
    let basket = cart.as_ref().map(Basket::from);
    let ask = Ask::Capture(AskCapture {
        number,
        order,
        basket,
        request,
    });
    ledgers::reply(ledgers::ask(incoming, shop, shard, ask).await?)
}

/// `POST /redemptions/{id}/void`.
pub(super) async fn void(incoming: &Incoming, shop: &Shop, id: &str) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    incoming.idempotency_key()?;
    let RedemptionRef { shard, number } = place(shop, id)?;
    let document = incoming.json().await?;
    let empty = document::read(&document, |node| node.fields_only(&[]).map(|_| ()));
    empty.map_err(Rejection::Invalid)?;
    let request = ledgers::request_id(incoming, format!("shop void {id}"), &Value::Null)?;
    let ask = Ask::Void {
        number,
        by: By::Shop,
        request: Some(request),
    };
    ledgers::reply(ledgers::ask(incoming, shop, shard, ask).await?)
}

fn by(incoming: &Incoming, shop: &Shop) -> Result<By, Rejection> {
    Ok(
        match caller::shop_or_shopper(&incoming.head, shop, incoming.now)? {
            ShopOrShopper::Shop(_) => By::Shop,
            ShopOrShopper::Shopper(signed_in) => By::Shopper(signed_in.id),
        },
    )
}

/// Where a redemption is; an id that is not one of the shop's touches no object.
fn place(shop: &Shop, id: &str) -> Result<RedemptionRef, Rejection> {
    shop.redemption_of_id(id).ok_or(Rejection::NotFound)
}

fn read_body(node: &Node<'_, '_>, is_shop: bool) -> Option<Body> {
    let names: &[&str] = if is_shop {
        &["reward", "points", "cart", "program", "gift", "shopper"]
    } else {
        &["reward", "points", "cart", "program", "gift"]
    };
    let fields = node.fields_only(names)?;
    let reward = fields.required("reward").and_then(|node| node.id());
    let points = fields.maybe("points", |node| {
        let most = Points::MAX.gain().get();
        Points::new(node.integer(1, most)?.unsigned_abs())
    });
    let cart = fields.maybe("cart", Cart::read);
    let program = fields.maybe("program", |node| {
        u32::try_from(node.integer(1, i64::from(u32::MAX))?).ok()
    });
    let gift = fields.maybe("gift", |node| {
        let number = node.value().as_str().and_then(|text| text.parse().ok());
        match number {
            Some(number) => Some(GiftNumber(number)),
            None => node.expected("the id of a gift, as the account has it"),
        }
    });
    let shopper = if is_shop {
        fields
            .required("shopper")
            .and_then(|node| node.id())
            .map(Some)
    } else {
        Some(None)
    };
    Some(Body {
        reward: reward?,
        points: points?,
        cart: cart?,
        program: program?,
        gift: gift?,
        shopper: shopper?,
    })
}

fn read_capture(node: &Node<'_, '_>) -> Option<(OrderId, Option<Cart>)> {
    let order = node.fields_only(&["order"])?.required("order")?;
    if !order.value().is_object() {
        return Some((order.id()?, None));
    }
    let fields = order.fields()?;
    let id = fields.required("id").and_then(|node| node.id());
    let cart = match fields.optional("lines") {
        Some(_) => Some(Cart::read(&order)?),
        None => None,
    };
    Some((id?, cart))
}
