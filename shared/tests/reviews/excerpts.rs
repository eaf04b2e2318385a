//! The beginning of a long text.

use proptest::prelude::*;
use shared::reviews::excerpt;
use unicode_segmentation::UnicodeSegmentation;

#[test]
fn a_short_text_is_whole() {
    for text in ["", "Good cup.", "one\ntwo\n\nthree"] {
        assert_eq!(excerpt(text), (text, ""));
    }
}

#[test]
fn a_long_one_is_cut_at_the_best_place() {
    let sentences = "The glaze runs over the edge. ".repeat(30);
    let words = "word ".repeat(50);
    let paragraphs = [words.trim_end(), &"more ".repeat(90)].join("\n\n");
    let unbroken = "\u{fc}".repeat(900);
    // One more in front, so that the middle of a pair is where it would be cut.
    let after_one = |pair: &str| ["-", &pair.repeat(300)].concat();
    let table = [
        ("after a sentence", sentences, "edge.", "The"),
        ("after a paragraph", paragraphs, "word", "more"),
        ("after a word", "word ".repeat(200), "word", "word"),
        ("anywhere", unbroken, "\u{fc}", "\u{fc}"),
        ("after a Chinese sentence", "好。".repeat(300), "。", "好"),
        (
            "a Thai vowel stays with its letter",
            after_one("ดี"),
            "ดี",
            "ดี",
        ),
        (
            "an accent stays with its letter",
            after_one("xe\u{301}"),
            "x",
            "e\u{301}",
        ),
        (
            "a hand keeps its colour",
            after_one("👍\u{1f3fd}"),
            "👍\u{1f3fd}",
            "👍\u{1f3fd}",
        ),
        (
            "a family stays one",
            after_one("👨\u{200d}👩\u{200d}👧"),
            "👨\u{200d}👩\u{200d}👧",
            "👨\u{200d}👩\u{200d}👧",
        ),
        ("a flag stays whole", after_one("🇩🇪"), "🇩🇪", "🇩🇪"),
        (
            "a Thai vowel beside its letter",
            after_one("ข\u{e33}"),
            "ข\u{e33}",
            "ข\u{e33}",
        ),
        ("a Hindi syllable", after_one("क्षि"), "क्षि", "क्षि"),
        (
            "Korean written apart",
            after_one("\u{1112}\u{1161}\u{11ab}"),
            "\u{11ab}",
            "\u{1112}\u{1161}\u{11ab}",
        ),
    ];
    for (case, text, end, start) in table {
        let (head, rest) = excerpt(&text);
        assert!(head.ends_with(end), "{case}: {head}");
        assert!(rest.starts_with(start), "{case}: {rest}");
        assert!((100..=360).contains(&head.chars().count()), "{case}");
    }
}

#[test]
fn many_short_lines_are_long_too() {
    let poem = "a\n".repeat(40);
    let (head, rest) = excerpt(&poem);
    assert!(head.lines().count() <= 6, "{head:?}");
    assert!(!rest.is_empty());
}

#[test]
fn a_text_of_accents_alone_is_cut_all_the_same() {
    let text = "\u{301}".repeat(900);
    let (head, rest) = excerpt(&text);
    assert!(!head.is_empty() && !rest.is_empty());
}

proptest! {
    #[test]
    fn of_any_text_only_blanks_are_lost(
        text in "(\\PC|\\s|\u{301}|\u{200d}|é| ){0,900}",
    ) {
        let (head, rest) = excerpt(&text);
        let is_short = rest.is_empty();
        prop_assert!(text.starts_with(head) && text.trim_end().ends_with(rest.trim_end()));
        let letters = |text: &str| text.chars().filter(|each| !each.is_whitespace()).count();
        prop_assert_eq!(letters(head) + letters(rest), letters(&text));
        prop_assert!(is_short || head.chars().count() <= 360);
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
            500..700,
        ),
    ) {
        let text: String = text.into_iter().collect();
        let (head, _) = excerpt(&text);
        let mut ends = text.grapheme_indices(true).map(|(start, _)| start);
        let mut after = text[head.len()..].chars();
        let is_before_blank = after.next().is_none_or(char::is_whitespace);
        prop_assert!(is_before_blank || ends.any(|end| end == head.len()), "{:?}", head);
    }
}

/// The only character of a text.
fn first(text: String) -> char {
    text.chars().next().unwrap()
}
