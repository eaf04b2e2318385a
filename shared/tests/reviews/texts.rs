//! What people write, cleaned at the door.

use shared::reviews::{Author, Body, Note, ReplyText, Title};

fn body(text: &str) -> Option<String> {
    Body::clean(text).unwrap().map(String::from)
}

fn title(text: &str) -> Option<String> {
    Title::clean(text).unwrap().map(String::from)
}

#[test]
fn a_body_is_plain_text_of_many_lines() {
    let table = [
        ("as it is", "Good, really.", "Good, really."),
        ("blanks around", " \t\n Good \n ", "Good"),
        ("lines of Windows", "a\r\nb\r\n\r\nc", "a\nb\n\nc"),
        ("lines of an old Mac", "a\rb", "a\nb"),
        (
            "lines of Unicode",
            "a\u{2028}b\u{2029}c\u{85}d",
            "a\nb\nc\nd",
        ),
        ("more than one empty line", "a\n\n\n\n\nb", "a\n\nb"),
        ("empty lines of blanks", "a\n \n\t\n \nb", "a\n\nb"),
        (
            "empty lines of what does not show",
            "a\n\u{200b}\n\u{2060}\n\u{200b}\nb",
            "a\n\nb",
        ),
        ("blanks at the end of a line", "a  \nb", "a\nb"),
        ("a list keeps its indent", "a\n  - b", "a\n  - b"),
        ("a tab is a blank", "a\tb", "a b"),
        (
            "control characters",
            "a\u{0}b\u{7}c\u{1b}[31md\u{7f}e\u{9b}",
            "abc[31mde",
        ),
        (
            "overrides of direction",
            "a\u{202e}b\u{202c}c\u{202a}d\u{202b}e\u{202d}",
            "abcde",
        ),
        (
            "isolates of direction",
            "a\u{2066}b\u{2067}c\u{2068}d\u{2069}e",
            "abcde",
        ),
        ("a byte order mark", "\u{feff}a\u{feff}b", "ab"),
        (
            "a family stays one",
            "👨\u{200d}👩\u{200d}👧",
            "👨\u{200d}👩\u{200d}👧",
        ),
        ("an emoji keeps its colours", "❤\u{fe0f}", "❤\u{fe0f}"),
        ("Hebrew keeps its marks", "שלום\u{200f}!", "שלום\u{200f}!"),
        (
            "accents stay",
            "e\u{301}a\u{323}\u{302}",
            "e\u{301}a\u{323}\u{302}",
        ),
        (
            "a tower of accents",
            "e\u{301}\u{302}\u{303}\u{304}\u{305}x",
            "e\u{301}\u{302}\u{303}x",
        ),
        (
            "a tower of Thai",
            "\u{e01}\u{e47}\u{e47}\u{e48}\u{e49}\u{e4a}\u{e4b}\u{e4c}\u{e4d}\u{e02}",
            "\u{e01}\u{e47}\u{e47}\u{e48}\u{e49}\u{e4a}\u{e02}",
        ),
        (
            "a tower of Arabic",
            "\u{628}\u{64b}\u{64c}\u{64d}\u{64e}\u{64f}\u{650}\u{651}\u{628}",
            "\u{628}\u{64b}\u{64c}\u{64d}\u{64e}\u{64f}\u{628}",
        ),
        (
            "a tower of Hebrew",
            "\u{5d0}\u{5b0}\u{5b1}\u{5b2}\u{5b3}\u{5b4}\u{5b5}",
            "\u{5d0}\u{5b0}\u{5b1}\u{5b2}\u{5b3}\u{5b4}",
        ),
        (
            "a tower of Tibetan",
            "\u{f40}\u{f90}\u{f90}\u{f90}\u{f90}\u{f90}\u{f90}",
            "\u{f40}\u{f90}\u{f90}\u{f90}\u{f90}\u{f90}",
        ),
        (
            "a tower of many scripts",
            "\u{915}\u{93c}\u{951}\u{ec8}\u{f71}\u{e47}\u{301}\u{64b}",
            "\u{915}\u{93c}\u{951}\u{ec8}\u{f71}\u{e47}",
        ),
        (
            "Hebrew with points and a tone",
            "\u{5e9}\u{5bc}\u{5c1}\u{5b8}\u{591}",
            "\u{5e9}\u{5bc}\u{5c1}\u{5b8}\u{591}",
        ),
        ("Arabic with its vowels", "مُحَمَّدٌ", "مُحَمَّدٌ"),
        ("Hindi", "क्ष्म्य हिन्दी", "क्ष्म्य हिन्दी"),
        ("Burmese", "မြွှောင့်", "မြွှောင့်"),
        (
            "markup is text",
            "<script>alert(1)</script>",
            "<script>alert(1)</script>",
        ),
    ];
    for (case, text, clean) in table {
        assert_eq!(body(text).as_deref(), Some(clean), "{case}");
    }
}

#[test]
fn a_tower_does_not_grow_over_joiners() {
    let tower = "e\u{301}\u{301}\u{301}\u{200d}\u{301}\u{200d}\u{301}";
    assert_eq!(
        body(tower).unwrap(),
        "e\u{301}\u{301}\u{301}\u{200d}\u{200d}"
    );
}

#[test]
fn a_title_is_one_line() {
    let table = [
        ("two lines", "Good\ncoffee", "Good coffee"),
        ("many", " Good\r\n\r\n \n coffee ", "Good coffee"),
        ("of Unicode", "Good\u{2028}coffee", "Good coffee"),
        ("blanks within", "Good  coffee", "Good  coffee"),
    ];
    for (case, text, clean) in table {
        assert_eq!(title(text).as_deref(), Some(clean), "{case}");
    }
}

#[test]
fn what_shows_nothing_is_nothing() {
    let table = [
        "",
        " ",
        "\n\n",
        "\u{0}\u{1}",
        "\u{202e}\u{2066}",
        "\u{feff}",
        "\u{200b}\u{200b}",
        "\u{200d} \u{2060}",
        "\u{3164}",
        "\u{ad}",
        "\u{e0041}\u{fe0f}",
        "\u{3000}",
        "\u{2800}\u{2800}",
    ];
    for text in table {
        assert_eq!(body(text), None, "{text:?}");
        assert_eq!(title(text), None, "{text:?}");
        assert!(text.parse::<Author>().is_err(), "{text:?}");
    }
}

#[test]
fn lengths_are_counted_in_characters_once_clean() {
    let lengths = [
        (Title::LENGTH_MAX, 120),
        (Body::LENGTH_MAX, 5000),
        (Author::LENGTH_MAX, 60),
        (ReplyText::LENGTH_MAX, 2000),
        (Note::LENGTH_MAX, 500),
    ];
    for (length, expected) in lengths {
        assert_eq!(length, expected);
    }
    let longest = "é".repeat(120);
    assert_eq!(title(&longest).as_deref(), Some(longest.as_str()));
    let padded = format!("  \u{202e}{longest}\u{0}\r\n ");
    assert_eq!(title(&padded).as_deref(), Some(longest.as_str()));
    let fault = Title::clean(&format!("{longest}x")).unwrap_err();
    assert_eq!(fault.to_string(), "a text here has 1 to 120 characters");
    let lines = "a\r\n".repeat(2500);
    assert_eq!(body(&lines).unwrap().chars().count(), 4999);
    assert!(Body::clean(&"a\r\n".repeat(2501)).is_err());
}

#[test]
fn a_kept_text_is_read_back_as_it_is() {
    let text: Body = "a\r\n\r\n\r\nb".parse().unwrap();
    let kept = serde_json::to_string(&text).unwrap();
    assert_eq!(serde_json::from_str::<Body>(&kept).unwrap(), text);
    assert!(serde_json::from_str::<Body>("\"\"").is_err());
    assert!(serde_json::from_str::<Title>("5").is_err());
}
