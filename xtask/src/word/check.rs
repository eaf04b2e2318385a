//! `check`: formatting, lints, docs, tidiness, versions, and whether Cloudflare would take it.

use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::suite::checks;

pub(super) const LINE: &str = "tidy, versions, fmt, clippy, clippy-tests, clippy-wasm, docs, \
    wrangler (a dry run); `check NAME…` for some";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    let report = checks::report_of(checkout, rest)?;
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
