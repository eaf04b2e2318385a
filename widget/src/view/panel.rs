//! The panel beside a reward: the confirmation, and what became of it.

use shared::Points;
use yew::{Html, KeyboardEvent, MouseEvent, html};

use super::{Scene, choice, chooser, offer::reason, title_of_offer};
use crate::account::{Effect, Offer};
use crate::element::Message;
use crate::format::Precision;
use crate::state::Redeeming;
use crate::words::{self, Key};

/// What is open beside an offer, or nothing.
pub(super) fn view(scene: &Scene<'_>, offer: &Offer) -> Option<Html> {
    let redeeming = &scene.state.redeeming;
    if redeeming.reward() == Some(&offer.id) {
        return Some(match redeeming {
            Redeeming::Working { .. } => question(scene, offer, Progress::Working),
            Redeeming::Waiting { .. } => question(scene, offer, Progress::Waiting),
            Redeeming::Declined { refusal, .. } => {
                said(scene, reason(scene, offer, words::explanation(refusal.why)))
            }
            Redeeming::Changed { .. } => said(scene, words::say(Key::ProgramChanged, &[])),
            _ => said(scene, scene.say_name(Key::Refused)),
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
    let choice = choice(scene.state, offer);
    let points = match (offer.effect, &choice) {
        (Effect::PointsOff { .. }, Some(choice)) => {
            choice.snap(scene.desk.chosen.unwrap_or(choice.most))
        }
        _ => offer.points,
    };
    let is_busy = progress != Progress::Asking;
    let cancel = scene.link.callback(|_: MouseEvent| Message::Cancel);
    let escape = scene.link.batch_callback(move |event: KeyboardEvent| {
        let leaves = event.key() == "Escape" && !is_busy;
        leaves.then(|| {
            event.stop_propagation();
            Message::Cancel
        })
    });
    // In the cart the slider stands above and is not drawn twice.
    let chooser = choice.filter(|_| !is_busy).map(|choice| chooser::view(scene, &choice, points));
    html! {
        <div class="panel" part="panel" role="group" aria-labelledby="question"
            tabindex="-1" data-focus="panel" onkeydown={escape}>
            <p id="question" class="name">{ title(scene, offer, points) }</p>
            <p class="quiet">{ leaves(scene, points) }{ " " }{ scene.say_name(Key::ConfirmNote) }</p>
            { for chooser }
            <div class="actions">
                { confirm(scene, points, progress) }
                if !is_busy {
                    <button class="button plain" part="button" type="button" onclick={cancel}>
                        { words::say(Key::ConfirmNo, &[]) }
                    </button>
                }
            </div>
            if progress == Progress::Waiting {
                <p class="quiet">{ words::say(Key::Waiting, &[]) }</p>
            }
        </div>
    }
}

// The same node while it works, so that the keyboard stays where it is.
fn confirm(scene: &Scene<'_>, points: Points, progress: Progress) -> Html {
    let is_busy = progress != Progress::Asking;
    let confirm = scene.link.batch_callback(move |event: MouseEvent| {
        (!is_busy).then(|| Message::Confirm { is_trusted: event.is_trusted() })
    });
    let points = scene.words.points(points, &scene.names());
    let (class, label) = if is_busy {
        ("button busy", scene.say_name(Key::Working))
    } else {
        ("button", words::say(Key::ConfirmYes, &[("points", &points)]))
    };
    html! {
        <button {class} part="button confirm" type="button" aria-disabled={is_busy.to_string()}
            onclick={confirm}>
            { label }
        </button>
    }
}

fn title(scene: &Scene<'_>, offer: &Offer, points: Points) -> String {
    let currency = scene.state.currency();
    let reward = match (choice(scene.state, offer), currency) {
        (Some(choice), Some(currency)) => {
            let off = choice.takes_off(points);
            let money = scene.words.money(off, currency, Precision::Short);
            words::say(Key::AmountOff, &[("money", &money)])
        }
        _ => title_of_offer(scene, offer),
    };
    let points = scene.words.points(points, &scene.names());
    words::say(Key::ConfirmTitle, &[("points", &points), ("reward", &reward)])
}

fn leaves(scene: &Scene<'_>, points: Points) -> String {
    let Some(account) = scene.state.account() else { return String::new() };
    let left = account.points.available.less(points);
    words::say(Key::ConfirmLeaves, &[("points", &scene.words.points(left, &account.names))])
}

fn said(scene: &Scene<'_>, text: String) -> Html {
    let dismiss = scene.link.callback(|_: MouseEvent| Message::Dismiss);
    html! {
        <div class="panel" part="panel" role="group" tabindex="-1" data-focus="panel">
            <p role="alert">{ text }</p>
            <div class="actions">
                <button class="button plain" part="button" type="button" onclick={dismiss}>
                    { words::say(Key::Dismiss, &[]) }
                </button>
            </div>
        </div>
    }
}
