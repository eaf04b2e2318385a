//! `simulate`: what a program would have come to on a history of orders.

use std::path::PathBuf;
use std::process::ExitCode;

use shared::simulate::Redeeming;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::simulate;

pub(super) const LINE: &str = "what a program costs on past orders: `simulate PROGRAM ORDERS.csv`, \
    `--redeem never|at-once|PERCENT`, `--seed N`, `--svg FILE`";

pub(super) fn run(_: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    simulate::run(&parse(rest)?)?;
    Ok(ExitCode::SUCCESS)
}

fn parse(rest: &[String]) -> Outcome<simulate::Options> {
    let (mut files, mut redeem, mut seed, mut svg) = (Vec::new(), Redeeming::AtOnce, 0, None);
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        if !word.starts_with("--") {
            files.push(PathBuf::from(word));
            continue;
        }
        let value = words
            .next()
            .ok_or_else(|| Failure::Usage(format!("`{word}` needs a value")))?;
        match word.as_str() {
            "--redeem" => redeem = redeeming(value)?,
            "--seed" => {
                let number = value.parse();
                seed = number
                    .map_err(|_| Failure::Usage(format!("`--seed {value}` is no whole number")))?;
            }
            "--svg" => svg = Some(PathBuf::from(value)),
            _ => {
                let said = format!("`simulate` does not take `{word}`");
                return Err(Failure::Usage(said));
            }
        }
    }
    let [program, orders]: [PathBuf; 2] = files.try_into().map_err(|_| {
        Failure::Usage("`simulate` takes two files: PROGRAM and ORDERS.csv".to_owned())
    })?;
    Ok(simulate::Options {
        program,
        orders,
        redeem,
        seed,
        svg,
    })
}

fn redeeming(value: &str) -> Outcome<Redeeming> {
    let percent = || value.trim_end_matches('%').parse().ok();
    match value {
        "never" => Ok(Redeeming::Never),
        "at-once" => Ok(Redeeming::AtOnce),
        _ => match percent().filter(|percent| *percent <= 100) {
            Some(percent) => Ok(Redeeming::Rate(percent)),
            None => Err(Failure::Usage(format!(
                "`--redeem {value}` is neither never, at-once nor a percentage"
            ))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn options_stand_anywhere() {
        let options = parse(&words("--redeem 30% p.json --seed 7 o.csv --svg c.svg")).unwrap();
        assert_eq!((options.redeem, options.seed), (Redeeming::Rate(30), 7));
        assert_eq!(options.orders, PathBuf::from("o.csv"));
        assert_eq!(options.svg, Some(PathBuf::from("c.svg")));
        let options = parse(&words("p.json o.csv")).unwrap();
        assert_eq!((options.redeem, options.svg), (Redeeming::AtOnce, None));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in [
            "p.json",
            "p.json o.csv more",
            "p.json o.csv --redeem 101",
            "p.json o.csv --redeem often",
            "p.json o.csv --seed -1",
            "p.json o.csv --png x",
            "p.json o.csv --svg",
        ] {
            let found = parse(&words(line));
            assert!(matches!(found, Err(Failure::Usage(_))), "{line}");
        }
    }
}
