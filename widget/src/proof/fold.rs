//! Fold: a long text in two parts, the first of which is enough to begin with.

use super::links::{Run, runs};

/// A text of at most so many characters, or lines, is shown whole.
const WHOLE_CHARS: usize = 480;
const WHOLE_LINES: usize = 9;
/// Where a longer one is folded: between these, at the best place there is.
const LEAST_CHARS: usize = 180;
const MOST_CHARS: usize = 360;
const MOST_LINES: usize = 6;

/// A text as runs of words and links, folded where it is long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    pub(crate) head: Vec<Run>,
    /// Nothing where the head is all there is.
    pub(crate) rest: Vec<Run>,
    /// The text itself, for who edits it.
    pub(crate) whole: String,
}

impl Fold {
    /// Folds a text.
    pub(crate) fn of(whole: String) -> Self {
        let (head, rest) = split(&whole);
        Self {
            head: runs(head),
            rest: runs(rest),
            whole,
        }
    }
}

// A paragraph's end is the best place, then a sentence's, then a word's.
fn split(text: &str) -> (&str, &str) {
    let chars = text.chars().take(WHOLE_CHARS + 1).count();
    if chars <= WHOLE_CHARS && text.lines().take(WHOLE_LINES + 1).count() <= WHOLE_LINES {
        return (text, "");
    }
    let mut lines = 1;
    let (mut paragraph, mut sentence, mut word) = (None, None, None);
    let mut before = ' ';
    let mut most = text.len();
    for (count, (at, each)) in text.char_indices().enumerate() {
        if count == MOST_CHARS || lines > MOST_LINES {
            most = at;
            break;
        }
        let is_enough = count >= LEAST_CHARS || lines > MOST_LINES / 2;
        if each == '\n' {
            lines += 1;
            paragraph = Some(at).filter(|_| is_enough || lines > 3).or(paragraph);
        }
        if each.is_whitespace() {
            let ends = matches!(before, '.' | '!' | '?' | '\u{2026}' | '\u{61f}');
            sentence = Some(at).filter(|_| is_enough && ends).or(sentence);
            word = Some(at).filter(|_| is_enough).or(word);
        }
        // These end a sentence with no space behind them.
        if matches!(each, '\u{3002}' | '\u{ff01}' | '\u{ff1f}') && is_enough {
            sentence = Some(at + each.len_utf8());
        }
        before = each;
    }
    let at = paragraph.or(sentence).or(word).unwrap_or(most);
    let (head, rest) = text.split_at(at);
    (head.trim_end(), rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_whole() {
        for text in ["", "Good cup.", "one\ntwo\n\nthree"] {
            assert_eq!(split(text), (text, ""));
        }
    }

    #[test]
    fn a_long_one_is_folded_at_the_best_place() {
        let sentence = "The glaze runs over the edge. ";
        let long = sentence.repeat(30);
        let (head, rest) = split(&long);
        assert!(head.ends_with("edge.") && rest.starts_with("The"), "{head}");

        let paragraphs = format!(
            "{}\n\n{}",
            "word ".repeat(50).trim_end(),
            "more ".repeat(90)
        );
        let (head, rest) = split(&paragraphs);
        assert!(head.ends_with("word") && rest.starts_with("more"), "{head}");

        let words = "word ".repeat(200);
        let (head, rest) = split(&words);
        assert!(head.ends_with("word") && rest.starts_with("word"), "{head}");

        let unbroken = "\u{fc}".repeat(900);
        let (head, rest) = split(&unbroken);
        assert_eq!(head.chars().count(), MOST_CHARS);
        assert_eq!(head.chars().count() + rest.chars().count(), 900);

        let chinese = "\u{597d}\u{3002}".repeat(300);
        let (head, _) = split(&chinese);
        assert!(head.ends_with('\u{3002}'), "{head}");
    }

    #[test]
    fn many_short_lines_are_long_too() {
        let poem = "a\n".repeat(40);
        let (head, rest) = split(&poem);
        assert!(head.lines().count() <= MOST_LINES, "{head:?}");
        assert!(!rest.is_empty());
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["x".repeat(700), "a b. ".repeat(200), "\n".repeat(700)] {
            let (head, rest) = split(&text);
            let letters = |text: &str| text.chars().filter(|each| !each.is_whitespace()).count();
            assert_eq!(letters(head) + letters(rest), letters(&text));
        }
    }
}
