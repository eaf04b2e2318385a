//! Percent-encoding of paths and queries.

/// The text of a path segment; nothing when it is not UTF-8 or not well formed.
pub fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.into());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The text of a form field, where a plus is a space.
pub fn decode_form(text: &str) -> Option<String> {
    decode(&text.replace('+', " "))
}

/// A text as a value of a query. Every client sends it as it is written here: `'` is the one mark
/// that `encodeURIComponent` leaves and that an address does not keep.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*()".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn digit(byte: u8) -> Option<u8> {
    // A hexadecimal digit is below 16.
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_is_well_formed() {
        for (encoded, plain) in [
            ("1001", "1001"),
            ("%23a%2Fb", "#a/b"),
            ("%C3%A9", "é"),
            ("a+b", "a+b"),
            ("", ""),
        ] {
            assert_eq!(decode(encoded).as_deref(), Some(plain));
        }
        assert_eq!(decode_form("a+b%2B").as_deref(), Some("a b+"));
    }

    #[test]
    fn encodes_what_a_query_could_misread() {
        for (plain, encoded) in [
            ("1001-a_b.c", "1001-a_b.c"),
            ("#a/b&c=d+e", "%23a%2Fb%26c%3Dd%2Be"),
            ("é", "%C3%A9"),
            ("it's", "it%27s"),
        ] {
            assert_eq!(encode(plain), encoded);
            assert_eq!(decode_form(encoded).as_deref(), Some(plain));
        }
    }

    #[test]
    fn refuses_what_is_not() {
        for encoded in ["%", "%2", "%zz", "%ff", "a%C3", "%+1"] {
            assert_eq!(decode(encoded), None, "{encoded}");
        }
    }
}
