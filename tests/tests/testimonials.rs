//! Testimonials: chosen by the shop, labelled so, and only of what everybody may see.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Answer, Shop, programs, until};
use serde_json::{Value, json};

fn shop() -> Shop {
    let shop = Shop::new(&programs::plain());
    shop.product("88");
    shop.product("99");
    shop
}

fn choose(shop: &Shop, chosen: &[(&str, &str)]) -> Answer {
    let name = |(product, review): &(&str, &str)| json!({"product": product, "review": review});
    let body = json!({"reviews": chosen.iter().map(name).collect::<Vec<_>>()});
    shop.shop("PUT", "/testimonials").json(&body).send()
}

fn shown(shop: &Shop) -> Vec<Value> {
    let got = shop.anyone("GET", "/testimonials").send().ok();
    assert_eq!(got["chosen_by"], "shop");
    got["testimonials"].as_array().unwrap().clone()
}

/// Reviews of ann and bob, once the shop's list has both.
fn written(shop: &Shop) -> (String, String) {
    let body = |text: &str| json!({"rating": 5, "body": text});
    let ann = shop.published("ann", "88", &body("Warm and light."));
    let bob = shop.published("bob", "99", &body("Well made."));
    until("the shop's list", || {
        (shop.queue("").len() == 2).then_some(())
    });
    (ann, bob)
}

#[test]
fn they_come_in_the_shops_order_with_their_products() {
    let shop = shop();
    assert_eq!(shown(&shop), Vec::<Value>::new());
    let (ann, bob) = written(&shop);
    choose(&shop, &[("99", &bob), ("88", &ann)]).ok();
    let found = shown(&shop);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["body"], "Well made.");
    assert_eq!(
        found[0]["product"],
        json!({"id": "99", "title": "Product 99", "url": "/p/99"})
    );
    choose(&shop, &[("88", &ann)]).ok();
    assert_eq!(shown(&shop).len(), 1);
    choose(&shop, &[]).ok();
    assert_eq!(shown(&shop), Vec::<Value>::new());
}

#[test]
fn only_published_reviews_with_words_are_chosen() {
    let shop = shop();
    let (ann, bob) = written(&shop);
    let silent = shop.published("cal", "88", &json!({"rating": 5}));
    let link = json!({"rating": 5, "body": "See https://spam.example"});
    let held = shop.write("dan", "88", &link).ok()["review"]["id"].clone();
    until("the shop's list", || {
        (shop.queue("").len() == 4).then_some(())
    });
    let chosen = [
        ("88", ann.as_str()),
        ("88", silent.as_str()),
        ("88", held.as_str().unwrap()),
        ("77", "r1"),
    ];
    choose(&shop, &chosen).invalid_at(&["/reviews/1", "/reviews/2", "/reviews/3"]);
    assert_eq!(shown(&shop), Vec::<Value>::new());
    choose(&shop, &[("88", &ann), ("99", &bob)]).ok();
    let reject = json!({"to": "rejected", "reason": "fake"});
    shop.moderate("88", &ann, &reject).ok();
    until("the rejection", || {
        let found = shown(&shop);
        (found.len() == 1 && found[0]["body"] == "Well made.").then_some(())
    });
}

#[test]
fn a_shopper_who_is_forgotten_is_no_testimonial() {
    let shop = shop();
    let (ann, _) = written(&shop);
    choose(&shop, &[("88", &ann)]).ok();
    shop.shop("DELETE", "/shoppers/ann").send();
    until("the erasure", || shown(&shop).is_empty().then_some(()));
}

#[test]
fn only_the_shop_chooses() {
    let shop = shop();
    let body = json!({"reviews": []});
    let call = shop.shopper("ann", "PUT", "/testimonials").json(&body);
    call.send().problem(403, "forbidden");
    let many: Vec<(&str, String)> = (1..52).map(|number| ("88", format!("r{number}"))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(a, b)| (*a, b.as_str())).collect();
    choose(&shop, &many).invalid_at(&["/reviews"]);
    choose(&shop, &[("88", "r1"), ("88", "r1")]).invalid_at(&["/reviews"]);
    let first = shop.anyone("GET", "/testimonials").send();
    let again = shop
        .anyone("GET", "/testimonials")
        .header("if-none-match", first.header("etag"));
    assert_eq!(again.send().status, 304);
}

#[test]
fn words_that_were_changed_since_are_nobodys_choice_until_they_are_chosen_again() {
    let shop = shop();
    let (ann, bob) = written(&shop);
    let both = [("88", ann.as_str()), ("99", bob.as_str())];
    let chosen = choose(&shop, &both).ok();
    assert_eq!(chosen["changed"], json!([]));
    // What others say of it changes nothing.
    shop.vote("cal", "88", &ann, &json!(true)).ok();
    let reply = json!({"body": "Thank you!"});
    let path = format!("/reviews/88/{ann}/reply");
    shop.shop("POST", &path).json(&reply).send().ok();
    until("the reply", || {
        let found = shown(&shop);
        (found.len() == 2 && found[0]["reply"]["body"] == "Thank you!").then_some(())
    });
    let edit = json!({"rating": 1, "body": "It fell apart.", "review": ann});
    shop.write("ann", "88", &edit).ok();
    until("the edit", || (shown(&shop).len() == 1).then_some(()));
    assert_eq!(shown(&shop)[0]["body"], "Well made.");
    let told = |shop: &Shop| shop.shop("GET", "/testimonials").send().ok();
    assert_eq!(
        told(&shop)["changed"],
        json!([{"product": "88", "review": ann}])
    );
    let anyone = shop.anyone("GET", "/testimonials").send().ok();
    assert_eq!(anyone["changed"], Value::Null);
    let chosen = choose(&shop, &both).ok();
    assert_eq!(chosen["testimonials"][0]["body"], "It fell apart.");
    assert_eq!(told(&shop)["changed"], json!([]));
}
