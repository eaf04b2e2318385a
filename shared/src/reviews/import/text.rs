//! Texts of other apps: what was written for a page becomes text, and what says who someone is
//! stays behind.

use std::net::IpAddr;

/// Names of letters that exports write, and the letters.
const NAMED: [(&str, char); 17] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("euro", '€'),
    ("deg", '°'),
];

/// The longest reference, `&#x10FFFF;`, without its ends.
const REFERENCE_LENGTH_MAX: usize = 8;

/// A text whose line breaks and references became letters, once. Everything else stays as it is:
/// what looks like markup is text.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['<', '&']) {
        let (before, at) = rest.split_at(place);
        plain.push_str(before);
        let (letter, length) = line_break(at).or_else(|| reference(at)).unwrap_or_else(|| {
            let first = if at.starts_with('<') { '<' } else { '&' };
            (first, 1)
        });
        plain.push(letter);
        rest = at.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// `<br>`, `<br/>`, `<BR />`.
fn line_break(text: &str) -> Option<(char, usize)> {
    let name = text.get(..3)?;
    let rest = text.get(3..).filter(|_| name.eq_ignore_ascii_case("<br"))?;
    let end = rest.trim_start_matches(' ');
    let end = end.strip_prefix('/').unwrap_or(end).strip_prefix('>')?;
    Some(('\n', text.len() - end.len()))
}

/// `&amp;`, `&#39;`, `&#x27;`.
fn reference(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let end = rest
        .bytes()
        .take(REFERENCE_LENGTH_MAX + 1)
        .position(|byte| byte == b';')?;
    let name = rest.get(..end)?;
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 2))
}

/// Whether a name says how to reach someone: there is an e-mail or an IP address in it.
pub(super) fn is_address(name: &str) -> bool {
    let separates = |letter: char| letter.is_whitespace() || "<>()[],;\"'".contains(letter);
    name.split(separates).any(|word| {
        let mail = word.split_once('@');
        let is_mail = mail.is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
        is_mail || word.parse::<IpAddr>().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_references_become_letters_once_and_markup_stays_text() {
        for (text, expected) in [
            ("one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour"),
            ("salt &amp; pepper", "salt & pepper"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            (
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<script>alert(1)</script>",
            ),
            ("<p>kept</p><brave>", "<p>kept</p><brave>"),
            ("it&#39;s &#x2764;&hellip;", "it's ❤…"),
            ("&", "&"),
            (
                "a && b &unknown; &#x110000; &#; &é;",
                "a && b &unknown; &#x110000; &#; &é;",
            ),
            ("a < b", "a < b"),
            ("<", "<"),
            ("<b", "<b"),
            ("<é", "<é"),
            ("&eeeeeeeeeeee;", "&eeeeeeeeeeee;"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn names_that_are_addresses_are_found() {
        for name in [
            "ann@example.com",
            "Ann <ann@example.com>",
            "Ann (ann@mail.example.com)",
            "203.0.113.7",
            "2001:db8::7",
        ] {
            assert!(is_address(name), "{name}");
        }
        for name in [
            "Ann B.",
            "@ann",
            "ann@home",
            "Jean-Luc O'Neill",
            "R2-D2",
            "1.2.3",
            "佐藤",
        ] {
            assert!(!is_address(name), "{name}");
        }
    }
}
