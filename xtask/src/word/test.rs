//! `test`: builds, runs every part of the suite, and counts.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::progress::seconds;
use crate::suite::{PARTS, Part, Report, Tally};

pub(super) const LINE: &str = "builds and runs the whole suite; `test PART…` for some of it";

/// A part that ran.
struct Ran {
    name: &'static str,
    report: Report,
    took: Duration,
}

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    let mut all: Vec<Ran> = Vec::new();
    let mut is_built = true;
    for part in chosen(rest)? {
        let started = Instant::now();
        let report = if part.needs_build && !is_built {
            Report::fault("not run: the build failed")
        } else {
            (part.run)(checkout).unwrap_or_else(|failure| Report::fault(failure.to_string()))
        };
        is_built &= part.name != "build" || report.tally.is_good();
        if !report.tally.is_good() {
            println!("\n=== {} failed ===\n{}\n", part.name, report.told);
        }
        all.push(Ran {
            name: part.name,
            report,
            took: started.elapsed(),
        });
    }
    let mut total = Tally::default();
    println!("\n{:<10}{:>8}{:>8}  time", "part", "passed", "failed");
    for ran in &all {
        let Tally { passed, failed } = ran.report.tally;
        println!(
            "{:<10}{passed:>8}{failed:>8}  {}",
            ran.name,
            seconds(ran.took)
        );
        total.add(ran.report.tally);
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The parts that were named, with the build they need; all of them when none was.
fn chosen(names: &[String]) -> Outcome<Vec<Part>> {
    let known = |name: &&String| PARTS.iter().any(|part| part.name == name.as_str());
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let parts = PARTS.map(|part| part.name).join(", ");
        return Err(Failure::Usage(format!(
            "there is no part `{unknown}`; the parts are {parts}"
        )));
    }
    let is_named = |part: &Part| names.is_empty() || names.iter().any(|name| name == part.name);
    let needs_build = PARTS.iter().any(|part| is_named(part) && part.needs_build);
    let parts = PARTS
        .iter()
        .filter(|part| is_named(part) || (part.name == "build" && needs_build));
    Ok(parts.copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &[&str]) -> Vec<&'static str> {
        let given: Vec<String> = given.iter().map(|&name| name.to_owned()).collect();
        chosen(&given)
            .expect("the names are known")
            .iter()
            .map(|part| part.name)
            .collect()
    }

    #[test]
    fn a_part_brings_the_build_it_needs() {
        assert_eq!(names(&["shared"]), ["shared"]);
        assert_eq!(names(&["browser"]), ["build", "browser"]);
        assert_eq!(names(&[]).len(), PARTS.len());
    }

    #[test]
    fn an_unknown_part_is_refused() {
        assert!(matches!(
            chosen(&["dance".to_owned()]),
            Err(Failure::Usage(_))
        ));
    }
}
