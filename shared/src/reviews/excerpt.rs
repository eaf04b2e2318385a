//! Excerpt: the beginning of a long text, and what comes after it.

use super::text::{is_accent, is_ignorable};

/// A text of at most so many characters, and lines, is its own beginning.
const WHOLE_CHARS: usize = 480;
const WHOLE_LINES: usize = 9;
/// Where a longer one is cut: between these, at the best place there is.
const LEAST_CHARS: usize = 180;
const MOST_CHARS: usize = 360;
const MOST_LINES: usize = 6;

/// The beginning of a text, which is enough to begin with, and the rest; no rest where the text is
/// short. It is cut after a paragraph, else after a sentence, else after a word, else between two
/// characters that don't belong together. Nothing but blanks is lost at the cut.
pub fn excerpt(text: &str) -> (&str, &str) {
    let chars = text.chars().take(WHOLE_CHARS + 1).count();
    if chars <= WHOLE_CHARS && text.lines().take(WHOLE_LINES + 1).count() <= WHOLE_LINES {
        return (text, "");
    }
    let (head, rest) = text.split_at(best_place(text));
    (head.trim_end(), rest.trim_start())
}

fn best_place(text: &str) -> usize {
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
    let found = paragraph.or(sentence).or(word);
    found.unwrap_or_else(|| between_characters(text, most))
}

/// The last place up to this one where what follows does not belong to what is before.
fn between_characters(text: &str, most: usize) -> usize {
    let mut end = most;
    let mut next = text[end..].chars().next();
    while let Some(last) = text[..end].chars().next_back() {
        let joins = next.is_some_and(extends) || last == '\u{200d}';
        if !joins {
            return end;
        }
        end -= last.len_utf8();
        next = Some(last);
    }
    most
}

/// Whether a character belongs to the one before it: joiners, selectors, skin tones, accents, and
/// the vowels and tones of scripts that leave no blanks between words.
const fn extends(character: char) -> bool {
    is_ignorable(character)
        || is_accent(character)
        || matches!(
            character,
            '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' // Thai
            | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' // Lao
            | '\u{102b}'..='\u{103e}' // Burmese
            | '\u{17b4}'..='\u{17d3}' // Khmer
            | '\u{3099}' | '\u{309a}' // Japanese
            | '\u{1f3fb}'..='\u{1f3ff}' // Skin tones
        )
}
