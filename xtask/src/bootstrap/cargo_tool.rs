//! Build tools that are crates: compiled once per version into the cache that checkouts share.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::lock::Lock;
use crate::output;
use crate::step::Step;

/// The path of a tool's program, compiled first if this machine does not have it yet.
pub(crate) fn ensure(
    checkout: &Checkout,
    krate: &str,
    version: &str,
    program: &str,
    takes: &str,
) -> Outcome<PathBuf> {
    let name = format!("{krate}-{version}");
    let home = checkout.cache().join(&name);
    let binary = home
        .join("bin")
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if binary.is_file() {
        return Ok(binary);
    }
    let _lock = Lock::wait(&checkout.cache().join(format!("{name}.lock")), &name)?;
    if binary.is_file() {
        return Ok(binary);
    }
    eprintln!(
        "installing {krate} {version} into {} (about {takes}, once)",
        home.display()
    );
    // The lock is ours, so what lies here is of a run that was stopped.
    let staging = checkout.cache().join(format!("{name}.part"));
    output::empty(&staging)?;
    let mut command = Command::new("cargo");
    // Not `--locked`: a tool's own lock file may name releases that a mirror lacks.
    command.args(["install", krate, "--version", &format!("={version}")]);
    command
        .arg("--root")
        .arg(&staging)
        .arg("--target-dir")
        .arg(staging.join("build"));
    Step::new(checkout, &format!("cargo install {krate}"), command).must()?;
    let doing = || format!("moving {name} into the cache");
    fs::remove_dir_all(staging.join("build")).map_err(Failure::io(doing()))?;
    if home.exists() {
        fs::remove_dir_all(&home).map_err(Failure::io(doing()))?;
    }
    fs::rename(&staging, &home).map_err(Failure::io(doing()))?;
    Ok(binary)
}
