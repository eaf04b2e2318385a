//! Desk: what a shopper is doing in one element, which no other element needs to know.

use shared::Points;
use shared::id::RewardId;

use crate::choice::Choice;
use crate::count::Count;
use crate::dialog::Tab;

/// What is open on the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Desk {
    /// The reward whose confirmation is open.
    pub(crate) asking: Option<RewardId>,
    /// The gift that pays for it, where one does.
    pub(crate) gift: Option<String>,
    /// The points chosen for a reward that takes any number of them.
    pub(crate) chosen: Option<Points>,
    pub(crate) copied: Option<Copied>,
    /// What a screen reader is told.
    pub(crate) said: String,
    /// How the last hold of this page came to its end.
    pub(crate) ended: Option<Ended>,
    /// The available points, on their way to what they are.
    pub(crate) count: Option<Count>,
    /// Whether the account's tier has risen while this page was open.
    pub(crate) has_risen: bool,
    /// Whether the panel is open.
    pub(crate) is_open: bool,
    /// The tab that it shows.
    pub(crate) tab: Tab,
}

impl Desk {
    /// An empty desk for whoever comes next; what is open stays open.
    pub(crate) fn cleared(&self) -> Self {
        Self {
            is_open: self.is_open,
            tab: self.tab,
            ..Self::default()
        }
    }

    /// The points chosen from a range; all of them until the shopper says otherwise.
    pub(crate) fn points(&self, choice: &Choice) -> Points {
        choice.snap(self.chosen.unwrap_or(choice.most))
    }
}

/// The end of a hold that was seen open on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// An order took it.
    Captured { title: String },
    /// Nobody used it in time.
    TimedOut { title: String },
}

/// What became of copying a redemption's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// It is in the clipboard.
    Whole { redemption: String },
    /// The clipboard is not ours to write: it is selected instead.
    Selected { redemption: String },
}

impl Copied {
    /// Which redemption it is about.
    pub(crate) fn redemption(&self) -> &str {
        match self {
            Self::Whole { redemption } | Self::Selected { redemption } => redemption,
        }
    }
}
