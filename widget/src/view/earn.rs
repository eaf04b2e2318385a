//! Earning: what one product earns, or every way there is.

use yew::Html;

use super::icon::{self, Icon, bar, icon, thousandths};
use super::notice::{self, Welcome};
use super::tag::{all, div, fixed, line, none, tag, words};
use super::{Scene, way};
use crate::earning::{Campaign, On, Streak, Way};
use crate::pricing::{Line, Price};
use crate::session::Session;
use crate::words::Key;

/// How many rows are drawn before there are any.
const ROWS: usize = 4;

/// The earn element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    match Line::of(scene.host) {
        Some(line) => product(scene, &line),
        None => list(scene),
    }
}

// One line of text; until it is known the page's own words stand.
fn product(scene: &Scene<'_>, line: &Line) -> Html {
    let Some(Price::Earns { points, by }) = scene.state.price(line) else {
        return tag("slot", "", &[], Vec::new());
    };
    if points.is_zero() {
        return none();
    }
    let points = scene.points(points);
    let said = match by {
        Some(by) => {
            let date = scene.format.date(by);
            scene.say(Key::EarnBy, &[("points", &points), ("date", &date)])
        }
        None => scene.say(Key::Earn, &[("points", &points)]),
    };
    tag("p", "earns", &[fixed("part", "earns")], vec![words(said)])
}

/// Every way to earn.
pub(super) fn list(scene: &Scene<'_>) -> Html {
    match &scene.state.session {
        Session::Loading => return notice::standing(ROWS),
        Session::Offline { known: None } => return notice::trouble(scene, Key::Offline),
        Session::Failed => return notice::trouble(scene, Key::Failed),
        Session::SignedOut | Session::Ready(_) | Session::Offline { known: Some(_) } => {}
    }
    let is_visitor = scene.state.account().is_none();
    let ways = scene.state.ways();
    if ways.is_empty() && scene.state.showcase.is_none() {
        return notice::standing(ROWS);
    }
    let sign_in = if is_visitor {
        let visitor = (Key::SignedOutEarn, Welcome::Short);
        notice::instead(scene, visitor, &[]).unwrap_or_default()
    } else {
        none()
    };
    let rows = ways.iter().map(|each| row(scene, each)).collect();
    let attributes = [fixed("role", "list"), fixed("part", "ways")];
    all(vec![
        sign_in,
        campaigns(scene),
        streak(scene),
        tag("ul", "rows ways", &attributes, rows),
        notice::freshness(scene),
    ])
}

fn row(scene: &Scene<'_>, each: &Way) -> Html {
    let closed = way::closed(scene, each);
    let class = if closed.is_none() {
        "row"
    } else {
        "row locked"
    };
    let terms = way::terms(scene, each);
    let terms = if terms.is_empty() {
        none()
    } else {
        line("quiet", terms)
    };
    let closed = closed.map_or_else(none, |(drawing, why)| {
        let why = tag("span", "", &[], vec![words(why)]);
        tag("p", "why", &[], vec![icon(drawing), why])
    });
    let children = vec![
        mark(drawing(&each.on)),
        div(
            "what",
            vec![line("name", way::title(scene, each)), terms, closed],
        ),
        line("gain tabular", way::gain(scene, each)),
    ];
    tag("li", class, &[fixed("part", "way")], children)
}

/// A round sign at the head of a row.
pub(super) fn mark(drawing: Icon) -> Html {
    tag(
        "span",
        "mark",
        &[fixed("aria-hidden", "true")],
        vec![icon(drawing)],
    )
}

fn drawing(on: &On) -> Icon {
    match on {
        On::Order | On::NthOrder => icon::BAG,
        On::Signup => icon::TICK,
        On::Birthday => icon::CAKE,
        On::Anniversary | On::VisitStreak => icon::DAY,
        On::Review => icon::PEN,
        On::Action(_) => icon::HAND,
        On::Referral => icon::FRIENDS,
    }
}

// What runs now gives more, and ends when it says.
fn campaigns(scene: &Scene<'_>) -> Html {
    // An account that says nothing of earning says nothing of campaigns either.
    let own = scene
        .state
        .account()
        .filter(|account| !account.ways.is_empty());
    let own = own.map(|account| &account.campaigns);
    let public = scene.state.showcase.as_ref();
    let running = match (own, public) {
        (Some(own), _) => own.as_slice(),
        (None, Some(showcase)) => showcase.campaigns.as_slice(),
        (None, None) => return none(),
    };
    let now = scene.store.now();
    let is_running = |campaign: &&Campaign| {
        campaign.from.is_none_or(|from| from <= now) && campaign.until.is_none_or(|end| now < end)
    };
    all(running
        .iter()
        .filter(is_running)
        .map(|each| campaign(scene, each))
        .collect())
}

fn campaign(scene: &Scene<'_>, campaign: &Campaign) -> Html {
    let factor = scene.format.factor(campaign.multiplier);
    let times = scene.say(
        Key::EarnsTimes,
        &[("factor", &factor), ("name", &scene.name())],
    );
    let mut said = vec![times];
    said.extend(way::for_tiers(scene, &campaign.tiers));
    said.extend(campaign.until.map(|until| {
        let date = scene.format.last_day(until);
        scene.say(Key::Until, &[("date", &date)])
    }));
    let name = campaign.label.clone().unwrap_or_else(|| said.remove(0));
    let text = div(
        "what",
        vec![line("name", name), line("quiet", said.join(" \u{b7} "))],
    );
    tag(
        "div",
        "banner",
        &[fixed("part", "campaign")],
        vec![icon(icon::SPARK), text],
    )
}

/// How many days in a row, and what going on brings.
pub(super) fn streak(scene: &Scene<'_>) -> Html {
    let account = scene.state.account();
    let Some(streak) = account.and_then(|account| account.streak.as_ref()) else {
        return none();
    };
    let Streak { days, next } = streak;
    let count = scene.format.whole(*days);
    let key = if scene.format.is_one(*days) {
        Key::StreakOne
    } else {
        Key::Streak
    };
    let title = scene.say(key, &[("days", &count)]);
    let Some(next) = next.as_ref().filter(|next| next.visits > 0) else {
        return div("streak", vec![line("name", title)]);
    };
    let (points, visits) = (scene.points(next.points), scene.format.whole(next.visits));
    let key = if scene.format.is_one(next.visits) {
        Key::StreakTomorrow
    } else {
        Key::StreakNext
    };
    let said = scene.say(key, &[("points", &points), ("days", &visits)]);
    let whole = days.saturating_add(next.visits);
    // The part of this round that is done: the days before it have had their points.
    let rule = scene
        .state
        .ways()
        .iter()
        .find(|way| way.on == On::VisitStreak);
    let round = rule.map_or(whole, |way| way.number).clamp(1, whole.max(1));
    let done = round.saturating_sub(next.visits);
    div(
        "streak",
        vec![
            line("name", title),
            bar(thousandths(done, round)),
            line("quiet", said),
        ],
    )
}
