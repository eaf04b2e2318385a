//! Importing reviews: streamed, bad rows listed and the rest taken, again is safe, and what an
//! export tells comes back as it was.

#![allow(
    clippy::unwrap_used,
    reason = "in tests a panic is how a fault is told"
)]

use accolade_tests::{Service, Shop, fresh_key, programs, until};
use serde_json::{Value, json};

const HEADER: &str = "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,\
    product_id,product_handle,reply,reply_date,picture_urls,ip_address,location\n";

fn row(product: &str, rating: &str, body: &str) -> String {
    format!(
        "Title,{body},{rating},2024-03-31 10:00:00 UTC,web,ok,Ann,ann@mail.example,{product},\
        tea,Thank you,2024-04-01 10:00:00 UTC,https://cdn.example/a.jpg,192.0.2.7,Kiel\n"
    )
}

fn shop() -> Shop {
    Shop::new(&programs::plain())
}

#[test]
fn a_file_of_judge_me_is_taken() {
    let shop = shop();
    let settings = json!({"reviews": {"publish": "held", "photo_hosts": ["cdn.example"]}});
    shop.configure(&settings).ok();
    let csv = format!(
        "{HEADER}{}{}",
        row("88", "4", "Warm"),
        row("99", "2", "Cold")
    );
    let report = shop.import(&csv).ok();
    assert_eq!(
        report,
        json!({"format": "judge.me-export", "rows": 2, "imported": 2, "unchanged": 0,
            "completed": 0, "bad_rows": 0, "bad": [], "photos_left_out": 0,
            "photo_hosts_left_out": []})
    );
    let page = shop.reviews("88", "");
    let expected = json!({"id": "r1", "rating": 4, "title": "Title", "body": "Warm",
        "author": "Ann", "at": "2024-03-31T10:00:00Z", "verified": false,
        "imported": "judge.me", "rewarded": false, "photos": [{"url": "https://cdn.example/a.jpg"}],
        "helpful": 0, "unhelpful": 0,
        "reply": {"body": "Thank you", "at": "2024-04-01T10:00:00Z"}});
    assert_eq!(page["reviews"], json!([expected]));
    assert_eq!(
        shop.reviews("99", "")["rating"]["histogram"],
        json!([0, 1, 0, 0, 0])
    );
}

#[test]
fn again_is_safe_and_a_longer_file_adds_what_is_new() {
    let shop = shop();
    let first = format!(
        "{HEADER}{}{}",
        row("88", "4", "Warm"),
        row("88", "4", "Warm")
    );
    assert_eq!(shop.import(&first).ok()["imported"], 2);
    let report = shop.import(&first).ok();
    assert_eq!(
        (&report["imported"], &report["unchanged"]),
        (&json!(0), &json!(2))
    );
    let longer = format!("{first}{}", row("88", "5", "Light"));
    let report = shop.import(&longer).ok();
    assert_eq!(
        (&report["imported"], &report["unchanged"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 3);
}

#[test]
fn photos_of_a_host_that_is_not_allowed_are_named_and_come_once_it_is() {
    let shop = shop();
    let csv = format!(
        "{HEADER}{}{}",
        row("88", "4", "Warm"),
        row("88", "5", "Light").replace("cdn.example", "img.example")
    );
    let report = shop.import(&csv).ok();
    assert_eq!(
        (&report["imported"], &report["photos_left_out"]),
        (&json!(2), &json!(2))
    );
    let hosts = json!([
        {"host": "cdn.example", "photos": 1},
        {"host": "img.example", "photos": 1},
    ]);
    assert_eq!(report["photo_hosts_left_out"], hosts);
    assert_eq!(shop.reviews("88", "photos=yes")["matching"], 0);
    let allowed = json!({"reviews": {"photo_hosts": ["cdn.example"]}});
    shop.configure(&allowed).ok();
    let changes = |report: &Value| {
        let count = |name: &str| report[name].as_u64().unwrap();
        (count("imported"), count("unchanged"), count("completed"))
    };
    let report = until("the settings", || {
        let report = shop.import(&csv).ok();
        (report["photos_left_out"] == 1).then_some(report)
    });
    assert_eq!(changes(&report), (0, 1, 1));
    let page = shop.reviews("88", "photos=yes");
    assert_eq!(
        (&page["matching"], &page["counts"]["photos"]),
        (&json!(1), &json!(1))
    );
    let photos = json!([{"url": "https://cdn.example/a.jpg"}]);
    assert_eq!(page["reviews"][0]["photos"], photos);
    assert_eq!(changes(&shop.import(&csv).ok()), (0, 2, 0));
}

#[test]
fn what_another_app_gave_is_no_reward_of_ours() {
    let shop = shop();
    let csv = "product_handle,product_Id,rating,author,email,body,created_at,photo_url,reply,\
        replied_at,verified_purchase,incentivized\n\
        tea,,4,Ann,ann@mail.example,Warm,2024-02-01,,,,TRUE,TRUE\n\
        tea,,5,Bob,bob@mail.example,Light,2204-02-01,,,,TRUE,\n\
        tea,,5,Cid,cid@mail.example,Fine,2024-01-01,,,,TRUE,\n";
    let report = shop.import(csv).ok();
    assert_eq!(report["imported"], 2);
    assert_eq!(report["bad"][0]["reason"], "in-the-future");
    let reviews = shop.all_reviews("tea", "sort=newest");
    let said = |review: &Value| (review["rewarded"].clone(), review["incentive"].clone());
    assert_eq!(said(&reviews[0]), (json!(true), json!("given")));
    assert_eq!(said(&reviews[1]), (json!(false), Value::Null));
    let exported = export(&shop, "csv").concat();
    let other = Shop::new(&programs::plain());
    other.import(&exported).ok();
    assert_eq!(
        said(&other.all_reviews("tea", "sort=newest")[0]),
        said(&reviews[0])
    );
}

#[test]
fn a_shop_that_moves_writes_on_beside_what_it_brings() {
    let shop = shop();
    shop.product("88");
    for (who, rating) in [("ann", 5), ("bob", 1), ("cid", 4)] {
        shop.published(who, "88", &json!({"rating": rating, "author": who}));
    }
    let withdraw = json!({"to": "withdrawn", "reason": "fake"});
    shop.moderate("88", "r2", &withdraw).ok();
    until("the whole list", || {
        let queue = shop.queue("");
        let is_told = queue.len() == 3 && queue.iter().any(|it| it["state"] == "withdrawn");
        is_told.then_some(())
    });
    let whole = export(&shop, "csv").concat();
    let service = Service::start("review-move");
    let moved = shop.moved_to(service.client(), &programs::plain());
    moved.product("88");
    // Somebody writes before anything is brought along, and somebody after it.
    moved.published("dan", "88", &json!({"rating": 3, "author": "Dan"}));
    let report = moved.import(&whole).ok();
    assert_eq!(
        (&report["imported"], &report["bad_rows"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(report["bad"][0]["reason"], "withdrawn");
    for (number, who) in [(4, "eve"), (5, "fay")] {
        let written = moved.write(who, "88", &json!({"rating": 5, "author": who}));
        assert_eq!(written.status, 201, "{written}");
        assert_eq!(written.json()["review"]["id"], format!("r{number}"));
    }
    let again = moved.import(&whole).ok();
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&json!(0), &json!(2))
    );
    assert_eq!(moved.reviews("88", "")["rating"]["rating_count"], 5);
}

#[test]
fn a_request_id_answers_as_before() {
    let shop = shop();
    let key = fresh_key();
    let csv = format!("{HEADER}{}", row("88", "4", "Warm"));
    let first = shop.import_with(&csv, &key);
    let again = shop.import_with(&csv, &key);
    assert_eq!((first.status, &first.body), (200, &again.body));
    let other = format!("{HEADER}{}", row("88", "5", "Light"));
    shop.import_with(&other, &key)
        .problem(409, "idempotency-conflict");
    assert_eq!(shop.reviews("88", "")["rating"]["rating_count"], 1);
    let call = shop.shop("POST", "/reviews/import").bytes(csv.as_bytes());
    call.send().problem(400, "malformed");
    let call = shop.shopper("ann", "POST", "/reviews/import").key(&key);
    call.bytes(csv).send().problem(403, "forbidden");
}

#[test]
fn bad_rows_are_listed_and_cost_no_good_one() {
    let shop = shop();
    let mut csv = HEADER.to_owned();
    for index in 0..120 {
        csv += &row("88", "9", "Bad");
        csv += &row("88", "5", &format!("Good {index}"));
    }
    let report = shop.import(&csv).ok();
    assert_eq!(
        (&report["rows"], &report["imported"]),
        (&json!(240), &json!(120))
    );
    assert_eq!(report["bad_rows"], 120);
    assert_eq!(report["bad"].as_array().unwrap().len(), 100);
    let bad = &report["bad"][0];
    assert_eq!(
        (&bad["line"], &bad["column"], &bad["reason"]),
        (&json!(2), &json!("rating"), &json!("not-a-rating"))
    );
    assert!(bad["detail"].is_string());
    assert_eq!(report["photos_left_out"], 120);
}

#[test]
fn a_file_that_nobody_knows_is_refused() {
    let shop = shop();
    for csv in ["", "a,b,c\n1,2,3\n"] {
        shop.import(csv).invalid_at(&[""]);
    }
}

#[test]
fn many_products_and_many_pieces() {
    let shop = shop();
    let mut csv = HEADER.to_owned();
    for index in 0..5000 {
        let product = format!("p{}", index % 40);
        csv += &row(
            &product,
            "5",
            &format!("\"Number {index}, \"\"quoted\"\"\nand two lines\""),
        );
    }
    let report = shop.import(&csv).ok();
    assert_eq!(
        (&report["imported"], &report["bad_rows"]),
        (&json!(5000), &json!(0))
    );
    for product in ["p0", "p39"] {
        let page = shop.reviews(product, "");
        assert_eq!(page["rating"]["rating_count"], 125);
    }
    let body = shop.reviews("p0", "sort=newest")["reviews"][0]["body"].clone();
    assert!(body.as_str().unwrap().contains("\"quoted\"\nand"), "{body}");
}

#[test]
fn mail_and_network_addresses_are_not_stored() {
    let service = Service::start("review-import");
    let shop = Shop::at(service.client(), &programs::plain());
    let csv = format!("{HEADER}{}", row("88", "4", "kept-words"));
    shop.import(&csv).ok();
    until("the shop's list", || {
        (shop.queue("").len() == 1).then_some(())
    });
    service.kill();
    assert!(service.has_stored("kept-words"));
    for word in ["ann@mail.example", "192.0.2.7"] {
        assert!(!service.has_stored(word), "{word}");
    }
}

/// Every page of an export, put together.
fn export(shop: &Shop, format: &str) -> Vec<String> {
    let mut pages = Vec::new();
    let mut path = format!("/reviews/export?format={format}");
    loop {
        let page = shop.shop("GET", &path).send();
        assert_eq!(page.status, 200, "{page}");
        let link = page.header("link").to_owned();
        pages.push(page.body);
        let Some((address, rest)) = link.split_once('>') else {
            return pages;
        };
        assert_eq!(rest, "; rel=\"next\"");
        let prefix = format!("<{}{}", shop.service_origin(), shop.path(""));
        path = address.strip_prefix(&prefix).unwrap().to_owned();
    }
}

#[test]
fn an_export_tells_everything_and_comes_back_as_it_was() {
    let shop = shop();
    shop.configure(&json!({"reviews": {"photo_hosts": ["cdn.example"]}}))
        .ok();
    let mut csv = HEADER.to_owned();
    for index in 0..700 {
        let body = format!("\"=SUM(A1) {index}\n\"\"second\"\" line\"");
        csv += &row(&format!("p{}", index % 3), "3", &body);
    }
    shop.import(&csv).ok();
    shop.product("88");
    let spam = json!({"rating": 1, "body": "See https://spam.example"});
    shop.write("ann", "88", &spam).ok();
    shop.published("bob", "88", &json!({"rating": 5, "author": "Bob"}));
    until("the whole list", || {
        (shop.queue("").len() == 702).then_some(())
    });
    let pages = export(&shop, "csv");
    assert_eq!(pages.len(), 2);
    let whole = pages.concat();
    assert_eq!(whole.matches("\"rejected_for\"").count(), 1);
    assert!(whole.starts_with('\u{feff}') && whole.matches('\u{feff}').count() == 1);
    assert!(!whole.contains("\"=SUM"), "a cell is a formula");
    let told: Vec<Value> = export(&shop, "json")
        .iter()
        .flat_map(|page| {
            let page: Value = serde_json::from_str(page).unwrap();
            page["reviews"].as_array().unwrap().clone()
        })
        .collect();
    assert_eq!(told.len(), 702);
    // Nothing is new where it came from.
    let report = shop.import(&whole).ok();
    assert_eq!(
        (&report["imported"], &report["unchanged"]),
        (&json!(0), &json!(702))
    );
    // Elsewhere it is as it was.
    let other = Shop::new(&programs::plain());
    other
        .configure(&json!({"reviews": {"photo_hosts": ["cdn.example"]}}))
        .ok();
    let report = other.import(&whole).ok();
    assert_eq!(
        (&report["imported"], &report["bad_rows"]),
        (&json!(702), &json!(0))
    );
    for product in ["p0", "88"] {
        let texts = |shop: &Shop| -> Vec<Value> {
            let reviews = shop.all_reviews(product, "sort=newest");
            let mut texts: Vec<Value> = reviews
                .iter()
                .map(|it| {
                    json!([
                        it["rating"],
                        it["title"],
                        it["body"],
                        it["photos"],
                        it["reply"]
                    ])
                })
                .collect();
            texts.sort_by_key(Value::to_string);
            texts
        };
        assert_eq!(texts(&shop), texts(&other), "{product}");
    }
    let wrong = shop.shop("GET", "/reviews/export?format=xml").send();
    wrong.problem(400, "malformed");
    shop.anyone("GET", "/reviews/export")
        .send()
        .problem(401, "unauthenticated");
}
