//! The balance: how many points, what they are worth, and what happens to them next.

use yew::{Html, html};

use super::{Scene, icon, notice};
use crate::account::Account;
use crate::count::Count;
use crate::format::Precision;
use crate::words::{self, Key};

/// The balance element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    let bones = ["figure", "line"];
    if let Some(notice) = notice::instead(scene, Key::SignedOutBalance, &bones) {
        return notice;
    }
    let Some(account) = scene.state.account() else { return Html::default() };
    let points = account.points;
    let unit = scene.words.name_of(points.available, &account.names);
    html! {
        <>
            <p class="sr" role="status">{ spoken(scene, account) }</p>
            <div class="figures" aria-hidden="true">
                <p class="figure" part="figure">
                    <span class="number" part="number">
                        <Count number={points.available.get()} store={scene.store.clone()} />
                    </span>
                    { " " }
                    <span class="unit">{ unit }</span>
                </p>
                { for worth(scene, account).map(|worth| html! { <p class="worth">{ worth }</p> }) }
            </div>
            { facts(scene, account) }
            { notice::freshness(scene) }
        </>
    }
}

fn worth(scene: &Scene<'_>, account: &Account) -> Option<String> {
    let value = account.value.filter(|value| !value.amount.is_zero())?;
    let money = scene.words.money(value.amount, value.currency, Precision::Exact);
    Some(words::say(Key::Worth, &[("money", &money)]))
}

// One sentence with the end value, whatever the figures are doing meanwhile.
fn spoken(scene: &Scene<'_>, account: &Account) -> String {
    let points = scene.words.points(account.points.available, &account.names);
    match account.value.filter(|value| !value.amount.is_zero()) {
        Some(value) => {
            let money = scene.words.money(value.amount, value.currency, Precision::Exact);
            words::say(Key::YouHaveWorth, &[("points", &points), ("money", &money)])
        }
        None => words::say(Key::YouHave, &[("points", &points)]),
    }
}

fn facts(scene: &Scene<'_>, account: &Account) -> Html {
    let points = account.points;
    let phrase = |key: Key, number| {
        words::say(key, &[("points", &scene.words.points(number, &account.names))])
    };
    let mut facts = Vec::new();
    if !points.pending.is_zero() {
        facts.push((icon::arriving(), phrase(Key::OnTheWay, points.pending)));
    }
    if !points.held.is_zero() {
        facts.push((icon::ticket(), phrase(Key::HeldForCode, points.held)));
    }
    if let Some(next) = account.expiring {
        let places = [
            ("points", scene.words.points(next.points, &account.names)),
            ("date", scene.words.date(next.at)),
        ];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        facts.push((icon::day(), words::say(Key::UseBy, &places)));
    }
    if !points.deficit.is_zero() {
        let deficit = phrase(Key::Deficit, points.deficit);
        let note = words::say(Key::DeficitNote, &[]);
        facts.push((icon::arriving(), [deficit, note].join(". ")));
    }
    if account.is_new() {
        facts.push((icon::arriving(), words::say(Key::FirstStep, &[])));
    }
    if facts.is_empty() {
        return Html::default();
    }
    let row = |(icon, fact): (Html, String)| html! { <li>{ icon }<span>{ fact }</span></li> };
    html! { <ul class="facts" role="list">{ for facts.into_iter().map(row) }</ul> }
}
