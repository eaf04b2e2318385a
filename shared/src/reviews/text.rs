//! What people write: cleaned at the door, so that everything behind it is plain text.

use serde::{Deserialize, Serialize};

use super::mark::is_nonspacing;
use crate::limits::{
    AUTHOR_LENGTH_MAX, BODY_LENGTH_MAX, REASON_LENGTH_MAX, REPLY_LENGTH_MAX, TITLE_LENGTH_MAX,
};

/// How many lines a text may have.
#[derive(Clone, Copy)]
enum Lines {
    One,
    Many,
}

/// A text that is empty once cleaned, or too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAText {
    length_max: usize,
}

impl std::fmt::Display for NotAText {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "a text here has 1 to {} characters", self.length_max)
    }
}

impl std::error::Error for NotAText {}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $lines:expr, $length_max:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it has.
            pub const LENGTH_MAX: usize = $length_max;

            /// The text cleaned, `None` where nothing of it is left, or a fault where what is left
            /// is too long.
            pub fn clean(text: &str) -> Result<Option<Self>, NotAText> {
                let clean = clean(text, $lines);
                match clean.chars().take(Self::LENGTH_MAX + 1).count() {
                    0 => Ok(None),
                    length if length > Self::LENGTH_MAX => Err(Self::fault()),
                    _ => Ok(Some(Self(clean))),
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            const fn fault() -> NotAText {
                NotAText { length_max: Self::LENGTH_MAX }
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAText;

            fn from_str(text: &str) -> Result<Self, NotAText> {
                Self::clean(text)?.ok_or(Self::fault())
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAText;

            fn try_from(text: String) -> Result<Self, NotAText> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// The title of a review, on one line.
    Title: Lines::One, TITLE_LENGTH_MAX;
    /// What a review says.
    Body: Lines::Many, BODY_LENGTH_MAX;
    /// The name a reviewer goes by, on one line.
    Author: Lines::One, AUTHOR_LENGTH_MAX;
    /// What the shop answers to a review.
    ReplyText: Lines::Many, REPLY_LENGTH_MAX;
    /// What the shop notes for itself about a rejection.
    Note: Lines::Many, REASON_LENGTH_MAX;
}

/// The text without what does not show and what shows something else than is there: control
/// characters and marks that turn the direction of what follows. Empty where nothing is to see.
fn clean(text: &str, lines: Lines) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = without_towers(text.chars().filter_map(kept_as));
    let parts = kept.split('\n');
    let clean = match lines {
        Lines::One => {
            let parts = parts.map(str::trim).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        }
        Lines::Many => paragraphs(parts),
    };
    if clean.chars().all(is_unseen) {
        return String::new();
    }
    clean
}

/// Lines without blanks at their end, and at most one empty line between two.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut breaks = 0;
    for line in lines {
        let line = line.trim_end();
        if !line.chars().all(is_unseen) {
            if !text.is_empty() {
                text.push_str(if breaks > 1 { "\n\n" } else { "\n" });
            }
            text.push_str(if text.is_empty() {
                line.trim_start()
            } else {
                line
            });
            breaks = 0;
        }
        breaks += 1;
    }
    text
}

/// The most accents on one letter: no language that writes them apart needs more.
const ACCENTS_MAX: usize = 3;
/// The most marks of any script: a Hebrew letter with its points and its tone has so many.
const MARKS_MAX: usize = 5;

/// The text without towers of marks, which reach over what is above and below them.
fn without_towers(characters: impl Iterator<Item = char>) -> String {
    let mut marks = 0;
    let keep = |character: &char| {
        let most = match *character {
            accent if is_accent(accent) => ACCENTS_MAX,
            mark if is_nonspacing(mark) => MARKS_MAX,
            other => {
                // What does not show lets a tower grow over it.
                marks = if is_ignorable(other) { marks } else { 0 };
                return true;
            }
        };
        marks += 1;
        marks <= most
    };
    characters.filter(keep).collect()
}

/// Whether a character is an accent on the one before it, of those that go on any letter.
const fn is_accent(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{34e}'
            | '\u{350}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// What a character is kept as.
fn kept_as(character: char) -> Option<char> {
    match character {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// Whether a character shows nothing by itself: blanks, joiners, marks of direction and fillers.
pub(super) fn is_unseen(character: char) -> bool {
    const BRAILLE_BLANK: char = '\u{2800}';
    character.is_whitespace() || is_ignorable(character) || character == BRAILLE_BLANK
}

/// What Unicode calls default ignorable: it takes no room.
pub(super) const fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
