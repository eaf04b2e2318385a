//! What came of an import.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::reviews::import::{BadRow, Format};

use super::parcel::Parcel;

/// How many rows that were left out are listed.
const LISTED: usize = 50;

/// A row that was left out.
#[derive(Debug)]
pub(super) struct LeftOut {
    /// Its line in the file; none where the service did not say.
    line: Option<u64>,
    said: String,
}

impl LeftOut {
    /// A row, and why.
    pub(super) fn new(line: u64, reason: impl std::fmt::Display) -> Self {
        Self {
            line: Some(line),
            said: format!("line {line}: {reason}"),
        }
    }
}

impl From<BadRow> for LeftOut {
    fn from(bad: BadRow) -> Self {
        Self {
            line: Some(bad.line),
            said: bad.to_string(),
        }
    }
}

/// The sums, and the rows that were left out.
#[derive(Debug)]
pub(super) struct Report {
    format: Format,
    rows: usize,
    imported: u64,
    unchanged: u64,
    /// Those that were there, and got photos that they lacked.
    completed: u64,
    /// Photos that can't be shown anywhere.
    photos_left_out: usize,
    /// Photos that the service left out, and the hosts it names.
    photos_forbidden: u64,
    hosts: BTreeMap<String, u64>,
    left_out: Vec<LeftOut>,
    /// Rows that the service left out beyond those it lists.
    unlisted: u64,
}

impl Report {
    /// Before anything is sent.
    pub(super) const fn new(format: Format, reviews: usize, left_out: Vec<LeftOut>) -> Self {
        Self {
            format,
            rows: reviews + left_out.len(),
            imported: 0,
            unchanged: 0,
            completed: 0,
            photos_left_out: 0,
            photos_forbidden: 0,
            hosts: BTreeMap::new(),
            left_out,
            unlisted: 0,
        }
    }

    /// Notes a row that is not sent.
    pub(super) fn leave_out(&mut self, row: LeftOut) {
        self.left_out.push(row);
    }

    /// Notes photos that can't be shown.
    pub(super) const fn note_photos(&mut self, left_out: usize) {
        self.photos_left_out += left_out;
    }

    /// Takes what the service answered to a parcel; refused where that is no report.
    pub(super) fn take(&mut self, parcel: &Parcel, answer: &Value) -> Result<(), String> {
        let number = |name: &str| {
            let number = answer[name].as_u64();
            number.ok_or_else(|| format!("the answer has no number `{name}`: {answer:.200}"))
        };
        self.imported += number("imported")?;
        self.unchanged += number("unchanged")?;
        // A service of an earlier version has none.
        self.completed += answer["completed"].as_u64().unwrap_or_default();
        self.photos_forbidden += number("photos_left_out")?;
        for left_out in list(&answer["photo_hosts_left_out"]) {
            let photos = left_out["photos"].as_u64().unwrap_or_default();
            if let Some(host) = left_out["host"].as_str() {
                *self.hosts.entry(host.to_owned()).or_default() += photos;
            }
        }
        let bad = list(&answer["bad"]);
        let count = answer["bad_rows"].as_u64().unwrap_or(bad.len() as u64);
        self.unlisted += count.saturating_sub(bad.len() as u64);
        for row in bad {
            let detail = row["detail"].as_str().or(row["reason"].as_str());
            let reason = detail.unwrap_or("the service does not say why");
            let line = row["line"].as_u64();
            let original = parcel.lines.iter().find(|(here, _)| Some(*here) == line);
            self.left_out.push(match original {
                Some((_, line)) => LeftOut::new(*line, reason),
                None => LeftOut {
                    line: None,
                    said: reason.to_owned(),
                },
            });
        }
        Ok(())
    }

    /// The sums as a table, and the rows that were left out, by their lines.
    pub(super) fn table(&self) -> String {
        let left_out = self.left_out.len() as u64 + self.unlisted;
        let mut sums = vec![
            ("format", self.format.slug().to_owned()),
            ("rows", self.rows.to_string()),
            ("imported", self.imported.to_string()),
            ("unchanged", self.unchanged.to_string()),
            ("left out", left_out.to_string()),
        ];
        if self.completed > 0 {
            let said = format!("{}, with photos that they lacked", self.completed);
            sums.push(("completed", said));
        }
        let done = self.imported + self.unchanged + self.completed + left_out;
        let waiting = (self.rows as u64).saturating_sub(done);
        if waiting > 0 {
            sums.push(("not sent", format!("{waiting}; running it again is safe")));
        }
        if self.photos_left_out > 0 {
            let said = format!(
                "{} not brought along: no https, or too many",
                self.photos_left_out
            );
            sums.push(("photos", said));
        }
        if self.photos_forbidden > 0 {
            let count = self.photos_forbidden;
            let said = format!("{count} left out: the shop does not allow their hosts");
            sums.push(("photos", said));
        }
        let line = |(name, value): &(&str, String)| format!("  {name:<9}  {value}");
        let mut lines: Vec<String> = sums.iter().map(line).collect();
        lines.extend(self.hosts_to_allow());
        let mut rows: Vec<&LeftOut> = self.left_out.iter().collect();
        rows.sort_by_key(|row| row.line.unwrap_or(u64::MAX));
        if !rows.is_empty() {
            lines.push("\nLeft out:".to_owned());
        }
        lines.extend(
            rows.iter()
                .take(LISTED)
                .map(|row| format!("  {}", row.said)),
        );
        if left_out > LISTED as u64 {
            lines.push(format!("  … and {} more", left_out - LISTED as u64));
        }
        lines.join("\n")
    }

    /// The hosts that photos were left out for, those of most photos first, and what to do.
    fn hosts_to_allow(&self) -> Vec<String> {
        if self.hosts.is_empty() {
            return Vec::new();
        }
        let mut hosts: Vec<(&String, &u64)> = self.hosts.iter().collect();
        hosts.sort_by_key(|(_, photos)| std::cmp::Reverse(**photos));
        let hosts = hosts.iter().take(LISTED);
        let first = "\nHosts of photos to allow in the shop's settings, reviews.photo_hosts:";
        let last =
            "Once they are allowed, import again with --again; only what is missing is added.";
        let mut lines = vec![first.to_owned()];
        lines.extend(hosts.map(|(host, photos)| format!("  {host}: {photos}")));
        lines.push(last.to_owned());
        lines
    }
}

/// The items of a list; none where it is absent.
fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
