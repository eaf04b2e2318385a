//! Wants: what the page's elements need beside the account, so that nothing else is fetched.

use std::cell::Cell;

/// What is needed.
#[derive(Debug, Default)]
pub(crate) struct Wants {
    history: Cell<bool>,
    program: Cell<bool>,
}

impl Wants {
    /// Whether somebody shows the history.
    pub(crate) fn history(&self) -> bool {
        self.history.get()
    }

    /// Somebody does; whether somebody did before.
    pub(crate) fn replace_history(&self) -> bool {
        self.history.replace(true)
    }

    /// Whether somebody shows the program.
    pub(crate) fn program(&self) -> bool {
        self.program.get()
    }

    /// Somebody does.
    pub(crate) fn set_program(&self) {
        self.program.set(true);
    }
}
