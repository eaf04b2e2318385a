//! The program and the products of a shop.

use serde_json::json;
use shared::id::ProductId;
use shared::program::Program;

use super::configure;
use crate::caller;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::shop::{self as shop_object, Changed, Command};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::cache;
use crate::shop::change::ShopChange;
use crate::shop::open::Shop;
use crate::shop::product;

/// `GET /program`: the whole for the shop, the public part for anyone.
pub(super) fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let program = shop.program.as_ref().ok_or(Rejection::NotFound)?;
    let version = program.version.to_string();
    if incoming
        .head
        .bearer()
        .is_some_and(|key| shop.has_secret_key(key.as_bytes()))
    {
        let reply = Reply::json_text(200, program.text.clone());
        return Ok(reply.header("accolade-program", &version));
    }
    caller::anyone(&incoming.head, incoming.now)?;
    let etag = format!("\"{version}\"");
    let reply = if incoming.head.if_none_match() == etag {
        Reply::empty(304)
    } else {
        Reply::text(200, "application/json", public_part(&program.text)?)
    };
    let reply = reply
        .header("etag", &etag)
        .header("accolade-program", &version);
    Ok(reply.header(
        "cache-control",
        "public, max-age=0, s-maxage=30, stale-while-revalidate=60",
    ))
}

/// `PUT /program`: a new version.
pub(super) async fn put(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let document = incoming.json_up_to(limits::WEBHOOK_BYTES).await?;
    let program = configure::checked(&document, "")?;
    let change = ShopChange::default();
    match configure::apply(incoming, &shop.id, change, Some(program)).await? {
        Changed::Created { program } | Changed::Updated { program } => {
            Ok(Reply::json(200, &json!({"version": program}))?)
        }
        Changed::CurrencyIsFixed(fixed) => Err(configure::currency_is_fixed("", fixed)),
    }
}

/// `GET /program.schema.json`: what an editor completes a program by.
pub(super) fn schema() -> Reply {
    let reply = Reply::text(
        200,
        "application/schema+json",
        Program::schema().to_string(),
    );
    reply
        .header("cache-control", "public, max-age=3600")
        .header("access-control-allow-origin", "*")
}

/// `PUT /products/{product}`.
pub(super) async fn put_product(
    incoming: &Incoming,
    shop: &Shop,
    id: ProductId,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let product = product::parse(&document).map_err(Rejection::Invalid)?;
    let answer = json!({"product": id.as_str()});
    let command = Command::PutProduct {
        id: id.clone(),
        product,
    };
    let () = shop_object::ask(&incoming.env, &shop.id, &command).await?;
    cache::forget_product(&shop.id, &id);
    Ok(Reply::json(200, &answer)?)
}

/// The document without the groups of shoppers that parts of it are for.
fn public_part(text: &str) -> Result<String, Fault> {
    let document = serde_json::from_str(text).map_err(|_| Fault::Unreadable("program"))?;
    Ok(Program::public_document(&document).to_string())
}
