//! The door: a button that is always there, and behind it a dialog with everything.

use yew::Html;

use super::icon::{self, icon};
use super::tag::{all, div, fixed, made, none, tag, words};
use super::{Scene, balance, earn, friend, gift, history, program_title, questions, rewards, tier};
use crate::act::{self, Act};
use crate::dialog::Tab;
use crate::words::Key;

/// The panel element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    all(vec![launcher(scene), dialog(scene)])
}

fn launcher(scene: &Scene<'_>) -> Html {
    let is_open = if scene.desk.is_open { "true" } else { "false" };
    let mut attributes = vec![
        fixed("type", "button"),
        fixed("part", "launcher"),
        fixed("aria-haspopup", "dialog"),
        fixed("aria-expanded", is_open),
        Act::Open.mark(),
    ];
    let label = match scene.state.account() {
        Some(account) => {
            let points = scene.points(account.points.available);
            let title = program_title(scene.state);
            let spoken = [("points", points.as_str()), ("title", &title)];
            attributes.push(made("aria-label", &scene.say(Key::LauncherLabel, &spoken)));
            // In a span of its own, a count keeps its order in a page from right to left.
            tag("span", "", &[], vec![words(points)])
        }
        // Until it is known who is here, and for visitors, the page's own words stand.
        None => {
            let own = vec![words(scene.say_name(Key::Launcher))];
            tag("slot", "", &[], own)
        }
    };
    let children = vec![icon(icon::PRESENT), label];
    tag("button", "button launcher", &attributes, children)
}

// Empty while it is closed: what nobody sees is not drawn.
fn dialog(scene: &Scene<'_>) -> Html {
    let attributes = [fixed("part", "dialog"), fixed("aria-labelledby", "title")];
    if !scene.desk.is_open {
        return tag("dialog", "", &attributes, Vec::new());
    }
    let close = [
        fixed("type", "button"),
        fixed("part", "close"),
        made("aria-label", &scene.say(Key::Close, &[])),
        Act::Close.mark(),
    ];
    let title = vec![words(program_title(scene.state))];
    let head = div(
        "top",
        vec![
            tag("h2", "title", &[fixed("id", "title")], title),
            tag(
                "button",
                "button plain close",
                &close,
                vec![icon(icon::CROSS)],
            ),
        ],
    );
    let sheet = div(
        "sheet",
        vec![scene.spoken(), head, tabs(scene), page(scene)],
    );
    tag("dialog", "", &attributes, vec![sheet])
}

fn tabs(scene: &Scene<'_>) -> Html {
    let tab = |tab: Tab| {
        let is_shown = tab == scene.desk.tab;
        let attributes = [
            fixed("type", "button"),
            fixed("role", "tab"),
            fixed("part", "tab"),
            fixed("id", tab.name()),
            fixed("aria-controls", "page"),
            fixed("aria-selected", if is_shown { "true" } else { "false" }),
            fixed("tabindex", if is_shown { "0" } else { "-1" }),
            Act::Show.mark(),
            act::about(tab.name()),
        ];
        let label = vec![words(self::label(scene, tab))];
        self::tag("button", "tab", &attributes, label)
    };
    let attributes = [fixed("role", "tablist"), made("aria-labelledby", "title")];
    tag("div", "tabs", &attributes, Tab::ALL.map(tab).into())
}

fn label(scene: &Scene<'_>, tab: Tab) -> String {
    scene.say_name(match tab {
        Tab::Home => Key::TabHome,
        Tab::Earn => Key::TabEarn,
        Tab::Rewards => Key::TabRewards,
        Tab::History => Key::TabHistory,
    })
}

fn page(scene: &Scene<'_>) -> Html {
    let content = match scene.desk.tab {
        Tab::Home => home(scene),
        Tab::Earn => face("face earn", vec![earn::list(scene), friends(scene)]),
        Tab::Rewards => face("face rewards", vec![rewards::list(scene)]),
        Tab::History => face("face history", vec![history::list(scene)]),
    };
    let attributes = [
        fixed("role", "tabpanel"),
        fixed("id", "page"),
        fixed("part", "page"),
        fixed("aria-labelledby", scene.desk.tab.name()),
        // It scrolls, and the keyboard must reach what scrolls.
        fixed("tabindex", "0"),
    ];
    tag("div", "page", &attributes, vec![content])
}

fn home(scene: &Scene<'_>) -> Html {
    let mut parts = vec![
        friend::claimed(scene),
        face("face balance", vec![balance::view(scene)]),
    ];
    if let Some(account) = scene.state.account() {
        if account.tier.is_some() {
            parts.push(face("face tier", vec![tier::view(scene)]));
        }
        if account.streak.is_some() {
            parts.push(face("face", vec![earn::streak(scene)]));
        }
        if !account.gifts.is_empty() {
            let given = vec![heading(scene, Key::Gifts), gift::every(scene)];
            parts.push(face("face rewards", given));
        }
    }
    parts.push(friends(scene));
    parts.push(face(
        "face",
        vec![heading(scene, Key::Questions), questions::view(scene)],
    ));
    div("home", parts)
}

fn friends(scene: &Scene<'_>) -> Html {
    let account = scene.state.account();
    if account.is_none_or(|account| account.referral.is_none()) {
        return none();
    }
    face(
        "face",
        vec![heading(scene, Key::BringFriend), friend::invite(scene)],
    )
}

fn heading(scene: &Scene<'_>, key: Key) -> Html {
    tag("h3", "heading", &[], vec![words(scene.say_name(key))])
}

// A part of the dialog, drawn as the element of its own would be.
fn face(class: &'static str, children: Vec<Html>) -> Html {
    div(class, children)
}
