//! `build`: makes the worker and what a page downloads, and prints exact sizes.

use std::process::ExitCode;
use std::time::Instant;

use crate::artifact::{self, Artifact, sizes};
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::progress::seconds;

pub(super) const LINE: &str =
    "builds what has changed and prints exact sizes; `build edge` or `build widget` for one part";

pub(super) fn run(checkout: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    let started = Instant::now();
    let which = match rest {
        [] => artifact::ALL.to_vec(),
        [one] if one == "edge" => vec![Artifact::Edge],
        [one] if one == "widget" => vec![Artifact::Widget],
        _ => {
            return Err(Failure::Usage(
                "`build` takes nothing, `edge` or `widget`".to_owned(),
            ));
        }
    };
    artifact::build(checkout, &which)?;
    for artifact in which {
        println!("\n{}", sizes::table(&sizes::of_build(checkout, artifact)?));
    }
    println!(
        "\nbuilt in {}: {}",
        seconds(started.elapsed()),
        checkout.built("").display()
    );
    Ok(ExitCode::SUCCESS)
}
