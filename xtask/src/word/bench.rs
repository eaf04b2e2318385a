//! `bench`: whether costs grow with what is stored, as ratios within one run.

use std::process::{Command, ExitCode};

use super::no_arguments;
use crate::artifact;
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::suite::set_on_build;

pub(super) const LINE: &str =
    "what reading, voting and writing cost with 1,000 reviews and with 10,000, in ratios";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    no_arguments("bench", rest)?;
    artifact::build(checkout, &artifact::ALL)?;
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--package", "accolade-tests"]);
    command.args(["--example", "cost_of_reviews"]);
    command.current_dir(checkout.root());
    set_on_build(checkout, &mut command);
    let status = command
        .status()
        .map_err(Failure::io("running the benchmark"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
