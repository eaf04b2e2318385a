//! Many at once: what one account can pay for once is held once, and every request id counts once.

use accolade_tests::{Shop, all_at_once, on_threads, programs};
use serde_json::{Value, json};

#[test]
fn fifty_redemptions_at_once_of_an_account_that_can_pay_for_one() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 19).ok();
    let answers = all_at_once(50, |index| {
        shop.redeem_with(
            "ann",
            &json!({"reward": "any"}),
            &format!("request-{index}"),
        )
    });
    let granted: Vec<_> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .collect();
    assert_eq!(granted.len(), 1, "{} were granted", granted.len());
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.declined("not-enough-points");
    }
    let account = shop.account("ann");
    assert_eq!(
        (&account["points"]["available"], &account["points"]["held"]),
        (&json!(9), &json!(10))
    );
    let holds = shop
        .entries("ann")
        .iter()
        .filter(|entry| entry["kind"] == "hold")
        .count();
    assert_eq!(holds, 1);
}

#[test]
fn fifty_times_the_same_request_at_once_is_one_hold_and_one_answer() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 1000).ok();
    let answers = all_at_once(50, |_| {
        shop.redeem_with("ann", &json!({"reward": "any"}), "the same")
    });
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    assert_eq!(shop.account("ann")["points"]["held"], 10);
}

#[test]
fn a_thousand_shoppers_each_redeeming_twice_with_the_same_key() {
    const SHOPPERS: usize = 1000;
    let shop = Shop::new(&programs::plain());
    let name = |index: usize| format!("shopper-{index}");
    on_threads(16, SHOPPERS, |index| shop.adjust(&name(index), 15).ok());

    // Both requests of each shopper are in flight with those of fifteen others.
    let answers = on_threads(32, SHOPPERS * 2, |request| {
        let shopper = name(request / 2);
        shop.redeem_with(&shopper, &json!({"reward": "any"}), "the one")
    });
    let mut ids = std::collections::BTreeSet::new();
    for pair in answers.chunks(2) {
        assert_eq!(pair[0].status, 201, "{}", pair[0]);
        assert_eq!(pair[0].body, pair[1].body);
        let redeemed: Value = pair[0].json();
        ids.insert(redeemed["code"].as_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), SHOPPERS, "codes repeat");
    let points = on_threads(16, SHOPPERS, |index| {
        shop.account(&name(index))["points"].clone()
    });
    for (index, points) in points.iter().enumerate() {
        assert_eq!(
            (&points["available"], &points["held"]),
            (&json!(5), &json!(10)),
            "{index}"
        );
    }
}

#[test]
fn captures_of_one_redemption_by_many_orders_at_once_spend_it_once() {
    let shop = Shop::new(&programs::plain());
    shop.adjust("ann", 10).ok();
    let redeemed = shop.redeem("ann", &json!({"reward": "any"})).ok();
    let id = redeemed["id"].as_str().unwrap();
    let answers = all_at_once(20, |index| {
        shop.capture(id, &json!(format!("order-{index}")))
    });
    let captured: Vec<_> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .collect();
    assert_eq!(captured.len(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.declined("already-used");
    }
    let points = &shop.account("ann")["points"];
    assert_eq!(
        (&points["available"], &points["held"], &points["deficit"]),
        (&json!(0), &json!(0), &json!(0))
    );
}

#[test]
fn a_shop_that_is_created_many_times_at_once_is_one_shop() {
    let shop = Shop::new(&programs::plain());
    let versions = all_at_once(10, |_| {
        shop.configure(&json!({"program": programs::plain()})).ok()
    });
    let mut versions: Vec<u64> = versions
        .iter()
        .map(|it| it["program"].as_u64().unwrap())
        .collect();
    versions.sort_unstable();
    assert_eq!(versions, (2..=11).collect::<Vec<_>>());
}
