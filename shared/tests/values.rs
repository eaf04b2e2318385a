//! Points, money and ids at their edges.
#![expect(clippy::unwrap_used, reason = "tests")]

use serde_json::json;
use shared::id::{OrderId, ShopperId, Sku};
use shared::{Amount, Currency, Money, Points, PointsChange};

const MOST: u64 = (1 << 53) - 1;

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

#[test]
fn amounts_from_decimals() {
    let table = [
        ("19.99", "USD", 1999),
        ("19.9", "USD", 1990),
        ("19", "USD", 1900),
        ("0", "USD", 0),
        ("0.00", "EUR", 0),
        ("0.01", "EUR", 1),
        ("007.50", "EUR", 750),
        ("19.9900000", "USD", 1999),
        ("1500", "JPY", 1500),
        ("1500.00", "JPY", 1500),
        ("1.234", "KWD", 1234),
        ("1.2", "KWD", 1200),
        ("1.2345", "CLF", 12_345),
        ("90071992547409.91", "USD", MOST),
        ("9007199254740991", "JPY", MOST),
        ("000000000000000000000000000000001", "USD", 100),
    ];
    for (text, code, minor) in table {
        let amount = Amount::from_decimal(text, currency(code)).unwrap();
        assert_eq!(amount.get(), minor, "{text} {code}");
    }
}

#[test]
fn what_is_no_amount() {
    let table = [
        ("digits beyond the currency's", "19.999", "USD"),
        ("a fraction of a yen", "1500.5", "JPY"),
        ("four digits of a dinar", "1.2345", "KWD"),
        ("a minus sign", "-1", "USD"),
        ("minus zero", "-0.00", "USD"),
        ("a plus sign", "+1", "USD"),
        ("an exponent", "1e2", "USD"),
        ("a capital exponent", "1E2", "USD"),
        ("a decimal comma", "1,50", "USD"),
        ("a thousands separator", "1_000", "USD"),
        ("no whole part", ".50", "USD"),
        ("no fraction after the point", "1.", "USD"),
        ("only a point", ".", "USD"),
        ("two points", "1.2.3", "USD"),
        ("nothing", "", "USD"),
        ("a space before", " 1", "USD"),
        ("a space after", "1 ", "USD"),
        ("digits of another script", "٣", "USD"),
        ("a letter cut in two by the exponent", "1.0é", "USD"),
        ("not a number", "NaN", "USD"),
        ("a minor unit too large", "90071992547409.92", "USD"),
        ("far too large", "99999999999999999999999999", "USD"),
        ("a yen too large", "9007199254740992", "JPY"),
    ];
    for (case, text, code) in table {
        let amount = Amount::from_decimal(text, currency(code));
        assert!(amount.is_err(), "{case}: {amount:?}");
    }
}

#[test]
fn currencies_are_of_iso_4217() {
    let exponents = [
        ("USD", 2),
        ("EUR", 2),
        ("JPY", 0),
        ("KRW", 0),
        ("KWD", 3),
        ("CLF", 4),
    ];
    for (code, exponent) in exponents {
        assert_eq!(currency(code).exponent(), exponent, "{code}");
        assert_eq!(currency(code).to_string(), code);
    }
    for code in ["", "US", "usd", "USDT", "XXX", "ABC", "D A", "€"] {
        assert!(code.parse::<Currency>().is_err(), "{code}");
    }
    let money = Money {
        amount: Amount::new(500).unwrap(),
        currency: currency("USD"),
    };
    let wire = json!({"amount": 500, "currency": "USD"});
    assert_eq!(serde_json::to_value(money).unwrap(), wire);
    assert_eq!(serde_json::from_value::<Money>(wire).unwrap(), money);
    for wrong in [json!(-1), json!(1.5), json!("5"), json!(MOST + 1)] {
        assert!(
            serde_json::from_value::<Amount>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn amounts_never_leave_their_range() {
    let amount = |minor| Amount::new(minor).unwrap();
    assert_eq!(Amount::new(MOST + 1), None);
    assert_eq!(Amount::MAX.plus(Amount::MAX), Amount::MAX);
    assert_eq!(Amount::MAX.times(u64::MAX), Amount::MAX);
    assert_eq!(amount(5).less(amount(6)), Amount::ZERO);
    assert_eq!(
        [Amount::MAX, amount(1)].into_iter().sum::<Amount>(),
        Amount::MAX
    );
    let shares = [
        (100, 1, 3, 33),
        (100, 2, 3, 66),
        (100, 3, 3, 100),
        (100, 9, 3, 100),
        (100, 1, 0, 0),
        (0, 1, 3, 0),
        (MOST, u64::MAX, u64::MAX, MOST),
        (MOST, u64::MAX - 1, u64::MAX, MOST - 1),
    ];
    for (whole, part, of, share) in shares {
        assert_eq!(
            amount(whole).share_floor(part, of).get(),
            share,
            "{whole} x {part} / {of}"
        );
        assert_eq!(
            Points::new(whole).unwrap().share_floor(part, of).get(),
            share
        );
    }
}

#[test]
fn points_never_leave_their_range() {
    let points = |number| Points::new(number).unwrap();
    assert_eq!(Points::new(MOST), Some(Points::MAX));
    assert_eq!(Points::new(MOST + 1), None);
    assert_eq!(Points::saturating(u128::MAX), Points::MAX);
    assert_eq!(Points::MAX.plus(points(1)), Points::MAX);
    assert_eq!(points(5).less(points(7)), Points::ZERO);
    assert_eq!(
        [points(2), points(3)].into_iter().sum::<Points>(),
        points(5)
    );
    assert!(Points::ZERO.is_zero() && !points(1).is_zero());
    for wrong in [
        json!(-1),
        json!(0.5),
        json!("1"),
        json!(MOST + 1),
        json!(null),
    ] {
        assert!(
            serde_json::from_value::<Points>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn changes_of_points_carry_the_sign() {
    let change = |number| PointsChange::new(number).unwrap();
    let points = Points::new(7).unwrap();
    assert_eq!((points.gain().get(), points.loss().get()), (7, -7));
    assert_eq!(points.gain().then(points.loss()), PointsChange::ZERO);
    assert_eq!(points.loss().size(), points);
    assert_eq!(
        Points::MAX.gain().then(Points::MAX.gain()),
        Points::MAX.gain()
    );
    assert_eq!(
        Points::MAX.loss().then(Points::MAX.loss()),
        Points::MAX.loss()
    );
    assert_eq!(change(-3).then(change(5)), change(2));
    for number in [i64::MIN, i64::MAX, 1 << 53, -(1 << 53)] {
        assert_eq!(PointsChange::new(number), None, "{number}");
    }
    assert_eq!(serde_json::to_value(change(-3)).unwrap(), json!(-3));
    assert!(serde_json::from_value::<PointsChange>(json!(i64::MIN)).is_err());
}

#[test]
fn ids_of_a_platform_are_one_id_however_they_are_written() {
    let longest = "x".repeat(128);
    let table = [
        ("1001", "1001"),
        ("gid://shopify/Order/1001", "1001"),
        ("gid://shopify/Order/9007199254740993", "9007199254740993"),
        ("#1001", "#1001"),
        ("a@b.example", "a@b.example"),
        ("GID://shopify/Order/1", "GID://shopify/Order/1"),
        ("gid://other/Order/1", "gid://other/Order/1"),
        ("gid://shopify/Order", "gid://shopify/Order"),
        ("gid://shopify/Order/1/2", "gid://shopify/Order/1/2"),
        (longest.as_str(), longest.as_str()),
    ];
    for (written, id) in table {
        let read: OrderId = written.parse().unwrap();
        assert_eq!(read.as_str(), id);
        let wire = serde_json::to_value(&read).unwrap();
        assert_eq!(
            serde_json::from_value::<OrderId>(wire).unwrap(),
            read,
            "{written}"
        );
    }
}

#[test]
fn an_id_stays_what_it_is_when_read_again() {
    let nested = "gid://shopify/Order/gid://shopify/Order/1";
    let once: ShopperId = nested.parse().unwrap();
    let twice: ShopperId = once.as_str().parse().unwrap();
    assert_eq!(once, twice);
}

#[test]
fn what_is_no_id() {
    let long = "x".repeat(129);
    let table = [
        "",
        " ",
        "a b",
        "é",
        "a\n",
        "\u{7f}",
        "gid://shopify/Order/",
        "\u{202e}1",
        &long,
    ];
    for text in table {
        assert!(text.parse::<OrderId>().is_err(), "{text:?}");
        assert!(
            serde_json::from_value::<OrderId>(json!(text)).is_err(),
            "{text:?}"
        );
    }
}

#[test]
fn stock_keeping_units_are_what_people_write() {
    let longest = "é".repeat(255);
    for text in ["TS-RED M", "Кофе/250", "#1", longest.as_str()] {
        assert_eq!(text.parse::<Sku>().unwrap().as_str(), text);
    }
    for text in ["", "a\tb", "a\u{0}", &"é".repeat(256)] {
        assert!(text.parse::<Sku>().is_err(), "{text:?}");
    }
}
