//! The routes: each checks its caller, parses its body, asks an object and says what came of it.

mod assets;
mod configure;
mod health;
mod program;
mod shopify_proxy;

use std::rc::Rc;

use shared::id::ShopId;
use wasm_bindgen::JsValue;

use crate::cors;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::objects::shop::{self as shop_object, Command, Description};
use crate::problem::{Failure, Rejection, page};
use crate::request::Incoming;
use crate::route::{self, Route, ShopRoute};
use crate::shop::cache;
use crate::shop::open::{Shop, VersionedProgram};

/// What goes back: an answer of ours, or a file as it is.
pub enum Answer {
    /// Made here.
    Reply(Reply),
    /// Made by the host.
    Ready(JsValue),
}

/// Answers a request.
pub async fn answer(incoming: &Incoming) -> Answer {
    let found = respond(incoming).await;
    found.unwrap_or_else(|failure| {
        if let Failure::Fault(fault) = &failure {
            worker::console_error!("fault: {fault}");
        }
        Answer::Reply(failure.reply(incoming.head.own_origin()))
    })
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
        Route::OpenApi => return Err(Rejection::NotFound.into()),
        Route::Problem(slug) => page::page(slug.as_deref()).ok_or(Rejection::NotFound)?,
        Route::Jwks(shop) => jwks(incoming, &shop).await?,
        Route::Asset => return assets::serve(incoming).await.map(Answer::Ready),
        Route::Shop(shop, ShopRoute::Configure) => configure::put(incoming, shop).await?,
        Route::Shop(shop, route) => return of_shop(incoming, &shop, route).await.map(Answer::Reply),
    };
    Ok(Answer::Reply(reply))
}

/// What is asked of a shop is answered for the shop's own pages, problems too.
async fn of_shop(
    incoming: &Incoming,
    id: &ShopId,
    route: ShopRoute,
) -> Result<Reply, Failure> {
    let shop = open(incoming, id).await?;
    cors::check(&incoming.head, &shop.origins)?;
    let reply = respond_for(incoming, shop, route).await.unwrap_or_else(|failure| {
        if let Failure::Fault(fault) = &failure {
            worker::console_error!("fault: {fault}");
        }
        failure.reply(incoming.head.own_origin())
    });
    Ok(cors::allow(reply, &incoming.head))
}

async fn respond_for(
    incoming: &Incoming,
    shop: Rc<Shop>,
    route: ShopRoute,
) -> Result<Reply, Failure> {
    match route {
        ShopRoute::ReadProgram => program::get(incoming, &shop),
        ShopRoute::ReplaceProgram => program::put(incoming, &shop).await,
        ShopRoute::Product(product) => program::put_product(incoming, &shop, product).await,
        ShopRoute::ShopifyProxy => shopify_proxy::token(incoming, &shop),
        _ => Err(Rejection::NotFound.into()),
    }
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
pub async fn open(incoming: &Incoming, id: &ShopId) -> Result<Rc<Shop>, Failure> {
    if let Some(remembered) = cache::shop(id, incoming.now) {
        return remembered.ok_or_else(|| Rejection::UnknownShop.into());
    }
    let shop = load(incoming, id).await?;
    cache::remember_shop(id, shop.clone(), incoming.now);
    shop.ok_or_else(|| Rejection::UnknownShop.into())
}

async fn load(incoming: &Incoming, id: &ShopId) -> Result<Option<Rc<Shop>>, Failure> {
    let knows = Command::Knows { shop: id.clone() };
    if !shop_object::ask_registry(&incoming.env, &knows).await? {
        return Ok(None);
    }
    let found: Option<Description> =
        shop_object::ask(&incoming.env, id, &Command::Describe).await?;
    let Some(Description { stored, program }) = found else { return Ok(None) };
    let program = match (stored.program, program) {
        (Some(version), Some(text)) => Some(parsed(id, version, text)?),
        _ => None,
    };
    let shop = Shop::open(id.clone(), stored, program, &incoming.keys.seal)?;
    Ok(Some(Rc::new(shop)))
}

/// A version of a program, parsed once by each isolate.
pub fn parsed(id: &ShopId, version: u64, text: String) -> Result<Rc<VersionedProgram>, Fault> {
    if let Some(program) = cache::program(id, version) {
        return Ok(program);
    }
    let program = Rc::new(VersionedProgram::parse(version, text)?);
    cache::remember_program(id, Rc::clone(&program));
    Ok(program)
}
