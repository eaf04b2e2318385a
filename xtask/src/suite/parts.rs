//! The parts of the suite and how each is run.

use std::process::Command;

use super::{Report, Tally, checks, parse, wasm};
use crate::artifact::{self, Artifact, sizes};
use crate::bootstrap::chromium;
use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::stamp;
use crate::step::Step;

/// A part of the suite.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// What `cargo xtask test <part>` calls it.
    pub(crate) name: &'static str,
    /// Whether it reads what `build` makes.
    pub(crate) needs_build: bool,
    /// Runs it.
    pub(crate) run: fn(&Checkout) -> Outcome<Report>,
}

/// All parts; what is quickest to fail comes first.
pub(crate) const PARTS: [Part; 10] = [
    Part {
        name: "build",
        needs_build: false,
        run: build,
    },
    Part {
        name: "check",
        needs_build: true,
        run: checks::report,
    },
    Part {
        name: "size",
        needs_build: true,
        run: size,
    },
    Part {
        name: "shared",
        needs_build: false,
        run: |checkout| cargo(checkout, "shared"),
    },
    Part {
        name: "edge",
        needs_build: false,
        run: |checkout| cargo(checkout, "edge"),
    },
    Part {
        name: "widget",
        needs_build: false,
        run: |checkout| cargo(checkout, "widget"),
    },
    Part {
        name: "xtask",
        needs_build: false,
        run: |checkout| cargo(checkout, "xtask"),
    },
    Part {
        name: "tests",
        needs_build: true,
        run: |checkout| cargo(checkout, "accolade-tests"),
    },
    Part {
        name: "wasm",
        needs_build: false,
        run: wasm,
    },
    Part {
        name: "browser",
        needs_build: true,
        run: browser,
    },
];

fn build(checkout: &Checkout) -> Outcome<Report> {
    artifact::build(checkout, &artifact::ALL)?;
    Ok(Report::of_one(&[]))
}

/// The widget's files against their recorded sizes.
fn size(checkout: &Checkout) -> Outcome<Report> {
    let rows = sizes::of_build(checkout, Artifact::Widget)?;
    let faults = sizes::faults(&sizes::recorded(checkout)?, &rows);
    let failed = faults.len() as u64;
    let passed = rows.len() as u64 - failed;
    Ok(Report {
        tally: Tally { passed, failed },
        told: faults.join("\n"),
    })
}

fn cargo(checkout: &Checkout, package: &str) -> Outcome<Report> {
    let mut command = Command::new("cargo");
    command.args(["test", "--no-fail-fast", "--package", package]);
    run(checkout, &format!("cargo test {package}"), command)
}

/// The conformance vectors in wasm, by the runner that lies beside them.
fn wasm(checkout: &Checkout) -> Outcome<Report> {
    let mut command = Command::new("node");
    command
        .arg("tests/wasm/run.mjs")
        .env("ACCOLADE_VECTORS", wasm::bound(checkout)?);
    run(checkout, "vectors in wasm", command)
}

fn browser(checkout: &Checkout) -> Outcome<Report> {
    let mut files = Vec::new();
    stamp::files_below(&checkout.path("tests/browser"), &mut files)?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    if files.is_empty() {
        return Ok(Report::fault("there is no tests/browser/*.test.mjs"));
    }
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter=tap", "--test-concurrency=1"])
        .args(files);
    command.env("CHROMIUM", chromium::ensure(checkout)?);
    run(checkout, "browser tests", command)
}

/// Sets a runner on what is built, with no secrets of the caller.
pub(crate) fn set_on_build(checkout: &Checkout, command: &mut Command) {
    command
        .env("ACCOLADE_PREBUILT", "1")
        .env("CARGO_TARGET_DIR", checkout.target());
    command
        .env_remove("ACCOLADE_OPERATOR_KEY")
        .env_remove("ACCOLADE_SEAL_KEY");
    if let Ok(tool) = std::env::current_exe() {
        command.env("ACCOLADE_XTASK", tool);
    }
}

/// Runs a runner as every part does, and counts.
fn run(checkout: &Checkout, name: &str, mut command: Command) -> Outcome<Report> {
    set_on_build(checkout, &mut command);
    let ended = Step::new(checkout, name, command).run()?;
    let mut tally = parse::counts(&ended.said);
    let failures = parse::failures(&ended.said);
    let log = ended.log.display();
    let mut told = format!("{failures}\n\n{}\nThe whole log: {log}", ended.tail());
    if !ended.good && tally.failed == 0 {
        tally.failed = 1;
    }
    if tally.passed + tally.failed == 0 {
        tally.failed = 1;
        told.push_str("\nIt ran no test.");
    }
    Ok(Report { tally, told })
}
