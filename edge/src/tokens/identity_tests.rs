//! Identity tokens: what is believed, and everything that is not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::*;
use crate::keys::mac;

const NOW: u64 = 1_800_000_000;
const SECRET: &str = "identity-secret-of-juniper";

fn keys() -> BTreeMap<String, Secret> {
    let old = Secret::new("an-older-identity-secret".into());
    BTreeMap::from([
        ("k1".into(), old),
        ("k2".into(), Secret::new(SECRET.into())),
    ])
}

fn sign(header: &Value, claims: &Value, secret: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(header), part(claims));
    let tag = mac::hmac_sha256(secret.as_bytes(), message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
}

fn header() -> Value {
    json!({"alg": "HS256", "typ": "JWT", "kid": "k2"})
}

fn claims() -> Value {
    json!({"aud": "accolade", "iss": "juniper", "sub": "7001", "iat": NOW, "exp": NOW + 600})
}

fn with(mut value: Value, name: &str, to: Value) -> Value {
    value[name] = to;
    value
}

fn without(mut value: Value, name: &str) -> Value {
    value.as_object_mut().unwrap().remove(name);
    value
}

fn verify(token: &str) -> Result<Shopper, Disbelief> {
    UnverifiedToken::new(token).verify("juniper", &keys(), NOW)
}

#[test]
fn a_good_token_names_its_shopper() {
    let mut claims = claims();
    claims["name"] = json!("Ada");
    claims["birthday"] = json!("02-29");
    claims["segments"] = json!(["staff"]);
    let shopper = verify(&sign(&header(), &claims, SECRET)).unwrap();
    assert_eq!(shopper.id(), "7001");
    assert_eq!(shopper.name.as_deref(), Some("Ada"));
    assert_eq!(shopper.birthday.as_deref(), Some("02-29"));
    assert_eq!(shopper.segments, ["staff"]);
}

#[test]
fn an_issued_token_is_believed() {
    let secret = Secret::new(SECRET.into());
    let token = issue("juniper", "k2", &secret, "7001", NOW).unwrap();
    assert_eq!(verify(&token).unwrap().id(), "7001");
}

#[test]
fn any_of_several_keys_will_do() {
    let token = sign(
        &with(header(), "kid", json!("k1")),
        &claims(),
        "an-older-identity-secret",
    );
    assert!(verify(&token).is_ok());
}

#[test]
fn headers_that_are_refused() {
    let refused = |header: Value, why: Disbelief| {
        assert_eq!(
            verify(&sign(&header, &claims(), SECRET)),
            Err(why),
            "{header}"
        );
    };
    for algorithm in [
        "none", "None", "HS384", "HS512", "RS256", "ES256", "EdDSA", "hs256", "",
    ] {
        refused(
            with(header(), "alg", json!(algorithm)),
            Disbelief::Unreadable,
        );
    }
    refused(without(header(), "alg"), Disbelief::Unreadable);
    refused(without(header(), "kid"), Disbelief::Unreadable);
    refused(with(header(), "kid", json!("k3")), Disbelief::UnknownKey);
    refused(with(header(), "kid", json!("")), Disbelief::UnknownKey);
    refused(with(header(), "kid", json!("k1")), Disbelief::BadSignature);
    refused(
        with(header(), "crit", json!(["b64"])),
        Disbelief::Unreadable,
    );
}

#[test]
fn claims_that_are_refused() {
    let refused = |claims: Value, why: Disbelief| {
        assert_eq!(
            verify(&sign(&header(), &claims, SECRET)),
            Err(why),
            "{claims}"
        );
    };
    for name in ["aud", "iss", "sub", "iat", "exp"] {
        refused(without(claims(), name), Disbelief::BadClaim);
    }
    refused(with(claims(), "aud", json!("another")), Disbelief::NotForUs);
    refused(
        with(claims(), "aud", json!(["accolade"])),
        Disbelief::BadClaim,
    );
    refused(with(claims(), "iss", json!("willow")), Disbelief::NotForUs);
    refused(with(claims(), "iat", json!(NOW + 61)), Disbelief::OutOfTime);
    refused(
        with(claims(), "exp", json!(NOW + 3601)),
        Disbelief::OutOfTime,
    );
    refused(with(claims(), "exp", json!(NOW)), Disbelief::OutOfTime);
    refused(with(claims(), "exp", json!(-1)), Disbelief::BadClaim);
    refused(with(claims(), "exp", json!("2030")), Disbelief::BadClaim);
    refused(with(claims(), "exp", json!(1e300)), Disbelief::BadClaim);
    for sub in ["", " ", "a b", "é", "tab\t", &"x".repeat(129)] {
        refused(with(claims(), "sub", json!(sub)), Disbelief::BadClaim);
    }
    refused(with(claims(), "sub", json!(7001)), Disbelief::BadClaim);
    for day in [
        "13-01",
        "02-30",
        "04-31",
        "1-1",
        "00-10",
        "10-00",
        "2000-01-01",
        "+1-10",
        "",
    ] {
        refused(with(claims(), "birthday", json!(day)), Disbelief::BadClaim);
    }
    refused(
        with(claims(), "segments", json!(vec!["s"; 21])),
        Disbelief::BadClaim,
    );
    refused(
        with(claims(), "segments", json!(["s".repeat(65)])),
        Disbelief::BadClaim,
    );
    refused(
        with(claims(), "name", json!("n".repeat(201))),
        Disbelief::BadClaim,
    );
}

#[test]
fn times_at_their_edges() {
    let at = |iat: u64, exp: u64| {
        let claims = with(with(claims(), "iat", json!(iat)), "exp", json!(exp));
        verify(&sign(&header(), &claims, SECRET))
    };
    assert!(at(NOW + 60, NOW + 3660).is_ok());
    assert!(at(NOW - 3600, NOW).is_ok());
    assert!(at(NOW - 3659, NOW - 59).is_ok());
    assert_eq!(at(NOW - 3660, NOW - 60), Err(Disbelief::OutOfTime));
    assert_eq!(at(0, u64::MAX), Err(Disbelief::OutOfTime));
}

#[test]
fn every_changed_byte_is_refused() {
    let token = sign(&header(), &claims(), SECRET);
    for at in 0..token.len() {
        for bit in 0..7 {
            let mut bytes = token.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let other = String::from_utf8(bytes).unwrap();
            assert!(verify(&other).is_err(), "{at} {bit}");
        }
    }
}

#[test]
fn shapes_that_are_refused() {
    let token = sign(&header(), &claims(), SECRET);
    let (message, _) = token.rsplit_once('.').unwrap();
    let long = "a".repeat(limits::TOKEN_BYTES + 1);
    let shapes = [
        "",
        ".",
        "..",
        "a.b",
        "a.b.c",
        message,
        &format!("{message}."),
        &format!("{token}="),
        &format!("{token}.x"),
        &format!(" {token}"),
        &long,
    ];
    for shape in shapes {
        assert!(verify(shape).is_err(), "{shape}");
    }
}
