//! Identity tokens: a shop's word that a request comes from one of its shoppers.

use std::collections::BTreeMap;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::algorithms;
use crate::keys::secret::Secret;
use crate::limits;

/// Whom identity tokens are for.
const AUDIENCE: &str = "accolade";
/// Seconds by which two clocks may differ.
const LEEWAY: u64 = 60;
/// Seconds that a token may live at most.
const LIFETIME: u64 = 60 * 60;
/// Seconds that a token lives which is made here for a platform's signature.
const EXCHANGED_LIFETIME: u64 = 10 * 60;

/// A token as it came: its only use is to find the key and be verified.
#[derive(Clone, Copy, Debug)]
pub struct UnverifiedToken<'a>(&'a str);

/// A shopper whose token was verified; nothing but [`UnverifiedToken::verify`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shopper {
    id: String,
    /// The name to greet them by.
    pub name: Option<String>,
    /// Month and day, `MM-DD`.
    pub birthday: Option<String>,
    /// The language they read.
    pub locale: Option<String>,
    /// What the shop counts them among.
    pub segments: Vec<String>,
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disbelief {
    /// It is not a token of this kind.
    Unreadable,
    /// Its key is not one of the shop's.
    UnknownKey,
    /// The signature does not fit.
    BadSignature,
    /// It is for somebody else or from another shop.
    NotForUs,
    /// It is older, or made later, than it may be.
    OutOfTime,
    /// It names nobody, or says something that cannot be.
    BadClaim,
}

impl Disbelief {
    /// A sentence for the people who make the tokens.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Unreadable => "This is not an identity token (a JWT, HS256, with a kid).",
            Self::UnknownKey => "The kid of the identity token is not one of the shop's keys.",
            Self::BadSignature => "The signature of the identity token does not fit.",
            Self::NotForUs => "The aud or iss of the identity token is not right.",
            Self::OutOfTime => "The identity token has ended, or its times are not right.",
            Self::BadClaim => "The sub or another claim of the identity token is not valid.",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    iat: u64,
    exp: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    birthday: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locale: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    segments: Vec<String>,
}

impl Shopper {
    /// The shopper's id at the shop.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl<'a> UnverifiedToken<'a> {
    /// Takes what an `Authorization` header carried.
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The shopper that the token speaks of, if the shop signed it and it is in time.
    pub fn verify(
        self,
        shop: &str,
        keys: &BTreeMap<String, Secret>,
        now: u64,
    ) -> Result<Shopper, Disbelief> {
        algorithms::install();
        if self.0.len() > limits::TOKEN_BYTES {
            return Err(Disbelief::Unreadable);
        }
        let header = jsonwebtoken::decode_header(self.0).map_err(|_| Disbelief::Unreadable)?;
        if header.alg != Algorithm::HS256 || header.crit.is_some() {
            return Err(Disbelief::Unreadable);
        }
        let kid = header.kid.ok_or(Disbelief::Unreadable)?;
        let secret = keys.get(&kid).ok_or(Disbelief::UnknownKey)?;
        let key = DecodingKey::from_secret(secret.bytes());
        let token = jsonwebtoken::decode::<Claims>(self.0, &key, &signature_only());
        let claims = token.map_err(|error| disbelief(error.kind()))?.claims;
        claims.check(shop, now)?;
        Ok(claims.shopper())
    }
}

/// Signs a token for a shopper whom a platform has vouched for.
pub fn issue(shop: &str, kid: &str, secret: &Secret, shopper: &str, now: u64) -> Option<String> {
    algorithms::install();
    let claims = Claims {
        iss: shop.into(),
        aud: AUDIENCE.into(),
        sub: shopper.into(),
        iat: now,
        exp: now + EXCHANGED_LIFETIME,
        name: None,
        birthday: None,
        locale: None,
        segments: Vec::new(),
    };
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(kid.into());
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(secret.bytes())).ok()
}

impl Claims {
    fn check(&self, shop: &str, now: u64) -> Result<(), Disbelief> {
        if self.aud != AUDIENCE || self.iss != shop {
            return Err(Disbelief::NotForUs);
        }
        let ordered = self.iat < self.exp && self.exp - self.iat <= LIFETIME;
        let begun = self.iat <= now.saturating_add(LEEWAY);
        let lasts = now < self.exp.saturating_add(LEEWAY);
        if !(ordered && begun && lasts) {
            return Err(Disbelief::OutOfTime);
        }
        let fits = is_id(&self.sub)
            && self
                .name
                .as_ref()
                .is_none_or(|name| name.chars().count() <= limits::NAME)
            && self
                .birthday
                .as_ref()
                .is_none_or(|day| is_month_and_day(day))
            && self.segments.len() <= limits::SEGMENTS
            && self
                .segments
                .iter()
                .all(|name| is_id(name) && name.len() <= limits::SEGMENT)
            && self
                .locale
                .as_ref()
                .is_none_or(|name| name.len() <= limits::SEGMENT);
        if fits {
            Ok(())
        } else {
            Err(Disbelief::BadClaim)
        }
    }

    fn shopper(self) -> Shopper {
        Shopper {
            id: self.sub,
            name: self.name.filter(|name| !name.trim().is_empty()),
            birthday: self.birthday,
            locale: self.locale,
            segments: self.segments,
        }
    }
}

/// The library checks the signature; times and names are checked here, with the time we are given.
fn signature_only() -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation
}

fn disbelief(kind: &jsonwebtoken::errors::ErrorKind) -> Disbelief {
    use jsonwebtoken::errors::ErrorKind;
    match kind {
        ErrorKind::InvalidSignature => Disbelief::BadSignature,
        ErrorKind::Json(_) => Disbelief::BadClaim,
        _ => Disbelief::Unreadable,
    }
}

fn is_id(text: &str) -> bool {
    (1..=limits::ID).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_month_and_day(text: &str) -> bool {
    let Some((month, day)) = text.split_once('-') else {
        return false;
    };
    let two_digits = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u8>().ok()).flatten()
    };
    let last = match two_digits(month) {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        _ => return false,
    };
    two_digits(day).is_some_and(|day| (1..=last).contains(&day))
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
