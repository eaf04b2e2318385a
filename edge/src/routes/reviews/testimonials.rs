//! Testimonials: reviews that the shop chose, and that say so.

use serde::Serialize;
use shared::document::Fault as DocumentFault;
use shared::id::ProductId;
use shared::reviews::{Chosen, ReviewId, read_chosen};

use super::{products, shared_answer};
use crate::caller;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::objects::voices::{
    self,
    command::{Command, Selection, Voice},
};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::wire::review::{ProductWire, ReviewWire, Testimonial};

/// The chosen ones. That they are chosen is part of what is said.
#[derive(Debug, Serialize)]
pub(crate) struct TestimonialsWire {
    chosen_by: &'static str,
    testimonials: Vec<Testimonial>,
}

/// The same, with what only the shop is told.
#[derive(Debug, Serialize)]
struct ForShop {
    #[serde(flatten)]
    all: TestimonialsWire,
    /// Left out until they are chosen again: their writers changed them since.
    changed: Vec<Named>,
}

/// The name of a review.
#[derive(Debug, Serialize)]
struct Named {
    product: ProductId,
    review: ReviewId,
}

/// `GET /testimonials`.
pub(super) async fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let bearer = incoming.head.bearer();
    if bearer.is_some_and(|key| shop.has_secret_key(key.as_bytes())) {
        return Ok(Reply::json(200, &for_shop(incoming, shop).await?)?);
    }
    caller::anyone(&incoming.head, incoming.now)?;
    shared_answer(incoming, &all(incoming, shop).await?)
}

/// `PUT /testimonials`.
pub(super) async fn put(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let chosen = read_chosen(&document).map_err(Rejection::Invalid)?;
    let named = |one: Chosen| (one.product, one.review);
    let command = Command::Choose {
        chosen: chosen.into_iter().map(named).collect(),
    };
    let unfit: Vec<usize> = voices::ask(&incoming.env, &shop.id, &command).await?;
    if unfit.is_empty() {
        return Ok(Reply::json(200, &for_shop(incoming, shop).await?)?);
    }
    let fault = |place| DocumentFault {
        pointer: format!("/reviews/{place}"),
        detail: "found no published review with a text of this name".into(),
    };
    Err(Rejection::Invalid(unfit.into_iter().map(fault).collect()).into())
}

/// The chosen ones that can be shown, in their order.
pub(crate) async fn all(incoming: &Incoming, shop: &Shop) -> Result<TestimonialsWire, Failure> {
    let selection = selection(incoming, shop).await?;
    told(incoming, shop, &selection).await
}

async fn for_shop(incoming: &Incoming, shop: &Shop) -> Result<ForShop, Failure> {
    let selection = selection(incoming, shop).await?;
    let all = told(incoming, shop, &selection).await?;
    let named = |(product, review)| Named { product, review };
    Ok(ForShop {
        all,
        changed: selection.changed.into_iter().map(named).collect(),
    })
}

async fn selection(incoming: &Incoming, shop: &Shop) -> Result<Selection, Fault> {
    voices::ask(&incoming.env, &shop.id, &Command::Chosen).await
}

async fn told(
    incoming: &Incoming,
    shop: &Shop,
    selection: &Selection,
) -> Result<TestimonialsWire, Failure> {
    let voices = &selection.shown;
    let ids = voices.iter().map(|voice| voice.product.clone()).collect();
    let known = products(incoming, shop, ids).await?;
    let testimonial = |voice: &Voice| {
        let found = known.iter().find(|(id, _)| *id == voice.product);
        Testimonial {
            product: ProductWire::of(&voice.product, found.map(|(_, it)| it)),
            review: ReviewWire::of(&voice.review, &shop.reviews),
        }
    };
    Ok(TestimonialsWire {
        chosen_by: "shop",
        testimonials: voices.iter().map(testimonial).collect(),
    })
}
