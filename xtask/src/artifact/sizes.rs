//! Exact sizes of shipped files, the table of them, and the record they are held against.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Artifact, compress};
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::pins;

/// Where the record is kept, in the checkout.
const RECORD: &str = "xtask/sizes.json";
/// A build elsewhere may differ by this many compressed bytes without anybody having changed
/// anything.
const SLACK: u64 = 128;
/// Shrinking by more than this many in a thousand should be recorded.
const WORTH_RECORDING: u64 = 20;

/// The sizes of one file in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
}

impl Row {
    /// Measures bytes that ship under `name`, with the two compressed forms that ship beside them.
    pub(super) fn measure(name: &str, bytes: &[u8]) -> Outcome<(Self, compress::Forms)> {
        let forms = compress::Forms::of(bytes)?;
        let length = |bytes: &[u8]| bytes.len() as u64;
        let (raw, gzip, brotli) = (length(bytes), length(&forms.gzip), length(&forms.brotli));
        Ok((
            Self {
                name: name.to_owned(),
                raw,
                gzip,
                brotli,
            },
            forms,
        ))
    }
}

/// The sizes of the last build of an artifact.
pub(crate) fn of_build(checkout: &Checkout, artifact: Artifact) -> Outcome<Vec<Row>> {
    read(&kept(checkout, artifact))
}

/// Where a build leaves the sizes of what it made.
pub(super) fn kept(checkout: &Checkout, artifact: Artifact) -> PathBuf {
    checkout.built(match artifact {
        Artifact::Edge => "sizes-edge.json",
        Artifact::Widget => "sizes-widget.json",
    })
}

/// The sizes that were recorded; without a record every file is new.
pub(crate) fn recorded(checkout: &Checkout) -> Outcome<Vec<Row>> {
    let path = checkout.path(RECORD);
    if path.is_file() {
        read(&path)
    } else {
        Ok(Vec::new())
    }
}

/// Makes today's sizes the record.
pub(crate) fn record(checkout: &Checkout, rows: &[Row]) -> Outcome<()> {
    write(&checkout.path(RECORD), rows)
}

/// What is wrong with the sizes of a build, held against the record: one line per file.
pub(crate) fn faults(record: &[Row], build: &[Row]) -> Vec<String> {
    let fault = |row: &Row| {
        let was = record
            .iter()
            .find(|old| old.name == row.name)
            .map_or(0, |old| old.brotli);
        let (name, is) = (&row.name, row.brotli);
        if is > was + SLACK {
            Some(format!(
                "{name} grew from {was} to {is} bytes of brotli. Make it smaller, or run \
                 `cargo xtask size --record` and say why in the commit."
            ))
        } else if is + SLACK < was && (was - is) * 1000 > was * WORTH_RECORDING {
            Some(format!(
                "Congratulations: {name} shrank from {was} to {is} bytes of brotli. Run \
                 `cargo xtask size --record` to keep it so."
            ))
        } else {
            None
        }
    };
    build.iter().filter_map(fault).collect()
}

/// The table that `build` and `size` print.
pub(crate) fn table(rows: &[Row]) -> String {
    let total = |size: fn(&Row) -> u64| rows.iter().map(size).sum();
    let all = Row {
        name: "all".to_owned(),
        raw: total(|row| row.raw),
        gzip: total(|row| row.gzip),
        brotli: total(|row| row.brotli),
    };
    let mut lines = vec![format!(
        "{:<34}{:>10}{:>10}{:>10}",
        "bytes", "raw", "gzip -9", "brotli 11"
    )];
    for row in rows.iter().chain([&all]) {
        lines.push(format!(
            "{:<34}{:>10}{:>10}{:>10}",
            row.name, row.raw, row.gzip, row.brotli
        ));
    }
    lines.join("\n")
}

/// Writes rows as JSON.
pub(crate) fn write(path: &Path, rows: &[Row]) -> Outcome<()> {
    let value = |row: &Row| {
        let sizes = json!({"raw": row.raw, "gzip": row.gzip, "brotli": row.brotli});
        (row.name.clone(), sizes)
    };
    let document: serde_json::Map<String, Value> = rows.iter().map(value).collect();
    let text =
        serde_json::to_string_pretty(&document).map_err(|fault| Failure::document(path, fault))?;
    output::write(path, format!("{text}\n").as_bytes())
}

fn read(path: &Path) -> Outcome<Vec<Row>> {
    let document = pins::read_json(path)?;
    let row = |(name, sizes): (&String, &Value)| {
        let size = |key: &str| {
            let missing = || Failure::document(path, format!("{name} has no {key}"));
            sizes[key].as_u64().ok_or_else(missing)
        };
        let (raw, gzip, brotli) = (size("raw")?, size("gzip")?, size("brotli")?);
        Ok(Row {
            name: name.clone(),
            raw,
            gzip,
            brotli,
        })
    };
    document
        .as_object()
        .into_iter()
        .flatten()
        .map(row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, brotli: u64) -> Row {
        Row {
            name: name.to_owned(),
            raw: brotli * 3,
            gzip: brotli + 10,
            brotli,
        }
    }

    #[test]
    fn growth_past_the_record_is_told_from_noise_and_from_a_gain() {
        let record = [row("wasm", 60_000)];
        let cases = [
            (60_128, ""),
            (60_129, "grew"),
            (59_000, ""),
            (50_000, "shrank"),
        ];
        for (is, told) in cases {
            let faults = faults(&record, &[row("wasm", is)]);
            assert_eq!(faults.len(), usize::from(!told.is_empty()), "{is}");
            assert!(
                faults.iter().all(|fault| fault.contains(told)),
                "{is}: {faults:?}"
            );
        }
    }

    #[test]
    fn a_file_without_a_record_has_grown() {
        assert_eq!(faults(&[], &[row("new", 900)]).len(), 1);
    }
}
