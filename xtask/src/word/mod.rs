//! The words of the tool, one line each, and the way from a command line to one of them.

mod bench;
mod build;
mod check;
mod demo;
mod import_reviews;
mod serve;
mod simulate;
mod size;
mod test;

use std::process::ExitCode;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};

/// A word, its line, and what it does.
struct Word {
    name: &'static str,
    line: &'static str,
    run: fn(&Checkout, &[String]) -> Outcome<ExitCode>,
}

const WORDS: [Word; 9] = [
    Word {
        name: "demo",
        line: demo::LINE,
        run: demo::run,
    },
    Word {
        name: "serve",
        line: serve::LINE,
        run: serve::run,
    },
    Word {
        name: "build",
        line: build::LINE,
        run: build::run,
    },
    Word {
        name: "test",
        line: test::LINE,
        run: test::run,
    },
    Word {
        name: "check",
        line: check::LINE,
        run: check::run,
    },
    Word {
        name: "size",
        line: size::LINE,
        run: size::run,
    },
    Word {
        name: "bench",
        line: bench::LINE,
        run: bench::run,
    },
    Word {
        name: "simulate",
        line: simulate::LINE,
        run: simulate::run,
    },
    Word {
        name: "import-reviews",
        line: import_reviews::LINE,
        run: import_reviews::run,
    },
];

/// Does what the command line says; alone, it prints the words.
pub(crate) fn run(arguments: &[String]) -> Outcome<ExitCode> {
    let Some((name, rest)) = arguments.split_first() else {
        println!("{}", listing());
        return Ok(ExitCode::SUCCESS);
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        println!("{}", listing());
        return Ok(ExitCode::SUCCESS);
    }
    let word = WORDS
        .iter()
        .find(|word| word.name == name)
        .ok_or_else(|| Failure::Usage(format!("there is no word `{name}`")))?;
    (word.run)(&Checkout::find()?, rest)
}

fn listing() -> String {
    let mut lines = vec!["cargo xtask <word>".to_owned(), String::new()];
    for word in &WORDS {
        lines.push(format!("  {:<16}{}", word.name, word.line));
    }
    lines.join("\n")
}

/// Refuses arguments where a word takes none.
fn no_arguments(word: &str, rest: &[String]) -> Outcome<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Failure::Usage(format!("`{word}` does not take `{extra}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_line() {
        for word in &WORDS {
            assert!(
                !word.line.is_empty() && !word.line.contains('\n'),
                "{}",
                word.name
            );
        }
        assert_eq!(listing().lines().count(), WORDS.len() + 2);
    }

    #[test]
    fn an_unknown_word_is_refused() {
        assert!(matches!(run(&["dance".to_owned()]), Err(Failure::Usage(_))));
    }
}
