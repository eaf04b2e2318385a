//! `demo`: a shop to try, with Accolade behind it.

use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::service::{self, Options};

pub(super) const LINE: &str =
    "builds, then serves a demo shop with Accolade behind it; `--port P`, `--data DIR`";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    match service::demo(checkout, &Options::parse(checkout, "demo", rest)?)? {}
}
