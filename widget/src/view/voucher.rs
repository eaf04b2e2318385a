//! The voucher: a code, how long it lasts, and a way back.

use std::rc::Rc;

use yew::Html;

use super::icon::{self, bar, icon, thousandths};
use super::tag::{div, fixed, line, made, none, tag, words};
use super::{Scene, title_of};
use crate::account::{Redemption, RedemptionState};
use crate::act::{self, Act};
use crate::desk::{Copied, Ended};
use crate::state::Returning;
use crate::words::Key;

/// A redemption whose points are held.
pub(super) fn view(scene: &Scene<'_>, redemption: &Rc<Redemption>) -> Html {
    let title = title_of(scene.state, scene.format, redemption);
    let label = scene.say(Key::CodeReady, &[("reward", &title)]);
    let attributes = [
        fixed("part", "voucher"),
        fixed("role", "group"),
        made("aria-label", &label),
        fixed("tabindex", "-1"),
        fixed("data-focus", "voucher"),
    ];
    tag(
        "div",
        "voucher",
        &attributes,
        vec![
            div("head", vec![icon(icon::TICKET), line("name", title)]),
            code(scene, redemption),
            time_left(scene, redemption),
            foot(scene, redemption),
        ],
    )
}

// A bar and a clock; both are the real expiry.
fn time_left(scene: &Scene<'_>, redemption: &Redemption) -> Html {
    let until = redemption.expires_at.unix_ms();
    let ms = |ms: i64| u64::try_from(ms).unwrap_or(0);
    let whole = ms(until.saturating_sub(redemption.created_at.unix_ms()));
    // The page's idea of the service's time is a moment old: never show more than the hold had.
    let left = ms(until.saturating_sub(scene.store.now().unix_ms())).min(whole);
    let time = scene.format.countdown(left.div_ceil(1000));
    tag(
        "div",
        "left",
        &[fixed("role", "timer")],
        vec![
            bar(thousandths(left, whole)),
            line(
                "quiet tabular",
                scene.say(Key::TimeLeft, &[("time", &time)]),
            ),
        ],
    )
}

fn code(scene: &Scene<'_>, redemption: &Redemption) -> Html {
    let copied = scene
        .desk
        .copied
        .as_ref()
        .filter(|copied| copied.redemption() == redemption.id);
    let (drawing, label, spoken) = match copied {
        Some(Copied::Whole { .. }) => (icon(icon::TICK), Key::Copied, Key::Copied),
        Some(Copied::Selected { .. }) => (none(), Key::Selected, Key::Selected),
        None => (none(), Key::Copy, Key::CopyCode),
    };
    let attributes = [
        fixed("type", "button"),
        fixed("part", "button copy"),
        Act::Copy.mark(),
        act::about(&redemption.id),
        made("aria-label", &scene.say(spoken, &[])),
    ];
    let text = words(scene.say(label, &[]));
    let as_is = [fixed("part", "code"), fixed("translate", "no")];
    div(
        "codeline",
        vec![
            tag("p", "code", &as_is, vec![words(redemption.code.clone())]),
            tag("button", "button", &attributes, vec![drawing, text]),
        ],
    )
}

fn foot(scene: &Scene<'_>, redemption: &Redemption) -> Html {
    if redemption.state == RedemptionState::Presented {
        let note = [
            &scene.say(Key::InCheckout, &[]),
            ". ",
            &scene.say_name(Key::InCheckoutNote),
        ];
        return line("quiet", note.concat());
    }
    let returning = &scene.state.returning;
    let (note, back) = match returning {
        _ if !returning.is_about(&redemption.id) => (Key::UseAtCheckout, Key::GiveBack),
        Returning::Working { .. } => (Key::UseAtCheckout, Key::GivingBack),
        Returning::Presented { .. } => (Key::CannotGiveBack, Key::GiveBack),
        _ => (Key::GiveBackFailed, Key::GiveBack),
    };
    let disabled = fixed(
        "aria-disabled",
        if back == Key::GivingBack {
            "true"
        } else {
            "false"
        },
    );
    let marks = [Act::GiveBack.mark(), act::about(&redemption.id), disabled];
    let note = vec![words(scene.say(note, &[]))];
    div(
        "foot",
        vec![
            tag("p", "quiet", &[fixed("aria-live", "polite")], note),
            scene.button("button link", &marks, scene.say_name(back)),
        ],
    )
}

/// A line about a hold that has come to its end while the page was open.
pub(super) fn ended(scene: &Scene<'_>) -> Html {
    let (drawing, key, title) = match &scene.desk.ended {
        Some(Ended::Captured { title }) => (icon::TICK, Key::CapturedNote, title),
        Some(Ended::TimedOut { title }) => (icon::TICKET, Key::TimeUp, title),
        None => return none(),
    };
    let text = scene.say(key, &[("reward", title), ("name", &scene.name())]);
    let text = tag("span", "", &[], vec![words(text)]);
    tag(
        "p",
        "ended",
        &[fixed("role", "status")],
        vec![icon(drawing), text],
    )
}
