//! The beginning of a long text.

use proptest::prelude::*;
use shared::reviews::excerpt;

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
}
