//! Cells of a CSV file that a spreadsheet may open: none of them is ever a formula, nor is what a
//! spreadsheet makes of one that it cuts at another separator than ours.

use std::borrow::Cow;

/// What a formula begins with, in the letters of any keyboard; a spreadsheet drops the blank ones
/// and looks at what follows.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The same where a cell begins after one that was cut: a line that is empty is none there.
const BEGINS_AGAIN: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Where another spreadsheet may cut a cell.
const CUTS: [char; 4] = [';', '\t', '\r', '\n'];

/// Whether a text is a formula to somebody, behind any number of apostrophes and quotes.
fn is_formula(text: &str, begins: &[char]) -> bool {
    text.trim_start_matches(['\'', '"']).starts_with(begins)
}

/// The pieces that a text may be cut into, each with what a formula begins with there.
fn pieces(text: &str) -> impl Iterator<Item = (&str, &'static [char])> {
    let pieces = text.split_inclusive(CUTS).enumerate();
    pieces.map(|(index, piece)| match index {
        0 => (piece, &BEGINS[..]),
        _ => (piece, &BEGINS_AGAIN[..]),
    })
}

/// The text as a spreadsheet leaves it alone: with an apostrophe before what may be a formula.
pub(super) fn guard(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len());
    for (piece, begins) in pieces(text) {
        if is_formula(piece, begins) {
            guarded.push('\'');
        }
        guarded.push_str(piece);
    }
    guarded
}

/// The text as it was before [`guard`].
pub(super) fn unguard(text: &str) -> Cow<'_, str> {
    let bare = |(piece, begins): (&'_ str, &'static [char])| match piece.strip_prefix('\'') {
        Some(rest) if is_formula(rest, begins) => rest.len(),
        _ => piece.len(),
    };
    if pieces(text).all(|it| bare(it) == it.0.len()) {
        return Cow::Borrowed(text);
    }
    let pieces = pieces(text).map(|it| &it.0[it.0.len() - bare(it)..]);
    Cow::Owned(pieces.collect())
}

/// Appends a row of cells: each guarded and in quotes, so that no separator in it ends it.
pub(super) fn push_row<'a>(csv: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        csv.push('"');
        csv.push_str(&guard(cell).replace('"', "\"\""));
        csv.push('"');
    }
    csv.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_text_comes_back() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "'=1",
            "'",
            "''=1",
            "'''",
            "'quoted' they said",
            "",
            "plain",
            "=HYPERLINK(\"http://example.com\",\"a;b\")",
            "=cmd|' /C calc'!A0",
            "nice;=HYPERLINK(\"http://evil.example\",\"x\");",
            "nice;\"=1+1",
            "a;'=1",
            "a\t+1;-1\n@x\r\n＝2",
            ";;\n\n",
            "- one\n- two",
        ] {
            let guarded = guard(text);
            assert!(!guarded.starts_with(BEGINS), "{text}");
            for piece in guarded.split(CUTS) {
                let shown = piece.trim_start_matches('"');
                assert!(!shown.starts_with(BEGINS_AGAIN), "{text}: {piece}");
            }
            assert_eq!(unguard(&guarded), text, "{text}");
        }
    }

    #[test]
    fn what_is_no_formula_stays_as_it_is() {
        for text in [
            "a;b",
            "it's; 'fine'",
            "one\n\ntwo\n'three'",
            "a=b; c-d",
            "https://a/;x",
        ] {
            assert_eq!(guard(text), text, "{text}");
            assert_eq!(unguard(text), text, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "(\\PC|[;\t\r\n'\"=+@-]){0,40}") {
            let guarded = guard(&text);
            prop_assert!(!guarded.starts_with(BEGINS));
            for piece in guarded.split(CUTS) {
                prop_assert!(!piece.trim_start_matches('"').starts_with(BEGINS_AGAIN));
            }
            prop_assert_eq!(unguard(&guarded), text);
        }
    }
}
