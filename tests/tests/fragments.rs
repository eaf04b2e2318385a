//! Fragments over HTTP: one address for each answer, kept by caches, never markup of a review.

use accolade_tests::{Shop, programs, until};
use serde_json::{Value, json};

const HOSTILE: &str = "</script></template><img src=x onerror=alert(1)> & \"quoted\" \u{2028}<!--";

fn shop() -> Shop {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    shop.published(
        "ada",
        "88",
        &json!({"rating": 4, "author": "Ada", "body": HOSTILE}),
    );
    shop
}

fn get(shop: &Shop, query: &str) -> Value {
    shop.anyone("GET", &format!("/fragments?{query}"))
        .send()
        .ok()
}

#[test]
fn every_element_of_a_page_is_in_one_answer_with_what_it_was_drawn_from() {
    let shop = shop();
    let answer = get(
        &shop,
        "e=reviews:88&e=stars:88&e=testimonials:wall&locale=en-GB",
    );
    assert_eq!(answer["locale"], "en-GB");
    let fragments = answer["fragments"].as_array().unwrap();
    let names: Vec<&str> = fragments
        .iter()
        .map(|it| it["e"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["reviews:88", "stars:88", "testimonials:wall"]);
    let stars = &fragments[1];
    let html = stars["html"].as_str().unwrap();
    assert!(
        html.contains("aria-label=\"4.0 of 5 from 1 rating\""),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
    assert!(stars["nodes"].as_u64().unwrap() > 4);
    assert_eq!(stars["given"]["e"], "stars:88");
    assert_eq!(stars["given"]["timezone"], "UTC");
    assert_eq!(stars["given"]["data"]["rating"]["rating_count"], 1);
    assert_eq!(stars["json_ld"], Value::Null);
    // A fragment says of when it is once, as its `now`.
    let mut page = shop.reviews("88", "");
    assert!(page.as_object_mut().unwrap().remove("as_of").is_some());
    assert_eq!(fragments[0]["given"]["data"], page);
    let described = fragments[0]["json_ld"].as_str().unwrap();
    assert!(!described.contains('<'), "{described}");
    let described: Value = serde_json::from_str(described).unwrap();
    assert_eq!(described["aggregateRating"]["ratingValue"], 4.0);
}

#[test]
fn no_review_becomes_markup_in_any_form() {
    let shop = shop();
    for query in ["e=reviews:88&locale=en", "as=html&e=reviews:88&locale=en"] {
        let answer = get(&shop, query);
        let fragment = &answer["fragments"][0];
        for part in ["html", "json_ld"] {
            let text = fragment[part].as_str().unwrap();
            assert!(!text.contains("<img"), "{query} {text}");
        }
        let html = fragment["html"].as_str().unwrap();
        let is_inline = query.starts_with("as=html");
        assert_eq!(
            html.matches("</script>").count(),
            usize::from(is_inline),
            "{html}"
        );
        assert_eq!(
            html.matches("</template>").count(),
            usize::from(is_inline),
            "{html}"
        );
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let shop = shop();
    let ask = |etag: &str| {
        shop.anyone("GET", "/fragments?e=reviews:88&locale=en")
            .header("if-none-match", etag)
            .header("origin", shop.origin())
            .send()
    };
    let first = ask("");
    first.ok();
    assert_eq!(first.header("vary"), "");
    assert_eq!(first.header("access-control-allow-origin"), "*");
    let cache = first.header("cache-control");
    for word in ["public", "s-maxage=", "stale-while-revalidate="] {
        assert!(cache.contains(word), "{cache}");
    }
    let etag = first.header("etag").to_owned();
    let again = ask(&etag);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.header("etag"), etag);
    shop.published("bo", "88", &json!({"rating": 5}));
    assert_eq!(ask(&etag).status, 200);
}

#[test]
fn another_way_to_write_a_question_leads_to_the_one() {
    let shop = shop();
    let path = "/fragments?locale=en&e=stars:88&e=reviews%3A88&e=stars:88";
    let answer = shop.anyone("GET", path).send();
    assert_eq!(answer.status, 308, "{answer}");
    let target = answer.header("location");
    assert!(
        target.ends_with("/fragments?e=reviews:88&e=stars:88&locale=en"),
        "{target}"
    );
}

#[test]
fn what_is_no_question_is_malformed_or_too_large() {
    let shop = shop();
    for query in ["", "e=stars:88&v=2", "e=balance:1", "e=stars:88&locale=x_y"] {
        let answer = shop.anyone("GET", &format!("/fragments?{query}")).send();
        answer.problem(400, "malformed");
    }
    let many: Vec<String> = (0..51).map(|it| format!("e=stars:{it}")).collect();
    let path = format!("/fragments?{}&locale=en", many.join("&"));
    shop.anyone("GET", &path).send().problem(413, "too-large");
}

#[test]
fn a_product_that_nobody_knows_has_no_ratings_and_nothing_for_search_engines() {
    let shop = shop();
    let answer = get(&shop, "e=reviews:nobody&e=stars:nobody&locale=en");
    assert_eq!(answer["fragments"][0]["json_ld"], Value::Null);
    let html = answer["fragments"][1]["html"].as_str().unwrap();
    assert!(html.contains("No ratings yet"), "{html}");
}

#[test]
fn search_engines_are_told_of_reviews_with_a_name_and_a_text() {
    let shop = shop();
    shop.published("bob", "88", &json!({"rating": 5, "author": "Bob"}));
    shop.published("cal", "88", &json!({"rating": 3, "body": "Well made."}));
    let answer = get(&shop, "e=reviews:88&locale=en");
    let described = answer["fragments"][0]["json_ld"].as_str().unwrap();
    let described: Value = serde_json::from_str(described).unwrap();
    assert_eq!(described["name"], "Product 88");
    assert_eq!(described["aggregateRating"]["ratingCount"], 3);
    let reviews = described["review"].as_array().unwrap();
    assert_eq!(reviews.len(), 1, "{described}");
    assert_eq!(reviews[0]["author"]["name"], "Ada");
}

#[test]
fn every_layout_shows_the_same_chosen_ones() {
    let shop = shop();
    let chosen = json!({"reviews": [{"product": "88", "review": "r1"}]});
    until("the shop's list", || {
        let put = shop.shop("PUT", "/testimonials").json(&chosen).send();
        (put.status == 200).then_some(())
    });
    let answer = get(
        &shop,
        "e=testimonials:carousel&e=testimonials:wall&locale=en",
    );
    let data = |index: usize| answer["fragments"][index]["given"]["data"].clone();
    assert_eq!(data(0)["testimonials"][0]["author"], "Ada", "{answer}");
    assert_eq!(data(0)["changed"], Value::Null);
    assert_eq!(data(0), data(1));
}
