//! The routes of reviews.

use shared::id::ProductId;

use super::{choose, id};
use crate::http::head::Method::{self, Delete, Get, Post, Put};
use crate::problem::Rejection;

/// What is asked about reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewRoute {
    /// The published reviews of a product.
    List(ProductId),
    /// Write one, or write one's own anew.
    Write(ProductId),
    /// What a shopper wrote of a product and may write.
    Mine(ProductId),
    /// What the ratings of a product come to.
    Rating(ProductId),
    /// The same of several products.
    Ratings,
    /// Vote on a review.
    Vote(ProductId, String),
    /// Publish, reject or withdraw a review.
    Moderate(ProductId, String),
    /// Answer a review.
    Reply(ProductId, String),
    /// Erase what a review says.
    Erase(ProductId, String),
    /// All reviews of the shop, for the shop.
    Queue,
    /// What was published and rejected, by star.
    Report,
    /// Take reviews over from elsewhere.
    Import,
    /// Take all reviews elsewhere.
    Export,
    /// The chosen ones.
    Testimonials,
    /// Choose them.
    Choose,
}

/// Finds where a request about reviews leads; nothing where it is about something else.
pub(super) fn find(method: Method, segments: &[&str]) -> Option<Result<ReviewRoute, Rejection>> {
    let one = |known, route: ReviewRoute| choose(method, [(known, route)]);
    let of_one = |product: &str, review: &str, route: fn(ProductId, String) -> ReviewRoute| {
        one(Post, route(id(product)?, review.to_owned()))
    };
    Some(match segments {
        ["products", product, "reviews"] => id::<ProductId>(product).and_then(|product| {
            let write = ReviewRoute::Write(product.clone());
            choose(method, [(Get, ReviewRoute::List(product)), (Post, write)])
        }),
        ["products", product, "reviews", "mine"] => {
            id(product).and_then(|product| one(Get, ReviewRoute::Mine(product)))
        }
        ["products", product, "rating"] => {
            id(product).and_then(|product| one(Get, ReviewRoute::Rating(product)))
        }
        ["ratings"] => one(Get, ReviewRoute::Ratings),
        ["reviews"] => one(Get, ReviewRoute::Queue),
        ["reviews", "report"] => one(Get, ReviewRoute::Report),
        ["reviews", "import"] => one(Post, ReviewRoute::Import),
        ["reviews", "export"] => one(Get, ReviewRoute::Export),
        ["reviews", product, review, "votes"] => of_one(product, review, ReviewRoute::Vote),
        ["reviews", product, review, "moderation"] => {
            of_one(product, review, ReviewRoute::Moderate)
        }
        ["reviews", product, review, "reply"] => of_one(product, review, ReviewRoute::Reply),
        ["reviews", product, review] => {
            id(product).and_then(|it| one(Delete, ReviewRoute::Erase(it, (*review).to_owned())))
        }
        ["testimonials"] => choose(
            method,
            [(Get, ReviewRoute::Testimonials), (Put, ReviewRoute::Choose)],
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::{Route, ShopRoute, find};

    #[test]
    fn paths_lead_where_they_should() {
        let product = || -> ProductId { "a/b".parse().unwrap() };
        let cases = [
            (Get, "/products/a%2Fb/reviews", ReviewRoute::List(product())),
            (
                Post,
                "/products/a%2Fb/reviews",
                ReviewRoute::Write(product()),
            ),
            (
                Get,
                "/products/a%2Fb/reviews/mine",
                ReviewRoute::Mine(product()),
            ),
            (
                Get,
                "/products/a%2Fb/rating",
                ReviewRoute::Rating(product()),
            ),
            (Get, "/ratings", ReviewRoute::Ratings),
            (
                Post,
                "/reviews/a%2Fb/r1/votes",
                ReviewRoute::Vote(product(), "r1".into()),
            ),
            (
                Post,
                "/reviews/a%2Fb/r1/reply",
                ReviewRoute::Reply(product(), "r1".into()),
            ),
            (
                Delete,
                "/reviews/a%2Fb/r1",
                ReviewRoute::Erase(product(), "r1".into()),
            ),
            (Get, "/reviews", ReviewRoute::Queue),
            (Post, "/reviews/import", ReviewRoute::Import),
            (Put, "/testimonials", ReviewRoute::Choose),
        ];
        for (method, path, expected) in cases {
            let got = find(method, &format!("/v1/shops/juniper{path}"));
            let expected = ShopRoute::Reviews(expected);
            let shop = "juniper".parse().unwrap();
            assert_eq!(got, Ok(Route::Shop(shop, expected)), "{path}");
        }
    }

    #[test]
    fn unknown_paths_are_not_found() {
        for path in [
            "/reviews/88/r1/votes/2",
            "/products/a%20b/reviews",
            "/reviews/imports",
        ] {
            let got = find(Get, &format!("/v1/shops/juniper{path}"));
            assert_eq!(got, Err(Rejection::NotFound), "{path}");
        }
    }
}
