//! Links: a text as runs of words and of https addresses. Whatever else is in it stays text.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    Text(String),
    /// An address that is safe to follow: https, to a host, and nothing hidden in it.
    Link(String),
}

const SCHEME: &str = "https://";

/// Splits a text; put together again, the runs are the text.
pub(crate) fn runs(text: &str) -> Vec<Run> {
    let mut found = Vec::new();
    let mut plain = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find(SCHEME).map(|place| from + place) {
        let end = at + address(&text[at..]);
        if is_start(&text[..at]) && is_safe(&text[at..end]) {
            push(&mut found, &text[plain..at]);
            found.push(Run::Link(text[at..end].to_owned()));
            plain = end;
        }
        from = end;
    }
    push(&mut found, &text[plain..]);
    found
}

fn push(found: &mut Vec<Run>, text: &str) {
    if !text.is_empty() {
        found.push(Run::Text(text.to_owned()));
    }
}

// In the middle of a word it is part of that word: `xhttps://`, `javascript:https://`.
fn is_start(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|last| last.is_whitespace() || "([{\u{201c}\u{ab}\u{2018}".contains(last))
}

// How long the address is, without the sentence's own marks behind it.
fn address(text: &str) -> usize {
    let ends = |each: char| {
        each.is_whitespace()
            || each.is_control()
            || "\"'<>\\^`{|}\u{201c}\u{201d}\u{ab}\u{bb}".contains(each)
    };
    let whole = &text[..text.find(ends).unwrap_or(text.len())];
    let end = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
    end.len().max(SCHEME.len())
}

// A host of plain letters with a dot in it: none that looks like another, none with a name before
// an `@`, none on another port.
fn is_safe(link: &str) -> bool {
    let rest = link.strip_prefix(SCHEME).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |each: char| each.is_ascii_alphanumeric() || matches!(each, '.' | '-');
    host.contains('.')
        && host.chars().all(is_plain)
        && !host.starts_with(['.', '-'])
        && !host.ends_with(['.', '-'])
        && rest.chars().all(|each| each.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let link = |run: Run| match run {
            Run::Link(link) => Some(link),
            Run::Text(_) => None,
        };
        runs(text).into_iter().filter_map(link).collect()
    }

    #[test]
    fn https_addresses_are_links() {
        let cases = [
            ("see https://a.example/x for more", "https://a.example/x"),
            ("https://a.example", "https://a.example"),
            ("(https://a.example/x).", "https://a.example/x"),
            (
                "Look: https://a.example/?q=1&r=2, nice",
                "https://a.example/?q=1&r=2",
            ),
            ("\u{201c}https://a.example/x\u{201d}", "https://a.example/x"),
        ];
        for (text, expected) in cases {
            assert_eq!(links(text), [expected], "{text}");
        }
        assert_eq!(links("https://a.example https://b.example").len(), 2);
    }

    #[test]
    fn everything_else_stays_text() {
        let cases = [
            "javascript:alert(1)",
            "javascript:https://a.example",
            "JAVASCRIPT:alert(1)//https://",
            "http://a.example",
            "data:text/html,<script>alert(1)</script>",
            "<a href=\"https://a.example\">x</a>",
            "<img src=x onerror=alert(1)>",
            "https://",
            "https:///x",
            "https://localhost/x",
            "https://user@a.example/",
            "https://a.example:8443/",
            "https://\u{430}.example/",
            "https://a.example/\u{202e}gpj",
            "xhttps://a.example",
        ];
        for text in cases {
            assert_eq!(links(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn put_together_again_the_runs_are_the_text() {
        let texts = [
            "",
            "a https://a.example/x, b https://b.example. https:// c",
            "https://a.example\"onclick=alert(1)",
            "\u{202e}https://a.example\u{202c}",
        ];
        for text in texts {
            let whole: String = runs(text)
                .into_iter()
                .map(|run| match run {
                    Run::Text(text) | Run::Link(text) => text,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }
}
