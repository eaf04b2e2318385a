//! The past: the account's entries, fetched page by page when an element shows them.

use wasm_bindgen_futures::spawn_local;

use crate::api::{Call, Caller, Heard};
use crate::history::{Asking, History, Page};
use crate::read;
use crate::session::Session;
use crate::store::Store;

impl Store {
    /// From now on the history is kept up to date.
    pub(crate) fn want_history(&self) {
        if !self.wants().replace_history() {
            self.refresh_history();
        }
    }

    /// Asks for the newest entries, where somebody shows them and something is new.
    pub(crate) fn refresh_history(&self) {
        let newest = match &self.state().session {
            Session::Ready(account) => account.sequence,
            _ => return,
        };
        let is_known = self.state().history.entries.is_some() && newest == self.read_up_to().get();
        if self.wants().history() && !is_known {
            self.ask_entries(None, newest);
        }
    }

    /// Asks for older entries.
    pub(crate) fn read_on(&self) {
        let cursor = self.state().history.cursor.clone();
        if cursor.is_some() {
            self.ask_entries(cursor, self.read_up_to().get());
        }
    }

    fn ask_entries(&self, cursor: Option<String>, newest: u64) {
        if self.state().history.asking == Asking::Under {
            return;
        }
        self.change(|state| state.history.asking = Asking::Under);
        let store = self.clone();
        spawn_local(async move {
            let turn = store.turn();
            let page = store.fetch_entries(cursor.as_deref()).await;
            if store.turn() != turn {
                return;
            }
            store.change(|state| match page {
                Some(page) if cursor.is_some() => state.history.extend(page),
                Some(page) => state.history.refresh(page),
                None => state.history.asking = Asking::Failed,
            });
            if store.state().history.asking == Asking::Idle {
                store.read_up_to().set(newest);
                // What happened while the answer travelled is asked for at once.
                store.refresh_history();
            }
        });
    }

    async fn fetch_entries(&self, cursor: Option<&str>) -> Option<Page> {
        let path = match cursor {
            Some(cursor) => {
                let cursor = js_sys::encode_uri_component(cursor).as_string()?;
                ["/account/entries?cursor=", &cursor].concat()
            }
            None => "/account/entries".to_owned(),
        };
        match self.api().ask(Call::get(&path, Caller::Shopper)).await {
            Heard::Answer(answer) if answer.is_ok() => read::entries(&answer.body),
            _ => None,
        }
    }

    /// Forgets what was read.
    pub(crate) fn forget_history(&self) {
        self.read_up_to().set(0);
        self.change(|state| state.history = History::default());
    }
}
