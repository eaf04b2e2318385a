//! An offer: one reward in the list, with a way to redeem it or the reason why not yet.

use shared::{Currency, Decline, Points};
use yew::Html;

use super::icon::{self, bar, icon, thousandths};
use super::tag::{div, fixed, line, made, none, tag, words};
use super::{Scene, choice, panel, title_of_offer, way};
use crate::account::{Access, Effect, Offer, Refusal};
use crate::act::{self, Act};
use crate::format::Precision;
use crate::words::{self as said, Key};

/// A stock of which a shopper is told how small it is.
const FEW: u64 = 10;

/// A reward that may be redeemed, with whatever is open beside it.
pub(super) fn view(scene: &Scene<'_>, offer: &Offer) -> Html {
    let panel = panel::view(scene, offer);
    let refusal = refusal(scene, offer);
    let class = if refusal.is_none() {
        "offer"
    } else {
        "offer locked"
    };
    let is_free = refusal.is_none() && panel.is_none();
    let act = if is_free {
        button(scene, offer)
    } else {
        none()
    };
    let children = vec![
        stub(scene, offer),
        what(scene, offer, refusal),
        act,
        panel.unwrap_or_default(),
    ];
    tag("li", class, &[fixed("part", "offer")], children)
}

/// A reward that is only shown.
pub(super) fn shown(scene: &Scene<'_>, offer: &Offer) -> Html {
    let tiers = way::for_tiers(scene, &offer.tiers).map(|tiers| line("quiet", tiers));
    let what = div(
        "",
        vec![what(scene, offer, None), tiers.unwrap_or_default()],
    );
    let children = vec![stub(scene, offer), what];
    tag("li", "offer", &[fixed("part", "offer")], children)
}

/// Whether an offer can be opened at all on this page now.
pub(super) fn is_open(scene: &Scene<'_>, offer: &Offer) -> bool {
    let takes_any = matches!(offer.effect, Effect::PointsOff { .. });
    refusal(scene, offer).is_none() && (!takes_any || choice(scene.state, offer).is_some())
}

// The account's own word, then what the quote says about the page's cart.
fn refusal(scene: &Scene<'_>, offer: &Offer) -> Option<Refusal> {
    if let Access::Declined(refusal) = offer.access {
        return Some(refusal);
    }
    let quote = scene.state.quoting.quote()?;
    quote
        .declines
        .iter()
        .find(|(id, _)| *id == offer.id)
        .map(|(_, refusal)| *refusal)
}

fn button(scene: &Scene<'_>, offer: &Offer) -> Html {
    let title = title_of_offer(scene, offer);
    let points = scene.points(offer.points);
    let spoken = scene.say(Key::RedeemWhat, &[("reward", &title), ("points", &points)]);
    let marks = [
        Act::Ask.mark(),
        act::about(offer.id.as_str()),
        made("aria-label", &spoken),
    ];
    scene.button("button", &marks, scene.say(Key::Redeem, &[]))
}

fn stub(scene: &Scene<'_>, offer: &Offer) -> Html {
    let mark = match (offer.effect, scene.state.currency()) {
        (Effect::AmountOff(Some(amount)), Some(currency)) => {
            words(scene.money(amount, currency, Precision::Short))
        }
        (Effect::PercentOff { percent, .. }, _) => words(scene.format.percent(percent)),
        (Effect::FreeShipping { .. }, _) => icon(icon::VAN),
        (Effect::PointsOff { .. }, _) => icon(icon::SLIDER),
        _ => icon(icon::PRESENT),
    };
    tag(
        "div",
        "stub",
        &[fixed("part", "stub"), fixed("aria-hidden", "true")],
        vec![mark],
    )
}

fn what(scene: &Scene<'_>, offer: &Offer, refusal: Option<Refusal>) -> Html {
    let terms = scene
        .state
        .currency()
        .map(|currency| terms(scene, offer, currency));
    div(
        "what",
        vec![
            line("name", title_of_offer(scene, offer)),
            line("quiet", terms.unwrap_or_default()),
            few(scene, offer),
            refusal.map_or_else(none, |refusal| why(scene, offer, refusal)),
        ],
    )
}

// How many there are still, where that is few: the shop's real stock.
fn few(scene: &Scene<'_>, offer: &Offer) -> Html {
    let Some(left) = offer.stock.filter(|left| (1..=FEW).contains(left)) else {
        return none();
    };
    let count = scene.format.whole(left);
    line("few", scene.say(Key::StockLeft, &[("count", &count)]))
}

fn terms(scene: &Scene<'_>, offer: &Offer, currency: Currency) -> String {
    let money = |key: Key, amount| {
        scene.say(
            key,
            &[("money", &scene.money(amount, currency, Precision::Short))],
        )
    };
    let points = scene.points(offer.points);
    let mut terms = points.clone();
    let mut add = |term: String| {
        terms.push_str(" \u{b7} ");
        terms.push_str(&term);
    };
    match offer.effect {
        Effect::PercentOff {
            most: Some(most), ..
        }
        | Effect::FreeShipping { most: Some(most) } => {
            add(money(Key::UpTo, most));
        }
        Effect::PointsOff {
            max_percent: Some(percent),
            ..
        } if percent < 100 => {
            add(scene.say(
                Key::UpToShare,
                &[("percent", &scene.format.percent(percent))],
            ));
        }
        _ => {}
    }
    if let Some(least) = offer.min_subtotal.filter(|least| !least.is_zero()) {
        add(money(Key::FromSubtotal, least));
    }
    if let Some(cap) = offer.per_shopper {
        add(way::often(scene, cap));
    }
    if let Some(until) = offer.until.filter(|until| *until > scene.store.now()) {
        add(scene.say(Key::Until, &[("date", &scene.format.last_day(until))]));
    }
    if let Effect::PointsOff { amount, .. } = offer.effect {
        let money = scene.money(amount, currency, Precision::Short);
        let rate = scene.say(Key::Rate, &[("points", &points), ("money", &money)]);
        terms.replace_range(..points.len(), &rate);
    }
    terms
}

// Why not yet; where only points are missing, how far one has come.
fn why(scene: &Scene<'_>, offer: &Offer, refusal: Refusal) -> Html {
    if refusal.why == Some(Decline::NotEnoughPoints) {
        let available = scene
            .state
            .account()
            .map(|account| account.points.available);
        let needs = least(offer);
        let missing = refusal
            .missing
            .unwrap_or(needs.less(available.unwrap_or_default()));
        let share = thousandths(needs.less(missing).get(), needs.get());
        let to_go = scene.say(Key::ToGo, &[("points", &scene.points(missing))]);
        return div("togo", vec![bar(share), line("why", to_go)]);
    }
    let now = scene.store.now();
    let opens = offer.from.filter(|from| *from > now);
    let short = offer.min_subtotal.zip(scene.state.quoting.quote());
    let reason = match (refusal.why, short) {
        (Some(Decline::RewardNotOpen), _) if opens.is_some() => {
            let date = scene.format.date(opens.unwrap_or(now));
            scene.say(Key::OpensOn, &[("date", &date)])
        }
        (Some(Decline::TierTooLow), _) => way::unlocks(scene, &offer.tiers),
        (Some(Decline::CartTooSmall), Some((least, quote))) if least > quote.subtotal => {
            let more = least.less(quote.subtotal);
            let money = scene.money(more, quote.currency, Precision::Exact);
            scene.say(Key::AddToCart, &[("money", &money)])
        }
        (why, _) => reason(scene, offer, said::reason(why)),
    };
    let reason = tag("span", "", &[], vec![words(reason)]);
    tag("p", "why", &[], vec![icon(icon::LOCK), reason])
}

/// The words about a reward that is refused.
pub(super) fn reason(scene: &Scene<'_>, offer: &Offer, key: Key) -> String {
    let Some(currency) = scene.state.currency() else {
        return String::new();
    };
    let least_cart = offer.min_subtotal.unwrap_or_default();
    scene.say(
        key,
        &[
            (
                "money",
                &scene.money(least_cart, currency, Precision::Short),
            ),
            ("currency", currency.as_str()),
            ("name", &scene.name()),
            ("points", &scene.points(least(offer))),
        ],
    )
}

/// The fewest points that redeem it.
pub(super) fn least(offer: &Offer) -> Points {
    match offer.effect {
        Effect::PointsOff { min_points, .. } => min_points.max(offer.points),
        _ => offer.points,
    }
}
