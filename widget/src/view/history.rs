//! The history: every entry with its reason, newest first.

use std::rc::Rc;

use yew::Html;

use super::Scene;
use super::earn::mark;
use super::icon::{self, Icon};
use super::notice::{self, Welcome};
use super::tag::{all, div, fixed, line, none, tag, words};
use crate::act::Act;
use crate::history::{Asking, Entry, EntryKind};
use crate::session::Session;
use crate::words::Key;

/// How many rows are drawn before there are any.
const ROWS: usize = 5;

/// The history element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    all(vec![scene.spoken(), list(scene)])
}

/// The entries alone.
pub(super) fn list(scene: &Scene<'_>) -> Html {
    let visitor = (Key::SignedOutHistory, Welcome::Short);
    if scene.state.session == Session::Loading {
        return notice::standing(ROWS);
    }
    if let Some(notice) = notice::instead(scene, visitor, &[]) {
        return notice;
    }
    let history = &scene.state.history;
    let Some(entries) = &history.entries else {
        return match history.asking {
            Asking::Failed => notice::trouble(scene, Key::HistoryOffline),
            Asking::Idle | Asking::Under => notice::standing(ROWS),
        };
    };
    if entries.is_empty() {
        return line("quiet", scene.say(Key::NoHistory, &[]));
    }
    let rows = entries.iter().map(|entry| row(scene, entry)).collect();
    let attributes = [fixed("role", "list"), fixed("part", "entries")];
    all(vec![
        notice::freshness(scene),
        tag("ol", "rows entries", &attributes, rows),
        foot(scene),
    ])
}

fn foot(scene: &Scene<'_>) -> Html {
    let history = &scene.state.history;
    let failed = match history.asking {
        Asking::Failed => line("quiet", scene.say(Key::HistoryOffline, &[])),
        Asking::Idle | Asking::Under => none(),
    };
    if history.cursor.is_none() {
        return failed;
    }
    let is_asking = history.asking == Asking::Under;
    let disabled = fixed("aria-disabled", if is_asking { "true" } else { "false" });
    let class = if is_asking {
        "button plain busy"
    } else {
        "button plain"
    };
    let more = scene.button(
        class,
        &[Act::More.mark(), disabled],
        scene.say(Key::ShowMore, &[]),
    );
    div("actions more", vec![more, failed])
}

fn row(scene: &Scene<'_>, entry: &Rc<Entry>) -> Html {
    let said = match &entry.explanation {
        Some(explanation) => explanation.clone(),
        None => scene.say_name(fallback(entry.kind)),
    };
    let date = vec![words(scene.format.date(entry.at))];
    let what = div(
        "what",
        vec![line("said", said), tag("p", "quiet", &[], date)],
    );
    let balance = scene.format.whole(entry.balance.get());
    let balance = scene.say(Key::BalanceAfter, &[("number", &balance)]);
    let attributes = [fixed("part", "entry"), fixed("tabindex", "-1")];
    tag(
        "li",
        "row entry",
        &attributes,
        vec![
            mark(drawing(entry)),
            what,
            div(
                "change",
                vec![change(scene, entry), line("quiet tabular", balance)],
            ),
        ],
    )
}

// The change of what can be used; where there is none, of what is on its way.
fn change(scene: &Scene<'_>, entry: &Entry) -> Html {
    let (class, change) = match (entry.points, entry.pending) {
        (0, 0) => return none(),
        (0, pending) => ("tabular quiet", pending),
        (points, _) if points > 0 => ("tabular up", points),
        (points, _) => ("tabular", points),
    };
    let number = scene.format.signed(change);
    let text = if entry.points == 0 {
        scene.say(Key::PendingChange, &[("number", &number)])
    } else {
        number
    };
    line(class, text)
}

fn drawing(entry: &Entry) -> Icon {
    match entry.kind {
        EntryKind::Gift => icon::PRESENT,
        EntryKind::Earn | EntryKind::Available => icon::ARRIVING,
        EntryKind::Visit | EntryKind::Expire => icon::DAY,
        EntryKind::Tier => icon::MEDAL,
        EntryKind::Adjustment => icon::PEN,
        EntryKind::Clawback | EntryKind::Restore => icon::RETURN,
        EntryKind::Capture => icon::TICK,
        _ => icon::TICKET,
    }
}

fn fallback(kind: EntryKind) -> Key {
    match kind {
        EntryKind::Earn => Key::EntryEarn,
        EntryKind::Visit => Key::EntryVisit,
        EntryKind::Gift => Key::EntryGift,
        EntryKind::Available => Key::EntryAvailable,
        EntryKind::Hold => Key::EntryHold,
        EntryKind::Present => Key::EntryPresent,
        EntryKind::Attach => Key::EntryAttach,
        EntryKind::Capture => Key::EntryCapture,
        EntryKind::Void => Key::EntryVoid,
        EntryKind::TimedOut => Key::EntryTimedOut,
        EntryKind::Restore => Key::EntryRestore,
        EntryKind::Clawback => Key::EntryClawback,
        EntryKind::Adjustment => Key::EntryAdjustment,
        EntryKind::Expire => Key::EntryExpire,
        EntryKind::Tier => Key::EntryTier,
        EntryKind::Other => Key::EntryOther,
    }
}
