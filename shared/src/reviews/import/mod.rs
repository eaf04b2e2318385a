//! Importing reviews from a CSV file: of another app, or of our own [`super::export`].
//!
//! The bytes are pushed as they arrive, each row comes out as a review or as what is wrong with
//! it, and a bad row never costs a good one. The format is recognised from the header, and a
//! format is a table, not a parser. What an app says of a person beyond the name they chose is not
//! carried along, nor is what it says of their purchase.

mod bad;
mod csv;
mod date;
mod format;
mod header;
mod key;
mod photos;
mod product;
mod row;
mod text;

#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;

pub use bad::{BadRow, Reason, Refused};
pub use format::Format;
pub use key::of_written;
pub use product::{Handle, NotAHandle, ProductReference};

use self::csv::{Reader, Row};
use self::header::{Columns, Found, Start};
use self::row::Reading;
use super::{App, Author, Body, Incentive, Moderation, PhotoUrl, Rating, Reply, Title};
use crate::id::ImportKey;
use crate::time::Time;

/// A review of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The line its row begins on.
    pub line: u64,
    /// What it is known by: the same whenever the same file, or one with more rows, is read.
    pub key: ImportKey,
    /// What it is about.
    pub product: ProductReference,
    /// The stars.
    pub rating: Rating,
    /// The title.
    pub title: Option<Title>,
    /// The text.
    pub body: Option<Body>,
    /// The name that is shown.
    pub author: Option<Author>,
    /// When it was written.
    pub at: Time,
    /// The photos; whether the shop allows their hosts is for [`super::Policy::allows`].
    pub photos: Vec<PhotoUrl>,
    /// How many photos of the row can't be shown: one too many, or no https address.
    pub photos_left_out: usize,
    /// What the shop answered.
    pub reply: Option<Reply>,
    /// Where it stands.
    pub moderation: Moderation,
    /// Whether the reviewer got something for it.
    pub incentive: Incentive,
    /// The app it comes from.
    pub app: App,
}

/// An import that goes on: push bytes, take rows, finish.
#[derive(Clone, Debug)]
pub struct Import {
    stage: Stage,
    reading: Reading,
}

#[derive(Clone, Debug)]
enum Stage {
    Header(Start),
    Rows(Box<Rows>),
    Refused(Refused),
}

#[derive(Clone, Debug)]
struct Rows {
    columns: Columns,
    reader: Reader,
}

/// What comes of a row.
pub type Line = Result<Imported, BadRow>;

impl Import {
    /// Before the first byte of a file that is read now: nothing in it was written much later.
    pub fn new(now: Time) -> Self {
        Self {
            stage: Stage::Header(Start::new()),
            reading: Reading::at(now),
        }
    }

    /// The format, once the header is read.
    pub fn format(&self) -> Option<Format> {
        match &self.stage {
            Stage::Rows(rows) => Some(rows.columns.format),
            Stage::Header(_) | Stage::Refused(_) => None,
        }
    }

    /// Takes the next bytes, and gives what comes of every row that ends in them. A file that is
    /// refused once stays so.
    pub fn push(&mut self, bytes: &[u8], mut give: impl FnMut(Line)) -> Result<(), Refused> {
        match &mut self.stage {
            Stage::Refused(refused) => Err(refused.clone()),
            Stage::Rows(rows) => {
                rows.push(bytes, &mut self.reading, &mut give);
                Ok(())
            }
            Stage::Header(start) => match start.push(bytes) {
                Ok(Found::More) => Ok(()),
                Ok(Found::Header(columns, rest, lines)) => {
                    let reader = Reader::new(columns.separator, lines);
                    let mut rows = Rows { columns, reader };
                    rows.push(&rest, &mut self.reading, &mut give);
                    self.stage = Stage::Rows(Box::new(rows));
                    Ok(())
                }
                Err(refused) => {
                    self.stage = Stage::Refused(refused.clone());
                    Err(refused)
                }
            },
        }
    }

    /// The file ends here: gives what comes of the last row, and answers the format.
    pub fn finish(mut self, mut give: impl FnMut(Line)) -> Result<Format, Refused> {
        match self.stage {
            Stage::Refused(refused) => Err(refused),
            Stage::Header(start) => start.finish().map(|columns| columns.format),
            Stage::Rows(mut rows) => {
                let Rows { columns, reader } = &mut *rows;
                reader.finish(&mut |row| line(&row, columns, &mut self.reading, &mut give));
                Ok(columns.format)
            }
        }
    }
}

impl Rows {
    fn push(&mut self, bytes: &[u8], reading: &mut Reading, give: &mut impl FnMut(Line)) {
        let columns = &self.columns;
        self.reader
            .push(bytes, &mut |row| line(&row, columns, reading, give));
    }
}

/// A row without anything in it is none.
fn line(row: &Row, columns: &Columns, reading: &mut Reading, give: &mut impl FnMut(Line)) {
    if !row.is_empty() {
        give(row::read(row, columns, reading));
    }
}

/// Reads a whole file at once; see [`Import`] for one that arrives in pieces.
pub fn read(bytes: &[u8], now: Time) -> Result<(Format, Vec<Line>), Refused> {
    let mut lines = Vec::new();
    let mut import = Import::new(now);
    import.push(bytes, |line| lines.push(line))?;
    let format = import.finish(|line| lines.push(line))?;
    Ok((format, lines))
}
