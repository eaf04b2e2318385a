//! The panel's dialog: what is open, and the platform's own modal behind it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use crate::desk::Desk;
use crate::event::{Event, tell};
use crate::store::Store;

/// What is done to the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// It opens, at this tab or where it was left.
    Open(Option<Tab>),
    Close,
    Show(Tab),
}

/// A tab of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    #[default]
    Home,
    Earn,
    Rewards,
    History,
}

impl Tab {
    /// Every tab, in order.
    pub(crate) const ALL: [Self; 4] = [Self::Home, Self::Earn, Self::Rewards, Self::History];

    /// The tab by its name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.name() == name)
    }

    /// The name, as pages and marks write it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Earn => "earn",
            Self::Rewards => "rewards",
            Self::History => "history",
        }
    }
}

impl Desk {
    /// Opens, closes or turns to a tab; the page is told.
    pub(crate) fn turn_to(&mut self, door: Door, store: &Store, host: &HtmlElement) {
        let was_open = self.is_open;
        match door {
            Door::Open(tab) => {
                self.is_open = true;
                self.tab = tab.unwrap_or(self.tab);
                store.want_program();
                store.refresh_if_old(30_000);
            }
            Door::Close => self.is_open = false,
            Door::Show(tab) => self.tab = tab,
        }
        if self.is_open && self.tab == Tab::History {
            store.want_history();
        }
        match (was_open, self.is_open) {
            (false, true) => tell(store, Some(host), Event::Opened),
            (true, false) => tell(store, Some(host), Event::Closed),
            _ => {}
        }
    }
}

/// Brings the platform's dialog in line with the desk: it keeps focus inside, makes the rest of the
/// page inert, and gives focus back.
pub(crate) fn sync(stage: &Element, is_open: bool) {
    let dialog = stage.query_selector("dialog").ok().flatten();
    let Some(dialog) = dialog.and_then(|node| node.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    if is_open && !dialog.open() {
        // It fails only where the dialog is not in the page, and then nobody sees it.
        let _ = dialog.show_modal();
        let tab = dialog.query_selector("[aria-selected=true]").ok().flatten();
        if let Some(tab) = tab.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
            let _ = tab.focus();
        }
    } else if !is_open && dialog.open() {
        dialog.close();
    }
}

#[cfg(test)]
mod tests {
    use super::Tab;

    #[test]
    fn tabs_are_known_by_their_names() {
        for tab in Tab::ALL {
            assert_eq!(Tab::parse(tab.name()), Some(tab));
        }
        assert_eq!(Tab::parse("attic"), None);
    }
}
