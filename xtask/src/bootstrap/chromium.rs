//! The browser of the browser tests: one that is there, or one that can be installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::step::{self, Step};

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The path of a Chromium, installed first if this machine has none.
pub(crate) fn ensure(checkout: &Checkout) -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        let path = PathBuf::from(named);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(not_there(&path))
        };
    }
    if let Some(path) = installed(checkout) {
        return Ok(path);
    }
    install(checkout)?;
    installed(checkout).ok_or_else(|| {
        Failure::missing(
            "there is no Chromium, and none could be installed",
            "Install Chromium or Chrome, or set CHROMIUM to its path.",
        )
    })
}

fn installed(checkout: &Checkout) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default();
    let on_path = |name: &&str| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|path| path.is_file())
    };
    NAMES
        .iter()
        .find_map(on_path)
        .or_else(|| playwrights_own(checkout))
}

fn playwrights_own(checkout: &Checkout) -> Option<PathBuf> {
    let ask = "process.stdout.write(require('playwright-core').chromium.executablePath())";
    let mut node = Command::new("node");
    let said = step::ask(node.args(["-e", ask]).current_dir(checkout.root()))?;
    Some(PathBuf::from(said)).filter(|path| path.is_file())
}

fn install(checkout: &Checkout) -> Outcome<()> {
    let root = step::ask(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if root && Path::new("/etc/debian_version").exists() {
        eprintln!("installing Chromium with `apt-get install chromium` (about two minutes)");
        if apt(checkout).is_ok() {
            return Ok(());
        }
    }
    eprintln!("installing Chromium by Playwright's own download (about a minute)");
    let mut command = Command::new("node");
    command.args(["node_modules/playwright-core/cli.js", "install", "chromium"]);
    match Step::new(checkout, "playwright install chromium", command).must() {
        Ok(_) => Ok(()),
        Err(failure) => Err(Failure::missing(
            format!("Chromium could not be installed: {failure}"),
            "Install Chromium or Chrome, or set CHROMIUM to its path.",
        )),
    }
}

fn apt(checkout: &Checkout) -> Outcome<()> {
    for words in [
        &["update"][..],
        &["install", "-y", "--no-install-recommends", "chromium"],
    ] {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
        Step::new(checkout, &format!("apt-get {}", words[0]), command).must()?;
    }
    Ok(())
}

fn not_there(path: &Path) -> Failure {
    Failure::missing(
        format!("CHROMIUM names {}, which is not a file", path.display()),
        "Set CHROMIUM to the path of a Chromium, or leave it unset.",
    )
}
