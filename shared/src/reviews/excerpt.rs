//! Excerpt: the beginning of a long text, and what comes after it.

use super::mark::is_mark;
use super::text::is_ignorable;

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
        if !next.is_some_and(|next| goes_on(&text[..end], next)) {
            return end;
        }
        end -= last.len_utf8();
        next = Some(last);
    }
    most
}

/// Whether a character that people see as one may go on from a text into the next: in doubt it
/// does, and the cut is made before it.
fn goes_on(head: &str, next: char) -> bool {
    let Some(last) = head.chars().next_back() else {
        return false;
    };
    extends(next)
        || is_prefix(last)
        || is_joined(head)
        || (is_leading(last) && is_syllable(next))
        || (is_flag(last) && is_flag(next) && has_half_a_flag(head))
}

/// Whether a character belongs to the one before it: marks, selectors, skin tones, and the vowels
/// and closing consonants of Korean that are written apart.
fn extends(character: char) -> bool {
    is_ignorable(character)
        || is_mark(character)
        || matches!(
            character,
            '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}'
                | '\u{16d63}' | '\u{16d67}'..='\u{16d6a}' // Kirat Rai
        )
}

/// Whether a text ends with what joins it to the next: a joiner of emoji, or a sign that makes one
/// of two consonants of India, with the marks after it.
fn is_joined(head: &str) -> bool {
    let mut end = head.chars().rev().take_while(|last| extends(*last));
    end.any(|last| last == '\u{200d}' || LINKERS.contains(&last))
}

/// Signs that make one of two consonants.
const LINKERS: [char; 20] = [
    '\u{94d}',
    '\u{9cd}',
    '\u{acd}',
    '\u{b4d}',
    '\u{c4d}',
    '\u{d4d}',
    '\u{1039}',
    '\u{17d2}',
    '\u{1a60}',
    '\u{1b44}',
    '\u{1bab}',
    '\u{a9c0}',
    '\u{aaf6}',
    '\u{10a3f}',
    '\u{11133}',
    '\u{113d0}',
    '\u{1193e}',
    '\u{11a47}',
    '\u{11a99}',
    '\u{11f42}',
];

/// Signs that belong to the character after them, such as the Arabic sign of a year.
const fn is_prefix(character: char) -> bool {
    matches!(
        character,
        '\u{600}'..='\u{605}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{890}'..='\u{891}'
            | '\u{8e2}'
            | '\u{d4e}'
            | '\u{110bd}'
            | '\u{110cd}'
            | '\u{111c2}'..='\u{111c3}'
            | '\u{113d1}'
            | '\u{1193f}'
            | '\u{11941}'
            | '\u{11a84}'..='\u{11a89}'
            | '\u{11d46}'
            | '\u{11f02}'
    )
}

/// Opening consonants of Korean, written apart.
const fn is_leading(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97c}')
}

/// What a Korean syllable goes on with.
const fn is_syllable(character: char) -> bool {
    is_leading(character) || matches!(character, '\u{ac00}'..='\u{d7a3}')
}

const fn is_flag(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether the first letter of a flag ends the text: flags are pairs, from the first on.
fn has_half_a_flag(head: &str) -> bool {
    let letters = head.chars().rev().take_while(|last| is_flag(*last));
    letters.count() % 2 == 1
}
