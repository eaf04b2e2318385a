//! Tags of answers: the same answer is not sent twice.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::keys::mac;

/// The tag of an answer that says this. It is weak: two answers with one tag say the same, each
/// with its own time.
pub fn weak(says: &str) -> String {
    let hash = mac::sha256(says.as_bytes());
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&hash[..15]))
}

/// Whether an `If-None-Match` names a tag, in the weak comparison of RFC 9110, 8.8.3.2.
pub fn is_known(known: &str, etag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|tag| opaque(tag) == opaque(etag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_weak_or_strong_and_among_others() {
        let etag = "W/\"ab\"";
        for known in ["W/\"ab\"", "\"ab\"", "\"cd\", W/\"ab\""] {
            assert!(is_known(known, etag), "{known}");
        }
        for known in ["", "\"cd\"", "ab"] {
            assert!(!is_known(known, etag), "{known}");
        }
    }

    #[test]
    fn a_tag_is_of_what_is_said() {
        assert_eq!(weak("a"), weak("a"));
        assert_ne!(weak("a"), weak("b"));
        assert!(weak("a").starts_with("W/\""));
    }
}
