//! The beginning of a long text.

use proptest::prelude::*;
use shared::reviews::excerpt;
use unicode_segmentation::UnicodeSegmentation;

#[test]
fn a_text_is_cut_after_a_word() {
    let table = [
        ("short enough", "Good coffee", 11, "Good coffee"),
        ("one character less", "Great coffee", 11, "Great…"),
        (
            "exactly after a word",
            "Good coffee beans",
            12,
            "Good coffee…",
        ),
        ("within a word", "Good coffee beans", 14, "Good coffee…"),
        ("no blank", "Donaudampfschifffahrt", 10, "Donaudamp…"),
        (
            "the only blank is early",
            "A Donaudampfschifffahrt",
            10,
            "A Donauda…",
        ),
        ("two blanks", "Good  coffee", 8, "Good…"),
        ("at a line's end", "Good\ncoffee", 7, "Good…"),
        ("letters of two bytes", "ééééé ééééé", 8, "ééééé…"),
        (
            "Japanese",
            "とても良いです。また買います。",
            8,
            "とても良いです…",
        ),
        ("Thai vowels stay with their letter", "ดีมากกกกก", 2, "…"),
        (
            "an accent stays with its letter",
            "abcde\u{301}fgh",
            6,
            "abcd…",
        ),
        ("a family stays one", "ab👨\u{200d}👩\u{200d}👧cd", 6, "ab…"),
        ("an emoji keeps its colour", "abc👍\u{1f3fd}def", 5, "abc…"),
        ("a flag stays whole", "ab🇩🇪🇫🇷cd", 6, "ab🇩🇪…"),
        ("a Thai vowel beside its letter", "กขน\u{e33}งจ", 4, "กข…"),
        ("a Hindi syllable", "कखक्षिमन", 6, "कख…"),
        ("a Tamil vowel", "தமிழ்மொ", 3, "த…"),
        ("Arabic vowels", "بتمَّد", 5, "بت…"),
        (
            "Korean written apart",
            "ab\u{1112}\u{1161}\u{11ab}c",
            5,
            "ab…",
        ),
        ("one character", "Good", 1, "…"),
        ("no character", "Good", 0, ""),
        ("nothing", "", 0, ""),
    ];
    for (case, text, length, expected) in table {
        assert_eq!(excerpt(text, length), expected, "{case}");
    }
}

proptest! {
    #[test]
    fn any_text_is_cut_to_its_length(
        text in "(\\PC|\\s|\u{301}|\u{200d}|é| ){0,60}",
        length in 0..70_usize,
    ) {
        let cut = excerpt(&text, length);
        prop_assert!(cut.chars().count() <= length);
        let head = cut.strip_suffix('…').unwrap_or(&cut);
        prop_assert!(text.starts_with(head) || cut == text);
        prop_assert_eq!(cut == text, text.chars().count() <= length);
    }

    #[test]
    fn no_character_is_cut_in_two(
        text in prop::collection::vec(
            prop_oneof![
                4 => any::<char>(),
                1 => "[a \\n]".prop_map(first),
                2 => "[\u{1f1e6}-\u{1f1ff}]".prop_map(first),
                2 => "[\u{e01}-\u{e4e}\u{e81}-\u{ece}]".prop_map(first),
                2 => "[\u{900}-\u{97f}\u{b80}-\u{bff}]".prop_map(first),
                2 => "[\u{600}-\u{6ff}\u{5b0}-\u{5ea}]".prop_map(first),
                2 => "[\u{1100}-\u{11ff}\u{ac00}-\u{ac20}]".prop_map(first),
                1 => "[👨👩👍\u{1f3fb}-\u{1f3ff}\u{200d}\u{fe0f}\u{301}]".prop_map(first),
            ],
            0..40,
        ),
        length in 0..45_usize,
    ) {
        let text: String = text.into_iter().collect();
        let cut = excerpt(&text, length);
        if let Some(head) = cut.strip_suffix('…').filter(|_| cut != text) {
            let mut ends = text.grapheme_indices(true).map(|(start, _)| start);
            let mut blank = text[head.len()..].chars();
            let is_before_blank = blank.next().is_some_and(char::is_whitespace);
            prop_assert!(is_before_blank || ends.any(|end| end == head.len()), "{:?}", head);
        }
    }
}

/// The only character of a text.
fn first(text: String) -> char {
    text.chars().next().unwrap()
}
