//! Drawers in the browser: `localStorage` and `sessionStorage`, where the page lets us have them.

use web_sys::Storage;

use crate::outbox::Drawer;

/// The browser's storage. Where the page has none, requests live as long as the page does.
pub(crate) struct Browser(Option<Storage>);

impl Browser {
    /// The storage of this page's origin.
    pub(crate) fn open() -> Self {
        Self(web_sys::window().and_then(|page| page.local_storage().ok().flatten()))
    }

    /// The storage of this page's origin in this tab, which ends with it.
    pub(crate) fn of_tab() -> Self {
        Self(web_sys::window().and_then(|page| page.session_storage().ok().flatten()))
    }
}

impl Drawer for Browser {
    fn keys(&self) -> Vec<String> {
        let Some(storage) = &self.0 else {
            return Vec::new();
        };
        let count = storage.length().unwrap_or(0);
        (0..count)
            .filter_map(|index| storage.key(index).ok().flatten())
            .collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(key).ok().flatten()
    }

    // A full or forbidden storage does not stop the shopper: the request is still sent, and a
    // reload in that very moment is answered by the account, which lists what it led to.
    fn put(&mut self, key: &str, text: &str) {
        if let Some(storage) = &self.0 {
            let _ = storage.set_item(key, text);
        }
    }

    fn remove(&mut self, key: &str) {
        if let Some(storage) = &self.0 {
            let _ = storage.remove_item(key);
        }
    }
}
