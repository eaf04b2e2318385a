//! What reading, voting and writing cost on a product with a thousand reviews and on one with ten
//! thousand: both in turn, in one run, over HTTP on a real workerd. `cargo xtask bench` runs it.
//! Times mean nothing by themselves here; their ratio says whether a cost grows with the list.

#![expect(
    clippy::unwrap_used,
    reason = "like a test, it panics where something is not as it should be"
)]

use std::time::{Duration, Instant};

use accolade_tests::{Answer, Service, Shop, file_of_reviews, programs};
use serde_json::json;

/// How often each thing is asked of each product.
const ROUNDS: usize = 200;
/// The products: an id and how many reviews it has.
const FEW: (&str, usize) = ("few", 1_000);
const MANY: (&str, usize) = ("many", 10_000);

/// Something that is asked of a product in a round.
type Ask<'a> = Box<dyn Fn(&str, usize) -> Answer + 'a>;

fn main() {
    let service = Service::start("cost-of-reviews");
    let shop = Shop::at(service.client(), &programs::plain());
    let hosts = json!({"reviews": {"photo_hosts": ["cdn.example"]}});
    shop.configure(&hosts).ok();
    for (product, rows) in [FEW, MANY] {
        let file = file_of_reviews(product, rows, "cdn.example");
        let report = shop.import(&file).ok();
        assert_eq!(report["imported"], rows, "{report}");
    }
    println!("{ROUNDS} rounds, {} reviews against {}\n", FEW.1, MANY.1);
    println!(
        "{:<44}{:>10}{:>10}{:>8}",
        "median of", "few, µs", "many, µs", "ratio"
    );
    for (name, ask) in asked(&shop) {
        let [few, many] = medians(&ask).map(|time| time.as_micros() as f64);
        println!("{name:<44}{few:>10.0}{many:>10.0}{:>8.2}", many / few);
    }
}

/// The median times of both products, which take turns so that what else the machine does meets
/// both.
fn medians(ask: &Ask<'_>) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for (place, (product, _)) in [FEW, MANY].into_iter().enumerate() {
            let started = Instant::now();
            ask(product, round).ok();
            times[place].push(started.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    })
}

fn asked(shop: &Shop) -> Vec<(&'static str, Ask<'_>)> {
    let mut all: Vec<(&'static str, Ask<'_>)> = Vec::new();
    for (name, query) in [
        ("first page, most helpful, with the sums", "sort=helpful"),
        ("first page, newest", "sort=newest"),
        ("first page, lowest", "sort=lowest"),
        ("of two stars", "stars=2"),
        (
            "with photos and text, of two and three stars",
            "photos=yes&text=yes&stars=2,3",
        ),
    ] {
        all.push((
            name,
            Box::new(move |product, round| read(shop, product, query, round)),
        ));
    }
    let middles = [FEW, MANY].map(|(product, rows)| (product, middle(shop, product, rows)));
    all.push((
        "a page in the middle",
        Box::new(move |product, round| {
            let [(few, one), (_, other)] = &middles;
            let cursor = if product == *few { one } else { other };
            read(shop, product, &format!("cursor={cursor}"), round)
        }),
    ));
    all.push((
        "a vote",
        Box::new(|product, round| {
            let review = format!("r{}", 1 + round * 4 % FEW.1);
            shop.vote(
                &format!("voter-{product}-{round}"),
                product,
                &review,
                &json!(true),
            )
        }),
    ));
    all.push((
        "a review",
        Box::new(|product, round| {
            let body = json!({"rating": 1 + round % 5, "body": "Warm and light."});
            shop.write(&format!("writer-{product}-{round}"), product, &body)
        }),
    ));
    all
}

/// The cursor of the page with which the second half of a list begins.
fn middle(shop: &Shop, product: &str, rows: usize) -> String {
    let mut page = shop.reviews(product, "sort=newest");
    let mut seen = 0;
    loop {
        seen += page["reviews"].as_array().unwrap().len();
        let cursor = page["next"].as_str().unwrap().to_owned();
        if seen * 2 >= rows {
            return cursor;
        }
        page = shop.reviews(product, &format!("cursor={cursor}"));
    }
}

/// A list, asked by somebody who has not asked before: nobody meets a rate limit.
fn read(shop: &Shop, product: &str, query: &str, round: usize) -> Answer {
    let path = shop.path(&format!("/products/{product}/reviews?{query}"));
    let address = format!("10.200.{}.{}", round / 250, round % 250);
    shop.service("GET", &path)
        .header("cf-connecting-ip", address)
        .send()
}
