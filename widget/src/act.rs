//! Acts: what a shopper does in an element.
//!
//! A view marks a node with an act; the loader's one listener per root reads the mark. That keeps
//! the wasm small, and a click kept from before the wasm came means the same when it is sent again.

use shared::Points;

use crate::deed::Deed;
use crate::dialog::{Door, Tab};
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
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),+];

            /// The mark that makes a node do this.
            pub(crate) const fn mark(self) -> $crate::view::Attribute {
                match self { $(Self::$name => $crate::view::fixed("data-act", $mark)),+ }
            }

            pub(crate) fn parse(mark: &str) -> Option<Self> {
                Some(match mark {
                    $($mark => Self::$name,)+
                    _ => return None,
                })
            }
        }
    };
}

pub(crate) use acts;

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
    /// Moves the slider, or types a number.
    Choose = "choose",
    /// Leaves the number as it is.
    Settle = "settle",
    /// Opens the confirmation of a reward that was given.
    AskGift = "ask-gift",
    /// Opens the panel, at a tab where one is named.
    Open = "open",
    /// Closes it.
    Close = "close",
    /// Shows a tab of it.
    Show = "show",
    /// Reads older entries.
    More = "more",
    /// Copies the link for a friend.
    CopyLink = "copy-link",
    /// Hands it to another app.
    Share = "share",
    /// Has read what came of a friend's link.
    Noted = "noted",
}

/// The mark of what an act is about: a reward or a redemption.
pub(crate) fn about(id: &str) -> Attribute {
    made("data-of", id)
}

/// The message of an act that the loader heard.
pub(crate) fn heard(
    mark: &str,
    of: String,
    number: Option<Points>,
    is_trusted: bool,
) -> Option<Message> {
    Some(match Act::parse(mark)? {
        Act::Ask => Message::Do(Deed::Ask(of.parse().ok()?)),
        Act::Cancel => Message::Do(Deed::Cancel),
        Act::Confirm => Message::Do(Deed::Confirm { is_trusted }),
        Act::Copy => Message::Do(Deed::Copy(of)),
        Act::GiveBack => Message::Do(Deed::GiveBack(of)),
        Act::Dismiss => Message::Do(Deed::Dismiss),
        Act::Retry => Message::Retry,
        Act::Choose => Message::Do(Deed::Choose(number?)),
        Act::Settle => Message::Do(Deed::Settle(of.parse().ok()?, number.unwrap_or_default())),
        Act::AskGift => Message::Do(Deed::AskGift(of)),
        Act::Open => Message::Door(Door::Open(Tab::parse(&of))),
        Act::Close => Message::Door(Door::Close),
        Act::Show => Message::Door(Door::Show(Tab::parse(&of)?)),
        Act::More => Message::More,
        Act::CopyLink => Message::Do(Deed::CopyLink),
        Act::Share => Message::Do(Deed::Share),
        Act::Noted => Message::Noted,
    })
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn every_mark_is_read_as_the_act_that_wrote_it() {
        for act in Act::ALL {
            assert_eq!(Act::parse(&act.mark().1), Some(*act));
        }
        assert_eq!(Act::parse("explode"), None);
    }
}
