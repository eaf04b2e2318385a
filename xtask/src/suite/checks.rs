//! The checks: everything that can be judged without running the service.

use std::process::Command;

use super::{Report, Tally};
use crate::artifact;
use crate::bootstrap;
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::pins;
use crate::step::Step;
use crate::tidy;

/// A check and the faults it finds.
struct Check {
    name: &'static str,
    faults: fn(&Checkout) -> Outcome<Vec<String>>,
}

const CHECKS: [Check; 8] = [
    Check {
        name: "tidy",
        faults: tidy::faults,
    },
    Check {
        name: "versions",
        faults: |checkout| pins::disagreements(checkout, None),
    },
    Check {
        name: "fmt",
        faults: fmt,
    },
    Check {
        name: "clippy",
        faults: clippy,
    },
    Check {
        name: "clippy-tests",
        faults: clippy_tests,
    },
    Check {
        name: "clippy-wasm",
        faults: clippy_wasm,
    },
    Check {
        name: "docs",
        faults: docs,
    },
    Check {
        name: "wrangler",
        faults: wrangler,
    },
];

/// Every check, as a part of the suite.
pub(crate) fn report(checkout: &Checkout) -> Outcome<Report> {
    report_of(checkout, &[])
}

/// Runs the named checks, or every one when none is named, whatever the others find.
pub(crate) fn report_of(checkout: &Checkout, names: &[String]) -> Outcome<Report> {
    let known = |name: &&String| CHECKS.iter().any(|check| check.name == name.as_str());
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        let all = all.join(", ");
        return Err(Failure::Usage(format!(
            "there is no check `{unknown}`; the checks are {all}"
        )));
    }
    bootstrap::for_check(checkout)?;
    let mut tally = Tally::default();
    let mut told = Vec::new();
    let is_named = |check: &&Check| names.is_empty() || names.iter().any(|n| n == check.name);
    for check in CHECKS.iter().filter(is_named) {
        let faults = match (check.faults)(checkout) {
            Ok(faults) => faults,
            Err(failure) => vec![failure.to_string()],
        };
        tally.add(Report::of_one(&faults).tally);
        if faults.is_empty() {
            println!("  {:<15} good", check.name);
        } else {
            println!("  {:<15} {} to look at", check.name, faults.len());
            told.push(format!("{}:\n{}", check.name, faults.join("\n")));
        }
    }
    Ok(Report {
        tally,
        told: told.join("\n\n"),
    })
}

fn cargo(checkout: &Checkout, name: &str, words: &[&str]) -> Outcome<Vec<String>> {
    let mut command = Command::new("cargo");
    command.args(words).env("RUSTDOCFLAGS", "-D warnings");
    judge(Step::new(checkout, name, command))
}

fn judge(step: Step) -> Outcome<Vec<String>> {
    let ended = step.run()?;
    Ok(if ended.good {
        Vec::new()
    } else {
        vec![ended.tail()]
    })
}

fn fmt(checkout: &Checkout) -> Outcome<Vec<String>> {
    cargo(
        checkout,
        "cargo fmt",
        &["fmt", "--all", "--", "--check", "--color", "never"],
    )
}

/// What ships: no `unwrap` or `expect` but where a comment says why.
fn clippy(checkout: &Checkout) -> Outcome<Vec<String>> {
    let words = [
        "clippy",
        "--workspace",
        "--lib",
        "--bins",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ];
    cargo(checkout, "cargo clippy", &words)
}

/// What tests what ships: there a panic is how a fault is told, also in the helpers.
fn clippy_tests(checkout: &Checkout) -> Outcome<Vec<String>> {
    let targets = [
        "clippy",
        "--workspace",
        "--tests",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ];
    let told_by_panic = ["-A", "clippy::unwrap_used", "-A", "clippy::expect_used"];
    cargo(
        checkout,
        "cargo clippy tests",
        &[&targets[..], &told_by_panic[..]].concat(),
    )
}

fn clippy_wasm(checkout: &Checkout) -> Outcome<Vec<String>> {
    let crates = [
        "-p",
        "shared",
        "-p",
        "edge",
        "-p",
        "widget",
        "-p",
        "wasm-vectors",
    ];
    let target = [
        "--target",
        "wasm32-unknown-unknown",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ];
    cargo(
        checkout,
        "cargo clippy wasm32",
        &[&["clippy"], &crates[..], &target[..]].concat(),
    )
}

fn docs(checkout: &Checkout) -> Outcome<Vec<String>> {
    cargo(checkout, "cargo doc", &["doc", "--workspace", "--no-deps"])
}

/// Whether Cloudflare's own tool would take the build; nothing leaves the machine.
fn wrangler(checkout: &Checkout) -> Outcome<Vec<String>> {
    if std::env::var_os("ACCOLADE_PREBUILT").is_none() {
        artifact::build(checkout, &artifact::ALL)?;
    }
    let mut command = Command::new("node");
    command.arg(checkout.path("node_modules/wrangler/bin/wrangler.js"));
    command
        .arg("deploy")
        .arg(checkout.built("edge/index.js"))
        .arg("--dry-run");
    command
        .arg("--config")
        .arg(checkout.path("edge/wrangler.toml"));
    command.arg("--assets").arg(checkout.built("assets"));
    command.arg("--outdir").arg(checkout.built("wrangler"));
    command.env("WRANGLER_SEND_METRICS", "false").env("CI", "1");
    command.env("WRANGLER_LOG_PATH", checkout.built("logs/wrangler"));
    judge(Step::new(checkout, "wrangler deploy --dry-run", command))
}
