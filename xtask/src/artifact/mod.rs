//! What is built: the edge worker, and what a page downloads.

mod assets;
mod compress;
mod edge;
mod flags;
mod loader;
mod markup;
mod members;
pub(crate) mod sizes;
mod widget;

use std::process::Command;

use crate::bootstrap;
use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::lock::Lock;
use crate::stamp::Inputs;
use crate::step;

/// A thing that can be built by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// The worker.
    Edge,
    /// The loader, the wasm and its glue.
    Widget,
}

/// Both, in the order they are built.
pub(crate) const ALL: [Artifact; 2] = [Artifact::Edge, Artifact::Widget];

/// Builds what has changed since it was last built.
pub(crate) fn build(checkout: &Checkout, which: &[Artifact]) -> Outcome<()> {
    let _lock = Lock::wait(&checkout.built("build.lock"), "a build of this checkout")?;
    let tools = bootstrap::for_build(checkout)?;
    for artifact in which {
        match artifact {
            Artifact::Edge => edge::build(checkout, &tools)?,
            Artifact::Widget => widget::build(checkout, &tools)?,
        }
    }
    Ok(())
}

/// What every artifact depends on beside its own crates: toolchain, versions, its recipe here.
fn common_inputs(checkout: &Checkout, recipe: &[&str]) -> Outcome<Inputs> {
    let rustc = step::ask(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let mut inputs = Inputs::default()
        .word(&rustc)
        .word(&std::env::var("RUSTFLAGS").unwrap_or_default())
        .tree(checkout.root(), "Cargo.toml")?
        .tree(checkout.root(), "Cargo.lock")?
        .tree(checkout.root(), "package-lock.json")?
        .tree(checkout.root(), "xtask/src/artifact/flags.rs")?;
    for file in recipe {
        inputs = inputs.tree(checkout.root(), &format!("xtask/src/artifact/{file}"))?;
    }
    Ok(inputs)
}
