//! Kinds: the custom elements there are.

use web_sys::HtmlElement;

use crate::pricing::Line;
use crate::store::Store;

/// Which custom element it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Balance,
    Tier,
    Rewards,
    Cart,
    Earn,
    History,
    Panel,
}

impl Kind {
    /// The kind by the last part of its tag's name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "balance" => Self::Balance,
            "tier" => Self::Tier,
            "rewards" => Self::Rewards,
            "cart" => Self::Cart,
            "earn" => Self::Earn,
            "history" => Self::History,
            "panel" => Self::Panel,
            _ => return None,
        })
    }

    /// The class of what it draws.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Balance => "face balance",
            Self::Tier => "face tier",
            Self::Rewards => "face rewards",
            Self::Cart => "face cart",
            Self::Earn => "face earn",
            Self::History => "face history",
            // `panel` is what opens beside a reward.
            Self::Panel => "face door",
        }
    }

    /// Whether rewards are redeemed in it.
    pub(crate) const fn redeems(self) -> bool {
        matches!(self, Self::Rewards | Self::Cart | Self::Panel)
    }

    /// Asks for what it shows beside the account.
    pub(crate) fn want(self, store: &Store, host: &HtmlElement) {
        match self {
            Self::Balance | Self::Cart => {}
            Self::Tier | Self::Rewards | Self::Panel => store.want_program(),
            Self::History => store.want_history(),
            Self::Earn => match Line::of(host) {
                Some(line) => store.want_price(&line),
                None => store.want_program(),
            },
        }
    }
}
