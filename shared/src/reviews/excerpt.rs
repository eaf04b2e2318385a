//! Excerpt: the beginning of a long text.

use std::borrow::Cow;

use super::mark::is_mark;
use super::text::is_ignorable;

/// The text itself where it has at most `length_max` characters, else its beginning with an
/// ellipsis, both together no longer than that. It ends after a whole word, unless that would leave
/// less than half of it.
pub fn excerpt(text: &str, length_max: usize) -> Cow<'_, str> {
    if text.chars().nth(length_max).is_none() {
        return Cow::Borrowed(text);
    }
    // The ellipsis takes the last of the characters.
    let room = length_max.checked_sub(1);
    let Some((end, _)) = room.and_then(|room| text.char_indices().nth(room)) else {
        return Cow::Borrowed("");
    };
    let head = &text[..end];
    let next = text[head.len()..].chars().next();
    let word_end = match next {
        Some(next) if next.is_whitespace() => Some(head.len()),
        _ => head.rfind(char::is_whitespace),
    };
    let cut = match word_end.filter(|end| head[..*end].chars().count() >= length_max / 2) {
        Some(end) => &head[..end],
        None => whole_characters(head, next),
    };
    Cow::Owned(format!("{}…", cut.trim_end()))
}

/// The text without a last character that what follows belongs to.
fn whole_characters(head: &str, next: Option<char>) -> &str {
    let mut head = head;
    let mut next = next;
    while let Some(last) = head.chars().next_back() {
        if !next.is_some_and(|next| goes_on(head, next)) {
            break;
        }
        head = &head[..head.len() - last.len_utf8()];
        next = Some(last);
    }
    head
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
