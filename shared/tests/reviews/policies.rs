//! What the shop's settings say of reviews.

use serde_json::{Value, json};
use shared::reviews::{Buyer, Finding, Moderation, Policy, Publish};

use crate::sample::{pointers, policy, verified};

#[test]
fn what_is_absent_is_as_by_default() {
    let policy = Policy::read(&json!({})).unwrap();
    assert_eq!(policy, Policy::default());
    assert_eq!(policy.publish, Publish::Checked);
    assert!(policy.photo_hosts.is_empty());
    let nulls = json!({"publish": null, "photo_hosts": null});
    assert_eq!(Policy::read(&nulls), Ok(policy));
}

#[test]
fn a_policy_is_kept_and_read_back() {
    for publish in Publish::ALL {
        let policy = policy(publish.slug());
        assert_eq!(policy.publish, *publish);
        let kept = serde_json::to_value(&policy).unwrap();
        assert_eq!(
            serde_json::from_value::<Policy>(kept.clone()).unwrap(),
            policy
        );
        assert_eq!(Policy::read(&kept), Ok(policy));
    }
}

#[test]
fn every_fault_has_its_place() {
    let many = vec!["a.example"; 21];
    let table = [
        ("no object", json!([]), vec![""]),
        ("nothing", Value::Null, vec![""]),
        ("another word", json!({"publish": "all"}), vec!["/publish"]),
        ("a rating", json!({"publish": 4}), vec!["/publish"]),
        (
            "a field there is not",
            json!({"stars_min": 4}),
            vec!["/stars_min"],
        ),
        (
            "no list",
            json!({"photo_hosts": "a.example"}),
            vec!["/photo_hosts"],
        ),
        (
            "too many",
            json!({"photo_hosts": many}),
            vec!["/photo_hosts"],
        ),
        (
            "hosts and others",
            json!({"publish": "", "photo_hosts": ["a.example", "https://b.example", 7]}),
            vec!["/publish", "/photo_hosts/1", "/photo_hosts/2"],
        ),
    ];
    for (case, document, places) in table {
        assert_eq!(pointers(Policy::read(&document)), places, "{case}");
    }
    let faults = Policy::read(&json!({"publish": "all"})).unwrap_err();
    assert_eq!(
        faults[0].detail,
        "found \"all\", but allowed are checked, verified, held"
    );
}

#[test]
fn what_is_published_at_once() {
    let table = [
        ("checked", false, false, true),
        ("checked", true, false, true),
        ("checked", true, true, false),
        ("verified", false, false, false),
        ("verified", true, false, true),
        ("verified", true, true, false),
        ("held", true, false, false),
        ("held", false, true, false),
    ];
    for (publish, is_verified, is_suspect, is_published) in table {
        let buyer = if is_verified {
            verified()
        } else {
            Buyer::Unknown
        };
        let findings = if is_suspect {
            vec![Finding::Link]
        } else {
            Vec::new()
        };
        let moderation = policy(publish).judge(findings.clone(), &buyer);
        let expected = if is_published {
            Moderation::Published
        } else {
            Moderation::Pending { findings }
        };
        assert_eq!(moderation, expected, "{publish} {is_verified} {is_suspect}");
    }
}
