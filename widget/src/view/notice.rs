//! Notices: the states in which there is no account to show.

use yew::Html;

use super::Scene;
use super::tag::{div, fixed, line, made, none, tag, words};
use crate::act::Act;
use crate::session::Session;
use crate::words::Key;

/// The light text and the bones of the final size, as the loader shows them before.
pub(super) fn waiting(bones: &[&'static str]) -> Html {
    let bones = bones
        .iter()
        .map(|bone| tag("span", bone, &[], Vec::new()))
        .collect();
    let hidden = [fixed("aria-hidden", "true")];
    div(
        "waiting",
        vec![
            tag("slot", "", &[], Vec::new()),
            tag("div", "bones", &hidden, bones),
        ],
    )
}

/// The light text, or rows of bones where the page has none: a list's light text is a list.
pub(super) fn standing(rows: usize) -> Html {
    let rows = (0..rows).map(|_| tag("span", "bone row", &[], Vec::new()));
    let hidden = [fixed("aria-hidden", "true")];
    let bones = tag("div", "bones", &hidden, rows.collect());
    tag("slot", "", &[], vec![bones])
}

/// How much an element says to a visitor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Welcome {
    /// What joining brings, and a button.
    Whole,
    /// A link.
    Short,
}

/// What stands in place of an account, or nothing where there is one.
pub(super) fn instead(
    scene: &Scene<'_>,
    (signed_out, welcome): (Key, Welcome),
    bones: &[&'static str],
) -> Option<Html> {
    match &scene.state.session {
        Session::Loading => Some(waiting(bones)),
        Session::SignedOut => Some(visitor(scene, signed_out, welcome)),
        Session::Offline { known: None } => Some(trouble(scene, Key::Offline)),
        Session::Failed => Some(trouble(scene, Key::Failed)),
        Session::Ready(_) | Session::Offline { known: Some(_) } => None,
    }
}

/// What a visitor gains by signing in.
fn visitor(scene: &Scene<'_>, key: Key, welcome: Welcome) -> Html {
    let brings = scene
        .state
        .showcase
        .as_ref()
        .and_then(|showcase| showcase.welcome);
    let gain = brings
        .filter(|_| welcome == Welcome::Whole)
        .map_or_else(none, |points| {
            line(
                "quiet",
                scene.say(Key::WelcomeGain, &[("points", &scene.points(points))]),
            )
        });
    div(
        "notice",
        vec![
            div("", vec![line("lead", scene.say_name(key)), gain]),
            sign_in(scene, welcome),
        ],
    )
}

/// The way to sign in, where the shop has named one.
pub(super) fn sign_in(scene: &Scene<'_>, welcome: Welcome) -> Html {
    let Some(address) = scene.store.sign_in() else {
        return none();
    };
    let class = if welcome == Welcome::Whole {
        "button"
    } else {
        "button link"
    };
    let attributes = [fixed("part", "button"), made("href", address)];
    tag(
        "a",
        class,
        &attributes,
        vec![words(scene.say(Key::SignIn, &[]))],
    )
}

/// That something can't be reached or used, with a way to ask again.
pub(super) fn trouble(scene: &Scene<'_>, key: Key) -> Html {
    let children = vec![line("", scene.say_name(key)), retry(scene)];
    tag("div", "notice", &[fixed("role", "status")], children)
}

/// A line that says how old what is shown is, while the service can't be reached.
pub(super) fn freshness(scene: &Scene<'_>) -> Html {
    let Session::Offline {
        known: Some(account),
    } = &scene.state.session
    else {
        return none();
    };
    let said = scene.say(
        Key::OfflineKnown,
        &[("time", &scene.format.clock(account.as_of))],
    );
    let children = vec![line("quiet", said), retry(scene)];
    tag(
        "div",
        "notice offline",
        &[fixed("role", "status")],
        children,
    )
}

fn retry(scene: &Scene<'_>) -> Html {
    scene.button(
        "button plain",
        &[Act::Retry.mark()],
        scene.say(Key::Retry, &[]),
    )
}
