//! The JavaScript tools, installed exactly as package-lock.json says.

use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::stamp::{Inputs, Stamp};
use crate::step::{self, Step};

/// The oldest Node that the pinned packages run on.
const NODE: u32 = 20;

/// Makes node_modules what the lock file says.
pub(crate) fn ensure(checkout: &Checkout) -> Outcome<()> {
    let version = step::ask(Command::new("node").arg("--version")).unwrap_or_default();
    if major(&version).is_none_or(|major| major < NODE) {
        let found = if version.is_empty() {
            "no Node was found".to_owned()
        } else {
            version
        };
        return Err(Failure::missing(
            format!("Node {NODE} or newer is needed; {found}"),
            "Install Node 20 or newer, and see that `node` and `npm` are on the PATH.",
        ));
    }
    let inputs = Inputs::default()
        .tree(checkout.root(), "package.json")?
        .tree(checkout.root(), "package-lock.json")?
        .word(std::env::consts::OS)
        .word(std::env::consts::ARCH);
    let stamp = Stamp::new(checkout.path("node_modules/.accolade"), inputs);
    if stamp.is_fresh() {
        return Ok(());
    }
    eprintln!("installing the JavaScript tools with `npm ci` into node_modules (about a minute)");
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(["ci", "--no-audit", "--no-fund"]);
    Step::new(checkout, "npm ci", command).must()?;
    stamp.keep()
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        for (said, major_is) in [
            ("v20.20.2", Some(20)),
            ("", None),
            ("20", None),
            ("v9", Some(9)),
        ] {
            assert_eq!(major(said), major_is);
        }
    }
}
