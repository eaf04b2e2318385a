//! What must hold in the end of counters, extras, referrals, gifts and stock.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{LeaseId, RuleId};
use shared::ledger::{
    Because, Claim, ExtraOf, FriendRecord, GiftFrom, OrderRecord, Pays, Posting, Redemption,
    RedemptionState, RowKind,
};
use shared::program::{Per, Program, RuleOn};

use crate::check::entries;
use crate::doing::friend_ref;
use crate::ledger_object::LedgerObject;
use crate::programs::{LIMITED, REFERRED, REFERRER};
use crate::world::{SHOPPERS, World, shopper};

/// The stored rows of a kind.
pub(crate) fn rows<T: serde::de::DeserializeOwned>(
    ledger: &LedgerObject,
    kind: RowKind,
) -> impl Iterator<Item = (&str, T)> {
    let rows = ledger.rows.iter().filter(move |((it, _), _)| *it == kind);
    rows.map(|((_, key), value)| (key.as_str(), serde_json::from_str(value).unwrap()))
}

fn orders(ledger: &LedgerObject) -> Vec<OrderRecord> {
    rows(ledger, RowKind::Order)
        .map(|(_, order)| order)
        .collect()
}

/// What a ledger remembers of friends.
pub(crate) fn friends(ledger: &LedgerObject) -> impl Iterator<Item = FriendRecord> {
    rows(ledger, RowKind::Friend).map(|(_, friend)| friend)
}

fn redemptions(ledger: &LedgerObject) -> Vec<Redemption> {
    let open = rows(ledger, RowKind::Hold);
    let all = open.chain(rows(ledger, RowKind::Redemption));
    all.map(|(_, redemption)| redemption).collect()
}

/// The gifts of tiers that no order brought: tier and points.
fn tier_gifts(ledger: &LedgerObject) -> Vec<(String, i64)> {
    let gifts = entries(ledger).filter_map(|entry| match &entry.because {
        Because::Gift(gift) if gift.order.is_none() => match &gift.from {
            GiftFrom::Tier(tier) => {
                let points = entry.postings.iter().map(|posting| match posting {
                    Posting::Lifetime(change) => change.get(),
                    _ => 0,
                });
                Some((tier.to_string(), points.sum()))
            }
            _ => None,
        },
        _ => None,
    });
    gifts.collect()
}

/// The points of these.
pub(crate) fn gifts_of_tiers(ledger: &LedgerObject) -> i64 {
    tier_gifts(ledger).iter().map(|(_, points)| points).sum()
}

/// What caps and limits count is what orders, friends and redemptions keep.
pub(crate) fn counters(ledger: &LedgerObject) {
    let mut expected: BTreeMap<String, u32> = BTreeMap::new();
    let mut count = |counter: String| *expected.entry(counter).or_default() += 1;
    for (tier, _) in tier_gifts(ledger) {
        count(format!("gift {tier}"));
    }
    for record in orders(ledger) {
        for extra in record.extras.iter().filter(|extra| !extra.kept.is_zero()) {
            match &extra.of {
                ExtraOf::Tier(tier) => count(format!("gift {tier}")),
                ExtraOf::NthOrder(rule) => {
                    count(format!("rule {rule}"));
                    count(format!("nth {rule} {}", record.ordinal.unwrap()));
                }
                // A shopper is referred once; the cap counts whom they refer themselves.
                ExtraOf::Referred(_) => {}
            }
        }
    }
    for friend in friends(ledger).filter(|friend| !friend.kept.is_zero()) {
        assert_eq!(friend.kept, friend.points);
        count("rule friend".to_owned());
    }
    for redemption in redemptions(ledger) {
        let is_there =
            redemption.is_open() || matches!(redemption.state, RedemptionState::Captured(_));
        if is_there && redemption.gift.is_none() {
            count(format!("reward {}", redemption.terms.reward));
        }
    }
    let mut counted: BTreeMap<String, u32> = BTreeMap::new();
    for (key, times) in rows::<u32>(ledger, RowKind::Count) {
        let counter = key.split_once(' ').unwrap().1;
        let words = ["reward ", "gift ", "nth ", "rule third", "rule friend"];
        if times > 0 && words.iter().any(|word| counter.starts_with(word)) {
            *counted.entry(counter.to_owned()).or_default() += times;
        }
    }
    assert_eq!(counted, expected, "counters count what is there");
}

/// An extra is kept whole by an order that still has what it needs, or not at all; the surprise of
/// an ordinal and the gift of a tier come once.
pub(crate) fn extras(ledger: &LedgerObject) {
    let (records, alone) = (orders(ledger), tier_gifts(ledger));
    let mut surprises = BTreeSet::new();
    for (place, record) in records.iter().enumerate() {
        assert!(record.orders == 0 || record.ordinal.is_some());
        for extra in &record.extras {
            let others = records
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place);
            let has_it = |other: &OrderRecord| other.extras.iter().any(|it| it.of == extra.of);
            let mut others = others.filter(|(_, other)| has_it(other)).map(|(_, it)| it);
            let had_instead = match &extra.of {
                // Others of the rule may have taken its place under a cap, too.
                ExtraOf::NthOrder(_) => {
                    others.any(|other| extra.cap.is_some() || other.ordinal == record.ordinal)
                }
                ExtraOf::Tier(tier) => {
                    others.count() > 0 || alone.iter().any(|(it, _)| *it == tier.to_string())
                }
                ExtraOf::Referred(_) => false,
            };
            let is_kept = !extra.kept.is_zero();
            assert!(!is_kept || extra.kept == extra.points);
            let fulfils = record.fulfils(extra.needs);
            assert!(
                is_kept == fulfils || (!is_kept && had_instead),
                "{record:?}"
            );
            if is_kept && matches!(extra.of, ExtraOf::NthOrder(_)) {
                assert!(surprises.insert(record.ordinal), "a surprise came twice");
            }
        }
    }
}

/// No cap is exceeded, whatever was given back and came again.
pub(crate) fn caps(ledger: &LedgerObject, program: &Program) {
    let records = orders(ledger);
    for rule in &program.earn {
        let by_orders = matches!(rule.on, RuleOn::Order(_) | RuleOn::NthOrder { .. });
        let Some(cap) = rule.cap.filter(|_| by_orders) else {
            continue;
        };
        let mut times: BTreeMap<i32, u32> = BTreeMap::new();
        for record in records.iter().filter(|record| gives(record, &rule.id)) {
            let period = match cap.per {
                Per::Month => record.day.number() / 100,
                Per::Lifetime => 0,
                per => panic!("no cap of this model is per {per:?}"),
            };
            *times.entry(period).or_default() += 1;
        }
        let most = times.into_values().max().unwrap_or(0);
        assert!(most <= cap.times, "{} gives {most} times", rule.id);
    }
}

/// Whether an order keeps anything by a rule.
fn gives(record: &OrderRecord, rule: &RuleId) -> bool {
    let mut earned = record.earned.rules.iter().zip(&record.kept);
    let mut extras = record.extras.iter();
    earned.any(|(it, kept)| it.rule == *rule && !kept.is_zero())
        || extras.any(|it| it.of == ExtraOf::NthOrder(rule.clone()) && !it.kept.is_zero())
}

/// A referral pays both for one order that is paid and large enough, and nobody where it no longer
/// is.
pub(crate) fn referral(world: &World, index: usize) {
    let core = &world.ledgers[index].read_whole().core().clone();
    let referrer = &world.ledgers[1 - index];
    let heard: Vec<_> = friends(referrer).collect();
    assert_eq!(core.claim.is_some(), world.claimed[index].is_some());
    let Some((claim, version)) = core.claim.as_ref().zip(world.claimed[index]) else {
        assert!(heard.is_empty(), "nobody was referred");
        return;
    };
    assert_eq!(
        (claim.referrer, claim.friend),
        (friend_ref(1 - index), friend_ref(index))
    );
    assert_eq!(claim.referrer_points.get(), u64::from(REFERRER * version));
    let mine = world
        .orders
        .iter()
        .filter(|(order, _)| order.shopper == shopper(index));
    let mut paying = mine.filter(|(order, object)| pays(claim, order, object));
    let referred = orders(&world.ledgers[index]);
    let mut referred = referred.iter().flat_map(|record| &record.extras);
    let extra = referred.find(|extra| matches!(extra.of, ExtraOf::Referred(_)));
    let Some(bound) = &claim.order else {
        assert_eq!(paying.count(), 0, "the first order that pays is bound");
        assert!(heard.is_empty() && extra.is_none());
        return;
    };
    // An order that was paid before the claim ends it: nobody's word brought it.
    let is_in_time = claim.at.is_none_or(|at| at <= bound.paid_at);
    let is_paying = is_in_time && paying.any(|(order, _)| order.id == bound.order);
    assert_eq!(bound.pays == Pays::Both, is_paying, "{claim:?}");
    let [friend] = heard.as_slice() else {
        panic!("a friend's order is heard of once: {heard:?}");
    };
    let kept = |points: u64| if is_paying { points } else { 0 };
    assert_eq!(friend.revision, bound.revision);
    assert_eq!(friend.points, claim.referrer_points);
    assert_eq!(friend.kept.get(), kept(friend.points.get()));
    assert_eq!(extra.is_some(), is_in_time);
    let brought = extra.map_or(0, |extra| extra.kept.get());
    assert_eq!(brought, kept(u64::from(REFERRED)));
}

fn pays(
    claim: &Claim,
    order: &crate::platform::PlatformOrder,
    object: &crate::order_object::OrderObject,
) -> bool {
    use shared::order::{Ignored, OrderState};
    let truth = crate::truth::Truth::of(order);
    let is_too_old = object.history().state() == OrderState::Ignored(Ignored::TooOld);
    let least = claim.min_subtotal.map_or(0, |least| least.get());
    let is_live = truth.basis_kept().iter().sum::<u64>() > 0;
    truth.is_paid() && !is_too_old && is_live && truth.subtotal_kept() >= least
}

/// What the stock says is taken is what redemptions hold or have spent.
pub(crate) fn stock(world: &World) {
    let all = world.ledgers.iter().flat_map(redemptions);
    let all: Vec<Redemption> = all.collect();
    for redemption in &all {
        let is_limited = redemption.terms.reward.as_str() == LIMITED;
        assert_eq!(
            redemption.lease.is_some(),
            is_limited,
            "what is limited has a lease"
        );
    }
    let taking = all.iter().filter(|it| it.takes_stock());
    let taking: BTreeSet<&LeaseId> = taking.filter_map(|it| it.lease.as_ref()).collect();
    let taken: BTreeSet<&LeaseId> = world.stock.taken().collect();
    assert_eq!(taken, taking);
    let most = crate::programs::STOCK as usize + world.stock.beyond;
    assert!(taken.len() <= most, "{} of {most} are taken", taken.len());
}

/// A gift of a reward is open while no redemption takes it. One that a hold lost and that another
/// took meanwhile is known to come back with the other, though the first is spent late.
pub(crate) fn gifts(world: &World) {
    for index in 0..SHOPPERS {
        let ledger = &world.ledgers[index];
        let open: BTreeSet<&str> = rows::<serde_json::Value>(ledger, RowKind::Gift)
            .map(|(key, _)| key)
            .collect();
        let redemptions = redemptions(ledger);
        for (_, gift) in world.gifts.iter().filter(|(of, _)| *of == index) {
            let of = redemptions.iter();
            let of = of.filter(|it| it.gift.as_ref().is_some_and(|it| it.number == *gift));
            let had = of.clone().count();
            let taking = of.filter(|it| it.takes_stock()).count();
            let is_open = open.contains(gift.0.to_string().as_str());
            if had > 1 && taking > 0 {
                continue;
            }
            assert_eq!(
                is_open,
                taking == 0,
                "gift {gift:?} of shopper {index}: {taking} take it"
            );
        }
    }
}
