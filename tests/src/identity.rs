//! Identity tokens, right ones and wrong ones.

use serde_json::{Value, json};

use crate::now;
use crate::sign::{base64url, hmac};

/// A token put together from its parts, signed with HS256 whatever its header says.
pub fn token(header: &Value, claims: &Value, secret: &str) -> String {
    let text = |part: &Value| base64url(part.to_string().as_bytes());
    let signed = format!("{}.{}", text(header), text(claims));
    let signature = base64url(&hmac(secret.as_bytes(), signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// The header of a token.
pub fn header(kid: &str) -> Value {
    json!({"typ": "JWT", "alg": "HS256", "kid": kid})
}

/// The claims of a token for a shopper of a shop, good for ten minutes.
pub fn claims(shop: &str, shopper: &str) -> Value {
    let at = now().unix_seconds();
    json!({"aud": "accolade", "iss": shop, "sub": shopper, "iat": at, "exp": at + 600})
}
