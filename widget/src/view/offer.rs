//! An offer: one reward in the list, with a way to redeem it or the reason why not yet.

use shared::{Currency, Decline, Points};
use yew::{Html, html};

use super::{Scene, bar, choice, icon, panel, title_of_offer};
use crate::account::{Access, Effect, Offer, Refusal};
use crate::element::Message;
use crate::format::Precision;
use crate::words::{self, Key};

/// A reward that may be redeemed, with whatever is open beside it.
pub(super) fn view(scene: &Scene<'_>, offer: &Offer) -> Html {
    let panel = panel::view(scene, offer);
    let refusal = refusal(scene, offer);
    let is_open = refusal.is_none();
    let act = (is_open && panel.is_none()).then(|| button(scene, offer));
    let class = if is_open { "offer" } else { "offer locked" };
    html! {
        <li {class} part="offer">
            { stub(scene, offer) }
            { what(scene, offer, refusal) }
            { for act }
            { for panel }
        </li>
    }
}

/// A reward that is only shown.
pub(super) fn shown(scene: &Scene<'_>, offer: &Offer) -> Html {
    html! {
        <li class="offer" part="offer">{ stub(scene, offer) }{ what(scene, offer, None) }</li>
    }
}

// The account's own word, then what the quote says about the page's cart.
fn refusal(scene: &Scene<'_>, offer: &Offer) -> Option<Refusal> {
    if let Access::Declined(refusal) = offer.access {
        return Some(refusal);
    }
    let quote = scene.state.quoting.quote()?;
    quote.declines.iter().find(|(id, _)| *id == offer.id).map(|(_, refusal)| *refusal)
}

fn button(scene: &Scene<'_>, offer: &Offer) -> Html {
    let id = offer.id.clone();
    let ask = scene.link.callback(move |_| Message::Ask(id.clone()));
    let points = scene.words.points(offer.points, &scene.names());
    let title = title_of_offer(scene, offer);
    let spoken = words::say(Key::RedeemWhat, &[("reward", &title), ("points", &points)]);
    html! {
        <button class="button" part="button" type="button" aria-label={spoken} onclick={ask}>
            { words::say(Key::Redeem, &[]) }
        </button>
    }
}

fn stub(scene: &Scene<'_>, offer: &Offer) -> Html {
    let currency = scene.state.currency();
    let mark = match (offer.effect, currency) {
        (Effect::AmountOff(Some(amount)), Some(currency)) => {
            html! { scene.words.money(amount, currency, Precision::Short) }
        }
        (Effect::PercentOff { percent, .. }, _) => html! { scene.words.percent(percent) },
        (Effect::FreeShipping { .. }, _) => icon::van(),
        (Effect::PointsOff { .. }, _) => icon::slider(),
        _ => icon::present(),
    };
    html! { <div class="stub" part="stub" aria-hidden="true">{ mark }</div> }
}

fn what(scene: &Scene<'_>, offer: &Offer, refusal: Option<Refusal>) -> Html {
    let terms = scene.state.currency().map(|currency| terms(scene, offer, currency));
    html! {
        <div class="what">
            <p class="name">{ title_of_offer(scene, offer) }</p>
            <p class="quiet">{ terms.unwrap_or_default().join(" \u{b7} ") }</p>
            { for refusal.map(|refusal| why(scene, offer, refusal)) }
        </div>
    }
}

fn terms(scene: &Scene<'_>, offer: &Offer, currency: Currency) -> Vec<String> {
    let money = |amount| scene.words.money(amount, currency, Precision::Short);
    let points = scene.words.points(offer.points, &scene.names());
    let mut terms = Vec::new();
    match offer.effect {
        Effect::PointsOff { amount, max_percent, .. } => {
            terms.push(words::say(Key::Rate, &[("points", &points), ("money", &money(amount))]));
            if let Some(percent) = max_percent.filter(|percent| *percent < 100) {
                let percent = scene.words.percent(percent);
                terms.push(words::say(Key::UpToShare, &[("percent", &percent)]));
            }
        }
        Effect::PercentOff { most: Some(most), .. } | Effect::FreeShipping { most: Some(most) } => {
            terms.push(points);
            terms.push(words::say(Key::UpTo, &[("money", &money(most))]));
        }
        _ => terms.push(points),
    }
    if let Some(least) = offer.min_subtotal.filter(|least| !least.is_zero()) {
        terms.push(words::say(Key::FromSubtotal, &[("money", &money(least))]));
    }
    terms
}

// Why not yet; where only points are missing, how far one has come.
fn why(scene: &Scene<'_>, offer: &Offer, refusal: Refusal) -> Html {
    let Some(account) = scene.state.account() else { return Html::default() };
    if refusal.why == Some(Decline::NotEnoughPoints) {
        let needs = match offer.effect {
            Effect::PointsOff { min_points, .. } => min_points.max(offer.points),
            _ => offer.points,
        };
        let missing = refusal.missing.unwrap_or(needs.less(account.points.available));
        let points = scene.words.points(missing, &account.names);
        return html! {
            <div class="togo">
                { bar(share(needs.less(missing), needs)) }
                <p class="why">{ words::say(Key::ToGo, &[("points", &points)]) }</p>
            </div>
        };
    }
    html! {
        <p class="why">{ icon::lock() }<span>{ reason(scene, offer, words::reason(refusal.why)) }</span></p>
    }
}

/// The words about a reward that is refused.
pub(super) fn reason(scene: &Scene<'_>, offer: &Offer, key: Key) -> String {
    let Some(account) = scene.state.account() else { return String::new() };
    let money = |amount| scene.words.money(amount, account.currency, Precision::Short);
    let least = match offer.effect {
        Effect::PointsOff { min_points, .. } => min_points.max(offer.points),
        _ => offer.points,
    };
    words::say(key, &[
        ("money", &money(offer.min_subtotal.unwrap_or_default())),
        ("currency", account.currency.as_str()),
        ("name", &scene.words.name(&account.names)),
        ("points", &scene.words.points(least, &account.names)),
    ])
}

fn share(part: Points, whole: Points) -> u64 {
    part.get().min(whole.get()).saturating_mul(1000) / whole.get().max(1)
}

/// Whether an offer can be opened at all on this page now.
pub(super) fn is_open(scene: &Scene<'_>, offer: &Offer) -> bool {
    let takes_any = matches!(offer.effect, Effect::PointsOff { .. });
    refusal(scene, offer).is_none() && (!takes_any || choice(scene.state, offer).is_some())
}
