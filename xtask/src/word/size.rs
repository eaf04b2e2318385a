//! `size`: the widget's sizes against their record.

use std::process::ExitCode;

use super::no_arguments;
use crate::artifact::{self, Artifact, sizes};
use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::suite::Tally;

pub(super) const LINE: &str =
    "prints the sizes of what a page downloads against the record; `--record` makes them the record";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    if rest != ["--record"] {
        no_arguments("size", rest)?;
    }
    artifact::build(checkout, &[Artifact::Widget])?;
    let rows = sizes::of_build(checkout, Artifact::Widget)?;
    println!("{}", sizes::table(&rows));
    if rest == ["--record"] {
        sizes::record(checkout, &rows)?;
        println!("recorded");
        return Ok(ExitCode::SUCCESS);
    }
    let (tally, told) = held_to_record(checkout)?;
    println!("{told}");
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Holds the last build to the record: one result per file, and what to tell.
pub(super) fn held_to_record(checkout: &Checkout) -> Outcome<(Tally, String)> {
    let rows = sizes::of_build(checkout, Artifact::Widget)?;
    let verdicts = sizes::judge(&sizes::recorded(checkout)?, &rows);
    let mut tally = Tally::default();
    let mut told = Vec::new();
    for verdict in verdicts {
        match verdict {
            sizes::Verdict::Same => tally.passed += 1,
            sizes::Verdict::Grown { name, was, is } => {
                tally.failed += 1;
                told.push(format!("{name} grew from {was} to {is} bytes of brotli. Make it smaller, \
                    or run `cargo xtask size --record` and say why in the commit."));
            }
            sizes::Verdict::Shrunk { name, was, is } => {
                tally.failed += 1;
                told.push(format!("Congratulations: {name} shrank from {was} to {is} bytes of \
                    brotli. Run `cargo xtask size --record` to keep it so."));
            }
        }
    }
    if told.is_empty() {
        told.push("every file is within its recorded size".to_owned());
    }
    Ok((tally, told.join("\n")))
}
