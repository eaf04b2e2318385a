//! Why a word could not do its work, always with what to do about it.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What stopped the tool.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line is not one we know.
    Usage(String),
    /// A program or a setting is missing, and we can't get it ourselves.
    Missing { what: String, advice: String },
    /// Reading or writing failed.
    Io { doing: String, source: io::Error },
    /// A child ended badly; the end of what it said is kept.
    Child {
        step: String,
        ended: String,
        log: PathBuf,
        tail: String,
    },
    /// A file of ours does not say what it should.
    Document { path: PathBuf, fault: String },
    /// A service did not do what it was asked.
    Service { doing: String, fault: String },
    /// Versions that must agree do not.
    Disagree(Vec<String>),
}

/// What every fallible function of the tool returns.
pub(crate) type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// Wraps an I/O error with what was being done.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }

    /// Something missing and the advice for it.
    pub(crate) fn missing(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Missing {
            what: what.into(),
            advice: advice.into(),
        }
    }

    /// A file of ours that can't be understood.
    pub(crate) fn document(path: impl Into<PathBuf>, fault: impl fmt::Display) -> Self {
        Self::Document {
            path: path.into(),
            fault: fault.to_string(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => write!(f, "{what}\nRun `cargo xtask` for the words it knows."),
            Self::Missing { what, advice } => write!(f, "{what}\n{advice}"),
            Self::Io { doing, source } => write!(f, "while {doing}: {source}"),
            Self::Child {
                step,
                ended,
                log,
                tail,
            } => {
                write!(
                    f,
                    "{step}: {ended}\n{tail}\nThe whole log: {}",
                    log.display()
                )
            }
            Self::Document { path, fault } => write!(f, "{}: {fault}", path.display()),
            Self::Service { doing, fault } => write!(f, "while {doing}: {fault}"),
            Self::Disagree(faults) => {
                write!(
                    f,
                    "versions that must agree do not:\n  {}",
                    faults.join("\n  ")
                )
            }
        }
    }
}
