//! Views: what each element looks like, as functions of what is known and what is on the desk.

mod balance;
mod cart;
mod chooser;
mod door;
mod earn;
mod friend;
mod gift;
mod history;
pub(crate) mod icon;
mod notice;
mod offer;
mod panel;
mod questions;
mod rewards;
mod tag;
mod tier;
mod voucher;
mod way;

use shared::{Amount, Currency, Points};
use web_sys::HtmlElement;
use yew::Html;

use crate::account::{Counts, Effect, Offer, Redemption};
use crate::choice::Choice;
use crate::desk::Desk;
use crate::format::{Formatter, Precision};
use crate::kind::Kind;
use crate::state::State;
use crate::store::Store;
use crate::words::{self, Key};

pub(crate) use friend::link as friend_link;
pub(crate) use icon::{bar, thousandths};
pub(crate) use tag::{Attribute, all, div, fixed, keyed, line, made, none, tag, words};

/// All that a view looks at.
pub(crate) struct Scene<'a> {
    pub(crate) state: &'a State,
    pub(crate) host: &'a HtmlElement,
    pub(crate) store: &'a Store,
    pub(crate) format: &'a Formatter,
    pub(crate) desk: &'a Desk,
}

impl Scene<'_> {
    /// The words of a key.
    fn say(&self, key: Key, places: &[(&str, &str)]) -> String {
        words::say(key, places)
    }

    /// The words of a key that speaks of points by their name.
    fn say_name(&self, key: Key) -> String {
        say_name(self.state, self.format, key)
    }

    /// What points are called.
    fn name(&self) -> String {
        self.format.name(&self.state.names())
    }

    /// Points with their name.
    fn points(&self, points: Points) -> String {
        self.format.points(points, &self.state.names())
    }

    /// So much of what counts toward tiers: points, money or orders. Only the program knows which,
    /// so until it is there nothing is said.
    fn counted(&self, number: u64) -> Option<String> {
        let program = self.state.showcase.as_ref()?;
        Some(match program.counts {
            Counts::Points => self.points(Points::saturating(number.into())),
            Counts::Spend => {
                let amount = Amount::saturating(number.into());
                self.money(amount, program.currency, Precision::Short)
            }
            Counts::Orders => {
                let is_one = self.format.is_one(number);
                let key = if is_one { Key::OneOrder } else { Key::Orders };
                self.say(key, &[("count", &self.format.whole(number))])
            }
        })
    }

    /// An amount of money.
    fn money(&self, amount: Amount, currency: Currency, precision: Precision) -> String {
        self.format.money(amount, currency, precision)
    }

    /// A button with its marks.
    fn button(&self, class: &'static str, marks: &[Attribute], label: String) -> Html {
        let attributes = [
            &[tag::fixed("type", "button"), tag::fixed("part", "button")],
            marks,
        ];
        tag(
            "button",
            class,
            &attributes.concat(),
            vec![tag::words(label)],
        )
    }

    /// What a screen reader is told, and nobody sees.
    fn spoken(&self) -> Html {
        let said = vec![tag::words(self.desk.said.clone())];
        tag("p", "sr", &[tag::fixed("role", "status")], said)
    }
}

/// The words of a key that speaks of points by their name.
pub(crate) fn say_name(state: &State, format: &Formatter, key: Key) -> String {
    words::say(key, &[("name", &format.name(&state.names()))])
}

/// What an element shows.
pub(crate) fn content(kind: Kind, scene: &Scene<'_>) -> Html {
    match kind {
        Kind::Balance => balance::view(scene),
        Kind::Tier => tier::view(scene),
        Kind::Rewards => rewards::view(scene),
        Kind::Cart => cart::view(scene),
        Kind::Earn => earn::view(scene),
        Kind::History => history::view(scene),
        Kind::Panel => door::view(scene),
    }
}

/// What the shop calls its programme, else what its points are.
pub(crate) fn program_title(state: &State) -> String {
    let own = state.account().and_then(|account| account.title.clone());
    let public = || state.showcase.as_ref()?.title.clone();
    own.or_else(public)
        .unwrap_or_else(|| words::say(Key::ProgramTitle, &[]))
}

/// The range of points that an offer could take now, on the page's cart where there is one.
pub(crate) fn choice(state: &State, offer: &Offer) -> Option<Choice> {
    let available = state.account()?.points.available;
    Choice::of(
        offer,
        available,
        state.quoting.quote().map(|quote| quote.subtotal),
    )
}

/// What a redemption is called: what it takes off, else its reward's label, else what it does.
pub(crate) fn title_of(state: &State, format: &Formatter, redemption: &Redemption) -> String {
    let is_money = matches!(
        redemption.effect,
        Effect::AmountOff(_) | Effect::PointsOff { .. }
    );
    let known = redemption
        .takes_off
        .filter(|amount| is_money && !amount.is_zero());
    let effect = known.map_or(redemption.effect, |amount| Effect::AmountOff(Some(amount)));
    let label = state
        .offer(&redemption.reward)
        .and_then(|offer| offer.label.clone());
    match label.filter(|_| known.is_none()) {
        Some(label) => label,
        None => title(state, format, effect, redemption.currency),
    }
}

/// What a reward is called: its label, else what it does.
fn title_of_offer(scene: &Scene<'_>, offer: &Offer) -> String {
    match (&offer.label, scene.state.currency()) {
        (Some(label), _) => label.clone(),
        (None, Some(currency)) => title(scene.state, scene.format, offer.effect, currency),
        (None, None) => String::new(),
    }
}

fn title(state: &State, format: &Formatter, effect: Effect, currency: Currency) -> String {
    match effect {
        Effect::AmountOff(amount) => {
            let money = format.money(amount.unwrap_or_default(), currency, Precision::Short);
            words::say(Key::AmountOff, &[("money", &money)])
        }
        Effect::PercentOff { percent, .. } => {
            words::say(Key::PercentOff, &[("percent", &format.percent(percent))])
        }
        Effect::FreeShipping { .. } => words::say(Key::FreeShipping, &[]),
        Effect::FreeProduct => words::say(Key::FreeProduct, &[]),
        Effect::PointsOff { .. } => say_name(state, format, Key::PointsOff),
    }
}
