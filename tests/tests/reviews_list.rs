//! Lists of reviews: pages, sorts and filters over hundreds and thousands, held against a recount.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use std::collections::BTreeSet;

use accolade_tests::{Shop, file_of_reviews, on_threads, programs};
use serde_json::{Value, json};
use shared::Time;

fn shop_with(rows: usize) -> Shop {
    let shop = Shop::new(&programs::plain());
    let hosts = json!({"reviews": {"photo_hosts": ["cdn.example"]}});
    shop.configure(&hosts).ok();
    let report = shop
        .import(&file_of_reviews("88", rows, "cdn.example"))
        .ok();
    assert_eq!(report["imported"], rows, "{report}");
    shop
}

fn ids(reviews: &[Value]) -> Vec<u64> {
    let number = |review: &Value| review["id"].as_str()?.strip_prefix('r')?.parse().ok();
    reviews.iter().map(|it| number(it).unwrap()).collect()
}

/// What a list should be: every review, filtered and sorted here.
fn expected(all: &[Value], sort: &str, keep: impl Fn(&Value) -> bool) -> Vec<u64> {
    let mut kept: Vec<Value> = all.iter().filter(|it| keep(it)).cloned().collect();
    let rating = |review: &Value| review["rating"].as_i64().unwrap();
    kept.sort_by_key(|review| {
        let first = match sort {
            "highest" => -rating(review),
            "lowest" => rating(review),
            _ => 0,
        };
        let at: Time = review["at"].as_str().unwrap().parse().unwrap();
        let number = ids(std::slice::from_ref(review))[0];
        (first, std::cmp::Reverse((at, number)))
    });
    ids(&kept)
}

/// The sums of all reviews, counted one by one.
fn recount(all: &[Value]) -> Value {
    let mut histogram = [0_u64; 5];
    for review in all {
        histogram[review["rating"].as_u64().unwrap() as usize - 1] += 1;
    }
    let sum: u64 = all.iter().map(|it| it["rating"].as_u64().unwrap()).sum();
    let count = all.len() as u64;
    let tenths = (20 * sum + count) / (2 * count);
    let texts = all.iter().filter(|it| it["body"].is_string()).count();
    json!({"rating_value": tenths as f64 / 10.0, "rating_count": count, "review_count": texts,
        "rating_sum": sum, "histogram": histogram})
}

fn is_in(stars: &'static [u64]) -> impl Fn(&Value) -> bool {
    move |review| stars.contains(&review["rating"].as_u64().unwrap())
}

/// A filter of the query, and the same in words of the answer.
type Case = (&'static str, Box<dyn Fn(&Value) -> bool>);

fn cases() -> Vec<Case> {
    let has_photos = |it: &Value| !it["photos"].as_array().unwrap().is_empty();
    let has_text = |it: &Value| it["body"].is_string();
    let is_verified = |it: &Value| it["verified"] == true;
    vec![
        ("", Box::new(|_| true)),
        ("stars=5", Box::new(is_in(&[5]))),
        ("stars=1,4", Box::new(is_in(&[1, 4]))),
        ("photos=yes", Box::new(has_photos)),
        ("text=yes", Box::new(has_text)),
        ("verified=yes", Box::new(is_verified)),
        (
            "photos=yes&text=yes&stars=2,3",
            Box::new(move |it| has_photos(it) && has_text(it) && is_in(&[2, 3])(it)),
        ),
        (
            "verified=yes&text=yes",
            Box::new(move |it| is_verified(it) && has_text(it)),
        ),
    ]
}

fn check(shop: &Shop, sorts: &[&str]) {
    let all = shop.all_reviews("88", "sort=newest");
    let page = shop.reviews("88", "");
    assert_eq!(page["rating"], recount(&all));
    for (filter, keep) in cases() {
        for sort in sorts {
            let query = format!("sort={sort}&{filter}");
            let found = ids(&shop.all_reviews("88", &query));
            assert_eq!(found, expected(&all, sort, &keep), "{query}");
            let matching = shop.reviews("88", &query)["matching"].clone();
            assert_eq!(matching, found.len(), "{query}");
        }
    }
    let count = |keep: &dyn Fn(&Value) -> bool| all.iter().filter(|it| keep(it)).count();
    let cases = cases();
    assert_eq!(
        page["counts"],
        json!({"photos": count(&cases[3].1), "verified": count(&cases[5].1),
            "text": count(&cases[4].1)})
    );
}

#[test]
fn a_thousand_reviews_by_every_sort_and_filter() {
    let shop = shop_with(1000);
    // Some of those who bought write too.
    on_threads(4, 40, |index| {
        let shopper = format!("shopper-{index}");
        shop.bought(&shopper, &index.to_string(), "88");
        let mut body = json!({"rating": 1 + index % 5});
        if index % 2 == 0 {
            body["body"] = json!(format!("Bought and used, {index} times."));
        }
        shop.published(&shopper, "88", &body);
    });
    check(&shop, &["newest", "highest", "lowest"]);
}

#[test]
fn ten_thousand_reviews_page_to_the_end_and_add_up() {
    let shop = shop_with(10_000);
    let all = shop.all_reviews("88", "sort=newest");
    assert_eq!(all.len(), 10_000);
    assert_eq!(ids(&all), expected(&all, "newest", |_| true));
    assert_eq!(shop.reviews("88", "")["rating"], recount(&all));
    for query in [
        "sort=lowest&stars=1&photos=yes",
        "sort=helpful&stars=3&text=yes",
    ] {
        let found = shop.all_reviews("88", query);
        assert_eq!(
            shop.reviews("88", query)["matching"],
            found.len(),
            "{query}"
        );
        let names: BTreeSet<u64> = ids(&found).into_iter().collect();
        assert_eq!(names.len(), found.len(), "{query}");
    }
}

#[test]
fn helpful_lists_page_without_loss_while_votes_differ() {
    let shop = shop_with(120);
    on_threads(4, 60, |index| {
        let review = format!("r{}", 1 + index % 17);
        let helpful = json!(index % 3 != 0);
        shop.vote(&format!("v-{index}"), "88", &review, &helpful)
            .ok();
    });
    let found = ids(&shop.all_reviews("88", "sort=helpful"));
    let names: BTreeSet<u64> = found.iter().copied().collect();
    assert_eq!((found.len(), names.len()), (120, 120));
    assert_eq!(found, ids(&shop.all_reviews("88", "")));
}

#[test]
fn a_vote_between_two_pages_moves_one_review_and_loses_no_other() {
    let shop = shop_with(60);
    let first = shop.reviews("88", "sort=helpful");
    let mut found = ids(first["reviews"].as_array().unwrap());
    let all = ids(&shop.all_reviews("88", "sort=helpful"));
    // The last of all comes to the front, while somebody is between two pages.
    let moved = all[all.len() - 1];
    shop.vote("ann", "88", &format!("r{moved}"), &json!(true))
        .ok();
    let mut next = first["next"].clone();
    while let Some(cursor) = next.as_str() {
        let page = shop.reviews("88", &format!("sort=helpful&cursor={cursor}"));
        found.extend(ids(page["reviews"].as_array().unwrap()));
        next = page["next"].clone();
    }
    let names: BTreeSet<u64> = found.iter().copied().collect();
    assert_eq!(names.len(), found.len(), "none comes twice");
    let missing: Vec<u64> = all.into_iter().filter(|it| !names.contains(it)).collect();
    assert_eq!(missing, [moved], "it went where it had been looked already");
    assert_eq!(
        shop.reviews("88", "")["reviews"][0]["id"],
        format!("r{moved}")
    );
}

#[test]
fn sums_follow_every_change() {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    let body = |rating: usize| json!({"rating": rating, "body": "Warm and light."});
    let ids: Vec<String> = (0..15)
        .map(|index| shop.published(&format!("s-{index}"), "88", &body(1 + index % 5)))
        .collect();
    let reject = json!({"to": "rejected", "reason": "off-topic"});
    for (index, id) in ids.iter().enumerate() {
        match index % 5 {
            0 => drop(shop.moderate("88", id, &reject).ok()),
            1 => drop(
                shop.moderate("88", id, &json!({"to": "withdrawn", "reason": "off-topic"}))
                    .ok(),
            ),
            2 => {
                let edit = json!({"rating": 5, "review": id});
                shop.write(&format!("s-{index}"), "88", &edit).ok();
            }
            _ => {}
        }
        let all = shop.all_reviews("88", "");
        assert_eq!(shop.reviews("88", "")["rating"], recount(&all), "{index}");
    }
    shop.moderate("88", &ids[0], &json!({"to": "published"}))
        .ok();
    let all = shop.all_reviews("88", "");
    assert_eq!(all.len(), 10);
    assert_eq!(shop.reviews("88", "")["rating"], recount(&all));
}

#[test]
fn what_does_not_read_is_told() {
    let shop = shop_with(30);
    let next = shop.reviews("88", "sort=newest")["next"].clone();
    let next = next.as_str().unwrap();
    for query in [
        "sort=best",
        "stars=6",
        "stars=5,5",
        "photos=maybe",
        "cursor=1",
        &format!("sort=helpful&cursor={next}"),
        &format!("cursor={next}x"),
    ] {
        let path = format!("/products/88/reviews?{query}");
        shop.anyone("GET", &path).send().problem(400, "malformed");
    }
    // A cursor tells its own sort.
    assert_eq!(
        shop.reviews("88", &format!("cursor={next}"))["matching"],
        30
    );
}

#[test]
fn the_same_answer_is_not_sent_twice() {
    let shop = shop_with(3);
    let get = |etag: &str, query: &str| {
        let path = format!("/products/88/reviews?{query}");
        shop.anyone("GET", &path)
            .header("if-none-match", etag)
            .send()
    };
    let first = get("", "");
    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\""), "{etag}");
    assert!(first.header("cache-control").contains("s-maxage"));
    assert!(
        first
            .header("cache-control")
            .contains("stale-while-revalidate")
    );
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let again = get(&etag, "");
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(get(&etag, "stars=5").status, 200);
    let published = shop.published("ann", "88", &json!({"rating": 5}));
    let news = get(&etag, "");
    assert_eq!(news.status, 200);
    assert_ne!(news.header("etag"), etag);
    shop.vote("bob", "88", &published, &json!(true)).ok();
    assert_eq!(get(news.header("etag"), "").status, 200);
}

#[test]
fn cards_ask_for_many_ratings_at_once() {
    let shop = shop_with(10);
    let told = accolade_tests::until("the ratings", || {
        let got = shop
            .anyone("GET", "/ratings?products=88,nobody")
            .send()
            .ok();
        (got["ratings"][0]["rating"]["rating_count"] == 10).then_some(got)
    });
    let rating = shop.reviews("88", "")["rating"].clone();
    assert_eq!(
        told["ratings"][0],
        json!({"product": "88", "rating": rating})
    );
    assert_eq!(
        told["ratings"][1],
        json!({"product": "nobody", "rating": {"rating_count": 0, "review_count": 0,
            "rating_sum": 0, "histogram": [0, 0, 0, 0, 0]}})
    );
    let many = vec!["1"; 51].join(",");
    for query in [
        "",
        "?products=",
        "?products=a%20b",
        &format!("?products={many}"),
    ] {
        let got = shop.anyone("GET", &format!("/ratings{query}")).send();
        got.problem(400, "malformed");
    }
}
