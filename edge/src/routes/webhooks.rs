//! Webhooks of platforms: believed by their signature, and decided by their body alone.

use serde_json::json;

use super::{account, actions, orders};
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::shop::{self as shop_object, Command, RequestKind};
use crate::platforms::{Heard, OrderHeard, Platform};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::webhook;

/// Hears a webhook; what it led to is stored when it is answered.
pub(super) async fn hear(
    incoming: &Incoming,
    shop: &Shop,
    platform: Platform,
) -> Result<Reply, Failure> {
    let body = incoming.body(limits::WEBHOOK_BYTES).await?;
    let (signature, secrets) = match platform {
        Platform::Shopify => (incoming.head.shopify_hmac(), &shop.shopify),
        Platform::WooCommerce => (incoming.head.woo_signature(), &shop.woocommerce),
    };
    if !webhook::is_signed(&body, signature, secrets) {
        return unsigned(platform, &body);
    }
    match platform.hear(&body).map_err(Rejection::Invalid)? {
        Heard::Order(OrderHeard { mut event, codes }) => {
            if let Some(snapshot) = &mut event.snapshot {
                let known = codes
                    .iter()
                    .filter_map(|code| shop.redemption_of_code(code));
                snapshot.redemptions = known.collect();
            }
            orders::hear(incoming, shop, event).await
        }
        Heard::Signup(shopper) => actions::sign_up(incoming, shop, shopper).await,
        Heard::Redact { shopper, orders } => {
            account::forget(incoming, shop, shopper, orders).await?;
            done()
        }
        Heard::DataRequest {
            shopper,
            orders,
            request,
        } => {
            let value = json!({"orders": orders, "request": request});
            let kind = RequestKind::ShopperData;
            keep(
                incoming,
                shop,
                Command::KeepRequest {
                    kind,
                    shopper: Some(shopper),
                    value,
                },
            )
            .await
        }
        Heard::ShopRedact => {
            let (kind, value) = (RequestKind::ShopErasure, json!({}));
            keep(
                incoming,
                shop,
                Command::KeepRequest {
                    kind,
                    shopper: None,
                    value,
                },
            )
            .await
        }
        Heard::Ping => done(),
        Heard::Nothing { why } => Ok(Reply::json(200, &json!({"nothing": why.text()}))?),
    }
}

/// Only the ping that a platform sends before it knows the secret is answered without a signature.
fn unsigned(platform: Platform, body: &[u8]) -> Result<Reply, Failure> {
    if matches!(platform.hear(body), Ok(Heard::Ping)) {
        return done();
    }
    Err(Rejection::Unauthenticated("The signature of the webhook does not fit.").into())
}

async fn keep(incoming: &Incoming, shop: &Shop, command: Command) -> Result<Reply, Failure> {
    let () = shop_object::ask(&incoming.env, &shop.id, &command).await?;
    done()
}

fn done() -> Result<Reply, Failure> {
    Ok(Reply::json(200, &json!({}))?)
}
