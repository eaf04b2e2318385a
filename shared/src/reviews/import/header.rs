//! The first line of a file: it tells the separator, the format, and what each column means.

use super::bad::Refused;
use super::csv::{Lines, Reader, Row};
use super::format::{Format, Meaning};

/// What may stand between cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// The most bytes a header has.
const BYTES_MAX: usize = 16 * 1024;
/// The most names of an unknown header that are told, and the most characters of one.
const TOLD: usize = 30;
const NAME_LENGTH_MAX: usize = 40;

/// The columns of a file.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The format.
    pub(super) format: Format,
    /// What stands between cells.
    pub(super) separator: u8,
    /// The names as the file has them.
    pub(super) names: Vec<String>,
    /// What each means to us.
    pub(super) meanings: Vec<Option<Meaning>>,
}

/// The bytes of a file up to the end of its header.
#[derive(Clone, Debug)]
pub(super) struct Start {
    bytes: Vec<u8>,
    lines: Lines,
}

/// What is known after some bytes.
pub(super) enum Found {
    /// The header goes on.
    More,
    /// The header is there; the bytes after it begin at this line.
    Header(Columns, Vec<u8>, Lines),
}

impl Start {
    /// Before the first byte.
    pub(super) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            lines: Lines::START,
        }
    }

    /// Takes more bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<Found, Refused> {
        self.bytes.extend_from_slice(bytes);
        // A byte order mark may come in two pieces.
        if self.bytes.len() < 3 {
            return Ok(Found::More);
        }
        if self.bytes.starts_with(&[0xff, 0xfe]) || self.bytes.starts_with(&[0xfe, 0xff]) {
            return Err(Refused::Utf16);
        }
        if self.bytes.starts_with(b"\xef\xbb\xbf") {
            self.bytes.drain(..3);
        }
        while let Some(end) = self.line_end() {
            let line: Vec<u8> = self.bytes.drain(..end).collect();
            self.lines.pass(&line);
            if !is_blank(&line) {
                let rest = std::mem::take(&mut self.bytes);
                return recognise(&line).map(|columns| Found::Header(columns, rest, self.lines));
            }
        }
        if self.bytes.len() > BYTES_MAX {
            return Err(unknown(&self.bytes[..BYTES_MAX]));
        }
        Ok(Found::More)
    }

    /// The file ends within its first line.
    pub(super) fn finish(mut self) -> Result<Columns, Refused> {
        match self.push(b"\n\n\n")? {
            Found::Header(columns, ..) => Ok(columns),
            Found::More => Err(unknown(b"")),
        }
    }

    /// Past the end of the first line.
    fn line_end(&self) -> Option<usize> {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        self.bytes.iter().position(is_end).map(|end| end + 1)
    }
}

/// A line that names nothing: an empty one, or the `sep=;` that some programs begin with.
fn is_blank(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.is_empty() || (line.len() <= 6 && line.to_ascii_lowercase().starts_with(b"sep="))
}

fn recognise(line: &[u8]) -> Result<Columns, Refused> {
    let columns = SEPARATORS.into_iter().find_map(|separator| {
        let names = names(line, separator);
        let has = |needed: &&str| names.iter().any(|name| same(name, needed));
        let fits = |format: &Format| format.table().needs.iter().all(has);
        let format = Format::ALL.into_iter().find(fits)?;
        let meanings = meanings(format, &names);
        Some(Columns {
            format,
            separator,
            names,
            meanings,
        })
    });
    columns.ok_or_else(|| unknown(line))
}

/// What the names mean; of two that are the same, the first counts.
fn meanings(format: Format, names: &[String]) -> Vec<Option<Meaning>> {
    let meaning = |(index, name): (usize, &String)| {
        let is_first = !names.iter().take(index).any(|before| same(before, name));
        let columns = format.table().columns.iter();
        let known = columns
            .filter(|_| is_first)
            .find(|(known, _)| same(known, name));
        known.map(|(_, meaning)| *meaning)
    };
    names.iter().enumerate().map(meaning).collect()
}

fn names(line: &[u8], separator: u8) -> Vec<String> {
    let mut row = Row::default();
    let mut reader = Reader::new(separator, Lines::START);
    reader.push(line, &mut |read| row = read);
    reader.finish(&mut |read| row = read);
    let cells = (0..row.len()).filter_map(|index| row.cell(index));
    cells
        .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
        .collect()
}

/// Whether two names are one, in any case and with any mark between their words.
fn same(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> Vec<char> {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

/// A refusal that tells the names, split where that makes the most of them.
fn unknown(line: &[u8]) -> Refused {
    let splits = SEPARATORS.map(|separator| names(line, separator));
    let most = splits.into_iter().max_by_key(Vec::len).unwrap_or_default();
    let told = most.into_iter().filter(|name| !name.is_empty()).take(TOLD);
    Refused::UnknownFormat(
        told.map(|name| name.chars().take(NAME_LENGTH_MAX).collect())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Result<(Format, u8), Refused> {
        recognise(text.as_bytes()).map(|columns| (columns.format, columns.separator))
    }

    #[test]
    fn formats_are_recognised_by_their_columns() {
        for (header, format) in [
            (
                "title,body,rating,review_date,reviewer_name,reviewer_email,product_id,\
                 product_handle,reply,picture_urls",
                Format::JudgeMeTemplate,
            ),
            (
                "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,\
                 product_id,product_handle,reply,reply_date,picture_urls,ip_address,location,\
                 metaobject_handle",
                Format::JudgeMeExport,
            ),
            (
                "product_handle,product_Id,rating,author,email,body,created_at,photo_url,reply,\
                 replied_at,verified_purchase,incentivized",
                Format::LooxTemplate,
            ),
            (
                "id,status,rating,email,nickname,full_name,review,date,productId,handle,img,\
                 variant,verified_purchase",
                Format::LooxExport,
            ),
            (
                "name,body,handle,productId,rating,sku,dateCreated,countryCode,email,imageUrls,\
                 isApproved,isIncentivized,isRecommended,rejectedImageUrls,reply,\
                 replyDateCreated,replyIsPublic,title,videoUrls,isVerifiedBuyer,variantId,status",
                Format::Okendo,
            ),
            (
                "body,rating,review_date,state,reviewer_name,reviewer_email,product_id,\
                 product_handle,reply,reply_date,picture_urls,SKU,barcode,region",
                Format::Opinew,
            ),
            (
                "product_handle,rating,author,title,body_text,email,photo_urls,created_at,\
                 status,featured",
                Format::Ryviu,
            ),
            (
                "product_handle,state,rating,title,author,email,location,body,reply,created_at,\
                 replied_at",
                Format::Shopify,
            ),
            (
                "Review Title,Review Content,Review Score,Date,Product ID,Product Title,\
                 Product URL,Display Name,Email,Verified Purchase",
                Format::Yotpo,
            ),
        ] {
            assert_eq!(found(header), Ok((format, b',')), "{header}");
            let loud = header.to_uppercase().replace('_', " ");
            assert_eq!(found(&loud), Ok((format, b',')), "{loud}");
            let apart = header.replace(',', ";");
            assert_eq!(found(&apart), Ok((format, b';')), "{apart}");
            let quoted = format!("\"{}\"", header.replace(',', "\"\t\""));
            assert_eq!(found(&quoted), Ok((format, b'\t')), "{quoted}");
        }
    }

    #[test]
    fn other_files_are_refused_with_what_they_have() {
        let unknown = |names: &[&str]| {
            Err(Refused::UnknownFormat(
                names.iter().map(ToString::to_string).collect(),
            ))
        };
        assert_eq!(found("email;first_name"), unknown(&["email", "first_name"]));
        assert_eq!(found("rating"), unknown(&["rating"]));
        let long = "x".repeat(100);
        assert_eq!(found(&long), unknown(&[&long[..NAME_LENGTH_MAX]]));
    }
}
