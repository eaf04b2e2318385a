//! Rows of a CSV file as its bytes arrive (RFC 4180): quotes, doubled quotes, any line ends.

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::limits::{IMPORT_ROW_BYTES_MAX, IMPORT_ROW_CELLS_MAX};

/// A row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on; the first is 1.
    pub(super) line: u64,
    /// What became of it.
    pub(super) shape: Shape,
    text: Vec<u8>,
    ends: Vec<usize>,
}

/// Whether a row was read whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// It was.
    #[default]
    Whole,
    /// It has more than [`IMPORT_ROW_BYTES_MAX`] or [`IMPORT_ROW_CELLS_MAX`], and its cells were
    /// let go.
    TooLarge,
    /// A quote opens in it and the file ends before it closes.
    Unclosed,
}

impl Row {
    /// How many cells it has.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.shape == Shape::Whole && self.text.trim_ascii().is_empty()
    }

    /// A cell, without its quotes.
    pub(super) fn cell(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.text.len() + bytes.len() > IMPORT_ROW_BYTES_MAX {
            self.shape = Shape::TooLarge;
        }
        if self.shape == Shape::Whole {
            self.text.extend_from_slice(bytes);
        } else {
            self.let_go();
        }
    }

    fn end_cell(&mut self) {
        if self.ends.len() >= IMPORT_ROW_CELLS_MAX {
            self.shape = Shape::TooLarge;
        }
        if self.shape == Shape::Whole {
            self.ends.push(self.text.len());
        } else {
            self.let_go();
        }
    }

    fn let_go(&mut self) {
        self.text = Vec::new();
        self.ends = Vec::new();
    }
}

/// Counts lines, however they end: LF, CRLF or CR.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    number: u64,
    after_return: bool,
}

impl Lines {
    /// Before the first byte of a file.
    pub(super) const START: Self = Self {
        number: 1,
        after_return: false,
    };

    /// Goes past some bytes.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let ends = *byte == b'\r' || (*byte == b'\n' && !self.after_return);
            self.number += u64::from(ends);
            self.after_return = *byte == b'\r';
        }
    }
}

/// Reads rows from bytes that arrive in pieces.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    core: csv_core::Reader,
    lines: Lines,
    row: Option<Row>,
}

/// How much of a cell is copied at once.
const PIECE: usize = 1024;

impl Reader {
    /// A reader whose cells stand between `separator`s; `lines` says where it begins.
    pub(super) fn new(separator: u8, lines: Lines) -> Self {
        Self {
            core: ReaderBuilder::new().delimiter(separator).build(),
            lines,
            row: None,
        }
    }

    /// Takes the next bytes, and gives every row that ends in them.
    pub(super) fn push(&mut self, mut bytes: &[u8], give: &mut impl FnMut(Row)) {
        if self.row.is_none() {
            bytes = self.between_rows(bytes);
        }
        while !bytes.is_empty() {
            let read = self.step(bytes, give);
            bytes = bytes.get(read..).unwrap_or_default();
            if self.row.is_none() {
                bytes = self.between_rows(bytes);
            }
        }
    }

    /// The file ends here: gives the last row where no line end closed it.
    pub(super) fn finish(&mut self, give: &mut impl FnMut(Row)) {
        if self.row.is_none() {
            return;
        }
        // Inside quotes a line end is text, and the row goes on.
        let mut last = None;
        self.step(b"\n", &mut |row| last = Some(row));
        let unclosed = |row| Row {
            shape: Shape::Unclosed,
            ..row
        };
        if let Some(row) = last.or_else(|| self.row.take().map(unclosed)) {
            give(row);
        }
    }

    /// Line ends between rows belong to none.
    fn between_rows<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let blank = bytes.iter().take_while(|byte| is_end(byte)).count();
        let (blank, rest) = bytes.split_at(blank);
        self.lines.pass(blank);
        rest
    }

    /// Reads on to the end of a cell at most; answers how many bytes that took.
    fn step(&mut self, bytes: &[u8], give: &mut impl FnMut(Row)) -> usize {
        let line = self.lines.number;
        let row = self.row.get_or_insert_with(|| Row {
            line,
            ..Row::default()
        });
        let mut piece = [0; PIECE];
        let (result, read, written) = self.core.read_field(bytes, &mut piece);
        self.lines.pass(bytes.get(..read).unwrap_or_default());
        row.keep(piece.get(..written).unwrap_or_default());
        if let ReadFieldResult::Field { record_end } = result {
            row.end_cell();
            if record_end && let Some(row) = self.row.take() {
                give(row);
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(separator: u8, pieces: &[&[u8]]) -> Vec<Row> {
        let mut reader = Reader::new(separator, Lines::START);
        let mut rows = Vec::new();
        for piece in pieces {
            reader.push(piece, &mut |row| rows.push(row));
        }
        reader.finish(&mut |row| rows.push(row));
        rows
    }

    fn cells(row: &Row) -> Vec<String> {
        let text = |index| String::from_utf8_lossy(row.cell(index).unwrap()).into_owned();
        (0..row.len()).map(text).collect()
    }

    /// Name, separator, text, and the rows with their lines.
    type Case<'a> = (&'a str, u8, &'a str, &'a [(u64, &'a [&'a str])]);

    #[test]
    fn rows_have_their_cells_and_the_line_they_begin_on() {
        let cases: [Case; 9] = [
            (
                "plain",
                b',',
                "a,b\nc,d\n",
                &[(1, &["a", "b"]), (2, &["c", "d"])],
            ),
            (
                "no last line end",
                b',',
                "a,b\nc,d",
                &[(1, &["a", "b"]), (2, &["c", "d"])],
            ),
            (
                "CRLF",
                b';',
                "a;b\r\nc;\r\n",
                &[(1, &["a", "b"]), (2, &["c", ""])],
            ),
            ("CR alone", b',', "a\rb\r", &[(1, &["a"]), (2, &["b"])]),
            (
                "blank lines",
                b',',
                "\n\r\na\n\n\nb\n",
                &[(3, &["a"]), (6, &["b"])],
            ),
            (
                "doubled quotes",
                b',',
                "\"say \"\"hi\"\", twice\",b\n",
                &[(1, &["say \"hi\", twice", "b"])],
            ),
            (
                "lines inside quotes",
                b';',
                "a;\"one\r\n\r\ntwo\"\r\nb;c\r\n",
                &[(1, &["a", "one\r\n\r\ntwo"]), (4, &["b", "c"])],
            ),
            ("tabs", b'\t', "a\tb,c\n", &[(1, &["a", "b,c"])]),
            (
                "a quote in the middle",
                b',',
                "5\" wide,b\n",
                &[(1, &["5\" wide", "b"])],
            ),
        ];
        for (name, separator, text, expected) in cases {
            let rows = read(separator, &[text.as_bytes()]);
            let found: Vec<(u64, Vec<String>)> =
                rows.iter().map(|row| (row.line, cells(row))).collect();
            let expected: Vec<(u64, Vec<String>)> = expected
                .iter()
                .map(|(line, cells)| (*line, cells.iter().map(ToString::to_string).collect()))
                .collect();
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn pieces_make_no_difference() {
        let text = "a;\"b\r\n\"\"c\"\"\"\r\n\r\n\rd;é\n\"x\";\"";
        let whole = read(b';', &[text.as_bytes()]);
        assert_eq!(whole.len(), 3);
        for first in 0..text.len() {
            for second in first..text.len() {
                let (start, rest) = text.as_bytes().split_at(first);
                let (middle, end) = rest.split_at(second - first);
                let found = read(b';', &[start, middle, end]);
                assert_eq!(found, whole, "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn a_row_too_large_is_one_row_and_the_next_is_read() {
        let large = "x".repeat(IMPORT_ROW_BYTES_MAX + 1);
        let text = format!("a,b\nc,\"{large}\n\",d\ne,f\n");
        let rows = read(b',', &[text.as_bytes()]);
        let found: Vec<(u64, Shape)> = rows.iter().map(|row| (row.line, row.shape)).collect();
        let expected = [(1, Shape::Whole), (2, Shape::TooLarge), (4, Shape::Whole)];
        assert_eq!(found, expected);
        assert_eq!(
            (rows[1].len(), cells(&rows[2])),
            (0, vec!["e".into(), "f".into()])
        );
    }

    #[test]
    fn a_row_of_too_many_cells_is_too_large_and_keeps_none() {
        let most = ",".repeat(IMPORT_ROW_CELLS_MAX - 1);
        let text = format!("a\n{}\n{most}\n{most},\ne\n", ",".repeat(70_000));
        let rows = read(b',', &[text.as_bytes()]);
        let found: Vec<(Shape, usize)> = rows.iter().map(|row| (row.shape, row.len())).collect();
        let expected = [
            (Shape::Whole, 1),
            (Shape::TooLarge, 0),
            (Shape::Whole, IMPORT_ROW_CELLS_MAX),
            (Shape::TooLarge, 0),
            (Shape::Whole, 1),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_quote_that_never_closes_is_said() {
        for text in ["a\nb,\"c\nd\n", "a\n\"", "a\nb,\"c\"\""] {
            let rows = read(b',', &[text.as_bytes()]);
            assert_eq!(rows.len(), 2, "{text}");
            assert_eq!(
                (rows[1].line, rows[1].shape),
                (2, Shape::Unclosed),
                "{text}"
            );
        }
    }
}
