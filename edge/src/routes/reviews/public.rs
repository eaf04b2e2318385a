//! What anyone reads: published reviews, and what ratings come to.

use shared::id::ProductId;
use shared::reviews::{Aggregate, Cursor, Filter, Narrowed, Sort, Stars};

use super::{product, shared_answer};
use crate::caller;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::product::{
    self as object,
    command::{Answer, Ask, AskPage, Page},
};
use crate::objects::voices;
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::wire::reviews::{PageWire, ProductPage, RatingWire, RatingsWire};

/// `GET /products/{product}/reviews`.
pub(super) async fn list(
    incoming: &Incoming,
    shop: &Shop,
    product: &ProductId,
) -> Result<Reply, Failure> {
    caller::anyone(&incoming.head, incoming.now)?;
    let ask = read_ask(incoming)?;
    let read = page_of(incoming, shop, product, ask).await?;
    shared_answer(incoming, &PageWire::of(product, read, &shop.reviews))
}

/// `GET /products/{product}/rating`.
pub(super) async fn rating(
    incoming: &Incoming,
    shop: &Shop,
    product: &ProductId,
) -> Result<Reply, Failure> {
    caller::anyone(&incoming.head, incoming.now)?;
    shared_answer(incoming, &rating_of(incoming, shop, product).await?)
}

/// `GET /ratings`.
pub(super) async fn ratings(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::anyone(&incoming.head, incoming.now)?;
    let products = read_products(incoming)?;
    shared_answer(incoming, &ratings_of(incoming, shop, products).await?)
}

/// A page of a product's reviews; only a product that the shop knows is asked.
pub(crate) async fn page_of(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
    ask: AskPage,
) -> Result<ProductPage, Failure> {
    let Some(known) = product(incoming, shop, id).await? else {
        return Ok(ProductPage {
            product: None,
            page: Page::default(),
        });
    };
    let answer = object::ask(&incoming.env, &shop.id, id, Ask::Page(ask)).await?;
    let Answer::Page(page) = answer else {
        return Err(Fault::Unreadable("answer").into());
    };
    Ok(ProductPage {
        product: Some(known),
        page,
    })
}

/// What the ratings of a product come to, by its own word.
pub(crate) async fn rating_of(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
) -> Result<RatingWire, Failure> {
    let (mut rating, mut newest) = (Aggregate::EMPTY, 0);
    if product(incoming, shop, id).await?.is_some() {
        let answer = object::ask(&incoming.env, &shop.id, id, Ask::Rating).await?;
        let Answer::Rating {
            aggregate,
            sequence,
        } = answer
        else {
            return Err(Fault::Unreadable("answer").into());
        };
        (rating, newest) = (aggregate, sequence);
    }
    Ok(RatingWire::of(id.clone(), &rating, Some(newest)))
}

/// What the ratings of several products come to, by the word of the shop's voices.
pub(crate) async fn ratings_of(
    incoming: &Incoming,
    shop: &Shop,
    products: Vec<ProductId>,
) -> Result<RatingsWire, Failure> {
    let command = voices::command::Command::Ratings {
        products: products.clone(),
    };
    let known: Vec<(ProductId, Aggregate)> = voices::ask(&incoming.env, &shop.id, &command).await?;
    let rating = |product: ProductId| {
        let found = known.iter().find(|(id, _)| *id == product);
        let rating = found.map_or(Aggregate::EMPTY, |(_, rating)| *rating);
        RatingWire::of(product, &rating, None)
    };
    Ok(RatingsWire {
        ratings: products.into_iter().map(rating).collect(),
    })
}

fn read_products(incoming: &Incoming) -> Result<Vec<ProductId>, Rejection> {
    const WRONG: Rejection =
        Rejection::Malformed("The products are ids with commas between, 50 at most.");
    let text = incoming.head.query_field("products").unwrap_or_default();
    let ids: Result<Vec<ProductId>, _> = text.split(',').map(str::parse).collect();
    let ids = ids.map_err(|_| WRONG)?;
    if ids.len() > limits::RATED_PRODUCTS {
        return Err(WRONG);
    }
    Ok(ids)
}

fn read_ask(incoming: &Incoming) -> Result<AskPage, Rejection> {
    let sort = field::<Sort>(
        incoming,
        "sort",
        "The sort is helpful, newest, highest or lowest.",
    )?;
    let stars = "The stars are from 1 to 5, each once, with commas between.";
    let narrowed = "The filters photos, verified and text are yes, or are not there.";
    let narrow = |name| field::<Narrowed>(incoming, name, narrowed).map(Option::unwrap_or_default);
    let filter = Filter {
        stars: field::<Stars>(incoming, "stars", stars)?.unwrap_or_default(),
        photos: narrow("photos")?,
        verified: narrow("verified")?,
        text: narrow("text")?,
    };
    let not_ours = "The cursor is not one of ours, or is of another sort.";
    let cursor: Option<Cursor> = field(incoming, "cursor", not_ours)?;
    let sort = match (sort, cursor) {
        (Some(sort), Some(cursor)) if sort != cursor.sort => {
            return Err(Rejection::Malformed(not_ours));
        }
        (sort, cursor) => sort.or(cursor.map(|it| it.sort)).unwrap_or_default(),
    };
    Ok(AskPage {
        sort,
        filter,
        after: cursor.map(|cursor| cursor.after),
    })
}

/// A field of the query, where it is there and not empty.
fn field<T: std::str::FromStr>(
    incoming: &Incoming,
    name: &str,
    wrong: &'static str,
) -> Result<Option<T>, Rejection> {
    let text = incoming.head.query_field(name);
    let text = text.filter(|text| !text.is_empty());
    let read = text.map(|text| text.parse().map_err(|_| Rejection::Malformed(wrong)));
    read.transpose()
}
