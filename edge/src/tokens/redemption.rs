//! Redemption tokens: what a redemption is worth, for checkouts that cannot call out.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::algorithms;
use super::signing::{PublicKey, Signer};
use crate::fault::Fault;
use crate::limits;

/// The `typ` that keeps these tokens from being taken for any other.
pub const TYPE: &str = "accolade-redemption+jwt";
/// Seconds between the end of a token and the end of its hold.
const MARGIN: u64 = 120;

/// What a token says; `T` are the terms of the discount.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Claims<T> {
    /// The shop.
    pub iss: String,
    /// The redemption.
    pub jti: String,
    /// When it was made, in seconds.
    pub iat: u64,
    /// When it ends: two minutes before the hold.
    pub exp: u64,
    /// The terms.
    pub discount: T,
}

impl<T> Claims<T> {
    /// The claims of a redemption whose hold ends at `hold_ends`, in seconds.
    pub fn new(shop: &str, redemption: &str, now: u64, hold_ends: u64, discount: T) -> Self {
        let exp = hold_ends.saturating_sub(MARGIN);
        Self {
            iss: shop.into(),
            jti: redemption.into(),
            iat: now,
            exp,
            discount,
        }
    }
}

/// What a token is, by its signature and the time alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// Signed by the shop, and in time.
    Authentic(Claims<T>),
    /// Signed by the shop, but its time is over.
    Ended(Claims<T>),
    /// Anything else.
    Stranger,
}

/// Signs the claims.
pub fn sign<T: Serialize>(signer: &Signer, claims: &Claims<T>) -> Result<String, Fault> {
    algorithms::install();
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.into());
    header.kid = Some(signer.kid.clone());
    let key = EncodingKey::from_ed_der(&signer.seed);
    jsonwebtoken::encode(&header, claims, &key).map_err(|_| Fault::Unreadable("signing key"))
}

/// Reads a token by the shop's public keys.
pub fn read<T>(token: &str, shop: &str, keys: &[PublicKey], now: u64) -> Reading<T>
where
    T: DeserializeOwned + Clone,
{
    match verify(token, shop, keys) {
        Some(claims) if now < claims.exp => Reading::Authentic(claims),
        Some(claims) => Reading::Ended(claims),
        None => Reading::Stranger,
    }
}

fn verify<T>(token: &str, shop: &str, keys: &[PublicKey]) -> Option<Claims<T>>
where
    T: DeserializeOwned + Clone,
{
    algorithms::install();
    if token.len() > limits::TOKEN_BYTES {
        return None;
    }
    let header = jsonwebtoken::decode_header(token).ok()?;
    if header.alg != Algorithm::EdDSA
        || header.typ.as_deref() != Some(TYPE)
        || header.crit.is_some()
    {
        return None;
    }
    let key = keys
        .iter()
        .find(|key| Some(&key.kid) == header.kid.as_ref())?;
    let key = DecodingKey::from_ed_der(&key.point);
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let token = jsonwebtoken::decode::<Claims<T>>(token, &key, &validation).ok()?;
    (token.claims.iss == shop).then_some(token.claims)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::{Value, json};

    use super::*;
    use crate::keys::mac;
    use crate::keys::seal::SealKey;
    use crate::tokens::signing;

    const NOW: u64 = 1_800_000_000;

    fn keys(shop: &str) -> (Signer, Vec<PublicKey>) {
        let seal = SealKey::new(&[3; 32]);
        let mut keys = Vec::new();
        signing::rotate(&mut keys, shop, &seal, NOW * 1000).unwrap();
        let public = keys.iter().map(|key| key.public_key().unwrap()).collect();
        (signing::signer(&keys, shop, &seal).unwrap(), public)
    }

    fn claims() -> Claims<Value> {
        let discount = json!({"kind": "amount_off", "amount": 500, "currency": "USD"});
        Claims::new("juniper", "r0000000000000000", NOW, NOW + 900, discount)
    }

    fn read_at(token: &str, keys: &[PublicKey], now: u64) -> Reading<Value> {
        read(token, "juniper", keys, now)
    }

    #[test]
    fn a_token_is_authentic_until_two_minutes_before_its_hold_ends() {
        let (signer, keys) = keys("juniper");
        let token = sign(&signer, &claims()).unwrap();
        assert_eq!(read_at(&token, &keys, NOW), Reading::Authentic(claims()));
        assert_eq!(
            read_at(&token, &keys, NOW + 779),
            Reading::Authentic(claims())
        );
        assert_eq!(read_at(&token, &keys, NOW + 780), Reading::Ended(claims()));
    }

    #[test]
    fn the_header_says_what_it_is() {
        let (signer, _) = keys("juniper");
        let token = sign(&signer, &claims()).unwrap();
        let header = URL_SAFE_NO_PAD
            .decode(token.split('.').next().unwrap())
            .unwrap();
        let header: Value = serde_json::from_slice(&header).unwrap();
        assert_eq!(
            header,
            json!({"typ": TYPE, "alg": "EdDSA", "kid": signer.kid})
        );
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let (signer, keys) = keys("juniper");
        let token = sign(&signer, &claims()).unwrap();
        for at in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[at] ^= 1;
            let other = String::from_utf8(bytes).unwrap();
            assert_eq!(read_at(&other, &keys, NOW), Reading::Stranger, "{at}");
        }
    }

    #[test]
    fn other_shops_keys_and_types_are_strangers() {
        let (signer, public) = keys("juniper");
        let token = sign(&signer, &claims()).unwrap();
        assert_eq!(
            read::<Value>(&token, "willow", &public, NOW),
            Reading::Stranger
        );
        assert_eq!(read_at(&token, &keys("juniper").1, NOW), Reading::Stranger);
        assert_eq!(read_at(&token, &[], NOW), Reading::Stranger);
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        for header in [
            json!({"typ": "JWT", "alg": "EdDSA", "kid": signer.kid}),
            json!({"typ": TYPE, "alg": "none", "kid": signer.kid}),
            json!({"typ": TYPE, "alg": "EdDSA"}),
        ] {
            let body = token.split('.').nth(1).unwrap();
            let signature = token.split('.').nth(2).unwrap();
            let forged = format!("{}.{body}.{signature}", part(header));
            assert_eq!(read_at(&forged, &public, NOW), Reading::Stranger);
        }
    }

    #[test]
    fn the_public_key_is_no_hmac_secret() {
        let (signer, public) = keys("juniper");
        let header = json!({"typ": TYPE, "alg": "HS256", "kid": signer.kid});
        let part = |text: String| URL_SAFE_NO_PAD.encode(text);
        let body = serde_json::to_string(&claims()).unwrap();
        let message = format!("{}.{}", part(header.to_string()), part(body));
        let tag = mac::hmac_sha256(&public[0].point, message.as_bytes());
        let forged = format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag));
        assert_eq!(read_at(&forged, &public, NOW), Reading::Stranger);
    }
}
