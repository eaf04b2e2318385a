//! The balance: how many points, what they are worth, and what happens to them next.

use shared::Points;
use yew::Html;

use super::icon::{self, icon};
use super::notice::{self, Welcome};
use super::tag::{all, fixed, line, none, tag, words};
use super::{Scene, friend};
use crate::account::Account;
use crate::format::Precision;
use crate::words::Key;

/// How many dates on which points expire are told.
const EXPIRING: usize = 3;

/// The balance element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    let visitor = (Key::SignedOutBalance, Welcome::Whole);
    let bones = ["bone figure", "bone", "bone wide"];
    if let Some(notice) = notice::instead(scene, visitor, &bones) {
        return notice;
    }
    let Some(account) = scene.state.account() else {
        return none();
    };
    let money = account.value.filter(|value| !value.amount.is_zero());
    let money = money.map(|value| scene.money(value.amount, value.currency, Precision::Exact));
    let points = scene.points(account.points.available);
    // One sentence with the end value, whatever the figures are doing meanwhile.
    let spoken = match &money {
        Some(money) => scene.say(Key::YouHaveWorth, &[("points", &points), ("money", money)]),
        None => scene.say(Key::YouHave, &[("points", &points)]),
    };
    let worth = money.map_or_else(none, |money| {
        line("worth", scene.say(Key::Worth, &[("money", &money)]))
    });
    let claimed = match scene.host.local_name() == "accolade-balance" {
        true => friend::claimed(scene),
        false => none(),
    };
    all(vec![
        claimed,
        tag("p", "sr", &[fixed("role", "status")], vec![words(spoken)]),
        tag(
            "div",
            "figures",
            &[fixed("aria-hidden", "true")],
            vec![figure(scene, account), worth],
        ),
        facts(scene, account),
        notice::freshness(scene),
    ])
}

fn figure(scene: &Scene<'_>, account: &Account) -> Html {
    let available = account.points.available;
    let shown = scene
        .desk
        .count
        .map_or(available.get(), |count| count.shown());
    let number = vec![words(scene.format.whole(shown))];
    let unit = vec![words(scene.format.name_of(available, &account.names))];
    tag(
        "p",
        "figure",
        &[fixed("part", "figure")],
        vec![
            tag("span", "number", &[fixed("part", "number")], number),
            words(" ".to_owned()),
            tag("span", "unit", &[fixed("part", "unit")], unit),
        ],
    )
}

fn facts(scene: &Scene<'_>, account: &Account) -> Html {
    let points = account.points;
    let phrase = |key: Key, number| scene.say(key, &[("points", &scene.points(number))]);
    let mut facts = Vec::new();
    if !points.pending.is_zero() {
        facts.push((icon::ARRIVING, phrase(Key::OnTheWay, points.pending)));
    }
    if !points.held.is_zero() {
        facts.push((icon::TICKET, phrase(Key::HeldForCode, points.held)));
    }
    for (date, points) in days(scene, account).into_iter().take(EXPIRING) {
        let places = [("points", scene.points(points)), ("date", date)];
        let places = places
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        facts.push((icon::DAY, scene.say(Key::UseBy, &places)));
    }
    if !points.deficit.is_zero() {
        let deficit = phrase(Key::Deficit, points.deficit);
        facts.push((
            icon::ARRIVING,
            [&deficit, ". ", &scene.say(Key::DeficitNote, &[])].concat(),
        ));
    }
    if account.is_new() {
        facts.push((icon::ARRIVING, scene.say(Key::FirstStep, &[])));
    }
    if facts.is_empty() {
        return none();
    }
    let mut rows = Vec::new();
    for (drawing, fact) in facts {
        let fact = tag("span", "", &[], vec![words(fact)]);
        rows.push(tag("li", "", &[], vec![icon(drawing), fact]));
    }
    tag("ul", "facts", &[fixed("role", "list")], rows)
}

// What expires on each day: a reader sees no difference within one.
fn days(scene: &Scene<'_>, account: &Account) -> Vec<(String, Points)> {
    let mut days: Vec<(String, Points)> = Vec::new();
    for next in &account.expiring {
        let day = scene.format.last_day(next.at);
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, points)) => {
                let sum = u128::from(points.get()) + u128::from(next.points.get());
                *points = Points::saturating(sum);
            }
            None => days.push((day, next.points)),
        }
    }
    days
}
