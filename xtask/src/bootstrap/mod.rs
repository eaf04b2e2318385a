//! What a fresh machine lacks: found, or installed with one line that says so.

mod cargo_tool;
pub(crate) mod chromium;
mod npm;
mod rust;

use std::path::PathBuf;
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::pins;
use crate::step;

/// The programs that a build calls.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) worker_build: PathBuf,
    pub(crate) wasm_opt: PathBuf,
    pub(crate) esbuild: PathBuf,
}

/// Makes sure of everything a build needs.
pub(crate) fn for_build(checkout: &Checkout) -> Outcome<Tools> {
    rust::ensure_target(checkout)?;
    rust::ensure_source(checkout)?;
    npm::ensure(checkout)?;
    let bindgen = pins::locked(checkout, "wasm-bindgen")?;
    let wasm_bindgen = cargo_tool::ensure(
        checkout,
        "wasm-bindgen-cli",
        &bindgen,
        "wasm-bindgen",
        "3 minutes",
    )?;
    let cli = step::ask(Command::new(&wasm_bindgen).arg("--version")).unwrap_or_default();
    let faults = pins::disagreements(checkout, Some(&cli))?;
    if !faults.is_empty() {
        return Err(Failure::Disagree(faults));
    }
    let version = pins::WORKER_BUILD;
    let worker_build = cargo_tool::ensure(
        checkout,
        "worker-build",
        version,
        "worker-build",
        "5 minutes",
    )?;
    let wasm_opt = checkout.npm_bin("wasm-opt");
    Ok(Tools {
        wasm_bindgen,
        worker_build,
        wasm_opt,
        esbuild: checkout.esbuild()?,
    })
}

/// Makes sure of everything the checks need beyond a build.
pub(crate) fn for_check(checkout: &Checkout) -> Outcome<()> {
    rust::ensure_target(checkout)?;
    rust::ensure_linters(checkout)?;
    npm::ensure(checkout)
}
