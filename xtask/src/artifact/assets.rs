//! The folder of shipped files: two loaders, and one immutable folder per build.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::widget::Made;
use super::{Artifact, loader, markup, sizes};
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::stamp::Inputs;

/// The current build and the two before it stay.
const KEPT: usize = 3;
/// How many hex digits name a build.
const DIGITS: usize = 16;
/// The names of the loaders, at the root.
const LOADERS: [&str; 2] = ["accolade.js", "accolade.mjs"];

/// What the worker beside the files reads of them.
const BESIDE: &str = "build.json";

/// Whether a whole build lies in its place.
pub(super) fn are_there(checkout: &Checkout) -> bool {
    let home = checkout.built("assets");
    let current = builds(checkout).into_iter().next();
    let at_root = LOADERS.iter().chain([&BESIDE]);
    at_root.into_iter().all(|name| home.join(name).is_file())
        && current.is_some_and(|build| home.join("a").join(build).is_dir())
        && sizes::kept(checkout, Artifact::Widget).is_file()
}

/// Names the build by its content and moves it to its place; older ones but two are removed.
pub(super) fn publish(checkout: &Checkout, made: &Made) -> Outcome<()> {
    let immutable = [&made.wasm, &made.glue, &made.sheet];
    let loaders = [&made.classic, &made.module];
    let mut inputs = Inputs::default();
    for path in immutable.iter().chain(&loaders) {
        inputs = inputs.bytes(&name_of(path), &output::read(path)?);
    }
    let mut build = inputs.hex();
    build.truncate(DIGITS);

    let home = checkout.built("assets");
    let folder = home.join("a").join(&build);
    let mut table = Vec::new();
    for path in immutable {
        let name = name_of(path);
        let shown = format!("a/{{build}}/{name}");
        table.push(ship(&folder.join(&name), &output::read(path)?, &shown)?);
    }
    for path in loaders {
        let name = name_of(path);
        let text = output::read_text(path)?.replace(loader::BUILD, &build);
        table.push(ship(&home.join(&name), text.as_bytes(), &name)?);
    }
    let beside = json!({"build": build, "markup": markup::hash(checkout)?}).to_string();
    output::write(&home.join(BESIDE), beside.as_bytes())?;
    remember(checkout, &build)?;
    sizes::write(&sizes::kept(checkout, Artifact::Widget), &table)
}

fn ship(path: &Path, bytes: &[u8], shown: &str) -> Outcome<sizes::Row> {
    let (row, forms) = sizes::Row::measure(shown, bytes)?;
    output::write(&beside(path, "gz"), &forms.gzip)?;
    output::write(&beside(path, "br"), &forms.brotli)?;
    output::write(path, bytes)?;
    Ok(row)
}

fn beside(path: &Path, extension: &str) -> std::path::PathBuf {
    path.with_file_name(format!("{}.{extension}", name_of(path)))
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn builds(checkout: &Checkout) -> Vec<String> {
    let list = fs::read_to_string(checkout.built("builds")).unwrap_or_default();
    list.lines().map(str::to_owned).collect()
}

fn remember(checkout: &Checkout, build: &str) -> Outcome<()> {
    let mut list = builds(checkout);
    list.retain(|older| older != build);
    list.insert(0, build.to_owned());
    list.truncate(KEPT);
    output::write(&checkout.built("builds"), list.join("\n").as_bytes())?;
    let doing = "removing builds that are too old";
    let shelf = checkout.built("assets").join("a");
    for entry in fs::read_dir(&shelf).map_err(Failure::io(doing))? {
        let entry = entry.map_err(Failure::io(doing))?;
        if !list.contains(&entry.file_name().to_string_lossy().into_owned()) {
            fs::remove_dir_all(entry.path()).map_err(Failure::io(doing))?;
        }
    }
    Ok(())
}
