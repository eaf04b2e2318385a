//! Excerpt: the beginning of a long text.

use std::borrow::Cow;

use super::text::{is_accent, is_ignorable};

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
        let joins = next.is_some_and(extends) || last == '\u{200d}';
        if !joins {
            break;
        }
        head = &head[..head.len() - last.len_utf8()];
        next = Some(last);
    }
    head
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
