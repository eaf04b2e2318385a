//! `size`: the widget's sizes against their record.

use std::process::ExitCode;

use super::no_arguments;
use crate::artifact::{self, Artifact, sizes};
use crate::checkout::Checkout;
use crate::failure::Outcome;

pub(super) const LINE: &str =
    "holds what a page downloads to its recorded sizes; `size --record` records them";

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
    let faults = sizes::faults(&sizes::recorded(checkout)?, &rows);
    if faults.is_empty() {
        println!("every file is within its recorded size");
        return Ok(ExitCode::SUCCESS);
    }
    println!("{}", faults.join("\n"));
    Ok(ExitCode::FAILURE)
}
