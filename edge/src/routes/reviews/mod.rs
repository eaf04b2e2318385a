//! Reviews: what anyone reads, what shoppers write, and what the shop makes of it.

mod export;
mod hosts;
mod import;
mod own;
pub(super) mod public;
mod shop;
pub(super) mod testimonials;

use futures_util::future::try_join_all;
use serde::Serialize;
use serde_json::json;
use shared::id::{OrderId, ProductId};
use shared::reviews::{Review, ReviewId};

use super::ledgers;
use crate::fault::Fault;
use crate::http::etag;
use crate::http::reply::Reply;
use crate::objects::ledger::command::{Answer as LedgerAnswer, Ask, AskBuys};
use crate::objects::order::{
    self,
    command::{Answer as OrderAnswer, Command as OrderCommand},
};
use crate::objects::product::command::Answer;
use crate::objects::shop as shop_object;
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::route::ReviewRoute;
use crate::shop::cache;
use crate::shop::open::Shop;
use crate::shop::product::Product;

/// What caches may do with what anyone reads.
const SHARED: &str = "public, max-age=0, s-maxage=30, stale-while-revalidate=60";

/// Answers a request about reviews.
pub(super) async fn answer(
    incoming: &Incoming,
    shop: &Shop,
    route: ReviewRoute,
) -> Result<Reply, Failure> {
    match route {
        ReviewRoute::List(product) => public::list(incoming, shop, &product).await,
        ReviewRoute::Rating(product) => public::rating(incoming, shop, &product).await,
        ReviewRoute::Ratings => public::ratings(incoming, shop).await,
        ReviewRoute::Write(product) => own::write(incoming, shop, product).await,
        ReviewRoute::Mine(product) => own::mine(incoming, shop, product).await,
        ReviewRoute::Vote(product, id) => own::vote(incoming, shop, product, &id).await,
        ReviewRoute::Moderate(product, id) => shop::moderate(incoming, shop, &product, &id).await,
        ReviewRoute::Reply(product, id) => shop::reply(incoming, shop, &product, &id).await,
        ReviewRoute::Erase(product, id) => shop::erase(incoming, shop, &product, &id).await,
        ReviewRoute::Queue => shop::queue(incoming, shop).await,
        ReviewRoute::Report => shop::report(incoming, shop).await,
        ReviewRoute::Import => import::post(incoming, shop).await,
        ReviewRoute::Export => export::get(incoming, shop).await,
        ReviewRoute::Testimonials => testimonials::get(incoming, shop).await,
        ReviewRoute::Choose => testimonials::put(incoming, shop).await,
    }
}

/// What is known of some products; a product that is not among them has no object.
async fn products(
    incoming: &Incoming,
    shop: &Shop,
    ids: Vec<ProductId>,
) -> Result<Vec<(ProductId, Product)>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let command = shop_object::Command::Products { ids };
    Ok(shop_object::ask(&incoming.env, &shop.id, &command).await?)
}

/// What is known of a product, as it was half a minute ago at most; nothing where the shop does not
/// know it.
async fn product(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
) -> Result<Option<Product>, Failure> {
    let remembered = cache::product(&shop.id, id, incoming.now);
    if remembered.is_some() {
        return Ok(remembered);
    }
    let found = products(incoming, shop, vec![id.clone()]).await?;
    let found = found.into_iter().next().map(|(_, product)| product);
    if let Some(product) = &found {
        cache::remember_product(&shop.id, id, product.clone(), incoming.now);
    }
    Ok(found)
}

/// A product becomes known, if it was not.
async fn know(incoming: &Incoming, shop: &Shop, ids: Vec<ProductId>) -> Result<(), Failure> {
    let command = shop_object::Command::Know { ids };
    Ok(shop_object::ask(&incoming.env, &shop.id, &command).await?)
}

/// The orders that we know a shopper bought a product with, newest first. Those that the reviews
/// are of are not asked, and not among them.
async fn bought(
    incoming: &Incoming,
    shop: &Shop,
    ask: AskBuys,
    reviews: &[Review],
) -> Result<Vec<OrderId>, Failure> {
    let command = OrderCommand::Bought {
        shopper: ask.shopper.clone(),
        product: ask.product.clone(),
    };
    let shard = shop.shard(&ask.shopper);
    let answer = ledgers::ask(incoming, shop, shard, Ask::Buys(ask)).await?;
    let LedgerAnswer::Orders(mut orders) = answer else {
        return Ok(Vec::new());
    };
    orders.retain(|order| !reviews.iter().any(|review| review.is_of(order)));
    let heard = orders
        .iter()
        .map(|id| order::ask(&incoming.env, &shop.id, id, &command));
    let heard = try_join_all(heard).await?;
    let bought = orders.into_iter().zip(heard);
    let bought = bought.filter(|(_, heard)| matches!(heard, OrderAnswer::Bought));
    Ok(bought.map(|(order, _)| order).collect())
}

/// A product's answer, or what it declines.
fn granted(answer: Answer) -> Result<Answer, Failure> {
    match answer {
        Answer::Declined(decline) => Err(decline.into()),
        Answer::Invalid(faults) => Err(Rejection::Invalid(faults).into()),
        Answer::NotFound => Err(Rejection::NotFound.into()),
        granted => Ok(granted),
    }
}

/// The name of a review in a path.
fn review_id(text: &str) -> Result<ReviewId, Rejection> {
    text.parse().map_err(|_| Rejection::NotFound)
}

/// An answer for everybody, with a tag of what it says; the same again is not sent again. `as_of`
/// is told beside it and is no news by itself.
fn shared_answer(incoming: &Incoming, body: &impl Serialize) -> Result<Reply, Failure> {
    let mut body = serde_json::to_value(body).map_err(|_| Fault::Unreadable("answer"))?;
    let tag = etag::weak(&body.to_string());
    let reply = if etag::is_known(incoming.head.if_none_match(), &tag) {
        Reply::empty(304)
    } else {
        body["as_of"] = json!(incoming.time());
        Reply::text(200, "application/json", body.to_string())
    };
    let reply = reply.header("etag", &tag);
    Ok(reply.header("cache-control", SHARED))
}
