//! `cargo xtask <word>`: the one developer tool, a file per word.

mod artifact;
mod bootstrap;
mod checkout;
mod failure;
mod lock;
mod output;
mod pins;
mod progress;
mod reviews;
mod service;
mod simulate;
mod stamp;
mod step;
mod suite;
mod tidy;
mod word;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match word::run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
