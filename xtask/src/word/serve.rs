//! `serve`: the worker on this machine.

use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::service::{self, Options};

pub(super) const LINE: &str =
    "builds, then serves Accolade; `--port P`, `--data DIR`; needs ACCOLADE_OPERATOR_KEY";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    match service::serve(checkout, &Options::parse(checkout, "serve", rest)?)? {}
}
