//! `check`: formatting, lints, docs, tidiness, versions, and whether Cloudflare would take it.

use std::process::ExitCode;

use super::no_arguments;
use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::suite::checks;

pub(super) const LINE: &str =
    "fmt, clippy native and wasm32, docs, tidy, versions, wrangler dry run";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    no_arguments("check", rest)?;
    let report = checks::report(checkout)?;
    if !report.told.is_empty() {
        println!("\n{}\n", report.told);
    }
    println!(
        "{} passed, {} failed",
        report.tally.passed, report.tally.failed
    );
    Ok(if report.tally.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
