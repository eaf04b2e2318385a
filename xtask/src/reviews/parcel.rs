//! Reviews as they are sent: some at once, in our own format.

use sha2::{Digest, Sha256};
use shared::reviews::export::{Exported, csv_header, csv_row};
use shared::reviews::import::Imported;

use super::map::Map;
use super::report::{LeftOut, Report};

/// The most rows sent at once.
const ROWS: usize = 500;
/// The most bytes sent at once, unless one row has more.
const BYTES: usize = 512 * 1024;

/// One request.
#[derive(Debug)]
pub(super) struct Parcel {
    /// The Idempotency-Key: the same content is the same request, within a [`Run`].
    pub(super) key: String,
    /// The CSV.
    pub(super) body: String,
    /// For each row, its line here and its line in the file.
    pub(super) lines: Vec<(u64, u64)>,
}

/// Which requests are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Those of the same content: what the service did once it answers from memory.
    Resumed,
    /// None but those of the run that began at this time (Unix milliseconds).
    Anew(i64),
}

/// The reviews whose product is known, in parcels; the others are left out.
pub(super) fn pack(reviews: &[Imported], map: &Map, run: Run, report: &mut Report) -> Vec<Parcel> {
    let mut parcels = Vec::new();
    let mut body = csv_header();
    let mut lines: Vec<(u64, u64)> = Vec::new();
    let mut line = 2;
    for review in reviews {
        let product = match map.product(&review.product) {
            Ok(product) => product,
            Err(reason) => {
                report.leave_out(LeftOut::new(review.line, reason));
                continue;
            }
        };
        report.note_photos(review.photos_left_out);
        let row = csv_row(&Exported::of_imported(review, Some(&product)));
        if lines.len() == ROWS || (!lines.is_empty() && body.len() + row.len() > BYTES) {
            parcels.push(close(&mut body, &mut lines, run));
            line = 2;
        }
        lines.push((line, review.line));
        line += row.matches('\n').count() as u64;
        body.push_str(&row);
    }
    if !lines.is_empty() {
        parcels.push(close(&mut body, &mut lines, run));
    }
    parcels
}

fn close(body: &mut String, lines: &mut Vec<(u64, u64)>, run: Run) -> Parcel {
    let body = std::mem::replace(body, csv_header());
    let hash = Sha256::digest(&body);
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let run = match run {
        Run::Resumed => String::new(),
        Run::Anew(began) => format!("-{began}"),
    };
    Parcel {
        key: format!("reviews-{hash}{run}"),
        body,
        lines: std::mem::take(lines),
    }
}
