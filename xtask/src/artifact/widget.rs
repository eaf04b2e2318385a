//! What a page downloads: the wasm made for size, its glue, and the two loaders.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{assets, flags, loader, members};
use crate::bootstrap::Tools;
use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::output;
use crate::stamp::Stamp;
use crate::step::Step;

/// The name of the glue and of the wasm beside it (`_bg.wasm`).
const NAME: &str = "accolade_widget";
/// No machinery for a panic message: a panic is a trap.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// For what travels, not for what is stored: inlining less into single callers makes the file a
/// little longer and its brotli form 2 % shorter.
const OPTIMISE: [&str; 7] = [
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size",
    "10",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Everything of one build, not yet in its place.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) wasm: PathBuf,
    pub(super) glue: PathBuf,
    pub(super) sheet: PathBuf,
    pub(super) classic: PathBuf,
    pub(super) module: PathBuf,
}

/// Builds what a page downloads unless it is up to date.
pub(crate) fn build(checkout: &Checkout, tools: &Tools) -> Outcome<()> {
    let mut inputs =
        super::common_inputs(checkout, &["widget.rs", "loader.rs", "markup.rs"])?.word(FLAGS);
    for folder in members::sources(checkout, "widget")? {
        inputs = inputs.tree(checkout.root(), &folder)?;
    }
    let stamp = Stamp::new(checkout.built("stamps/widget"), inputs);
    if stamp.is_fresh() && assets::are_there(checkout) {
        return Ok(());
    }
    stamp.forget();
    let folder = checkout.built("widget-build");
    output::empty(&folder)?;
    let compiled = compile(checkout)?;
    bind(checkout, tools, &compiled, &folder)?;
    let made = optimise(checkout, tools, &folder)?;
    assets::publish(checkout, &made)?;
    stamp.keep()
}

fn compile(checkout: &Checkout) -> Outcome<PathBuf> {
    let mut command = Command::new("cargo");
    command.args([
        "rustc",
        "--package",
        "widget",
        "--lib",
        "--crate-type",
        "cdylib",
        "--profile",
        "widget",
    ]);
    command.args([
        "--target",
        "wasm32-unknown-unknown",
        "-Zbuild-std=std,panic_abort",
    ]);
    command
        .arg("-Zbuild-std-features=optimize_for_size")
        .arg("--target-dir")
        .arg(checkout.target());
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", flags::rustflags(checkout, FLAGS));
    Step::new(checkout, "widget: cargo build for size", command).must()?;
    Ok(checkout
        .target()
        .join(format!("wasm32-unknown-unknown/widget/{NAME}.wasm")))
}

fn bind(checkout: &Checkout, tools: &Tools, compiled: &Path, folder: &Path) -> Outcome<()> {
    let mut command = Command::new(&tools.wasm_bindgen);
    command.args(["--target", "web", "--no-typescript", "--out-name", NAME]);
    command.args(["--remove-name-section", "--remove-producers-section"]);
    command
        .arg("--out-dir")
        .arg(folder.join("bound"))
        .arg(compiled);
    Step::new(checkout, "widget: wasm-bindgen", command)
        .must()
        .map(drop)
}

fn optimise(checkout: &Checkout, tools: &Tools, folder: &Path) -> Outcome<Made> {
    let bound = folder.join("bound");
    let wasm = folder.join(format!("{NAME}_bg.wasm"));
    let mut command = Command::new(&tools.wasm_opt);
    command.args(OPTIMISE);
    command
        .arg(bound.join(format!("{NAME}_bg.wasm")))
        .arg("-o")
        .arg(&wasm);
    Step::new(checkout, "widget: wasm-opt", command).must()?;
    let glue = folder.join(format!("{NAME}.js"));
    let bound = bound.join(format!("{NAME}.js"));
    loader::minify(checkout, tools, &bound, &glue, &["--format=esm"])?;
    let (classic, module) = loader::bundle(checkout, tools, folder)?;
    let sheet = loader::sheet(folder)?;
    Ok(Made {
        wasm,
        glue,
        sheet,
        classic,
        module,
    })
}
