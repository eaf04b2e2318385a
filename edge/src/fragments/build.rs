//! The build: which of the page's files lie beside this worker, and whether they draw as it does.

use std::cell::RefCell;

use serde::Deserialize;

use crate::fault::Fault;
use crate::host;
use crate::request::Incoming;

/// The hash of the sources that this worker draws with.
const MARKUP: Option<&str> = option_env!("ACCOLADE_MARKUP");

/// What lies beside the worker.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Build {
    /// The folder of its files below `/a/`.
    build: String,
    /// The hash of the sources that its wasm draws with.
    markup: String,
}

impl Build {
    /// Reads it, once in each isolate.
    pub async fn read(incoming: &Incoming) -> Result<Self, Fault> {
        thread_local! {
            static KNOWN: RefCell<Option<Build>> = const { RefCell::new(None) };
        }
        if let Some(known) = KNOWN.with_borrow(Clone::clone) {
            return Ok(known);
        }
        let text = host::asset_text(&incoming.env, "/build.json").await?;
        let build: Self = serde_json::from_str(&text).map_err(|_| Fault::Unreadable("build"))?;
        KNOWN.set(Some(build.clone()));
        Ok(build)
    }

    /// Where its files are.
    pub fn assets(&self, origin: &str) -> String {
        format!("{origin}/a/{}/", self.build)
    }

    /// The build whose wasm may take over what is drawn here; empty where that is none.
    pub fn drawn_for(&self) -> &str {
        self.drawn_with(MARKUP)
    }

    fn drawn_with(&self, own: Option<&str>) -> &str {
        match own {
            Some(own) if own == self.markup => &self.build,
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wasm_of_the_same_sources_may_take_over() {
        let build = Build {
            build: "b1".into(),
            markup: "m1".into(),
        };
        assert_eq!(build.drawn_with(Some("m1")), "b1");
        assert_eq!(build.drawn_with(Some("m2")), "");
        assert_eq!(build.drawn_with(None), "");
        assert_eq!(build.assets("https://edge"), "https://edge/a/b1/");
    }
}
