//! Acts: what a click, a key or a typed number in an element means.
//!
//! A view marks a node with an act; one listener on the element's face reads the mark. That keeps
//! the wasm small, and a click kept from before the wasm came means the same when it is sent again.

use shared::Points;
use web_sys::{Element as DomElement, Event, HtmlInputElement, KeyboardEvent, MouseEvent};
use wasm_bindgen::JsCast;

use crate::element::Message;
use crate::view::{Attribute, made};

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $mark:literal),+ $(,)?) => {
        /// Something that a marked node does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Act {
            $($(#[$doc])* $name),+
        }

        impl Act {
            const ALL: &[(Self, &'static str)] = &[$((Self::$name, $mark)),+];
        }
    };
}

acts! {
    /// Opens the confirmation of a reward.
    Ask = "ask",
    /// Closes it again.
    Cancel = "cancel",
    /// Redeems what is open.
    Confirm = "confirm",
    /// Copies a redemption's code.
    Copy = "copy",
    /// Gives a redemption's points back.
    GiveBack = "give-back",
    /// Has read what was said.
    Dismiss = "dismiss",
    /// Asks the service again.
    Retry = "retry",
}

impl Act {
    /// The mark that makes a node do this.
    pub(crate) fn mark(self) -> Attribute {
        let mark = Self::ALL.iter().find(|(act, _)| *act == self);
        made("data-act", mark.map_or("", |(_, mark)| mark))
    }

    fn parse(mark: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == mark).map(|(act, _)| *act)
    }
}

/// The mark of what an act is about: a reward or a redemption.
pub(crate) fn about(id: &str) -> Attribute {
    made("data-of", id)
}

/// What a click means.
pub(crate) fn clicked(event: &MouseEvent) -> Option<Message> {
    let target: DomElement = event.target()?.dyn_into().ok()?;
    let node = target.closest("[data-act]").ok()??;
    if node.get_attribute("aria-disabled").is_some_and(|disabled| disabled == "true") {
        return None;
    }
    let of = node.get_attribute("data-of").unwrap_or_default();
    Some(match Act::parse(&node.get_attribute("data-act")?)? {
        Act::Ask => Message::Ask(of.parse().ok()?),
        Act::Cancel => Message::Cancel,
        Act::Confirm => Message::Confirm { is_trusted: event.is_trusted() },
        Act::Copy => Message::Copy(of),
        Act::GiveBack => Message::GiveBack(of),
        Act::Dismiss => Message::Dismiss,
        Act::Retry => Message::Retry,
    })
}

/// What a key means: Escape leaves a confirmation, and is then nobody else's.
pub(crate) fn pressed(event: &KeyboardEvent) -> Option<Message> {
    let target: DomElement = event.target()?.dyn_into().ok()?;
    let is_leaving = event.key() == "Escape" && target.closest("[data-asking]").ok()?.is_some();
    is_leaving.then(|| {
        event.stop_propagation();
        Message::Cancel
    })
}

/// What a number that is being typed, or a slider that is being moved, means.
pub(crate) fn typed(event: &Event) -> Option<Message> {
    let (_, points) = number_of(event)?;
    Some(Message::Choose(points?))
}

/// What a number that was left means.
pub(crate) fn settled(event: &Event) -> Option<Message> {
    let (field, points) = number_of(event)?;
    let reward = field.get_attribute("data-of")?.parse().ok()?;
    Some(Message::Settle(reward, points.unwrap_or_default()))
}

fn number_of(event: &Event) -> Option<(HtmlInputElement, Option<Points>)> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let points = field.value().trim().parse().ok().and_then(Points::new);
    Some((field, points))
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn every_mark_is_read_as_the_act_that_wrote_it() {
        for (act, mark) in Act::ALL {
            assert_eq!(Act::parse(mark), Some(*act));
        }
        assert_eq!(Act::parse("explode"), None);
    }
}
