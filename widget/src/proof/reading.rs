//! Reading: what the service answers about reviews, as values.

use std::rc::Rc;

use shared::reviews::{App, Incentive, Rating};

use super::ballot::Vote;
use super::draft::Draft;
use super::fold::Fold;
use super::query::Query;
use super::rating;
use super::review::{Chosen, Counts, Listing, Product, Reply, Review, Standing};
use super::visit::Own;
use crate::node::Node;

/// A page of a product's reviews, as it was asked for.
pub(crate) fn listing(node: &Node, query: Query) -> Option<Listing> {
    let counts = node.at("counts");
    let count = |name| counts.as_ref().and_then(|counts| counts.whole(name));
    Some(Listing {
        product: node.at("product").as_ref().map(product).unwrap_or_default(),
        rating: rating::read(&node.at("rating")?)?,
        counts: Counts {
            photos: count("photos").unwrap_or_default(),
            verified: count("verified").unwrap_or_default(),
            text: count("text").unwrap_or_default(),
        },
        reviews: reviews(node, "reviews"),
        matching: node.whole("matching").unwrap_or_default(),
        next: node.text("next"),
        query,
        sequence: node.whole("sequence"),
    })
}

/// The reviews that the shop chose.
pub(crate) fn chosen(node: &Node) -> Chosen {
    Chosen {
        reviews: reviews(node, "testimonials"),
    }
}

/// The reviews of a list; one that can't be read is left out.
pub(crate) fn reviews(node: &Node, name: &str) -> Vec<Rc<Review>> {
    let list = node.list(name);
    list.iter().filter_map(review).map(Rc::new).collect()
}

/// One review.
pub(crate) fn review(node: &Node) -> Option<Review> {
    let photos = node.list("photos");
    let photos = photos.iter().filter_map(|photo| photo.text("url"));
    let reply = node.at("reply");
    Some(Review {
        id: node.text("id")?,
        rating: Rating::new(node.whole("rating")?)?,
        title: full(node, "title"),
        body: full(node, "body").map(Fold::of),
        author: full(node, "author"),
        at: node.time("at")?,
        edited_at: node.time("edited_at"),
        is_verified: node.says("verified"),
        imported: full(node, "imported").filter(|app| app != App::Accolade.slug()),
        incentive: incentive(node),
        photos: photos.filter(|url| is_picture(url)).collect(),
        helpful: node.whole("helpful").unwrap_or_default(),
        unhelpful: node.whole("unhelpful").unwrap_or_default(),
        reply: reply.as_ref().and_then(answer),
        state: Standing::parse(
            node.text("state").as_deref(),
            node.text("reason").as_deref(),
        ),
        product: node.at("product").as_ref().map(product),
    })
}

/// What was given for a review; a service of an earlier version tells of points alone.
fn incentive(node: &Node) -> Incentive {
    if !node.says("rewarded") {
        return Incentive::None;
    }
    match node.text("incentive").as_deref() {
        Some("given") => Incentive::Given,
        _ => Incentive::Rewarded,
    }
}

fn answer(node: &Node) -> Option<Reply> {
    Some(Reply {
        body: full(node, "body")?,
        at: node.time("at")?,
    })
}

fn product(node: &Node) -> Product {
    Product {
        id: node.text("id").unwrap_or_default(),
        title: full(node, "title"),
        url: node.text("url").filter(|url| is_page(url)),
    }
}

/// A shopper's own part.
pub(crate) fn own(node: &Node) -> Own {
    let votes = node.at("votes").map(|votes| votes.yes_and_no());
    let vote = |(id, is_helpful)| match is_helpful {
        true => (id, Vote::Helpful),
        false => (id, Vote::Unhelpful),
    };
    Own {
        reviews: reviews(node, "reviews"),
        votes: votes.into_iter().flatten().map(vote).collect(),
        may_write: node.says("may_write"),
        reward: node.points("reward").filter(|points| !points.is_zero()),
        order: node.text("order"),
    }
}

/// A draft as the body of a request tells of it.
pub(crate) fn draft(node: &Node) -> Draft {
    let text = |name| node.text(name).unwrap_or_default();
    Draft {
        rating: node.whole("rating").and_then(Rating::new),
        title: text("title"),
        body: text("body"),
        author: text("author"),
        photos: node.names("photos"),
    }
}

fn full(node: &Node, name: &str) -> Option<String> {
    node.text(name).filter(|text| !text.is_empty())
}

// An address of the web, or of the shop's own: nothing that would be run.
fn is_page(url: &str) -> bool {
    let is_own = url.starts_with('/') && !url.starts_with("//");
    is_own || url.starts_with("https://") || url.starts_with("http://")
}

// The service lets only pictures of the shop's own hosts through; this is the last look at one.
fn is_picture(url: &str) -> bool {
    let is_plain = |each: char| each.is_ascii_graphic() && !"\"'<>\\`".contains(each);
    url.starts_with("https://") && url.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::{is_page, is_picture};

    #[test]
    fn a_product_has_an_address_that_nothing_runs_at() {
        for url in ["/p/88", "https://shop.example/p", "http://shop.example/p"] {
            assert!(is_page(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "JavaScript:x",
            "//evil.example",
            "data:text/html,x",
            "p",
        ] {
            assert!(!is_page(url), "{url}");
        }
    }

    #[test]
    fn a_picture_comes_over_https_and_hides_nothing() {
        assert!(is_picture("https://img.example/cup.jpg?w=800"));
        for url in [
            "http://img.example/cup.jpg",
            "javascript:alert(1)",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "//img.example/cup.jpg",
            "https://img.example/\" onerror=alert(1)",
            "https://img.example/a b",
            "https://img.example/\u{202e}gpj",
        ] {
            assert!(!is_picture(url), "{url}");
        }
    }
}
