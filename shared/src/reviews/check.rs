//! Check: what a person should look at before a review is shown.

use std::collections::BTreeSet;

use super::slug::slugs;
use super::text::is_ignorable;
use super::{Author, Body, Title};

slugs! {
    /// What speaks for a person looking first. None of it looks at the rating.
    Finding {
        /// It names a place on the web.
        Link = "link",
        /// It has an e-mail address or a telephone number.
        Contact = "contact",
        /// It is nearly all in capitals.
        Shouting = "shouting",
        /// It says one thing over and over.
        Repeated = "repeated",
        /// Another review says the same.
        Duplicate = "duplicate",
        /// It was rejected before it was edited.
        RejectedBefore = "rejected-before",
    }
}

/// What a review says, in words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written<'a> {
    /// Its title.
    pub title: Option<&'a Title>,
    /// Its text.
    pub body: Option<&'a Body>,
    /// The name that is shown with it.
    pub author: Option<&'a Author>,
}

/// What is found in the words of a review, each finding once.
pub fn check(written: &Written<'_>) -> Vec<Finding> {
    let title = written.title.map(Title::as_str);
    let body = written.body.map(Body::as_str);
    let said = [title, body].into_iter().flatten();
    let said = said.collect::<Vec<_>>().join("\n");
    let shown = match written.author {
        Some(author) => format!("{author}\n{said}"),
        None => said.clone(),
    };
    let shown = plainly(&shown);
    let found = [
        (Finding::Link, has_link(&shown)),
        (Finding::Contact, has_contact(&shown)),
        (Finding::Shouting, is_shouting(&said)),
        (Finding::Repeated, is_repeated(&said)),
    ];
    let found = found.into_iter().filter(|(_, is_found)| *is_found);
    found.map(|(finding, _)| finding).collect()
}

/// The text as it reads: wide forms made plain, dots in words made dots, and nothing unseen in it.
fn plainly(text: &str) -> String {
    let seen = text.chars().filter(|character| !is_ignorable(*character));
    let plain: String = seen
        .map(|character| match character {
            '\u{3002}' | '\u{ff61}' => '.',
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            _ => character,
        })
        .collect();
    SPELT
        .iter()
        .fold(plain, |text, (spelt, sign)| text.replace(spelt, sign))
}

/// How people spell the signs of an address.
const SPELT: &[(&str, &str)] = &[
    ("(dot)", "."),
    ("[dot]", "."),
    ("{dot}", "."),
    ("(at)", "@"),
    ("[at]", "@"),
    ("{at}", "@"),
];

/// What begins an address, or the markup of one.
const LINK_STARTS: &[&str] = &["://", "www.", "href=", "[url", "](", "mailto:"];

/// Ends of addresses that people write without a beginning: `shop.example.com`.
const LINK_ENDS: &[&str] = &[
    "biz", "br", "cn", "com", "cz", "dev", "edu", "gg", "gl", "gov", "icu", "io", "jp", "ly",
    "mobi", "net", "nl", "org", "ru", "tv", "ua", "uk", "vip", "xyz",
];

/// Ends of addresses that are words too, with which a sentence may begin.
const WORD_ENDS: &[&str] = &[
    "app", "au", "ca", "club", "co", "de", "es", "eu", "fr", "info", "it", "link", "live", "me",
    "online", "page", "pl", "pro", "shop", "site", "space", "store", "su", "to", "top", "us",
    "website", "win",
];

fn has_link(text: &str) -> bool {
    let small = text.to_lowercase();
    LINK_STARTS.iter().any(|start| small.contains(start))
        || text.split(|c: char| !is_of_address(c)).any(is_address)
}

fn is_of_address(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '.' | '-')
}

/// Whether a word is the name of a host with one of the ends above. Where only a blank is missing
/// between two sentences, the second begins with a capital: `so good.It works`.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(['.', '-']);
    let Some((start, end)) = word.rsplit_once('.') else {
        return false;
    };
    let name = start.rsplit('.').next().unwrap_or(start);
    let is_sentence = end.starts_with(char::is_uppercase) && name.ends_with(char::is_lowercase);
    let end = end.to_ascii_lowercase();
    let is_end =
        LINK_ENDS.contains(&end.as_str()) || (!is_sentence && WORD_ENDS.contains(&end.as_str()));
    is_end && name.chars().nth(1).is_some()
}

/// The fewest digits of a telephone number that is written whole; a card's number has more.
const DIGITS_MIN: usize = 9;

fn has_contact(text: &str) -> bool {
    has_mail(text) || has_number(text)
}

/// Whether there is a name, an at sign and a host, with or without blanks around the sign.
fn has_mail(text: &str) -> bool {
    let mut parts = text.split('@');
    let Some(mut before) = parts.next() else {
        return false;
    };
    for after in parts {
        let has_name = before.trim_end().ends_with(char::is_alphanumeric);
        let host = after.trim_start();
        let end = host.find(|c: char| !is_of_address(c)).unwrap_or(host.len());
        let host = host[..end].trim_matches(['.', '-']);
        if has_name && host.contains('.') {
            return true;
        }
        before = after;
    }
    false
}

/// Whether there are as many digits as a telephone number has, with only what is written between
/// them: `+49 (0) 170 / 123-45.67`.
fn has_number(text: &str) -> bool {
    let is_between = |c: char| matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '+' | '\u{a0}');
    let runs = text.split(|c: char| !c.is_numeric() && !is_between(c));
    let mut digits = runs.map(|run| run.chars().filter(|c| c.is_numeric()).count());
    digits.any(|count| count >= DIGITS_MIN)
}

/// The fewest letters that can shout; fewer are an abbreviation.
const SHOUTING_LETTERS_MIN: usize = 20;

fn is_shouting(text: &str) -> bool {
    let large = text.chars().filter(|c| c.is_uppercase()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    let letters = large + small;
    letters >= SHOUTING_LETTERS_MIN && large * 10 > letters * 7
}

/// How often in a row a letter, and a word, is too often.
const LETTERS_IN_A_ROW: usize = 10;
const WORDS_IN_A_ROW: usize = 6;
/// The fewest words that can be the same few over and over.
const WORDS_MIN: usize = 20;

fn is_repeated(text: &str) -> bool {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let letters = letters.map(|c| c.is_alphanumeric().then_some(c));
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let different: BTreeSet<&String> = words.iter().collect();
    longest_run(letters) >= LETTERS_IN_A_ROW
        || longest_run(words.iter().map(Some)) >= WORDS_IN_A_ROW
        || (words.len() >= WORDS_MIN && different.len() * 5 < words.len())
}

/// How often the same item comes in a row, at most; what is `None` interrupts.
fn longest_run<T: PartialEq>(items: impl Iterator<Item = Option<T>>) -> usize {
    let (mut last, mut run, mut longest) = (None, 0, 0);
    for item in items {
        run = if item.is_some() && last == item {
            run + 1
        } else {
            usize::from(item.is_some())
        };
        longest = longest.max(run);
        last = item;
    }
    longest
}
