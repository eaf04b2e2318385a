//! The data of fragments: what the public routes answer, asked for by all elements together.

use accolade_widget::Subject;
use serde::Serialize;
use serde_json::{Value, json};
use shared::id::ProductId;
use shared::reviews::{Aggregate, Facts, Rating, Snippet, json_ld};

use crate::fault::Fault;
use crate::fragments::piece::Told;
use crate::objects::product::command::AskPage;
use crate::problem::Failure;
use crate::request::Incoming;
use crate::routes::reviews::{public, testimonials};
use crate::shop::open::Shop;

/// What each of the elements is told, in their order.
pub(super) async fn proof_data(
    incoming: &Incoming,
    shop: &Shop,
    subjects: &[Subject],
) -> Result<Vec<Told>, Failure> {
    let mut lists: Vec<(&ProductId, Value)> = Vec::new();
    for subject in subjects {
        if let Subject::Reviews(product) = subject {
            let page = public::page_of(incoming, shop, product, AskPage::default()).await?;
            lists.push((product, value(&page)?));
        }
    }
    // Beside its reviews a product has the stars of its reviews, whoever knows newer ones.
    let list_of = |product: &ProductId| lists.iter().find(|(id, _)| *id == product);
    let cards = subjects.iter().filter_map(|subject| match subject {
        Subject::Stars(product) => Some(product).filter(|it| list_of(it).is_none()),
        _ => None,
    });
    let ratings = ratings(incoming, shop, cards.cloned().collect()).await?;
    let mut told = Vec::new();
    for subject in subjects {
        told.push(match subject {
            Subject::Stars(product) => Told {
                answer: match list_of(product) {
                    Some((_, page)) => json!({"product": product, "rating": page["rating"]}),
                    None => rating_of(&ratings, product),
                },
                json_ld: None,
            },
            Subject::Reviews(product) => {
                let page = list_of(product).map_or(Value::Null, |(_, page)| page.clone());
                Told {
                    json_ld: described(&page),
                    answer: page,
                }
            }
            Subject::Testimonials(_) => Told {
                answer: value(&testimonials::all(incoming, shop).await?)?,
                json_ld: None,
            },
        });
    }
    Ok(told)
}

async fn ratings(
    incoming: &Incoming,
    shop: &Shop,
    products: Vec<ProductId>,
) -> Result<Value, Failure> {
    if products.is_empty() {
        return Ok(Value::Null);
    }
    let ratings = public::ratings_of(incoming, shop, products).await?;
    Ok(value(&ratings)?)
}

fn rating_of(ratings: &Value, product: &ProductId) -> Value {
    let all = ratings["ratings"].as_array().map_or(&[][..], Vec::as_slice);
    let own = all.iter().find(|it| it["product"] == product.as_str());
    own.cloned().unwrap_or_default()
}

fn value(answer: &impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(answer).map_err(|_| Fault::Unreadable("answer"))
}

/// What search engines are told of a page of reviews.
fn described(page: &Value) -> Option<Value> {
    let text = |value: &'_ Value| value.as_str().map(str::to_owned);
    let product = &page["product"];
    let (title, url, image) = (
        text(&product["title"])?,
        text(&product["url"]),
        text(&product["image"]),
    );
    let facts = Facts {
        title: &title,
        url: url.as_deref(),
        image: image.as_deref(),
    };
    let aggregate: Aggregate = serde_json::from_value(page["rating"].clone()).ok()?;
    let reviews = page["reviews"].as_array()?;
    let snippets: Vec<Snippet<'_>> = reviews.iter().filter_map(snippet).collect();
    json_ld(&facts, &aggregate, &snippets)
}

fn snippet(review: &Value) -> Option<Snippet<'_>> {
    Some(Snippet {
        author: review["author"].as_str()?,
        rating: Rating::new(review["rating"].as_u64()?)?,
        title: review["title"].as_str(),
        body: review["body"].as_str()?,
        at: review["at"].as_str()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_engines_are_told_of_reviews_that_have_a_name_and_a_text() {
        let page = json!({
            "product": {"id": "88", "title": "Cup", "url": "https://a.example/cup"},
            "rating": {"rating_value": 4.5, "rating_count": 2, "review_count": 1,
                "rating_sum": 9, "histogram": [0, 0, 0, 1, 1]},
            "reviews": [
                {"id": "r1", "rating": 5, "author": "Ada", "body": "Good.",
                    "at": "2026-05-03T10:00:00Z"},
                {"id": "r2", "rating": 4, "at": "2026-05-03T10:00:00Z"},
            ],
        });
        let described = described(&page).unwrap();
        assert_eq!(described["name"], "Cup");
        assert_eq!(described["aggregateRating"]["ratingCount"], 2);
        assert_eq!(described["review"].as_array().map(Vec::len), Some(1));
        assert_eq!(described["review"][0]["author"]["name"], "Ada");
    }
}
