// HMAC-SHA-256 over WebCrypto, for identity tokens and webhooks.

const TEXT = new TextEncoder();

/**
 * @param {string} secret
 * @param {string} message
 * @returns {Promise<Uint8Array>}
 */
export async function hmac(secret, message) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", TEXT.encode(secret), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, TEXT.encode(message)));
}

/** @param {Uint8Array} bytes @returns {string} */
export function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** @param {Uint8Array} bytes @returns {string} */
export function base64url(bytes) {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A random name that cannot be guessed. @returns {string} */
export function randomName() {
  return base64url(crypto.getRandomValues(new Uint8Array(18)));
}
