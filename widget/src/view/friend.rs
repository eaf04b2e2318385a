//! Friends: the link to hand on, and what came of a friend's own.

use yew::Html;

use super::Scene;
use super::icon::{self, icon};
use super::tag::{div, fixed, line, none, tag, words};
use crate::act::Act;
use crate::copy;
use crate::desk::Copied;
use crate::format::Precision;
use crate::friend::Claim;
use crate::state::State;
use crate::words::Key;

/// The link that brings a friend: the shop's front page with the shopper's code.
pub(crate) fn link(state: &State) -> Option<String> {
    let referral = state.account()?.referral.as_ref()?;
    let origin = web_sys::window()?.location().origin().ok()?;
    let code = js_sys::encode_uri_component(&referral.code).as_string()?;
    Some([&origin, "/?accolade-friend=", &code].concat())
}

/// What bringing a friend brings, and the link for it.
pub(super) fn invite(scene: &Scene<'_>) -> Html {
    let account = scene.state.account();
    let referral = account.and_then(|account| account.referral.as_ref());
    let (Some(referral), Some(link)) = (referral, link(scene.state)) else {
        return none();
    };
    let (you, friend) = (
        scene.points(referral.referrer),
        scene.points(referral.referred),
    );
    let money = least(scene, referral.min_subtotal);
    let places = [
        ("points", you.as_str()),
        ("friend", &friend),
        ("money", &money),
    ];
    let key = if money.is_empty() {
        Key::FriendTerms
    } else {
        Key::FriendTermsFrom
    };
    let share = if copy::can_share() {
        let text = scene.say(Key::Share, &[]);
        scene.button("button plain", &[Act::Share.mark()], text)
    } else {
        none()
    };
    let as_is = [fixed("part", "link"), fixed("translate", "no")];
    div(
        "friend",
        vec![
            line("", scene.say(key, &places)),
            tag("p", "code link", &as_is, vec![words(link)]),
            div("actions", vec![copy_button(scene), share]),
        ],
    )
}

fn copy_button(scene: &Scene<'_>) -> Html {
    let copied = scene.desk.copied.as_ref();
    let copied = copied.filter(|copied| copied.redemption() == copy::FRIEND);
    let (drawing, key) = match copied {
        Some(Copied::Whole { .. }) => (icon(icon::TICK), Key::Copied),
        Some(Copied::Selected { .. }) => (none(), Key::Selected),
        None => (none(), Key::CopyLink),
    };
    let attributes = [
        fixed("type", "button"),
        fixed("part", "button copy"),
        Act::CopyLink.mark(),
    ];
    let label = words(scene.say(key, &[]));
    tag("button", "button", &attributes, vec![drawing, label])
}

/// What came of the link that brought this shopper, said once.
pub(super) fn claimed(scene: &Scene<'_>) -> Html {
    let Some(claim) = &scene.state.claim else {
        return none();
    };
    let said = match claim {
        Claim::Granted {
            points,
            min_subtotal,
        } => {
            let money = least(scene, *min_subtotal);
            let key = if money.is_empty() {
                Key::FriendCame
            } else {
                Key::FriendCameFrom
            };
            scene.say(
                key,
                &[("points", &scene.points(*points)), ("money", &money)],
            )
        }
        Claim::Declined(slug) => scene.say(
            match slug.as_str() {
                "own-code" => Key::FriendOwn,
                "already-referred" => Key::FriendAlready,
                "not-new" => Key::FriendNotNew,
                "no-referral" => Key::FriendNone,
                _ => Key::FriendUnknown,
            },
            &[],
        ),
    };
    let dismiss = scene.button(
        "button plain",
        &[Act::Noted.mark()],
        scene.say(Key::Dismiss, &[]),
    );
    let text = tag("p", "", &[fixed("role", "status")], vec![words(said)]);
    div("banner", vec![icon(icon::FRIENDS), text, dismiss])
}

fn least(scene: &Scene<'_>, least: Option<shared::Amount>) -> String {
    let least = least.filter(|least| !least.is_zero());
    let written = least.zip(scene.state.currency());
    written.map_or_else(String::new, |(least, currency)| {
        scene.money(least, currency, Precision::Short)
    })
}
