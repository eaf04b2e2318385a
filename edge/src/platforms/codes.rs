//! Codes: which of an order's texts have the shape of one of ours.

use crate::base32;
use crate::limits;

/// The characters of a code, separators left out.
const CHARACTERS: usize = 16;
/// The most codes one order is asked for; each costs a signature check.
const CODES_MAX: usize = 20;

/// Whether a text has the shape of a code. Others are somebody else's discounts.
pub(super) fn has_shape(text: &str) -> bool {
    let mut digits = text.chars().filter(|c| !matches!(c, ' ' | '-'));
    text.len() <= limits::CODE
        && digits.clone().count() == CHARACTERS
        && digits.all(|digit| base32::digit(digit).is_some())
}

/// The texts of a code's shape, each once, however often and however written.
pub(super) fn of_shape(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for text in texts {
        let is_new = || codes.iter().all(|code| digits(code) != digits(&text));
        if codes.len() < CODES_MAX && has_shape(&text) && is_new() {
            codes.push(text);
        }
    }
    codes
}

fn digits(text: &str) -> Vec<u8> {
    text.chars().filter_map(base32::digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_a_shape_however_they_are_written() {
        for text in [
            "0123-4567-89AB-CDEF",
            "0123456789abcdef",
            "  0123 4567 89ab cdef ",
            "oilO-4567-89AB-CDEF",
        ] {
            assert!(has_shape(text), "{text}");
        }
    }

    #[test]
    fn other_discounts_have_not() {
        let long = format!("0123-4567-89AB-CDEF{}", " ".repeat(limits::CODE));
        for text in [
            "",
            "SUMMER10",
            "0123-4567-89AB-CDE",
            "0123-4567-89AB-CDEFG",
            "U123-4567-89AB-CDEF",
            "0123_4567_89AB_CDEF",
            "0123-4567-89AB-CDEÉ",
            &long,
        ] {
            assert!(!has_shape(text), "{text}");
        }
    }

    #[test]
    fn each_code_is_named_once_as_first_written() {
        let texts = [
            "SUMMER10",
            "0123-4567-89ab-cdef",
            "0123456789ABCDEF",
            "0000111122223333",
        ];
        let codes = of_shape(texts.map(str::to_owned));
        assert_eq!(codes, ["0123-4567-89ab-cdef", "0000111122223333"]);
    }

    #[test]
    fn an_order_is_asked_for_twenty_codes_at_most() {
        let texts = (0..50).map(|number| format!("{number:016}"));
        assert_eq!(of_shape(texts).len(), CODES_MAX);
    }
}
