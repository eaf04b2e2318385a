//! Views: what each element looks like, as functions of what is known and what is on the desk.

mod balance;
mod cart;
mod chooser;
mod icon;
mod notice;
mod offer;
mod panel;
mod rewards;
mod tier;
mod voucher;

use web_sys::HtmlElement;
use yew::html::Scope;
use yew::{Html, NodeRef, html};

use crate::account::{Effect, Names, Offer, Redemption};
use crate::choice::Choice;
use crate::desk::Desk;
use crate::element::{Element, Kind};
use crate::format::{Formatter, Precision};
use crate::state::State;
use crate::store::Store;
use crate::words::{self, Key};

pub(crate) use icon::bar;

/// All that a view looks at.
pub(crate) struct Scene<'a> {
    pub(crate) state: &'a State,
    pub(crate) host: &'a HtmlElement,
    pub(crate) store: &'a Store,
    pub(crate) words: &'a Formatter,
    pub(crate) desk: &'a Desk,
    pub(crate) link: &'a Scope<Element>,
}

impl Scene<'_> {
    /// What points are called here.
    fn names(&self) -> Names {
        self.state.names()
    }

    /// The words of a key that speaks of points by their name.
    fn say_name(&self, key: Key) -> String {
        say_name(self.state, self.words, key)
    }
}

/// The words of a key that speaks of points by their name.
pub(crate) fn say_name(state: &State, words: &Formatter, key: Key) -> String {
    words::say(key, &[("name", &words.name(&state.names()))])
}

/// An element's whole face.
pub(crate) fn face(kind: Kind, scene: &Scene<'_>, stage: &NodeRef) -> Html {
    let content = match kind {
        Kind::Balance => balance::view(scene),
        Kind::Tier => tier::view(scene),
        Kind::Rewards => rewards::view(scene),
        Kind::Cart => cart::view(scene),
    };
    let lang = scene.words.locale().to_owned();
    html! {
        <div ref={stage.clone()} class={["face ", kind.name()].concat()} part="face"
            lang={lang} tabindex="-1">
            { content }
        </div>
    }
}

/// The range of points that an offer could take now, on the page's cart where there is one.
pub(crate) fn choice(state: &State, offer: &Offer) -> Option<Choice> {
    let available = state.account()?.points.available;
    Choice::of(offer, available, state.quoting.quote().map(|quote| quote.subtotal))
}

/// What a redemption is called: its reward's label, else what it does.
pub(crate) fn title_of(state: &State, words: &Formatter, redemption: &Redemption) -> String {
    let label = state.offer(&redemption.reward).and_then(|offer| offer.label.clone());
    let known = redemption.takes_off.filter(|amount| !amount.is_zero());
    match (label, known, redemption.effect) {
        (_, Some(amount), Effect::AmountOff(_) | Effect::PointsOff { .. }) => {
            let money = words.money(amount, redemption.currency, Precision::Short);
            words::say(Key::AmountOff, &[("money", &money)])
        }
        (Some(label), _, _) => label,
        (None, _, effect) => title(state, words, effect, redemption.currency),
    }
}

/// What a reward is called: its label, else what it does.
fn title_of_offer(scene: &Scene<'_>, offer: &Offer) -> String {
    let currency = scene.state.currency();
    offer.label.clone().or_else(|| {
        currency.map(|currency| title(scene.state, scene.words, offer.effect, currency))
    }).unwrap_or_default()
}

fn title(state: &State, words: &Formatter, effect: Effect, currency: shared::Currency) -> String {
    match effect {
        Effect::AmountOff(amount) => {
            let money = words.money(amount.unwrap_or_default(), currency, Precision::Short);
            words::say(Key::AmountOff, &[("money", &money)])
        }
        Effect::PercentOff { percent, .. } => {
            words::say(Key::PercentOff, &[("percent", &words.percent(percent))])
        }
        Effect::FreeShipping { .. } => words::say(Key::FreeShipping, &[]),
        Effect::FreeProduct => words::say(Key::FreeProduct, &[]),
        Effect::PointsOff { .. } => say_name(state, words, Key::PointsOff),
    }
}
