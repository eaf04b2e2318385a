//! The data of fragments: what the public routes answer, asked for by all elements together, each
//! source once and all at the same time.

use accolade_widget::Subject;
use futures_util::future::{try_join_all, try_join3};
use serde::Serialize;
use serde_json::Value;
use shared::id::ProductId;
use shared::reviews::{Facts, Snippet, json_ld};

use crate::fault::Fault;
use crate::fragments::piece::Told;
use crate::objects::product::command::AskPage;
use crate::problem::Failure;
use crate::request::Incoming;
use crate::routes::reviews::public;
use crate::routes::reviews::testimonials;
use crate::shop::open::Shop;
use crate::wire::reviews::{PageWire, ProductPage, RatingWire};

/// What the sources answered.
struct Answers<'a> {
    lists: Vec<List<'a>>,
    ratings: Vec<(ProductId, Value)>,
    testimonials: Value,
}

/// The reviews of a product, and what else is told of them.
struct List<'a> {
    product: &'a ProductId,
    rating: Value,
    json_ld: Option<Value>,
    page: Value,
}

/// What each of the elements is told, in their order.
pub(super) async fn proof_data(
    incoming: &Incoming,
    shop: &Shop,
    subjects: &[Subject],
) -> Result<Vec<Told>, Failure> {
    let answers = ask(incoming, shop, subjects).await?;
    Ok(subjects.iter().map(|it| answers.told(it)).collect())
}

async fn ask<'a>(
    incoming: &Incoming,
    shop: &Shop,
    subjects: &'a [Subject],
) -> Result<Answers<'a>, Failure> {
    let listed = subjects.iter().filter_map(|subject| match subject {
        Subject::Reviews(product) => Some(product),
        Subject::Stars(_) | Subject::Testimonials(_) => None,
    });
    let listed: Vec<&ProductId> = listed.collect();
    // Beside its reviews a product has the stars of its reviews, whoever knows newer ones.
    let cards = subjects.iter().filter_map(|subject| match subject {
        Subject::Stars(product) if !listed.contains(&product) => Some(product.clone()),
        _ => None,
    });
    let (lists, ratings, testimonials) = try_join3(
        try_join_all(listed.iter().map(|it| list(incoming, shop, it))),
        ratings(incoming, shop, cards.collect()),
        chosen(incoming, shop, subjects),
    )
    .await?;
    Ok(Answers {
        lists,
        ratings,
        testimonials,
    })
}

impl Answers<'_> {
    fn told(&self, subject: &Subject) -> Told {
        match subject {
            Subject::Stars(product) => {
                let rating = match self.list(product) {
                    Some(list) => Some(&list.rating),
                    None => self
                        .ratings
                        .iter()
                        .find(|it| it.0 == *product)
                        .map(|it| &it.1),
                };
                alone(rating.cloned().unwrap_or_default())
            }
            Subject::Reviews(product) => match self.list(product) {
                Some(list) => Told {
                    answer: list.page.clone(),
                    json_ld: list.json_ld.clone(),
                },
                None => alone(Value::Null),
            },
            Subject::Testimonials(_) => alone(self.testimonials.clone()),
        }
    }

    fn list(&self, product: &ProductId) -> Option<&List<'_>> {
        self.lists.iter().find(|list| list.product == product)
    }
}

const fn alone(answer: Value) -> Told {
    Told {
        answer,
        json_ld: None,
    }
}

async fn list<'a>(
    incoming: &Incoming,
    shop: &Shop,
    product: &'a ProductId,
) -> Result<List<'a>, Failure> {
    let read = public::page_of(incoming, shop, product, AskPage::default()).await?;
    let rating = RatingWire::of(product.clone(), &read.page.aggregate, None);
    Ok(List {
        product,
        rating: value(&rating)?,
        json_ld: described(&read),
        page: value(&PageWire::of(product, read, &shop.reviews))?,
    })
}

async fn ratings(
    incoming: &Incoming,
    shop: &Shop,
    products: Vec<ProductId>,
) -> Result<Vec<(ProductId, Value)>, Failure> {
    if products.is_empty() {
        return Ok(Vec::new());
    }
    let answer = public::ratings_of(incoming, shop, products).await?;
    let named = |it: RatingWire| Ok((it.product.clone(), value(&it)?));
    answer.ratings.into_iter().map(named).collect()
}

/// The testimonials, where any element shows them.
async fn chosen(incoming: &Incoming, shop: &Shop, subjects: &[Subject]) -> Result<Value, Failure> {
    if !subjects
        .iter()
        .any(|it| matches!(it, Subject::Testimonials(_)))
    {
        return Ok(Value::Null);
    }
    Ok(value(&testimonials::all(incoming, shop).await?)?)
}

fn value(answer: &impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(answer).map_err(|_| Fault::Unreadable("answer"))
}

/// What search engines are told of a page of reviews.
fn described(read: &ProductPage) -> Option<Value> {
    let product = read.product.as_ref()?;
    let facts = Facts {
        title: product.title.as_deref()?,
        url: product.url.as_deref(),
        image: product.image.as_deref(),
    };
    let snippets: Vec<Snippet<'_>> = read.page.reviews.iter().filter_map(Snippet::of).collect();
    json_ld(&facts, &read.page.aggregate, &snippets)
}
