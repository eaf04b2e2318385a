//! What `serve` and `demo` can be told.

use std::path::PathBuf;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};

/// The port when none is named.
const PORT: u16 = 8787;

/// Where to listen and where to keep data.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) data: PathBuf,
}

impl Options {
    /// Reads `--port P` and `--data DIR` (or `--port=P`); without them, the word's own folder.
    pub(crate) fn parse(checkout: &Checkout, word: &str, rest: &[String]) -> Outcome<Self> {
        let mut options = Self {
            port: PORT,
            data: checkout.built("data").join(word),
        };
        let mut words = rest.iter();
        while let Some(given) = words.next() {
            let (name, value) = match given.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (given.as_str(), None),
            };
            let mut value = || {
                value
                    .clone()
                    .or_else(|| words.next().cloned())
                    .filter(|value| !value.is_empty())
            };
            match name {
                "--port" => options.port = port(value())?,
                "--data" => options.data = folder(value())?,
                _ => return Err(Failure::Usage(format!("`{word}` does not take `{given}`"))),
            }
        }
        Ok(options)
    }
}

fn port(value: Option<String>) -> Outcome<u16> {
    let fault = || Failure::Usage("--port needs a number from 1 to 65534".to_owned());
    let port: u16 = value.ok_or_else(fault)?.parse().map_err(|_| fault())?;
    // The demo takes the next port too.
    if (1..u16::MAX).contains(&port) {
        Ok(port)
    } else {
        Err(fault())
    }
}

fn folder(value: Option<String>) -> Outcome<PathBuf> {
    let given = value.ok_or_else(|| Failure::Usage("--data needs a folder".to_owned()))?;
    std::path::absolute(given).map_err(Failure::io("finding the data folder"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Options> {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Options::parse(&checkout, "serve", &words)
    }

    #[test]
    fn both_ways_of_writing_an_option_are_read() {
        let apart = parse(&["--port", "9000", "--data", "/d"]).expect("it is well written");
        let joined = parse(&["--port=9000", "--data=/d"]).expect("it is well written");
        assert_eq!(apart, joined);
        assert_eq!((apart.port, apart.data), (9000, PathBuf::from("/d")));
        assert_eq!(parse(&[]).expect("nothing is needed").port, PORT);
    }

    #[test]
    fn what_can_not_be_meant_is_refused() {
        let cases: [&[&str]; 6] = [
            &["--port"],
            &["--port", "0"],
            &["--port", "70000"],
            &["--port=x"],
            &["--data="],
            &["-x"],
        ];
        for words in cases {
            assert!(matches!(parse(words), Err(Failure::Usage(_))), "{words:?}");
        }
    }
}
