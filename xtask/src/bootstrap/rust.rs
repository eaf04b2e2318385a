//! Parts of the Rust toolchain that rustup adds: the wasm target, std's source, the linters.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::step::{self, Step};

const ADVICE: &str = "Run that command on a machine with a network, or use a toolchain that has it \
    (on Debian: the packages rustc-web, cargo-web, rust-web-src, then `rustup toolchain link`).";

/// The target that the page and the edge are compiled for.
pub(crate) fn ensure_target(checkout: &Checkout) -> Outcome<()> {
    let there = |root: &Path| root.join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir();
    ensure(checkout, there, ["target", "add", "wasm32-unknown-unknown"])
}

/// The source of std, which the page's build compiles for size.
pub(crate) fn ensure_source(checkout: &Checkout) -> Outcome<()> {
    let there = |root: &Path| {
        root.join("lib/rustlib/src/rust/library/Cargo.lock")
            .is_file()
    };
    ensure(checkout, there, ["component", "add", "rust-src"])
}

/// rustfmt and clippy.
pub(crate) fn ensure_linters(checkout: &Checkout) -> Outcome<()> {
    let runs = |name| step::ask(Command::new("cargo").args([name, "--version"])).is_some();
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        ensure(
            checkout,
            |_: &Path| runs(subcommand),
            ["component", "add", component],
        )?;
    }
    Ok(())
}

fn ensure(checkout: &Checkout, there: impl Fn(&Path) -> bool, add: [&str; 3]) -> Outcome<()> {
    let root = sysroot()?;
    if there(&root) {
        return Ok(());
    }
    let said = format!("rustup {}", add.join(" "));
    eprintln!("installing {} with `{said}` (seconds)", add[2]);
    let mut command = Command::new("rustup");
    command.args(add);
    let added = Step::new(checkout, &said, command).must();
    match added {
        Ok(_) if there(&root) => Ok(()),
        Ok(_) => Err(Failure::missing(
            format!("`{said}` ran, yet {} is not there", add[2]),
            ADVICE,
        )),
        Err(failure) => Err(Failure::missing(
            format!("{} could not be added: {failure}", add[2]),
            ADVICE,
        )),
    }
}

fn sysroot() -> Outcome<PathBuf> {
    step::ask(Command::new("rustc").args(["--print", "sysroot"]))
        .map(PathBuf::from)
        .ok_or_else(|| {
            Failure::missing(
                "rustc does not run",
                "Install Rust stable with rustup, then try again.",
            )
        })
}
