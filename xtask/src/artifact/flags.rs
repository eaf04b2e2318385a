//! Compiler flags that every artifact is built with.

use std::path::{Path, PathBuf};

use crate::checkout::Checkout;

/// The caller's own RUSTFLAGS, then `ours`, then what keeps a build the same wherever it lies:
/// the folders of the checkout and of cargo stay out of what ships.
pub(super) fn rustflags(checkout: &Checkout, ours: &str) -> String {
    let mut flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    flags.push(' ');
    flags.push_str(ours);
    flags.push_str(&remap(checkout.root(), "."));
    if let Some(home) = cargo_home() {
        flags.push_str(&remap(&home, "cargo"));
    }
    flags
}

/// A folder with a space in its name can't be said in RUSTFLAGS, and is left as it is.
fn remap(from: &Path, to: &str) -> String {
    let from = from.to_string_lossy();
    if from.contains(' ') {
        String::new()
    } else {
        format!(" --remap-path-prefix={from}={to}")
    }
}

fn cargo_home() -> Option<PathBuf> {
    let set = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("CARGO_HOME").or_else(|| set("HOME").map(|home| home.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_remapped_unless_it_has_a_space() {
        assert_eq!(remap(Path::new("/a/b"), "."), " --remap-path-prefix=/a/b=.");
        assert_eq!(remap(Path::new("/a b"), "."), "");
    }
}
