//! Whatever people write, a fragment has the elements of the component and no others: markup of
//! hostile texts is held against that of plain ones, tag by tag and attribute by attribute.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Shop, programs, until};
use fastrand::Rng;
use serde_json::{Value, json};

/// Reviews of one page.
const REVIEWS: usize = 10;
const PRODUCTS: [&str; 3] = ["88", "89", "90"];
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "</script>",
    "</template>",
    "</style>",
    "</div></div>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!--",
    "-->",
    "<!--<[]>-->",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "<<p>",
    "<a b=\"",
    "\"",
    "'",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "`",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&",
    "&amp",
    "javascript:alert(1)",
    "{{7*7}}",
    "${alert(1)}",
    "\\u003cb\\u003e",
    "\\",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\u{7f}",
    "\u{ff1c}b\u{ff1e}",
    "e\u{301}\u{301}\u{301}",
    "\u{1f469}\u{200d}\u{1f467}",
    " ",
];

/// A text of pieces, no longer than a name may be, so that nothing of it folds. It begins with a
/// word, so that something is left of it whatever is taken away.
fn hostile(rng: &mut Rng, number: usize) -> String {
    let mut text = format!("Word{number} ");
    loop {
        let piece = match rng.u8(..4) {
            0 => rng.char('\u{20}'..='\u{24f}').to_string(),
            _ => PIECES[rng.usize(..PIECES.len())].to_owned(),
        };
        if text.chars().count() + piece.chars().count() > 60 {
            return text;
        }
        text += &piece;
    }
}

fn plain(_: &mut Rng, number: usize) -> String {
    format!("Word{number} and nothing else")
}

type Say = fn(&mut Rng, usize) -> String;

/// A shop whose products, reviews and answers all say such things, and its fragments.
fn drawn(say: Say, seed: u64) -> Vec<(String, String)> {
    let rng = &mut Rng::with_seed(seed);
    let shop = Shop::new(&programs::plain());
    let mut chosen = Vec::new();
    for product in PRODUCTS {
        let title = json!({"title": say(rng, 0).replace(char::is_control, " "), "url": "/p"});
        let put = shop.shop("PUT", &format!("/products/{product}"));
        put.json(&title).send().ok();
        for number in 0..REVIEWS {
            let id = publish(&shop, say, rng, product, number);
            let path = format!("/reviews/{product}/{id}/reply");
            let reply = json!({"body": say(rng, number)});
            shop.shop("POST", &path).json(&reply).send().ok();
            chosen.push(json!({"product": product, "review": id}));
        }
    }
    until("the shop's list", || {
        let all = shop.queue("");
        let answered = all.iter().filter(|it| it["reply"].is_object()).count();
        (answered == chosen.len()).then_some(())
    });
    let choose = shop.shop("PUT", "/testimonials");
    choose.json(&json!({"reviews": chosen})).send().ok();
    let elements = PRODUCTS.map(|product| format!("e=reviews:{product}"));
    let elements = elements.join("&");
    let all = format!("{elements}&e=testimonials:carousel&e=testimonials:wall&locale=en");
    let mut fragments = Vec::new();
    for form in ["", "as=html&"] {
        let path = format!("/fragments?{form}{all}");
        let answer = shop.anyone("GET", &path).send().ok();
        for fragment in answer["fragments"].as_array().unwrap() {
            let text = |name: &str| fragment[name].as_str().unwrap_or_default().to_owned();
            check_described(&text("json_ld"), form);
            let name = format!("{form}{}", text("e"));
            fragments.push((name.clone(), text("html")));
            if !form.is_empty() {
                fragments.push((format!("{name} described"), text("json_ld")));
            }
        }
    }
    fragments
}

fn publish(shop: &Shop, say: Say, rng: &mut Rng, product: &str, number: usize) -> String {
    let body = json!({"rating": 1 + number % 5, "title": say(rng, number),
        "body": format!("{} of {product}", say(rng, number)), "author": say(rng, number)});
    let shopper = format!("shopper-{product}-{number}");
    let review = shop.write(&shopper, product, &body).ok()["review"].clone();
    let id = review["id"].as_str().unwrap().to_owned();
    if review["state"] != "published" {
        let verdict = json!({"to": "published"});
        shop.moderate(product, &id, &verdict).ok();
    }
    id
}

/// What search engines are told is JSON that can stand in a script, and of every review.
fn check_described(text: &str, form: &str) {
    if text.is_empty() || !form.is_empty() {
        return;
    }
    assert!(!text.contains(['<', '>', '&']), "{text}");
    let described: Value = serde_json::from_str(text).unwrap();
    let reviews = described["review"].as_array().unwrap();
    assert_eq!(reviews.len(), REVIEWS, "{text}");
}

/// The tags of a markup with the names of their attributes, and its comments. Panics where it is
/// not written as strictly as we write it: every attribute in double quotes, no `<` in any text.
fn skeleton(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "a text has >: {text}");
        if let Some(comment) = after.strip_prefix("!--") {
            let (comment, after) = comment.split_once("-->").unwrap();
            found.push(format!("<!--{comment}-->"));
            rest = after;
            continue;
        }
        let (tag, after) = tag(after);
        // What is in a script is no markup, up to the first thing that could end it.
        rest = if tag.starts_with("script ") {
            &after[after.find("</").unwrap()..]
        } else {
            after
        };
        found.push(tag);
    }
    assert!(!rest.contains('>'), "a text has >: {rest}");
    found
}

/// A tag with the names of its attributes, and what comes after it.
fn tag(text: &str) -> (String, &str) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ':');
    let name = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (tag, mut rest) = text.split_at(name(text));
    assert!(!tag.is_empty(), "a text has <: {text}");
    let mut found = tag.to_owned();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let attribute = rest.strip_prefix(' ').unwrap();
        let (attribute, after) = attribute.split_at(name(attribute));
        let is_ours = !attribute.starts_with("on") && !["style", "srcdoc"].contains(&attribute);
        assert!(is_ours && !attribute.is_empty(), "{attribute}: {rest}");
        found = format!("{found} {attribute}");
        rest = after;
        if let Some(value) = after.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').unwrap();
            assert!(!value.contains('<'), "an attribute has <: {value}");
            assert!(!value.trim_start().starts_with("javascript:"), "{value}");
            rest = after;
        }
    }
}

#[test]
fn hostile_texts_are_drawn_with_the_tags_of_plain_ones() {
    let expected = drawn(plain, 0);
    for seed in 0..3 {
        let found = drawn(hostile, seed);
        assert_eq!(found.len(), expected.len());
        for ((name, html), (_, plain)) in found.iter().zip(&expected) {
            assert_eq!(
                skeleton(html),
                skeleton(plain),
                "{name}, seed {seed}: {html}"
            );
        }
    }
}
