//! The routes: each checks its caller, parses its body, asks an object and says what came of it.

mod account;
mod actions;
mod assets;
mod audit;
mod checkout;
mod configure;
mod fragments;
mod gifts;
mod health;
mod lease;
mod ledgers;
mod orders;
mod program;
mod quote;
mod redemptions;
mod referrals;
mod reviews;
mod shopify_proxy;
mod simulate;
mod visits;
mod webhooks;

use std::rc::Rc;

use shared::id::ShopId;
use wasm_bindgen::JsValue;

use crate::cors;
use crate::http::reply::Reply;
use crate::platforms::Platform;
use crate::problem::{Failure, Rejection, page};
use crate::request::Incoming;
use crate::route::{self, Route, ShopRoute};
use crate::shop::load;
use crate::shop::open::Shop;

/// What goes back: an answer of ours, or a file as it is.
pub enum Answer {
    /// Made here.
    Reply(Reply),
    /// Made by the host.
    Ready(JsValue),
}

/// Answers a request.
pub async fn answer(incoming: &Incoming) -> Answer {
    match respond(incoming).await {
        Ok(answer) => answer,
        Err(failure) => Answer::Reply(refuse(incoming, &failure).await),
    }
}

/// The answer that says why not, once its asker can hear it.
async fn refuse(incoming: &Incoming, failure: &Failure) -> Reply {
    if let Failure::Fault(fault) = failure {
        worker::console_error!("fault: {fault}");
    }
    incoming.drain().await;
    failure.reply(incoming.head.own_origin())
}

async fn respond(incoming: &Incoming) -> Result<Answer, Failure> {
    if incoming.head.url_length() > crate::limits::URL_BYTES {
        return Err(Rejection::TooLarge.into());
    }
    if incoming.head.is_preflight() {
        return preflight(incoming).await.map(Answer::Reply);
    }
    let reply = match route::find(incoming.head.method, incoming.head.path())? {
        Route::Health => health::check(incoming).await?,
        Route::OpenApi => description(),
        Route::ProgramSchema => program::schema(),
        Route::Problem(slug) => page::page(slug.as_deref()).ok_or(Rejection::NotFound)?,
        Route::Jwks(shop) => jwks(incoming, &shop).await?,
        Route::Asset => return assets::serve(incoming).await.map(Answer::Ready),
        Route::Shop(shop, ShopRoute::Configure) => configure::put(incoming, shop).await?,
        Route::Shop(shop, route) => {
            return of_shop(incoming, &shop, route).await.map(Answer::Reply);
        }
    };
    Ok(Answer::Reply(reply))
}

/// What is asked of a shop is answered for the shop's own pages, problems too.
async fn of_shop(incoming: &Incoming, id: &ShopId, route: ShopRoute) -> Result<Reply, Failure> {
    let shop = open(incoming, id).await?;
    cors::check(&incoming.head, &shop.origins)?;
    let reply = match respond_for(incoming, shop, route).await {
        Ok(reply) => reply,
        Err(failure) => refuse(incoming, &failure).await,
    };
    Ok(cors::allow(reply, &incoming.head))
}

async fn respond_for(
    incoming: &Incoming,
    shop: Rc<Shop>,
    route: ShopRoute,
) -> Result<Reply, Failure> {
    match route {
        ShopRoute::Fragments => fragments::get(incoming, &shop).await,
        ShopRoute::ReadProgram => program::get(incoming, &shop),
        ShopRoute::ReplaceProgram => program::put(incoming, &shop).await,
        ShopRoute::Simulate => simulate::post(incoming, &shop).await,
        ShopRoute::Product(product) => program::put_product(incoming, &shop, product).await,
        ShopRoute::ShopifyProxy => shopify_proxy::token(incoming, &shop),
        ShopRoute::Account => account::get(incoming, &shop).await,
        ShopRoute::Entries => account::entries(incoming, &shop).await,
        ShopRoute::ReadShopper(shopper) => account::of_shopper(incoming, &shop, shopper).await,
        ShopRoute::Adjust(shopper) => account::adjust(incoming, &shop, shopper).await,
        ShopRoute::Erase(shopper) => account::erase(incoming, &shop, shopper).await,
        ShopRoute::Quote => quote::post(incoming, &shop).await,
        ShopRoute::Redeem => redemptions::post(incoming, &shop).await,
        ShopRoute::ReadRedemption(id) => redemptions::get(incoming, &shop, &id).await,
        ShopRoute::GiveBack(id) => redemptions::give_back(incoming, &shop, &id).await,
        ShopRoute::Capture(id) => redemptions::capture(incoming, &shop, &id).await,
        ShopRoute::Void(id) => redemptions::void(incoming, &shop, &id).await,
        ShopRoute::Checkout => checkout::post(incoming, &shop).await,
        ShopRoute::Precheck => checkout::precheck(incoming, &shop).await,
        ShopRoute::OrderEvent => orders::post(incoming, &shop).await,
        ShopRoute::ReadOrder(order) => orders::get(incoming, &shop, &order).await,
        ShopRoute::Action => actions::post(incoming, &shop).await,
        ShopRoute::Visit => visits::post(incoming, &shop).await,
        ShopRoute::Refer => referrals::post(incoming, &shop).await,
        ShopRoute::Give => gifts::post(incoming, &shop).await,
        ShopRoute::Reviews(route) => reviews::answer(incoming, &shop, route).await,
        ShopRoute::Audit => audit::get(incoming, &shop).await,
        ShopRoute::Shopify => webhooks::hear(incoming, &shop, Platform::Shopify).await,
        ShopRoute::WooCommerce => webhooks::hear(incoming, &shop, Platform::WooCommerce).await,
        // The operator's route is answered before a shop is looked for.
        ShopRoute::Configure => Err(Rejection::NotFound.into()),
    }
}

/// Made from the types of `tests/openapi`, which hold it to what is answered.
fn description() -> Reply {
    let text = include_str!("../openapi.json").to_owned();
    let reply = Reply::text(200, "application/json", text);
    reply
        .header("cache-control", "public, max-age=3600")
        .header("access-control-allow-origin", "*")
}

async fn preflight(incoming: &Incoming) -> Result<Reply, Failure> {
    let shop = match route::shop_of(incoming.head.path()) {
        Some(shop) => open(incoming, &shop).await?,
        None => return Err(Rejection::NotFound.into()),
    };
    cors::check(&incoming.head, &shop.origins)?;
    Ok(cors::allow(cors::preflight(), &incoming.head))
}

async fn jwks(incoming: &Incoming, id: &ShopId) -> Result<Reply, Failure> {
    crate::caller::anyone(&incoming.head, incoming.now)?;
    let shop = open(incoming, id).await?;
    let reply = Reply::json(200, &shop.jwks(incoming.now))?;
    let reply = reply.header("cache-control", "public, max-age=300");
    Ok(reply.header("access-control-allow-origin", "*"))
}

/// The shop of an id; an unknown one touches no object but the registry.
async fn open(incoming: &Incoming, id: &ShopId) -> Result<Rc<Shop>, Failure> {
    let shop = load::shop(&incoming.env, &incoming.keys, id, incoming.now).await?;
    shop.ok_or_else(|| Rejection::UnknownShop.into())
}
