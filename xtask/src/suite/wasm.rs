//! The conformance vectors in wasm: the crate below `tests/wasm`, bound for Node, and its runner.

use std::path::PathBuf;
use std::process::Command;

use crate::bootstrap;
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::pins;
use crate::step::Step;

/// Compiles the crate and binds it; the answer is the module that the runner imports.
pub(super) fn bound(checkout: &Checkout) -> Outcome<PathBuf> {
    let manifest = checkout.path("tests/wasm/Cargo.toml");
    let package = pins::read_toml(&manifest)?;
    let name = package
        .get("package")
        .and_then(|package| package.get("name")?.as_str());
    let name = name.ok_or_else(|| Failure::document(&manifest, "it names no package"))?;
    let tools = bootstrap::for_build(checkout)?;

    let mut command = Command::new("cargo");
    command.args([
        "build",
        "--package",
        name,
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    command.arg("--target-dir").arg(checkout.target());
    Step::new(checkout, "vectors: cargo build for wasm32", command).must()?;

    let file = name.replace('-', "_");
    let compiled = checkout
        .target()
        .join("wasm32-unknown-unknown/debug")
        .join(file + ".wasm");
    let folder = checkout.built("vectors");
    let mut command = Command::new(&tools.wasm_bindgen);
    command.args([
        "--target",
        "nodejs",
        "--no-typescript",
        "--out-name",
        "vectors",
    ]);
    command.arg("--out-dir").arg(&folder).arg(compiled);
    Step::new(checkout, "vectors: wasm-bindgen", command).must()?;
    Ok(folder.join("vectors.js"))
}
