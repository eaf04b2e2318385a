//! Carts: what their lines cost, what of it earns, and how discounts are shared.
#![expect(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::Amount;
use shared::cart::{Cart, shares_of};

fn amount(minor: u64) -> Amount {
    Amount::new(minor).unwrap()
}

fn amounts(minors: &[u64]) -> Vec<Amount> {
    minors.iter().copied().map(amount).collect()
}

fn cart(lines: Value, shipping: u64, discount: u64) -> Cart {
    let document = json!({
        "currency": "USD", "lines": lines, "shipping": shipping, "discount": discount,
    });
    Cart::parse(&document).unwrap()
}

struct Case {
    name: &'static str,
    lines: Value,
    discount: u64,
    bases: &'static [u64],
    subtotal: u64,
    total: u64,
}

fn check(cases: Vec<Case>) {
    for case in cases {
        let cart = cart(case.lines, 700, case.discount);
        assert_eq!(cart.bases(), amounts(case.bases), "{}: bases", case.name);
        assert_eq!(
            cart.subtotal(),
            amount(case.subtotal),
            "{}: subtotal",
            case.name
        );
        assert_eq!(
            cart.total(),
            amount(case.total + 700),
            "{}: total",
            case.name
        );
    }
}

#[test]
fn what_earns_and_what_is_paid() {
    check(vec![
        Case {
            name: "no lines",
            lines: json!([]),
            discount: 500,
            bases: &[],
            subtotal: 0,
            total: 0,
        },
        Case {
            name: "price times quantity",
            lines: json!([{"price": 1240, "quantity": 3}]),
            discount: 0,
            bases: &[3720],
            subtotal: 3720,
            total: 3720,
        },
        Case {
            name: "a line's discount is of the whole line",
            lines: json!([{"price": 1000, "quantity": 2, "discount": 300}]),
            discount: 0,
            bases: &[1700],
            subtotal: 1700,
            total: 1700,
        },
        Case {
            name: "tax inside the price does not earn, but is paid",
            lines: json!([{"price": 1190, "quantity": 1, "tax": 190}]),
            discount: 0,
            bases: &[1000],
            subtotal: 1190,
            total: 1190,
        },
        Case {
            name: "a discount of the cart is shared pro rata, odd units by largest remainder",
            lines: json!([
                {"price": 1000, "quantity": 1},
                {"price": 500, "quantity": 1},
                {"price": 250, "quantity": 2},
            ]),
            discount: 101,
            bases: &[949, 475, 475],
            subtotal: 1899,
            total: 1899,
        },
        Case {
            name: "a gift card earns nothing and is outside the subtotal",
            lines: json!([
                {"price": 5000, "quantity": 1, "gift_card": true},
                {"price": 1000, "quantity": 1},
            ]),
            discount: 0,
            bases: &[0, 1000],
            subtotal: 1000,
            total: 6000,
        },
        Case {
            name: "a gift card carries its share of the cart's discount",
            lines: json!([
                {"price": 3000, "quantity": 1, "gift_card": true},
                {"price": 1000, "quantity": 1},
            ]),
            discount: 400,
            bases: &[0, 900],
            subtotal: 900,
            total: 3600,
        },
        Case {
            name: "discounts beyond the price leave nothing, never less",
            lines: json!([{"price": 100, "quantity": 1, "discount": 500, "tax": 9}]),
            discount: 5000,
            bases: &[0],
            subtotal: 0,
            total: 0,
        },
        Case {
            name: "tax beyond what is left after discounts leaves nothing to earn",
            lines: json!([{"price": 100, "quantity": 1, "discount": 95, "tax": 16}]),
            discount: 0,
            bases: &[0],
            subtotal: 5,
            total: 5,
        },
    ]);
}

#[test]
fn amounts_beyond_all_measure_stay_in_range() {
    let most = Amount::MAX.get();
    let line = json!({"price": most, "quantity": 1_000_000});
    let cart = cart(json!([line, line]), most, most);
    assert_eq!(cart.total(), Amount::MAX);
    assert!(cart.subtotal() <= Amount::MAX);
}

#[test]
fn shares_by_largest_remainder() {
    let table: [(u64, &[u64], &[u64]); 9] = [
        (100, &[1, 1, 1], &[1, 1, 1]),
        (2, &[1, 1, 1], &[1, 1, 0]),
        (10, &[50, 30, 20], &[5, 3, 2]),
        (1, &[1, 2], &[0, 1]),
        (5, &[3, 3, 3], &[2, 2, 1]),
        (7, &[0, 10, 0], &[0, 7, 0]),
        (7, &[0, 0], &[0, 0]),
        (7, &[], &[]),
        (0, &[5, 5], &[0, 0]),
    ];
    for (whole, parts, shares) in table {
        assert_eq!(
            shares_of(amount(whole), &amounts(parts)),
            amounts(shares),
            "{whole} {parts:?}"
        );
    }
}

#[test]
fn whether_anything_is_already_off() {
    let plain = json!({"price": 100, "quantity": 1});
    let off = json!({"price": 100, "quantity": 1, "discount": 1});
    assert!(!cart(json!([plain]), 0, 0).has_discount());
    assert!(cart(json!([plain, off]), 0, 0).has_discount());
    assert!(cart(json!([plain]), 0, 1).has_discount());
}

#[test]
fn a_cart_says_what_it_is() {
    let document = json!({
        "currency": "USD", "shipping": 700, "discount": 5,
        "lines": [{
            "id": 9_007_199_254_740_993_u64, "product": "gid://shopify/Product/88", "sku": "TS RED",
            "collections": [7, "8"], "price": 100, "tax": 3, "quantity": 2, "discount": 4,
            "gift_card": false, "title": "is not for us",
        }],
    });
    let cart = Cart::parse(&document).unwrap();
    let line = &cart.lines[0];
    assert_eq!(line.id.as_ref().unwrap().as_str(), "9007199254740993");
    assert_eq!(line.product.as_ref().unwrap().as_str(), "88");
    assert_eq!(line.sku.as_ref().unwrap().as_str(), "TS RED");
    assert_eq!(line.collections.len(), 2);
    assert_eq!(
        (line.price, line.tax, line.quantity),
        (amount(100), amount(3), 2)
    );
    let again = serde_json::to_value(&cart).unwrap();
    assert_eq!(Cart::parse(&again).unwrap(), cart);
    assert_eq!(serde_json::from_value::<Cart>(again).unwrap(), cart);
}

#[test]
fn an_empty_sku_is_none() {
    let cart = cart(
        json!([{"price": 1, "quantity": 1, "sku": "", "product": null}]),
        0,
        0,
    );
    assert_eq!((&cart.lines[0].sku, &cart.lines[0].product), (&None, &None));
}

#[test]
fn faulty_carts() {
    let with = |key: &str, value: Value| {
        let mut line = json!({"price": 1, "quantity": 1});
        line[key] = value;
        json!({"currency": "USD", "lines": [{"price": 1, "quantity": 1}, line]})
    };
    let line = json!({"price": 1, "quantity": 1});
    let table = [
        (json!(null), ""),
        (json!([]), ""),
        (json!({"lines": []}), "/currency"),
        (json!({"currency": "USD"}), "/lines"),
        (json!({"currency": "usd", "lines": []}), "/currency"),
        (json!({"currency": "USD", "lines": {}}), "/lines"),
        (
            json!({"currency": "USD", "lines": vec![line; 501]}),
            "/lines",
        ),
        (
            json!({"currency": "USD", "lines": [], "shipping": -1}),
            "/shipping",
        ),
        (
            json!({"currency": "USD", "lines": [], "discount": 1.5}),
            "/discount",
        ),
        (json!({"currency": "USD", "lines": [7]}), "/lines/0"),
        (with("price", json!(null)), "/lines/1/price"),
        (with("price", json!("1.00")), "/lines/1/price"),
        (with("price", json!(1_u64 << 53)), "/lines/1/price"),
        (with("quantity", json!(null)), "/lines/1/quantity"),
        (with("quantity", json!(0)), "/lines/1/quantity"),
        (with("quantity", json!(1_000_001)), "/lines/1/quantity"),
        (with("tax", json!(-5)), "/lines/1/tax"),
        (with("discount", json!("5")), "/lines/1/discount"),
        (with("gift_card", json!(1)), "/lines/1/gift_card"),
        (with("id", json!("a b")), "/lines/1/id"),
        (with("product", json!("")), "/lines/1/product"),
        (with("product", json!(-1)), "/lines/1/product"),
        (with("sku", json!("a\u{0}")), "/lines/1/sku"),
        (with("collections", json!("7")), "/lines/1/collections"),
        (
            with("collections", json!([1, {}])),
            "/lines/1/collections/1",
        ),
        (
            with("collections", json!(vec![1; 101])),
            "/lines/1/collections",
        ),
    ];
    for (document, pointer) in table {
        let faults = Cart::parse(&document).unwrap_err();
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, [pointer], "{faults:?}");
    }
}

proptest! {
    #[test]
    fn shares_sum_to_the_whole_and_are_never_more_than_a_part(
        whole in 0..=Amount::MAX.get(),
        parts in prop::collection::vec(prop_oneof![0..10_u64, 0..=Amount::MAX.get()], 0..20),
    ) {
        let parts = amounts(&parts);
        let shares = shares_of(amount(whole), &parts);
        let sum = |amounts: &[Amount]| -> u128 {
            amounts.iter().map(|amount| u128::from(amount.get())).sum()
        };
        prop_assert_eq!(shares.len(), parts.len());
        prop_assert_eq!(sum(&shares), u128::from(whole).min(sum(&parts)));
        for (share, part) in shares.iter().zip(&parts) {
            prop_assert!(share <= part);
        }
    }

    #[test]
    fn shares_are_within_one_of_pro_rata(
        whole in 0..100_000_u64,
        parts in prop::collection::vec(0..100_000_u64, 1..20),
    ) {
        let sum: u64 = parts.iter().sum();
        prop_assume!(sum > 0);
        let whole = whole.min(sum);
        let shares = shares_of(amount(whole), &amounts(&parts));
        for (share, part) in shares.iter().zip(&parts) {
            let floor = part * whole / sum;
            prop_assert!((floor..=floor + 1).contains(&share.get()));
        }
    }
}
