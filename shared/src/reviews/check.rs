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
    unspelt(&plain)
}

/// How people spell the signs of an address, in brackets: `juniper (dot) example`.
const SPELT: &[(&str, char)] = &[("dot", '.'), (".", '.'), ("at", '@'), ("@", '@')];

/// The text with the signs that are spelt in it, and without the blanks around them.
fn unspelt(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['(', '[', '{']) {
        let (before, bracket) = rest.split_at(place);
        plain.push_str(before);
        match spelt(bracket) {
            Some((sign, after)) => {
                plain.truncate(plain.trim_end().len());
                plain.push(sign);
                rest = after.trim_start();
            }
            None => {
                let (open, after) = bracket.split_at(1);
                plain.push_str(open);
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The sign that a text begins with, in brackets, and what follows it.
fn spelt(text: &str) -> Option<(char, &str)> {
    let inner = text.get(1..)?;
    let (word, end) = inner.split_at(inner.find(['(', '[', '{', ')', ']', '}'])?);
    let after = end.strip_prefix([')', ']', '}'])?;
    let word = word.trim();
    let known = SPELT
        .iter()
        .find(|(spelt, _)| word.eq_ignore_ascii_case(spelt));
    known.map(|(_, sign)| (*sign, after))
}

/// What begins an address, or the markup of one.
const LINK_STARTS: &[&str] = &["://", "href=", "[url", "](", "mailto:"];

/// Ends of addresses that people write without a beginning: `shop.example.com`.
const LINK_ENDS: &[&str] = &[
    "ai", "biz", "br", "cc", "cf", "ch", "cn", "com", "cz", "dev", "dk", "edu", "fi", "ga", "gg",
    "gl", "gov", "gq", "icu", "io", "jp", "kr", "ly", "mobi", "mx", "net", "nl", "org", "ru", "tk",
    "tv", "ua", "uk", "vip", "xyz",
];

/// Ends of addresses that are words too, with which a sentence may begin.
const WORD_ENDS: &[&str] = &[
    "app", "at", "au", "be", "ca", "casino", "click", "club", "co", "de", "es", "eu", "fr", "in",
    "info", "it", "link", "live", "me", "online", "page", "pl", "pro", "se", "shop", "site",
    "space", "store", "su", "tech", "to", "top", "us", "website", "win",
];

fn has_link(text: &str) -> bool {
    let small = text.to_lowercase();
    LINK_STARTS.iter().any(|start| small.contains(start)) || has_www(&small) || has_host(text)
}

/// Whether a word begins with `www.` and goes on: "Awww. So cute" has none.
fn has_www(small: &str) -> bool {
    small.match_indices("www.").any(|(place, start)| {
        let (before, after) = (&small[..place], &small[place + start.len()..]);
        !before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
    })
}

fn has_host(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(is_of_address) {
        let from = &rest[start..];
        let end = from.find(|c| !is_of_address(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let path = after.strip_prefix('/');
        let has_path = path.is_some_and(|path| path.starts_with(char::is_alphanumeric));
        if is_address(word, has_path) {
            return true;
        }
        rest = after;
    }
    false
}

const fn is_separator(character: char) -> bool {
    matches!(character, '.' | '-')
}

fn is_of_address(character: char) -> bool {
    character.is_alphanumeric() || is_separator(character)
}

/// Whether two neighbours among the parts of a word are a host and its end. After the last comes a
/// path, or not.
fn is_address(word: &str, has_path: bool) -> bool {
    let parts: Vec<&str> = word.split('.').map(|part| part.trim_matches('-')).collect();
    let last = parts.len().saturating_sub(1);
    (1..=last).any(|place| {
        let path = has_path && place == last;
        is_host(parts[place - 1], parts[place], path)
    })
}

/// Whether a name has one of the ends above, or any end that a path follows. Where only a blank is
/// missing between two sentences, the second begins with a capital: `so good.It works`. A name of
/// one letter is one only where a path follows: `t.me/shop`, and not `i.e.it works`.
fn is_host(name: &str, end: &str, has_path: bool) -> bool {
    let is_sentence = end.starts_with(char::is_uppercase) && name.ends_with(char::is_lowercase);
    let small = end.to_ascii_lowercase();
    let is_known = LINK_ENDS.contains(&small.as_str())
        || (!is_sentence && WORD_ENDS.contains(&small.as_str()));
    let is_end = end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_long = name.chars().nth(1).is_some();
    let is_letter = name.starts_with(char::is_alphabetic);
    match has_path {
        true => (is_known && is_letter) || (is_long && (is_known || (is_end && !is_sentence))),
        false => is_known && is_long,
    }
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
        let host = host[..end].trim_matches(is_separator);
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
