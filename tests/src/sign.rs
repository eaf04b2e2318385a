//! Signatures as platforms and shops make them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA256.
pub fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// What Shopify and WooCommerce put in their header: base64 of HMAC-SHA256 over the body's bytes.
pub fn webhook(secret: &str, body: &[u8]) -> String {
    STANDARD.encode(hmac(secret.as_bytes(), body))
}

/// Base64 of URLs, as JWT has it.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a part of a JWT.
pub fn from_base64url(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// A query with Shopify's app proxy signature: fields sorted, joined without a separator, values of
/// one name joined by commas.
pub fn app_proxy_query(secret: &str, fields: &[(&str, &str)]) -> String {
    let mut sorted: Vec<String> = fields
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    sorted.sort();
    let signature: String = hmac(secret.as_bytes(), sorted.concat().as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let escaped = |value: &str| value.replace('/', "%2F");
    let mut query: Vec<String> = fields
        .iter()
        .map(|(key, value)| format!("{key}={}", escaped(value)))
        .collect();
    query.push(format!("signature={signature}"));
    query.join("&")
}
