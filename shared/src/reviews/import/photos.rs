//! Addresses of photos in one cell: as we write them, and as apps do.

use crate::limits::PHOTOS_MAX;
use crate::reviews::PhotoUrl;

/// What apps write between two addresses.
const SEPARATORS: [char; 3] = [',', ';', '|'];
/// What an address begins with.
const SCHEMES: [&str; 3] = ["https://", "http://", "//"];
/// What stands around a list, or around an address of it.
const AROUND: [(char, char); 3] = [('[', ']'), ('"', '"'), ('\'', '\'')];

/// The photos of a cell that [`crate::reviews::export`] wrote, with a blank between two, and how
/// many of it can't be shown.
pub(super) fn of_ours(text: &str) -> (Vec<PhotoUrl>, usize) {
    shown(text.split_whitespace().map(str::to_owned).collect())
}

/// The same of another app's.
pub(super) fn of_an_app(text: &str) -> (Vec<PhotoUrl>, usize) {
    shown(addresses(text))
}

fn shown(addresses: Vec<String>) -> (Vec<PhotoUrl>, usize) {
    let count = addresses.len();
    let photos = addresses.iter().filter_map(|it| secure(it).parse().ok());
    let photos: Vec<PhotoUrl> = photos.take(PHOTOS_MAX).collect();
    let left_out = count - photos.len();
    (photos, left_out)
}

/// The address with https, which hosts of pictures have by now.
fn secure(address: &str) -> String {
    match SCHEMES.iter().find(|scheme| starts(address, scheme)) {
        Some(scheme) => format!("https://{}", &address[scheme.len()..]),
        None => address.to_owned(),
    }
}

/// Addresses apart by a blank, or by one of [`SEPARATORS`] before another address or a blank:
/// within an address it is a part of it. What stands after a blank and is no address belongs to
/// the one before, which is none then: half an address would be a photo that nobody meant.
fn addresses(text: &str) -> Vec<String> {
    let text = without(text.trim());
    let mut addresses: Vec<String> = Vec::new();
    let mut is_apart = true;
    for word in text.split_whitespace() {
        for part in parts(word) {
            let bare = part.trim_end_matches(SEPARATORS);
            let ends = bare.len() < part.len();
            let bare = without(bare);
            if bare.is_empty() {
                is_apart |= ends;
                continue;
            }
            match addresses.last_mut() {
                Some(last) if !is_apart && !is_address(bare) => {
                    last.push(' ');
                    last.push_str(bare);
                }
                _ => addresses.push(bare.to_owned()),
            }
            is_apart = ends;
        }
    }
    addresses
}

/// A word cut after each separator that an address follows.
fn parts(mut word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some(end) = first_end(word) {
        let (part, rest) = word.split_at(end);
        parts.push(part);
        word = rest;
    }
    parts.push(word);
    parts
}

fn first_end(word: &str) -> Option<usize> {
    let mut places = word.match_indices(SEPARATORS);
    places.find_map(|(place, separator)| {
        let end = place + separator.len();
        let next = word[end..].trim_start_matches(AROUND.map(|(open, _)| open));
        is_address(next).then_some(end)
    })
}

/// The text without what stands around the whole of it: apps put two layers around at most.
fn without(text: &str) -> &str {
    let once = within(text);
    within(once)
}

fn within(text: &str) -> &str {
    let inner = AROUND.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        is_one(inner, *open, *close).then_some(inner.trim())
    });
    inner.unwrap_or(text)
}

/// Whether what stands around a text belongs together: in `[a] [b]` the first and the last do not.
fn is_one(inner: &str, open: char, close: char) -> bool {
    if open == close {
        return !inner.contains(open);
    }
    let mut depth = 0_u32;
    inner.chars().all(|letter| {
        if letter == open {
            depth += 1;
        } else if letter == close {
            let Some(less) = depth.checked_sub(1) else {
                return false;
            };
            depth = less;
        }
        true
    })
}

fn is_address(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| starts(text, scheme))
}

fn starts(text: &str, scheme: &str) -> bool {
    let start = text.get(..scheme.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(found: (Vec<PhotoUrl>, usize)) -> (Vec<String>, usize) {
        (found.0.into_iter().map(String::from).collect(), found.1)
    }

    #[test]
    fn addresses_of_apps_are_told_apart() {
        let one = "https://a.example/1.jpg";
        let two = "https://a.example/2.jpg";
        let sized = "https://a.example/w_10,h_20/1.jpg";
        let fetched =
            "https://res.cloudinary.com/d/image/fetch/w_300,h_300/https://o.example/a.jpg";
        for (text, expected, left_out) in [
            (one.to_owned(), &[one][..], 0),
            (format!("{one},{two}"), &[one, two], 0),
            (format!("{one}, {two}"), &[one, two], 0),
            (format!("{one} {two}"), &[one, two], 0),
            (format!("{one} , {two}"), &[one, two], 0),
            (format!("{one}|{two};"), &[one, two], 0),
            (format!("{sized}, {two};"), &[sized, two], 0),
            (format!("{fetched},{two}"), &[fetched, two], 0),
            (format!("[\"{one}\", \"{two}\"]"), &[one, two], 0),
            (format!("[\"{one}\",\"{two}\"]"), &[one, two], 0),
            (format!("['{one}']"), &[one], 0),
            (format!("[{one}] [{two}]"), &[one, two], 0),
            (format!("\"{one}\""), &[one], 0),
            (
                "https://cdn.example/a[1].jpg".into(),
                &["https://cdn.example/a[1].jpg"],
                0,
            ),
            (
                "https://cdn.example/a[1]".into(),
                &["https://cdn.example/a[1]"],
                0,
            ),
            (
                "[https://cdn.example/a[1]]".into(),
                &["https://cdn.example/a[1]"],
                0,
            ),
            (
                "HTTP://a.example/1.jpg,//a.example/2.jpg".into(),
                &[one, two],
                0,
            ),
            ("https://a.example/1 2.jpg".into(), &[], 1),
            (format!("{one} and {two}"), &[two], 1),
            (format!("{one}, none, {two}"), &[one, two], 1),
            ("none".into(), &[], 1),
            (format!("ftp://a.example/1.jpg,{two}"), &[two], 1),
            (" , ;".into(), &[], 0),
            ("[]".into(), &[], 0),
            ("[".repeat(30_000) + &"]".repeat(30_000), &[], 1),
        ] {
            let expected = expected.iter().map(ToString::to_string).collect();
            assert_eq!(found(of_an_app(&text)), (expected, left_out), "{text}");
        }
    }

    #[test]
    fn ours_are_apart_by_blanks_alone() {
        let text =
            "https://a.example/1,//x https://a.example/2; https://a.example/[3] https://a, 4";
        let expected = [
            "https://a.example/1,//x",
            "https://a.example/2;",
            "https://a.example/[3]",
        ];
        assert_eq!(
            found(of_ours(text)),
            (expected.map(String::from).to_vec(), 2)
        );
    }

    #[test]
    fn more_than_a_review_may_have_are_left_out() {
        let many: Vec<String> = (0..8).map(|it| format!("https://a.example/{it}")).collect();
        let (photos, left_out) = of_an_app(&many.join(","));
        assert_eq!((photos.len(), left_out), (PHOTOS_MAX, 8 - PHOTOS_MAX));
    }
}
