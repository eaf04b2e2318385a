//! A row as a review.

use std::borrow::Cow;

use super::Imported;
use super::bad::{BadRow, Reason};
use super::csv::{Row, Shape};
use super::format::{Format, Meaning};
use super::header::Columns;
use super::key::{self, Content, Seen};
use super::product::{Handle, ProductReference};
use super::{date, photos, text};
use crate::id::{ImportKey, ProductId};
use crate::reviews::{
    App, Author, Body, Incentive, Moderation, Note, PhotoUrl, Rating, RejectionReason, Reply,
    ReplyText, Title, cell,
};
use crate::time::Time;

/// A row with what its columns mean.
struct Cells<'a> {
    row: &'a Row,
    columns: &'a Columns,
    now: Time,
}

/// What rows are read beside: the clock, and the rows before.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    now: Time,
    seen: Seen,
}

impl Reading {
    /// Before the first row.
    pub(super) fn at(now: Time) -> Self {
        Self {
            now,
            seen: Seen::default(),
        }
    }
}

/// A cell that has something in it.
struct Cell<'a> {
    index: usize,
    text: Cow<'a, str>,
}

/// The review of a row, or why there is none.
pub(super) fn read(
    row: &Row,
    columns: &Columns,
    reading: &mut Reading,
) -> Result<Imported, BadRow> {
    let cells = Cells {
        row,
        columns,
        now: reading.now,
    };
    cells.check_shape()?;
    let moderation = cells.moderation()?;
    let product = cells.product()?;
    let rating = cells.rating()?;
    let at = cells.at()?;
    let (title, body) = cells.title_and_body()?;
    let author = cells.author()?;
    let app = cells.app()?;
    let (photos, photos_left_out) = cells.photos()?;
    let content = Content {
        product: &product,
        rating,
        said: [
            cells.raw(Meaning::Title)?,
            cells.raw(Meaning::Body)?,
            cells.raw(Meaning::Author)?,
        ],
        at,
    };
    let key = cells.key(app, &content, &mut reading.seen)?;
    Ok(Imported {
        line: row.line,
        key,
        reply: cells.reply(at)?,
        incentive: cells.incentive(app)?,
        product,
        rating,
        title,
        body,
        author,
        at,
        photos,
        photos_left_out,
        moderation,
        app,
    })
}

impl<'a> Cells<'a> {
    fn check_shape(&self) -> Result<(), BadRow> {
        let (found, expected) = (self.row.len(), self.columns.names.len());
        match self.row.shape {
            Shape::TooLarge => Err(self.bad(None, Reason::RowTooLarge)),
            Shape::Unclosed => Err(self.bad(None, Reason::UnclosedQuote)),
            Shape::Whole if found != expected => {
                Err(self.bad(None, Reason::WrongCells { found, expected }))
            }
            Shape::Whole => Ok(()),
        }
    }

    fn bad(&self, index: Option<usize>, reason: Reason) -> BadRow {
        let name = index.and_then(|index| self.columns.names.get(index));
        BadRow {
            line: self.row.line,
            column: name.cloned(),
            reason,
        }
    }

    /// The columns with a meaning.
    fn places(&self, meaning: Meaning) -> impl Iterator<Item = usize> + 'a {
        let meanings = self.columns.meanings.iter().enumerate();
        let places = meanings.filter(move |(_, found)| **found == Some(meaning));
        places.map(|(index, _)| index)
    }

    fn at_place(&self, index: usize) -> Result<Option<Cell<'a>>, BadRow> {
        let bytes = self.row.cell(index).unwrap_or_default();
        let text = str::from_utf8(bytes).map_err(|_| self.bad(Some(index), Reason::NotUtf8))?;
        let text = match self.columns.format {
            Format::Accolade => cell::unguard(text),
            _ => Cow::Borrowed(text),
        };
        Ok((!text.trim().is_empty()).then_some(Cell { index, text }))
    }

    /// What stands in the column with a meaning.
    fn cell(&self, meaning: Meaning) -> Result<Option<Cell<'a>>, BadRow> {
        let place = self.places(meaning).next();
        place.map_or(Ok(None), |index| self.at_place(index))
    }

    /// What stands there, letter by letter.
    fn raw(&self, meaning: Meaning) -> Result<Cow<'a, str>, BadRow> {
        let cell = self.cell(meaning)?;
        Ok(cell.map(|cell| cell.text).unwrap_or_default())
    }

    /// The same, of a text that people wrote: what an app made of it for its pages is undone.
    fn written(&self, meaning: Meaning) -> Result<Option<Cell<'a>>, BadRow> {
        let cell = self.cell(meaning)?;
        Ok(cell.map(|cell| match self.columns.format {
            Format::Accolade => cell,
            _ => Cell {
                index: cell.index,
                text: Cow::Owned(text::plain(&cell.text)),
            },
        }))
    }

    fn needed(&self, meaning: Meaning, missing: Reason) -> Result<Cell<'a>, BadRow> {
        let place = self.places(meaning).next();
        self.cell(meaning)?.ok_or_else(|| self.bad(place, missing))
    }

    fn product(&self) -> Result<ProductReference, BadRow> {
        let id = match self.cell(Meaning::ProductId)? {
            Some(cell) => Some(self.product_id(&cell)?),
            None => None,
        };
        let handle = self.cell(Meaning::ProductHandle)?;
        let handle = handle.and_then(|cell| cell.text.trim().parse::<Handle>().ok());
        if id.is_none() && handle.is_none() {
            return Err(self.bad(None, Reason::NoProduct));
        }
        Ok(ProductReference { id, handle })
    }

    fn product_id(&self, cell: &Cell<'_>) -> Result<ProductId, BadRow> {
        let id = cell.text.trim();
        let (digits, power) = id.split_once(['e', 'E']).unwrap_or((id, ""));
        let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        if power.starts_with('+') && digits.bytes().all(is_digit) {
            return Err(self.bad(Some(cell.index), Reason::RoundedId));
        }
        id.parse()
            .map_err(|_| self.bad(Some(cell.index), Reason::NotAProduct))
    }

    fn rating(&self) -> Result<Rating, BadRow> {
        let cell = self.needed(Meaning::Rating, Reason::NoRating)?;
        let text = cell.text.trim();
        let whole = text.trim_end_matches('0').trim_end_matches('.');
        let stars = if text.contains('.') { whole } else { text };
        stars
            .parse()
            .map_err(|_| self.bad(Some(cell.index), Reason::NotARating))
    }

    fn at(&self) -> Result<Time, BadRow> {
        self.date(&self.needed(Meaning::At, Reason::NoDate)?)
    }

    fn date(&self, cell: &Cell<'_>) -> Result<Time, BadRow> {
        let slashes = self.columns.format.table().slashes;
        let time = date::parse(&cell.text, slashes);
        let time = time.and_then(|time| date::no_later(time, self.now));
        time.map_err(|reason| self.bad(Some(cell.index), reason))
    }

    /// A title that is too long for one becomes the first paragraph of the text.
    fn title_and_body(&self) -> Result<(Option<Title>, Option<Body>), BadRow> {
        let title = self.written(Meaning::Title)?;
        let body = self.written(Meaning::Body)?;
        let place = body.as_ref().or(title.as_ref()).map(|cell| cell.index);
        let (title, body) = (title.map(|cell| cell.text), body.map(|cell| cell.text));
        let (title, body) = match title.as_deref().map(Title::clean) {
            Some(Err(_)) => (
                None,
                [title, body].into_iter().flatten().collect::<Vec<_>>(),
            ),
            Some(Ok(title)) => (title, body.into_iter().collect()),
            None => (None, body.into_iter().collect()),
        };
        let too_long = |_| {
            let most = Body::LENGTH_MAX;
            self.bad(place, Reason::TooLong { most })
        };
        Ok((title, Body::clean(&body.join("\n\n")).map_err(too_long)?))
    }

    /// The name, unless it says how to reach somebody.
    fn author(&self) -> Result<Option<Author>, BadRow> {
        let cell = self.written(Meaning::Author)?;
        let Some(cell) = cell.filter(|cell| !text::is_address(&cell.text)) else {
            return Ok(None);
        };
        let most = Author::LENGTH_MAX;
        Author::clean(&cell.text).map_err(|_| self.bad(Some(cell.index), Reason::TooLong { most }))
    }

    fn reply(&self, written: Time) -> Result<Option<Reply>, BadRow> {
        let is_hidden = match self.cell(Meaning::ReplyShown)? {
            Some(cell) => !is_yes(&cell.text),
            None => false,
        };
        let Some(cell) = self.written(Meaning::Reply)?.filter(|_| !is_hidden) else {
            return Ok(None);
        };
        let most = ReplyText::LENGTH_MAX;
        let body = ReplyText::clean(&cell.text)
            .map_err(|_| self.bad(Some(cell.index), Reason::TooLong { most }))?;
        let at = match self.cell(Meaning::ReplyAt)? {
            Some(cell) => self.date(&cell)?,
            None => written,
        };
        Ok(body.map(|body| Reply { body, at }))
    }

    /// The photos that can be shown, and how many can't.
    fn photos(&self) -> Result<(Vec<PhotoUrl>, usize), BadRow> {
        let Some(cell) = self.cell(Meaning::Photos)? else {
            return Ok((Vec::new(), 0));
        };
        Ok(match self.columns.format {
            Format::Accolade => photos::of_ours(&cell.text),
            _ => photos::of_an_app(&cell.text),
        })
    }

    /// Where the review stands. What an app hides without a reason that we know waits for a person.
    fn moderation(&self) -> Result<Moderation, BadRow> {
        let mut found = Moderation::Published;
        for index in self.places(Meaning::State) {
            let Some(cell) = self.at_place(index)? else {
                continue;
            };
            let word = cell.text.trim().to_ascii_lowercase();
            match word.as_str() {
                _ if is_shown(&word) => {}
                "withdrawn" => return Err(self.bad(Some(index), Reason::Withdrawn)),
                _ => {
                    found = Moderation::Pending {
                        findings: Vec::new(),
                    }
                }
            }
            if let Some(reason) = self.rejected_for(&word)? {
                let note = self.cell(Meaning::Note)?;
                let note = note.and_then(|cell| Note::clean(&cell.text).ok().flatten());
                return Ok(Moderation::Rejected { reason, note });
            }
        }
        Ok(found)
    }

    fn rejected_for(&self, state: &str) -> Result<Option<RejectionReason>, BadRow> {
        Ok(match state {
            "spam" => Some(RejectionReason::Spam),
            "rejected" => {
                let reason = self.cell(Meaning::RejectedFor)?;
                reason.and_then(|cell| cell.text.trim().parse().ok())
            }
            _ => None,
        })
    }

    /// What was given for it: points only where it was written with us. Other apps do not say what.
    fn incentive(&self, app: App) -> Result<Incentive, BadRow> {
        let cell = self.cell(Meaning::Incentivised)?;
        Ok(match cell {
            Some(cell) if is_yes(&cell.text) => match app {
                App::Accolade => Incentive::Rewarded,
                _ => Incentive::Given,
            },
            _ => Incentive::None,
        })
    }

    fn app(&self) -> Result<App, BadRow> {
        let Some(cell) = self.cell(Meaning::App)? else {
            return Ok(self.columns.format.app());
        };
        let app = cell.text.trim().parse();
        app.map_err(|_| self.bad(Some(cell.index), Reason::UnknownApp))
    }

    fn key(&self, app: App, content: &Content<'_>, seen: &mut Seen) -> Result<ImportKey, BadRow> {
        let given = match self.cell(Meaning::Key)? {
            Some(cell) => {
                let key = cell.text.trim().parse();
                Some(key.map_err(|_| self.bad(Some(cell.index), Reason::NotAKey))?)
            }
            None => None,
        };
        let id = self.cell(Meaning::Id)?;
        let by_id = id.and_then(|cell| key::of_id(app, cell.text.trim()));
        let key = given.or(by_id).or_else(|| seen.key(app, content));
        key.ok_or_else(|| self.bad(None, Reason::NotAKey))
    }
}

fn is_yes(text: &str) -> bool {
    let word = text.trim().to_ascii_lowercase();
    ["true", "yes", "y", "1"].contains(&word.as_str())
}

/// What the apps call a review that everybody sees.
fn is_shown(word: &str) -> bool {
    let words = [
        "published",
        "ok",
        "approved",
        "active",
        "publish",
        "enabled",
        "enable",
        "visible",
    ];
    words.contains(&word) || is_yes(word)
}
