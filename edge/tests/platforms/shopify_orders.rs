//! Shopify's orders: what their lines earn from, where they stand, and the codes in them.

use edge::platforms::{Heard, Platform, Why};
use serde_json::{Value, json};
use shared::order::Status;

use crate::bodies::{amounts, kept, order, shopify, shopify_line, shopify_order, snapshot};

const CODE: &str = "0123-4567-89AB-CDEF";

fn allocation(amount: &str, index: u64) -> Value {
    json!({"amount": amount, "discount_application_index": index})
}

fn set(shop: (&str, &str), shown: (&str, &str)) -> Value {
    json!({
        "shop_money": {"amount": shop.0, "currency_code": shop.1},
        "presentment_money": {"amount": shown.0, "currency_code": shown.1},
    })
}

#[test]
fn a_line_earns_from_what_was_paid_without_discounts_tax_and_gift_cards() {
    let tax = |price: &str| json!([{"price": price, "rate": 0.2, "title": "VAT"}]);
    for (name, line, order, expected) in [
        (
            "plain",
            json!({"quantity": 2}),
            json!({}),
            [4000, 4000, 4000, 0],
        ),
        ("free", json!({"price": "0.00"}), json!({}), [0, 0, 0, 0]),
        (
            "none of it",
            json!({"quantity": 0}),
            json!({}),
            [0, 0, 0, 0],
        ),
        (
            "tax on top",
            json!({"tax_lines": tax("1.60")}),
            json!({"taxes_included": false}),
            [2000, 2000, 2000, 0],
        ),
        (
            "tax inside",
            json!({"price": "12.00", "tax_lines": tax("2.00")}),
            json!({"taxes_included": true}),
            [1200, 1000, 1200, 0],
        ),
        (
            "two taxes inside, and a discount",
            json!({"price": "120.00", "discount_allocations": [allocation("20.00", 0)],
                   "tax_lines": [{"price": "10.00"}, {"price": "6.67"}]}),
            json!({"taxes_included": true}),
            [10_000, 8333, 10_000, 0],
        ),
        (
            "tax inside of which the set counts",
            json!({"tax_lines": [
                {"price": "9.99", "price_set": set(("3.33", "USD"), ("9.99", "PLN"))}]}),
            json!({"taxes_included": true}),
            [2000, 1667, 2000, 0],
        ),
        (
            "the line's total discount is never added",
            json!({"total_discount": "5.00", "discount_allocations": [allocation("5.00", 0)]}),
            json!({"total_discounts": "5.00"}),
            [1500, 1500, 1500, 0],
        ),
        (
            "discounts beyond the price",
            json!({"discount_allocations": [allocation("15.00", 0), allocation("15.00", 1)]}),
            json!({}),
            [0, 0, 0, 0],
        ),
        (
            "gift card",
            json!({"gift_card": true}),
            json!({}),
            [2000, 0, 2000, 0],
        ),
    ] {
        line_comes_to(name, &line, &order, expected);
    }
}

#[test]
fn what_an_edit_removed_of_a_line_is_counted() {
    for (name, line, order, expected) in [
        (
            "some removed",
            json!({"quantity": 3, "current_quantity": 1}),
            json!({}),
            [6000, 6000, 6000, 2],
        ),
        (
            "all removed",
            json!({"quantity": 3, "current_quantity": 0}),
            json!({}),
            [6000, 6000, 6000, 3],
        ),
        (
            "more than ordered is none removed",
            json!({"quantity": 1, "current_quantity": 3}),
            json!({}),
            [2000, 2000, 2000, 0],
        ),
        (
            "an old version without a current quantity",
            json!({"quantity": 3, "current_quantity": null}),
            json!({}),
            [6000, 6000, 6000, 0],
        ),
    ] {
        line_comes_to(name, &line, &order, expected);
    }
}

fn line_comes_to(name: &str, line: &Value, order: &Value, expected: [u64; 4]) {
    let mut changes = order.clone();
    changes["line_items"] = json!([shopify_line(line)]);
    let snapshot = snapshot(shopify(&shopify_order(&changes)));
    assert_eq!(amounts(&snapshot.lines), [expected], "{name}");
}

#[test]
fn a_discount_of_the_whole_order_is_in_the_allocations_of_its_lines() {
    let line = |id: u64, off: &str| {
        shopify_line(&json!({
            "id": id, "price": "10.00", "discount_allocations": [allocation(off, 0)],
        }))
    };
    let body = shopify_order(&json!({
        "total_discounts": "10.00",
        "discount_codes": [{"code": "TENOFF", "amount": "10.00", "type": "fixed_amount"}],
        "discount_applications": [{"type": "discount_code", "code": "TENOFF", "value": "10.0",
            "value_type": "fixed_amount", "allocation_method": "across", "target_selection": "all",
            "target_type": "line_item"}],
        "line_items": [line(1, "3.34"), line(2, "3.33"), line(3, "3.33")],
    }));
    let snapshot = snapshot(shopify(&body));
    let expected = [[666, 666, 666, 0], [667, 667, 667, 0], [667, 667, 667, 0]];
    assert_eq!(amounts(&snapshot.lines), expected);
}

#[test]
fn a_line_is_worth_what_it_costs_before_the_discount_of_our_code() {
    let ours = json!({"type": "discount_code", "code": CODE});
    let by_title = json!({"type": "manual", "title": "0123456789abcdef"});
    let automatic = json!({"type": "automatic", "title": "Spring sale"});
    let other = json!({"type": "discount_code", "code": "SPRING"});
    for (applications, allocations, expected) in [
        (
            json!([ours]),
            json!([allocation("5.00", 0)]),
            [1500, 1500, 2000, 0],
        ),
        (
            json!([by_title]),
            json!([allocation("5.00", 0)]),
            [1500, 1500, 2000, 0],
        ),
        (
            json!([other]),
            json!([allocation("5.00", 0)]),
            [1500, 1500, 1500, 0],
        ),
        (
            json!([automatic, ours]),
            json!([allocation("2.00", 0), allocation("5.00", 1)]),
            [1300, 1300, 1800, 0],
        ),
        // Applications that are not told are nobody's we know.
        (
            json!([ours]),
            json!([allocation("5.00", 7)]),
            [1500, 1500, 1500, 0],
        ),
        (
            json!([ours]),
            json!([{"amount": "5.00"}]),
            [1500, 1500, 1500, 0],
        ),
        (
            json!(null),
            json!([allocation("5.00", 0)]),
            [1500, 1500, 1500, 0],
        ),
    ] {
        let body = shopify_order(&json!({
            "discount_applications": applications,
            "line_items": [shopify_line(&json!({"discount_allocations": allocations}))],
        }));
        let snapshot = snapshot(shopify(&body));
        assert_eq!(
            amounts(&snapshot.lines),
            [expected],
            "{applications} {allocations}"
        );
    }
}

#[test]
fn currencies_have_their_own_minor_units() {
    for (currency, price, quantity, total, expected) in [
        ("USD", json!("19.99"), 3, json!("59.97"), [5997, 5997]),
        ("JPY", json!("1200"), 2, json!("2400"), [2400, 2400]),
        ("JPY", json!("1200.00"), 2, json!("2400.0"), [2400, 2400]),
        ("KWD", json!("1.250"), 3, json!("3.750"), [3750, 3750]),
        ("KWD", json!("1.25"), 3, json!("3.75"), [3750, 3750]),
        ("USD", json!(20), 1, json!(20), [2000, 2000]),
    ] {
        let body = shopify_order(&json!({
            "currency": currency, "total_price": total,
            "line_items": [shopify_line(&json!({"price": price, "quantity": quantity}))],
        }));
        let snapshot = snapshot(shopify(&body));
        assert_eq!(snapshot.currency.as_str(), currency);
        let line = &snapshot.lines[0];
        assert_eq!(
            [line.basis.get(), snapshot.total.get()],
            expected,
            "{currency} {price}"
        );
    }
}

#[test]
fn numbers_are_read_from_their_text_and_not_through_a_float() {
    // As a double, 0.57 x 100 is 56.99999999999999, and 1.005 x 1000 is 1004.9999999999999.
    for (currency, price, quantity, expected) in [
        ("USD", "0.57", 1, 57),
        ("USD", "19.99", 1_000_000, 1_999_000_000),
        ("KWD", "1.005", 1, 1005),
        ("USD", "90071992547409.91", 1, 9_007_199_254_740_991),
        ("USD", "269.96999999999997", 1, 26_997),
    ] {
        let body = format!(
            r#"{{"id":1,"currency":"{currency}","financial_status":"paid","total_price":{price},
            "created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-01T10:00:00Z",
            "line_items":[{{"id":1,"quantity":{quantity},"price":{price}}}]}}"#
        );
        let heard = Platform::Shopify.hear(body.as_bytes()).unwrap();
        assert_eq!(snapshot(heard).lines[0].basis.get(), expected, "{price}");
    }
}

#[test]
fn the_shops_money_counts_whatever_the_shopper_was_shown() {
    let line = shopify_line(&json!({
        "quantity": 2, "price": "20.00", "price_set": set(("20.00", "USD"), ("18.50", "EUR")),
        "discount_allocations": [{"amount": "4.63", "discount_application_index": 0,
            "amount_set": set(("5.00", "USD"), ("4.63", "EUR"))}],
    }));
    let body = shopify_order(&json!({
        "presentment_currency": "EUR",
        "total_price": "40.00", "total_price_set": set(("40.00", "USD"), ("37.00", "EUR")),
        "total_shipping_price_set": set(("5.00", "USD"), ("4.63", "EUR")),
        "line_items": [line],
    }));
    let snapshot = snapshot(shopify(&body));
    assert_eq!(amounts(&snapshot.lines), [[3500, 3500, 3500, 0]]);
    assert_eq!([snapshot.total.get(), snapshot.shipping.get()], [4000, 500]);
    assert_eq!(snapshot.currency.as_str(), "USD");
}

#[test]
fn an_order_stands_where_its_body_says() {
    for (paid, cancelled, expected) in [
        (json!("pending"), json!(null), Status::Placed),
        (json!("authorized"), json!(null), Status::Placed),
        (json!("partially_paid"), json!(null), Status::PartlyPaid),
        (json!("expired"), json!(null), Status::Placed),
        (json!("something-new"), json!(null), Status::Placed),
        (json!(null), json!(null), Status::Placed),
        (json!("paid"), json!(null), Status::Paid),
        (json!("partially_refunded"), json!(null), Status::Paid),
        (json!("refunded"), json!(null), Status::Refunded),
        (json!("voided"), json!(null), Status::Voided),
        (
            json!("paid"),
            json!("2026-03-02T10:00:00Z"),
            Status::Cancelled,
        ),
        (
            json!("voided"),
            json!("2026-03-02T10:00:00Z"),
            Status::Cancelled,
        ),
        (
            json!("refunded"),
            json!("2026-03-02T10:00:00Z"),
            Status::Cancelled,
        ),
    ] {
        let body = shopify_order(&json!({"financial_status": paid, "cancelled_at": cancelled}));
        assert_eq!(
            snapshot(shopify(&body)).status,
            expected,
            "{paid} {cancelled}"
        );
    }
}

#[test]
fn who_ordered_and_when_is_what_the_body_says() {
    for (customer, expected) in [
        (
            json!({"id": 115_310_627_314_723_954_u64}),
            Some("115310627314723954"),
        ),
        (
            json!({"id": "gid://shopify/Customer/115310627314723954"}),
            Some("115310627314723954"),
        ),
        (json!({"id": "7001"}), Some("7001")),
        (json!({"id": null}), None),
        (json!({"id": 0}), None),
        (json!({}), None),
        (json!(null), None),
    ] {
        let snapshot = snapshot(shopify(&shopify_order(&json!({"customer": customer}))));
        assert_eq!(
            snapshot.shopper.as_ref().map(|id| id.as_str()),
            expected,
            "{customer}"
        );
        assert_eq!(snapshot.at.to_string(), "2026-03-01T15:00:00Z");
        assert_eq!(snapshot.updated_at.to_string(), "2026-03-01T15:00:05Z");
        assert!(!snapshot.test);
    }
    let body = shopify_order(&json!({"processed_at": null, "test": true}));
    let snapshot = snapshot(shopify(&body));
    assert_eq!(snapshot.at.to_string(), "2026-03-01T14:58:00Z");
    assert!(snapshot.test);
}

#[test]
fn lines_carry_product_and_sku_where_they_have_them() {
    for (line, product, sku) in [
        (json!({}), Some("88"), Some("MUG-1")),
        (
            json!({"product_id": "gid://shopify/Product/88"}),
            Some("88"),
            Some("MUG-1"),
        ),
        (json!({"product_id": null, "sku": null}), None, None),
        (json!({"product_id": 0, "sku": ""}), None, None),
        (
            json!({"sku": "Tasse, groß"}),
            Some("88"),
            Some("Tasse, groß"),
        ),
        // What nobody can name in a rule is no reason to refuse the order.
        (json!({"sku": 12}), Some("88"), None),
        (json!({"sku": "x".repeat(300)}), Some("88"), None),
    ] {
        let body = shopify_order(&json!({"line_items": [shopify_line(&line)]}));
        let snapshot = snapshot(shopify(&body));
        let found = &snapshot.lines[0];
        assert_eq!(
            found.product.as_ref().map(|id| id.as_str()),
            product,
            "{line}"
        );
        assert_eq!(found.sku.as_ref().map(|sku| sku.as_str()), sku, "{line}");
    }
}

#[test]
fn codes_are_found_wherever_a_shop_puts_them_and_each_once() {
    let in_codes = |code: &str| json!({"discount_codes": [{"code": code, "amount": "5.00"}]});
    for (changes, expected) in [
        (json!({}), vec![]),
        (in_codes(CODE), vec![CODE]),
        (in_codes("0123 4567 89ab cdef"), vec!["0123 4567 89ab cdef"]),
        (in_codes("SUMMER10"), vec![]),
        (
            json!({"discount_applications": [{"type": "discount_code", "code": CODE}]}),
            vec![CODE],
        ),
        (
            json!({"discount_applications": [{"type": "manual", "title": CODE}]}),
            vec![CODE],
        ),
        (
            json!({"note_attributes": [{"name": "accolade_code", "value": CODE}]}),
            vec![CODE],
        ),
        (
            json!({"attributes": [{"key": "accolade_code", "value": CODE}]}),
            vec![CODE],
        ),
        (
            json!({"note_attributes": [{"name": "gift_note", "value": CODE}]}),
            vec![],
        ),
        (
            json!({
                "discount_codes": [{"code": "SUMMER10"}, {"code": CODE}],
                "discount_applications": [{"code": CODE.to_lowercase()}, {"title": "Sale"}],
                "note_attributes": [{"name": "accolade_code", "value": "0000111122223333"}],
            }),
            vec![CODE, "0000111122223333"],
        ),
        // These places are anybody's to write into.
        (
            json!({"discount_codes": null, "note_attributes": {}}),
            vec![],
        ),
        (
            json!({"discount_codes": [null, 5, "x", {"code": 5}], "note_attributes": "x"}),
            vec![],
        ),
        (
            json!({"note_attributes": [{"name": 5, "value": CODE}, {"value": CODE}]}),
            vec![],
        ),
    ] {
        let heard = order(shopify(&shopify_order(&changes)));
        assert_eq!(heard.codes, expected, "{changes}");
        assert_eq!(heard.event.snapshot.unwrap().redemptions, []);
    }
}

#[test]
fn what_an_edit_removes_is_given_back_and_what_it_adds_earns_nothing() {
    let line = |id: u64, quantity: u64, current: u64| {
        shopify_line(&json!({"id": id, "quantity": quantity, "current_quantity": current}))
    };
    let paid = shopify(&shopify_order(&json!({"line_items": [line(1, 3, 3)]})));
    let edited = shopify(&shopify_order(&json!({
        "updated_at": "2026-03-02T10:00:00Z", "financial_status": "partially_refunded",
        "line_items": [line(1, 3, 1), line(2, 1, 1)],
    })));
    assert_eq!(kept([paid.clone()]), [6000]);
    assert_eq!(kept([paid.clone(), edited.clone()]), [2000]);
    assert_eq!(kept([edited, paid]), [2000]);
}

#[test]
fn what_only_looks_like_an_order_leads_to_nothing() {
    let order = shopify_order(&json!({}));
    let without = |key: &str| {
        let mut body = order.clone();
        body.as_object_mut().unwrap().remove(key);
        body
    };
    let other = Heard::Nothing {
        why: Why::OtherTopic,
    };
    for body in [
        without("financial_status"),
        without("line_items"),
        json!({"order_edit": {"id": 1, "order_id": 2, "line_items": {"additions": []}}}),
        json!({"id": 1, "order_id": 2, "status": "success", "line_items": []}),
        json!({"id": 1, "order_id": 2, "kind": "capture", "status": "success"}),
    ] {
        assert_eq!(shopify(&body), other, "{body}");
    }
}
