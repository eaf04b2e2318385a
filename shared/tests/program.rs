//! The program's document: the contract's example, and what it says.
#![expect(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};
use shared::points::Points;
use shared::program::{
    Clawback, Combines, DowngradeStep, ExpiryFrom, Per, Program, RewardKind, RuleOn, TierBy,
    TierWindow,
};
use shared::{Amount, Time};

/// The example of the contract, which uses most of the document.
fn example() -> Value {
    serde_json::from_str(include_str!("program_example.json")).unwrap()
}

fn points(number: u64) -> Points {
    Points::new(number).unwrap()
}

fn amount(minor: u64) -> Amount {
    Amount::new(minor).unwrap()
}

#[test]
fn the_contracts_example_is_a_program() {
    let program = Program::parse(&example()).unwrap();
    assert_eq!(program.name, "Juniper Rewards");
    assert_eq!(program.currency.as_str(), "USD");
    assert_eq!(program.zone.as_str(), "America/New_York");
    let forms = &program.points_name.as_ref().unwrap().0["en"];
    assert_eq!((&*forms["one"], &*forms["other"]), ("berry", "berries"));
    let expiry = program.expiry.as_ref().unwrap();
    assert_eq!(expiry.after.as_str(), "P12M");
    assert_eq!(expiry.from, ExpiryFrom::LastActivity);
    assert_eq!(program.hold.as_str(), "PT15M");
    assert_eq!(program.presented.as_str(), "PT60M");
    assert_eq!(program.clawback, Clawback::Deficit);
}

#[test]
fn the_example_has_its_ways_to_earn() {
    let program = Program::parse(&example()).unwrap();
    let ids: Vec<&str> = program.earn.iter().map(|rule| rule.id.as_str()).collect();
    let expected = [
        "purchase", "coffee", "welcome", "birthday", "years", "review", "follow", "visit", "friend",
    ];
    assert_eq!(ids, expected);
    let rule = |id: &str| {
        program
            .earn
            .iter()
            .find(|rule| rule.id.as_str() == id)
            .unwrap()
    };
    let order = |id: &str| match &rule(id).on {
        RuleOn::Order(order) => order.clone(),
        other => panic!("{id} is on {other:?}"),
    };
    assert_eq!(order("purchase").points, points(1));
    assert_eq!(order("purchase").per, amount(100));
    assert_eq!(order("purchase").only, None);
    assert_eq!(rule("purchase").pending.as_ref().unwrap().as_str(), "P14D");
    assert_eq!(rule("purchase").label.as_ref().unwrap().0["en"], "Shop");
    let only = order("coffee").only.unwrap();
    assert_eq!(only.products, ["88".parse().unwrap()]);
    assert!(only.collections.is_empty() && only.skus.is_empty());
    assert_eq!(rule("coffee").pending, None);
    assert_eq!(
        rule("welcome").on,
        RuleOn::Signup {
            points: points(100)
        }
    );
    assert_eq!(
        rule("birthday").on,
        RuleOn::Birthday {
            points: points(250)
        }
    );
    assert_eq!(
        rule("years").on,
        RuleOn::Anniversary {
            points: points(100)
        }
    );
    assert_eq!(rule("review").on, RuleOn::Review { points: points(50) });
    let action = "instagram-follow".parse().unwrap();
    assert_eq!(
        rule("follow").on,
        RuleOn::Action {
            action,
            points: points(25)
        }
    );
    assert_eq!(
        rule("visit").on,
        RuleOn::VisitStreak {
            days: 7,
            points: points(30)
        }
    );
    let referral = RuleOn::Referral {
        referrer: points(500),
        referred: points(250),
        min_subtotal: Some(amount(3000)),
    };
    assert_eq!(rule("friend").on, referral);
    let caps = [
        ("review", 1, Per::Product),
        ("follow", 1, Per::Lifetime),
        ("friend", 20, Per::Year),
    ];
    for (id, times, per) in caps {
        let cap = rule(id).cap.unwrap();
        assert_eq!((cap.times, cap.per), (times, per), "{id}");
    }
}

#[test]
fn the_example_has_its_campaign_and_tiers() {
    let program = Program::parse(&example()).unwrap();
    let [double] = program.campaigns.as_slice() else {
        panic!("one campaign");
    };
    assert_eq!(double.multiplier, 20_000);
    assert_eq!(double.rules, ["purchase".parse().unwrap()]);
    assert_eq!(double.audience.tiers, ["gold".parse().unwrap()]);
    assert_eq!(double.max_points, Some(points(2000)));
    let time = |text: &str| -> Option<Time> { Some(text.parse().unwrap()) };
    assert_eq!(double.audience.from, time("2026-11-27T00:00:00Z"));
    assert_eq!(double.audience.until, time("2026-12-01T00:00:00Z"));

    let tiers = program.tiers.as_ref().unwrap();
    assert_eq!(tiers.by, TierBy::Points);
    assert_eq!(tiers.window, TierWindow::Rolling("P12M".parse().unwrap()));
    assert_eq!(tiers.downgrade.step, DowngradeStep::One);
    assert_eq!(tiers.downgrade.grace.as_ref().unwrap().as_str(), "P30D");
    let levels: Vec<_> = tiers
        .levels
        .iter()
        .map(|level| (level.id.as_str(), level.from, level.multiplier, level.gift))
        .collect();
    let expected = [
        ("bronze", 0, 10_000, None),
        ("silver", 500, 12_500, None),
        ("gold", 2000, 15_000, Some(points(200))),
    ];
    assert_eq!(levels, expected);
    assert_eq!(tiers.levels[1].perks[0].0["en"], "Early access");
}

#[test]
fn the_example_has_its_rewards() {
    let program = Program::parse(&example()).unwrap();
    let reward = |id: &str| program.reward(&id.parse().unwrap()).unwrap();
    let kinds = [
        (
            "five-off",
            500,
            RewardKind::AmountOff {
                amount: amount(500),
            },
        ),
        (
            "tenth-off",
            800,
            RewardKind::PercentOff {
                percent: 10,
                max_amount: Some(amount(5000)),
            },
        ),
        (
            "ship",
            300,
            RewardKind::FreeShipping {
                max_amount: Some(amount(1500)),
            },
        ),
        (
            "mug",
            900,
            RewardKind::FreeProduct {
                product: "4411".parse().unwrap(),
            },
        ),
        (
            "cash",
            100,
            RewardKind::PointsOff {
                amount: amount(100),
                min_points: Some(points(100)),
                max_percent: Some(50),
            },
        ),
    ];
    for (id, price, kind) in kinds {
        assert_eq!(reward(id).points, points(price), "{id}");
        assert_eq!(reward(id).kind, kind, "{id}");
        assert_eq!(reward(id).combines, Combines::WithOthers, "{id}");
    }
    assert_eq!(reward("five-off").min_subtotal, Some(amount(2000)));
    assert_eq!(reward("mug").stock, Some(100));
    let tiers = ["silver", "gold"].map(|tier| tier.parse().unwrap());
    assert_eq!(reward("mug").audience.tiers, tiers);
}

#[test]
fn the_least_program_has_a_name_and_a_currency() {
    let program = Program::parse(&json!({"name": "Least", "currency": "JPY"})).unwrap();
    assert_eq!(program.zone.as_str(), "UTC");
    assert_eq!(program.hold.as_str(), "PT15M");
    assert_eq!(program.presented.as_str(), "PT60M");
    assert_eq!(program.clawback, Clawback::Deficit);
    assert!(program.earn.is_empty() && program.campaigns.is_empty());
    assert!(program.rewards.is_empty());
    assert!(program.points_name.is_none() && program.tiers.is_none() && program.expiry.is_none());
}
