//! A way to earn, in words: what it is called, what it gives, on which terms, and why not now.

use shared::{Amount, Points};

use super::Scene;
use super::icon::{self, Icon};
use crate::earning::{Cap, Closed, On, Per, Way};
use crate::format::Precision;
use crate::words::Key;

/// What it is called: the shop's own label, else what one does.
pub(super) fn title(scene: &Scene<'_>, way: &Way) -> String {
    if let Some(label) = &way.label {
        return label.clone();
    }
    let number = scene.format.whole(way.number);
    match &way.on {
        On::Order => scene.say(Key::WayOrder, &[]),
        On::NthOrder => scene.say(Key::WayNthOrder, &[("number", &number)]),
        On::Signup => scene.say(Key::WaySignup, &[]),
        On::Birthday => scene.say(Key::WayBirthday, &[]),
        On::Anniversary => scene.say(Key::WayAnniversary, &[]),
        On::Review => scene.say(Key::WayReview, &[]),
        On::Action(action) => action.replace(['-', '_'], " "),
        On::VisitStreak => scene.say(Key::WayStreak, &[("days", &number)]),
        On::Referral => scene.say(Key::WayReferral, &[]),
    }
}

/// What it gives.
pub(super) fn gain(scene: &Scene<'_>, way: &Way) -> String {
    match way.per {
        Some(per) => rate(scene, way.points, per),
        None => scene.points(way.points),
    }
}

fn rate(scene: &Scene<'_>, points: Points, per: Amount) -> String {
    let points = scene.points(points);
    let money = money(scene, per);
    scene.say(Key::PerMoney, &[("points", &points), ("money", &money)])
}

fn money(scene: &Scene<'_>, amount: Amount) -> String {
    let currency = scene.state.currency();
    let written = currency.map(|currency| scene.money(amount, currency, Precision::Short));
    written.unwrap_or_default()
}

/// Its terms, in the order in which one meets them.
pub(super) fn terms(scene: &Scene<'_>, way: &Way) -> String {
    let mut terms = Vec::new();
    let mut add = |key: Key, places: &[(&str, &str)]| terms.push(scene.say(key, places));
    let is_order = matches!(way.on, On::Order | On::NthOrder);
    let public = || {
        scene
            .state
            .showcase
            .iter()
            .flat_map(|program| &program.ways)
    };
    if is_order && (way.is_partial || public().any(|it| it.rule == way.rule && it.is_partial)) {
        add(Key::SomeProducts, &[]);
    }
    if !way.friend.is_zero() {
        add(Key::FriendGets, &[("points", &scene.points(way.friend))]);
    }
    if let Some(least) = way.min_subtotal.filter(|least| !least.is_zero()) {
        let key = if way.on == On::Referral {
            Key::FirstOrderFrom
        } else {
            Key::OrdersFrom
        };
        add(key, &[("money", &money(scene, least))]);
    } else if way.on == On::Referral {
        add(Key::FirstOrder, &[]);
    }
    if let Some(pending) = way.pending.filter(|pending| pending.count > 0) {
        add(Key::ComesAfter, &[("time", &scene.format.length(pending))]);
    }
    if let Some(next) = way
        .next_at
        .filter(|_| way.why.is_none_or(|why| why == Closed::CapReached))
    {
        add(Key::NextOn, &[("date", &scene.format.date(next))]);
    }
    if let Some(until) = way.until {
        add(Key::Until, &[("date", &scene.format.last_day(until))]);
    }
    terms.extend(way.cap.map(|cap| often(scene, cap)));
    terms.extend(way.why.is_none().then(|| left(scene, way.cap)).flatten());
    terms.join(" \u{b7} ")
}

/// How often something may happen.
pub(super) fn often(scene: &Scene<'_>, cap: Cap) -> String {
    let times = scene.format.whole(cap.times);
    let (once, often) = match cap.per {
        Per::Day => (Key::OnceADay, Key::TimesADay),
        Per::Week => (Key::OnceAWeek, Key::TimesAWeek),
        Per::Month => (Key::OnceAMonth, Key::TimesAMonth),
        Per::Year => (Key::OnceAYear, Key::TimesAYear),
        Per::Lifetime => (Key::Once, Key::Times),
        Per::Product => (Key::OnceAProduct, Key::TimesAProduct),
        Per::Order => (Key::OnceAnOrder, Key::TimesAnOrder),
    };
    scene.say(
        if cap.times == 1 { once } else { often },
        &[("times", &times)],
    )
}

/// How often it still may, where some of it is used up.
pub(super) fn left(scene: &Scene<'_>, cap: Option<Cap>) -> Option<String> {
    let cap = cap?;
    let left = cap.left.filter(|left| *left > 0 && *left < cap.times)?;
    Some(scene.say(Key::TimesLeft, &[("count", &scene.format.whole(left))]))
}

/// Why it is not open now, with what would open it.
pub(super) fn closed(scene: &Scene<'_>, way: &Way) -> Option<(Icon, String)> {
    let now = scene.store.now();
    let opens = way.from.filter(|from| *from > now);
    if let Some(from) = opens {
        let date = scene.format.date(from);
        return Some((icon::DAY, scene.say(Key::OpensOn, &[("date", &date)])));
    }
    let is_over = way.until.is_some_and(|until| until <= now);
    let why = way.why.or(is_over.then_some(Closed::NotOpen));
    let Some(why) = why else {
        // Without an account nobody has said no, but the tiers it is for are known.
        let tiers = for_tiers(scene, &way.tiers).filter(|_| scene.state.account().is_none());
        return tiers.map(|tiers| (icon::LOCK, tiers));
    };
    Some(match why {
        Closed::Done => (icon::TICK, scene.say(Key::Done, &[])),
        Closed::CapReached => (icon::TICK, scene.say(Key::CapReached, &[])),
        Closed::TierTooLow => (icon::LOCK, unlocks(scene, &way.tiers)),
        Closed::NotForYou => (icon::LOCK, scene.say(Key::NotForYou, &[])),
        Closed::NotOpen => (icon::LOCK, scene.say(Key::NotOpen, &[])),
        Closed::Other => (icon::LOCK, scene.say(Key::NotNow, &[])),
    })
}

/// Which tiers something is for, where they are known by name.
pub(super) fn for_tiers(scene: &Scene<'_>, tiers: &[String]) -> Option<String> {
    let name = |id: &String| scene.state.tier_name(id).map(str::to_owned);
    let names: Vec<_> = tiers.iter().filter_map(name).collect();
    let tiers = scene.format.list(&names);
    (!names.is_empty()).then(|| scene.say(Key::ForTiers, &[("tiers", &tiers)]))
}

/// The tier that opens something, and how far it is where it is the next one.
pub(super) fn unlocks(scene: &Scene<'_>, tiers: &[String]) -> String {
    let account = scene
        .state
        .account()
        .and_then(|account| account.tier.as_ref());
    let next = account.and_then(|tier| tier.next.as_ref());
    let next = next.filter(|next| tiers.contains(&next.id));
    let needs = next.and_then(|next| scene.counted(next.needs.get()));
    if let Some((next, needs)) = next.zip(needs) {
        let places = [("needs", needs.as_str()), ("tier", next.name.as_str())];
        return scene.say(Key::OpensAtNext, &places);
    }
    // The lowest of the tiers it is for: programs list their levels from the lowest up.
    let levels = scene
        .state
        .showcase
        .iter()
        .flat_map(|showcase| &showcase.levels);
    let mut known = levels.filter(|level| tiers.contains(&level.id));
    let named = || tiers.first().and_then(|id| scene.state.tier_name(id));
    match known.next().map(|level| level.name.as_str()).or_else(named) {
        Some(tier) => scene.say(Key::OpensAt, &[("tier", tier)]),
        None => scene.say(Key::TierTooLow, &[]),
    }
}
