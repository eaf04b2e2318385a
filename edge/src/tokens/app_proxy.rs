//! Signatures of Shopify's app proxy: a platform's word for who is signed in at a store.

use crate::keys::mac;
use crate::keys::secret::Secret;

/// Seconds that a signed request stays good for.
const WINDOW: u64 = 90;

/// Why a proxied request is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disbelief {
    /// The query does not read, or says something twice that may be said once.
    Unreadable,
    /// The signature does not fit any of the shop's secrets.
    BadSignature,
    /// It was signed for another store.
    AnotherStore,
    /// It was signed too long ago, or later than now.
    OutOfTime,
    /// Nobody is signed in.
    Nobody,
}

impl Disbelief {
    /// A sentence for the people who set up the proxy.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Unreadable => "The query is not one of Shopify's app proxy.",
            Self::BadSignature => "The signature does not fit any of the shop's Shopify secrets.",
            Self::AnotherStore => "The request was signed for another store.",
            Self::OutOfTime => "The request was signed too long ago.",
            Self::Nobody => "Nobody is signed in at the store.",
        }
    }
}

/// The id of the signed-in shopper that a signed query vouches for.
pub fn verify(
    query: &str,
    secrets: &[Secret],
    domain: &str,
    now: u64,
) -> Result<String, Disbelief> {
    let fields = fields(query)?;
    let signature = one(&fields, "signature")
        .and_then(hex)
        .ok_or(Disbelief::BadSignature)?;
    let message = message(&fields);
    if !secrets
        .iter()
        .any(|key| mac::verify(key.bytes(), message.as_bytes(), &signature))
    {
        return Err(Disbelief::BadSignature);
    }
    if one(&fields, "shop") != Some(domain) {
        return Err(Disbelief::AnotherStore);
    }
    let signed = one(&fields, "timestamp").and_then(|text| text.parse::<u64>().ok());
    if signed.is_none_or(|signed| signed.abs_diff(now) > WINDOW) {
        return Err(Disbelief::OutOfTime);
    }
    let shopper = one(&fields, "logged_in_customer_id").filter(|id| !id.is_empty());
    shopper.map(Into::into).ok_or(Disbelief::Nobody)
}

/// What Shopify signs: the sorted fields but the signature, values of one name joined by commas.
fn message(fields: &[(String, String)]) -> String {
    let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    names.retain(|name| *name != "signature");
    names.sort_unstable();
    names.dedup();
    let mut pairs: Vec<String> = names
        .into_iter()
        .map(|name| {
            let same = fields.iter().filter(|(other, _)| other == name);
            let values: Vec<&str> = same.map(|(_, value)| value.as_str()).collect();
            format!("{name}={}", values.join(","))
        })
        .collect();
    pairs.sort_unstable();
    pairs.concat()
}

fn fields(query: &str) -> Result<Vec<(String, String)>, Disbelief> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let text = |part: &str| crate::http::percent::decode_form(part);
            Ok((
                text(name).ok_or(Disbelief::Unreadable)?,
                text(value).ok_or(Disbelief::Unreadable)?,
            ))
        })
        .collect()
}

/// The value of a field that is there exactly once.
fn one<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut values = fields.iter().filter(|(other, _)| other == name);
    let (_, value) = values.next()?;
    values.next().is_none().then_some(value)
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        })
        .collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    Some(
        digits
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shopify's documented example; its shop is a placeholder there.
    const SIGNED: &str = "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1\
        &path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555";
    const SIGNATURE: &str = "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb";
    /// An older example of the documentation, from before the field for who is signed in.
    const OLDER: &str = "extra=1&extra=2&shop=shop-name.myshopify.com\
        &path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555\
        &signature=a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3";
    const SIGNED_AT: u64 = 1_317_327_555;

    fn check(query: &str, now: u64) -> Result<String, Disbelief> {
        let secrets = [Secret::new("older".into()), Secret::new("hush".into())];
        verify(query, &secrets, "shop-name.myshopify.com", now)
    }

    #[test]
    fn the_documented_example_vouches_for_its_shopper() {
        let query = format!("{SIGNED}&signature={SIGNATURE}");
        assert_eq!(check(&query, SIGNED_AT), Ok("1".into()));
        assert_eq!(check(&query, SIGNED_AT + 90), Ok("1".into()));
        let first = format!("signature={SIGNATURE}&{SIGNED}");
        assert_eq!(check(&first, SIGNED_AT - 90), Ok("1".into()));
    }

    #[test]
    fn the_older_example_is_genuine_but_names_nobody() {
        assert_eq!(check(OLDER, SIGNED_AT), Err(Disbelief::Nobody));
    }

    #[test]
    fn another_time_store_or_secret_is_refused() {
        let query = format!("{SIGNED}&signature={SIGNATURE}");
        assert_eq!(check(&query, SIGNED_AT + 91), Err(Disbelief::OutOfTime));
        assert_eq!(check(&query, SIGNED_AT - 91), Err(Disbelief::OutOfTime));
        let hush = [Secret::new("hush".into())];
        let elsewhere = verify(&query, &hush, "other.myshopify.com", SIGNED_AT);
        assert_eq!(elsewhere, Err(Disbelief::AnotherStore));
        let stranger = [Secret::new("hushed".into())];
        let unsigned = verify(&query, &stranger, "shop-name.myshopify.com", SIGNED_AT);
        assert_eq!(unsigned, Err(Disbelief::BadSignature));
        let none = verify(&query, &[], "shop-name.myshopify.com", SIGNED_AT);
        assert_eq!(none, Err(Disbelief::BadSignature));
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let query = format!("{SIGNED}&signature={SIGNATURE}");
        for at in 0..query.len() {
            for bit in 0..7 {
                let mut bytes = query.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let other = String::from_utf8(bytes).unwrap();
                // `%2F` and `%2f` are the same character.
                let same = other.eq_ignore_ascii_case(&query) && other.contains("%2f");
                assert!(same || check(&other, SIGNED_AT).is_err(), "{other}");
            }
        }
    }

    #[test]
    fn added_fields_and_a_missing_signature_are_refused() {
        let signature = format!("&signature={SIGNATURE}");
        for query in [
            SIGNED.to_owned(),
            format!("{SIGNED}&signature="),
            format!("{SIGNED}&logged_in_customer_id=2{signature}"),
            format!("{SIGNED}{signature}{signature}"),
            format!("{SIGNED}&extra=3{signature}"),
            format!("{SIGNED}&signature={}", SIGNATURE.to_uppercase()),
            String::new(),
        ] {
            assert!(check(&query, SIGNED_AT).is_err(), "{query}");
        }
    }
}
