//! The panel beside a reward: the confirmation, and what became of it.

use shared::Points;
use yew::Html;

use super::offer::reason;
use super::tag::{div, fixed, line, none, tag, words};
use super::{Scene, choice, chooser, title_of_offer};
use crate::account::Offer;
use crate::act::Act;
use crate::choice::Choice;
use crate::format::Precision;
use crate::state::Redeeming;
use crate::words::{self as said, Key};

/// What is open beside an offer, or nothing.
pub(super) fn view(scene: &Scene<'_>, offer: &Offer) -> Option<Html> {
    open(scene, offer).filter(|_| scene.desk.gift.is_none())
}

/// What is open beside a gift, or nothing.
pub(super) fn of_gift(scene: &Scene<'_>, offer: &Offer, gift: &str) -> Option<Html> {
    open(scene, offer).filter(|_| scene.desk.gift.as_deref() == Some(gift))
}

fn open(scene: &Scene<'_>, offer: &Offer) -> Option<Html> {
    let redeeming = &scene.state.redeeming;
    if redeeming.reward() == Some(&offer.id) {
        return Some(match redeeming {
            Redeeming::Working { .. } => question(scene, offer, Progress::Working),
            Redeeming::Waiting { .. } => question(scene, offer, Progress::Waiting),
            Redeeming::Declined { refusal, .. } => {
                answer(scene, reason(scene, offer, said::explanation(refusal.why)))
            }
            Redeeming::Changed { .. } => answer(scene, scene.say(Key::ProgramChanged, &[])),
            _ => answer(scene, scene.say_name(Key::Refused)),
        });
    }
    let is_asked = scene.desk.asking.as_ref() == Some(&offer.id);
    is_asked.then(|| question(scene, offer, Progress::Asking))
}

/// How far a confirmation has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Asking,
    Working,
    Waiting,
}

fn question(scene: &Scene<'_>, offer: &Offer, progress: Progress) -> Html {
    let is_gift = scene.desk.gift.is_some();
    let choice = choice(scene.state, offer).filter(|_| !is_gift);
    let price = if is_gift { Points::ZERO } else { offer.points };
    let points = choice.map_or(price, |choice| scene.desk.points(&choice));
    let is_asking = progress == Progress::Asking;
    let left = scene
        .state
        .account()
        .map(|account| account.points.available.less(points));
    let leaves = scene.say(
        Key::ConfirmLeaves,
        &[("points", &scene.points(left.unwrap_or_default()))],
    );
    let note = if is_gift {
        scene.say_name(Key::ConfirmGiftNote)
    } else {
        [&leaves, " ", &scene.say_name(Key::ConfirmNote)].concat()
    };
    let chooser = choice.filter(|_| is_asking);
    let chooser = chooser.map_or_else(none, |choice| chooser::view(scene, offer, &choice));
    let cancel = if is_asking {
        scene.button(
            "button plain",
            &[Act::Cancel.mark()],
            scene.say(Key::ConfirmNo, &[]),
        )
    } else {
        none()
    };
    let waiting = if progress == Progress::Waiting {
        line("quiet", scene.say(Key::Waiting, &[]))
    } else {
        none()
    };
    let asking = if is_asking {
        "data-asking"
    } else {
        "data-busy"
    };
    let attributes = [
        fixed("part", "panel"),
        fixed("role", "group"),
        fixed("aria-labelledby", "question"),
        fixed("tabindex", "-1"),
        fixed("data-focus", "panel"),
        fixed(asking, ""),
    ];
    let title = vec![words(title(scene, offer, choice, points))];
    tag(
        "div",
        "panel",
        &attributes,
        vec![
            tag("p", "name", &[fixed("id", "question")], title),
            line("quiet", note),
            chooser,
            div("actions", vec![confirm(scene, points, is_asking), cancel]),
            waiting,
        ],
    )
}

// The same node while it works, so that the keyboard stays where it is.
fn confirm(scene: &Scene<'_>, points: Points, is_asking: bool) -> Html {
    let disabled = fixed("aria-disabled", if is_asking { "false" } else { "true" });
    let marks = [
        Act::Confirm.mark(),
        disabled,
        fixed("part", "button confirm"),
    ];
    if is_asking {
        let label = if scene.desk.gift.is_some() {
            scene.say(Key::UseGift, &[])
        } else {
            scene.say(Key::ConfirmYes, &[("points", &scene.points(points))])
        };
        scene.button("button", &marks, label)
    } else {
        scene.button("button busy", &marks, scene.say_name(Key::Working))
    }
}

fn title(scene: &Scene<'_>, offer: &Offer, choice: Option<Choice>, points: Points) -> String {
    let reward = match choice.zip(scene.state.currency()) {
        Some((choice, currency)) => {
            let money = scene.money(choice.takes_off(points), currency, Precision::Short);
            scene.say(Key::AmountOff, &[("money", &money)])
        }
        None => title_of_offer(scene, offer),
    };
    if scene.desk.gift.is_some() {
        return scene.say(Key::ConfirmGift, &[("reward", &reward)]);
    }
    let points = scene.points(points);
    scene.say(
        Key::ConfirmTitle,
        &[("points", &points), ("reward", &reward)],
    )
}

fn answer(scene: &Scene<'_>, text: String) -> Html {
    let attributes = [
        fixed("part", "panel"),
        fixed("role", "group"),
        fixed("tabindex", "-1"),
        fixed("data-focus", "panel"),
    ];
    let dismiss = scene.button(
        "button plain",
        &[Act::Dismiss.mark()],
        scene.say(Key::Dismiss, &[]),
    );
    tag(
        "div",
        "panel",
        &attributes,
        vec![
            tag("p", "", &[fixed("role", "alert")], vec![words(text)]),
            div("actions", vec![dismiss]),
        ],
    )
}
