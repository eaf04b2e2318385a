//! Rows and files that can't be imported, and why, in plain words.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::limits::{IMPORT_ROW_BYTES_MAX, IMPORT_ROW_CELLS_MAX};

/// A row that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line that it begins on; the header's is 1.
    pub line: u64,
    /// The column at fault, as the header names it; none where the whole row is.
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Bytes that are no text.
    NotUtf8,
    /// More bytes or cells than a row may have.
    RowTooLarge,
    /// A quote opens and nothing closes it.
    UnclosedQuote,
    /// Cells that no column is for, or columns without a cell.
    WrongCells {
        /// How many cells the row has.
        found: usize,
        /// How many names the header has.
        expected: usize,
    },
    /// No product is named.
    NoProduct,
    /// The product's id is none.
    NotAProduct,
    /// A spreadsheet rounded the product's id.
    RoundedId,
    /// No rating.
    NoRating,
    /// A rating that is not 1 to 5.
    NotARating,
    /// No date.
    NoDate,
    /// A date that is none.
    NotADate,
    /// A date that may be read in two ways.
    AmbiguousDate,
    /// A date that is still to come.
    InTheFuture,
    /// A text with more characters than it may have.
    TooLong {
        /// The most it may have.
        most: usize,
    },
    /// An identity that is none.
    NotAKey,
    /// An app that we do not know.
    UnknownApp,
    /// The shopper withdrew the review, and it stays so.
    Withdrawn,
}

impl Reason {
    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NotUtf8 => "not-utf-8",
            Self::RowTooLarge => "row-too-large",
            Self::UnclosedQuote => "unclosed-quote",
            Self::WrongCells { .. } => "wrong-cells",
            Self::NoProduct => "no-product",
            Self::NotAProduct => "not-a-product",
            Self::RoundedId => "rounded-id",
            Self::NoRating => "no-rating",
            Self::NotARating => "not-a-rating",
            Self::NoDate => "no-date",
            Self::NotADate => "not-a-date",
            Self::AmbiguousDate => "ambiguous-date",
            Self::InTheFuture => "in-the-future",
            Self::TooLong { .. } => "too-long",
            Self::NotAKey => "not-a-key",
            Self::UnknownApp => "unknown-app",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => out.write_str("some letters are not UTF-8; save the file as UTF-8"),
            Self::RowTooLarge => write!(
                out,
                "the row is larger than {} kB or {IMPORT_ROW_CELLS_MAX} cells; a quote may be \
                 missing",
                IMPORT_ROW_BYTES_MAX / 1024
            ),
            Self::UnclosedQuote => out.write_str(
                "a quote opens here and never closes, so that the rest of the file is one row",
            ),
            Self::WrongCells { found, expected } => write!(
                out,
                "the row has {found} cells and the header {expected}; a text with a separator \
                 needs quotes"
            ),
            Self::NoProduct => out.write_str("it names no product"),
            Self::NotAProduct => {
                out.write_str("a product's id has 1 to 128 visible ASCII characters")
            }
            Self::RoundedId => out.write_str(
                "a spreadsheet rounded the product's id; export the file again and do not save it",
            ),
            Self::NoRating => out.write_str("it has no rating"),
            Self::NotARating => out.write_str("a rating is a whole number from 1 to 5"),
            Self::NoDate => out.write_str("it does not say when it was written"),
            Self::NotADate => out.write_str("a date is written 2024-03-31"),
            Self::AmbiguousDate => {
                out.write_str("day and month can't be told apart; write it 2024-03-31")
            }
            Self::InTheFuture => out.write_str("that day is still to come"),
            Self::TooLong { most } => write!(out, "it has more than {most} characters"),
            Self::NotAKey => out.write_str("a key has 1 to 128 visible ASCII characters"),
            Self::UnknownApp => out.write_str("no app has that name"),
            Self::Withdrawn => out.write_str("it was withdrawn, and it stays so"),
        }
    }
}

impl fmt::Display for BadRow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(out, "line {}, {column}: {}", self.line, self.reason),
            None => write!(out, "line {}: {}", self.line, self.reason),
        }
    }
}

/// `{"line", "column"?, "reason": slug, "detail": sentence}`.
impl Serialize for BadRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("line", &self.line)?;
        if let Some(column) = &self.column {
            map.serialize_entry("column", column)?;
        }
        map.serialize_entry("reason", self.reason.slug())?;
        map.serialize_entry("detail", &self.reason.to_string())?;
        map.end()
    }
}

/// A file that is not imported at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its header is of no format that is known; these are the names that were found.
    UnknownFormat(Vec<String>),
    /// It is UTF-16.
    Utf16,
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFormat(names) if names.is_empty() => {
                out.write_str("the file has no header, a first line that names its columns")
            }
            Self::UnknownFormat(names) => write!(
                out,
                "no known format has these columns: {}",
                names.join(", ")
            ),
            Self::Utf16 => out.write_str("the file is UTF-16; save it as CSV in UTF-8"),
        }
    }
}

impl std::error::Error for Refused {}
