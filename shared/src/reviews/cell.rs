//! Cells of a CSV file that a spreadsheet may open: none of them is ever a formula.

/// What a formula begins with, in the letters of any keyboard; a spreadsheet drops the blank ones
/// and looks at what follows.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a text is a formula to somebody, behind any number of apostrophes.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINS)
}

/// The text as a spreadsheet leaves it alone: with an apostrophe before what may be a formula.
pub(super) fn guard(text: &str) -> String {
    let mark = if is_formula(text) { "'" } else { "" };
    format!("{mark}{text}")
}

/// The text as it was before [`guard`].
pub(super) fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
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
        ] {
            let guarded = guard(text);
            assert!(!guarded.starts_with(BEGINS), "{text}");
            assert_eq!(unguard(&guarded), text, "{text}");
        }
    }
}
