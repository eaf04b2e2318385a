//! Acts: what a shopper does in an element.
//!
//! A view marks a node with an act; the loader's one listener per root reads the mark. That keeps
//! the wasm small, and a click kept from before the wasm came means the same when it is sent again.

use shared::Points;

use crate::element::Message;
use crate::view::{Attribute, fixed, made};

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
            pub(crate) const fn mark(self) -> Attribute {
                match self { $(Self::$name => fixed("data-act", $mark)),+ }
            }

            fn parse(mark: &str) -> Option<Self> {
                Some(match mark {
                    $($mark => Self::$name,)+
                    _ => return None,
                })
            }
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
    /// Moves the slider, or types a number.
    Choose = "choose",
    /// Leaves the number as it is.
    Settle = "settle",
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
        Act::Ask => Message::Ask(of.parse().ok()?),
        Act::Cancel => Message::Cancel,
        Act::Confirm => Message::Confirm { is_trusted },
        Act::Copy => Message::Copy(of),
        Act::GiveBack => Message::GiveBack(of),
        Act::Dismiss => Message::Dismiss,
        Act::Retry => Message::Retry,
        Act::Choose => Message::Choose(number?),
        Act::Settle => Message::Settle(of.parse().ok()?, number.unwrap_or_default()),
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
