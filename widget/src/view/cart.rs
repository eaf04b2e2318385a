//! The cart: what it earns, and points as money on it.

use yew::Html;

use super::notice::{self, Welcome};
use super::tag::{all, div, fixed, line, none, tag, words};
use super::{Scene, choice, chooser, offer, panel, voucher};
use crate::account::{Effect, Offer};
use crate::act::{self, Act};
use crate::session::Session;
use crate::state::Quoting;
use crate::words::Key;

/// The cart element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    all(vec![scene.spoken(), earns(scene), spending(scene)])
}

fn earns(scene: &Scene<'_>) -> Html {
    let quote = match &scene.state.quoting {
        Quoting::NoCart => return line("quiet", scene.say(Key::CartEmpty, &[])),
        Quoting::Unreachable | Quoting::Unusable => {
            return notice::trouble(scene, Key::CartOffline);
        }
        quoting => quoting.quote(),
    };
    let Some(quote) = quote else {
        return match scene.state.session {
            Session::Offline { .. } | Session::Failed => notice::trouble(scene, Key::CartOffline),
            _ => notice::waiting(&["bone title"]),
        };
    };
    let sentence = if quote.earns.is_zero() {
        scene.say_name(Key::CartEarnsNothing)
    } else {
        scene.say(Key::CartEarns, &[("points", &scene.points(quote.earns))])
    };
    let attributes = [fixed("part", "earns"), fixed("aria-live", "polite")];
    let sign_in = match scene.state.session {
        Session::SignedOut => div(
            "actions",
            vec![
                line("quiet", scene.say(Key::SignedOutCart, &[])),
                notice::sign_in(scene, Welcome::Short),
            ],
        ),
        _ => none(),
    };
    div(
        "notice",
        vec![
            tag("p", "lead", &attributes, vec![words(sentence)]),
            sign_in,
        ],
    )
}

fn spending(scene: &Scene<'_>) -> Html {
    let Some(account) = scene.state.account() else {
        return none();
    };
    let takes_any = |offer: &&Offer| matches!(offer.effect, Effect::PointsOff { .. });
    let rest = account
        .offers
        .iter()
        .find(takes_any)
        .and_then(|offer| spend(scene, offer));
    all(vec![
        voucher::ended(scene),
        all(account
            .open()
            .map(|redemption| voucher::view(scene, redemption))
            .collect()),
        rest.unwrap_or_default(),
    ])
}

// Points as money, unless the shopper already holds a code for it.
fn spend(scene: &Scene<'_>, offer: &Offer) -> Option<Html> {
    scene.state.quoting.quote()?;
    let account = scene.state.account()?;
    if let Some(panel) = panel::view(scene, offer) {
        return Some(div("chooser", vec![panel]));
    }
    if account
        .open()
        .any(|redemption| redemption.reward == offer.id)
    {
        return None;
    }
    let choice = choice(scene.state, offer).filter(|_| offer::is_open(scene, offer))?;
    let points = scene.points(scene.desk.points(&choice));
    let have = scene.points(account.points.available);
    let marks = [Act::Ask.mark(), act::about(offer.id.as_str())];
    let title = vec![words(scene.say_name(Key::UsePoints))];
    let attributes = [fixed("role", "group"), fixed("aria-labelledby", "spend")];
    Some(tag(
        "div",
        "chooser",
        &attributes,
        vec![
            tag("p", "name", &[fixed("id", "spend")], title),
            chooser::view(scene, offer, &choice),
            div(
                "actions",
                vec![
                    scene.button(
                        "button",
                        &marks,
                        scene.say(Key::ConfirmYes, &[("points", &points)]),
                    ),
                    line("quiet", scene.say(Key::CartYouHave, &[("points", &have)])),
                ],
            ),
        ],
    ))
}
