//! The two loaders: each one file, with the style sheet inside it as short text.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bootstrap::Tools;
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::step::Step;

/// Stands for the build in a bundle until the build, a hash of the bundles, is known.
pub(super) const BUILD: &str = "__ACCOLADE_BUILD__";
/// The sheets in the order that `shell.js` joins them in: those of the loyalty elements first.
const SHEETS: [&[&str]; 2] = [
    &["rewards", "rows", "panel", "style"],
    &[
        "proof",
        "reviews",
        "cards",
        "compose",
        "viewer",
        "testimonials",
        "senses",
    ],
];
/// The oldest language the loaders speak.
const TARGET: &str = "--target=es2022";

/// Bundles `accolade.js` (classic) and `accolade.mjs` (a module) into `folder`.
pub(super) fn bundle(
    checkout: &Checkout,
    tools: &Tools,
    folder: &Path,
) -> Outcome<(PathBuf, PathBuf)> {
    let sources = folder.join("loader");
    copy(checkout, tools, &sources)?;
    let define = format!("--define:ACCOLADE_BUILD=\"{BUILD}\"");
    let one = |entry: &str, name: &str, format: &str| {
        let words = ["--bundle", format, &define, "--loader:.css=text", TARGET];
        let made = folder.join(name);
        minify(checkout, tools, &sources.join(entry), &made, &words)?;
        Ok(made)
    };
    let classic = one("main.js", "accolade.js", "--format=iife")?;
    let module = one("module.js", "accolade.mjs", "--format=esm")?;
    Ok((classic, module))
}

/// The one sheet as a file, for roots that come with a page: what the loader adopts.
pub(super) fn sheet(folder: &Path) -> Outcome<PathBuf> {
    let mut text = String::new();
    for name in SHEETS.concat() {
        let path = folder.join(format!("loader/{name}.css"));
        text.push_str(&output::read_text(&path)?);
    }
    let made = folder.join("accolade.css");
    output::write(&made, text.as_bytes())?;
    Ok(made)
}

/// Runs esbuild on one file.
pub(super) fn minify(
    checkout: &Checkout,
    tools: &Tools,
    from: &Path,
    to: &Path,
    words: &[&str],
) -> Outcome<()> {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let mut command = Command::new(&tools.esbuild);
    command
        .arg(from)
        .args(["--minify", "--charset=utf8", "--log-level=warning"])
        .args(words);
    command.arg(format!("--outfile={}", to.display()));
    Step::new(checkout, &format!("widget: esbuild {name}"), command)
        .must()
        .map(drop)
}

/// Copies the sources, the style sheets minified: a text import would take them as they are.
fn copy(checkout: &Checkout, tools: &Tools, to: &Path) -> Outcome<()> {
    let from = checkout.path("widget/loader");
    let doing = || "listing widget/loader".to_owned();
    for entry in fs::read_dir(&from).map_err(Failure::io(doing()))? {
        let path = entry.map_err(Failure::io(doing()))?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.extension().is_some_and(|kind| kind == "css") {
            minify(checkout, tools, &path, &target, &[TARGET])?;
        } else if path.is_file() {
            output::write(&target, &output::read(&path)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_joined_as_the_loader_joins_it() {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let shell = output::read_text(&checkout.path("widget/loader/shell.js")).expect("it reads");
        for (name, sheets) in ["LOYALTY", "PROOF"].iter().zip(SHEETS) {
            let joined = format!("const {name} = {};", sheets.join(" + "));
            assert!(shell.contains(&joined), "{joined}");
        }
        assert!(shell.contains("sheet.replaceSync(LOYALTY + PROOF);"));
    }
}
