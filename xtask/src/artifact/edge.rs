//! The worker: compiled by worker-build, with tools that are already here.

use std::fs;
use std::process::Command;

use super::{Artifact, flags, markup, members, sizes};
use crate::bootstrap::Tools;
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::stamp::Stamp;
use crate::step::Step;

/// What workerd and wrangler take.
const SHIPPED: [&str; 2] = ["index.js", "index_bg.wasm"];

/// Builds the worker unless it is up to date.
pub(crate) fn build(checkout: &Checkout, tools: &Tools) -> Outcome<()> {
    let mut inputs = super::common_inputs(checkout, &["edge.rs", "markup.rs"])?;
    for folder in members::sources(checkout, "edge")? {
        inputs = inputs.tree(checkout.root(), &folder)?;
    }
    let stamp = Stamp::new(checkout.built("stamps/edge"), inputs);
    let home = checkout.built("edge");
    if stamp.is_fresh() && SHIPPED.iter().all(|name| home.join(name).is_file()) {
        return Ok(());
    }
    stamp.forget();
    let made = checkout.built("edge-build");
    let mut command = Command::new(&tools.worker_build);
    command
        .current_dir(checkout.path("edge"))
        .arg("--release")
        .arg("--out-dir")
        .arg(&made);
    command.env("CARGO_TARGET_DIR", checkout.target());
    command.env("RUSTFLAGS", flags::rustflags(checkout, ""));
    command.env("ACCOLADE_MARKUP", markup::hash(checkout)?);
    command.env("WASM_BINDGEN_BIN", &tools.wasm_bindgen);
    command
        .env("WASM_OPT_BIN", &tools.wasm_opt)
        .env("ESBUILD_BIN", &tools.esbuild);
    Step::new(checkout, "edge: worker-build", command).must()?;
    let mut table = Vec::new();
    for name in SHIPPED {
        let bytes = output::read(&made.join(name))?;
        table.push(sizes::Row::measure(&format!("edge/{name}"), &bytes)?.0);
        output::write(&home.join(name), &bytes)?;
    }
    sizes::write(&sizes::kept(checkout, Artifact::Edge), &table)?;
    fs::remove_dir_all(&made).map_err(Failure::io("tidying up after worker-build"))?;
    stamp.keep()
}
