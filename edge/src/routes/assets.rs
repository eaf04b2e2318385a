//! The page's scripts, styles and wasm, from the `ASSETS` binding.

use wasm_bindgen::JsValue;

use crate::host;
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;

/// Serves a file; those below `/a/{build}/` never change.
pub(super) async fn serve(incoming: &Incoming) -> Result<JsValue, Failure> {
    let path = incoming.head.path();
    if !is_plain(path) {
        return Err(Rejection::NotFound.into());
    }
    if incoming.head.accepts_brotli() {
        let headers = headers(path, "br");
        let compressed = format!("{path}.br");
        if let Some(found) = host::asset(&incoming.env, &compressed, "br", &headers).await? {
            return Ok(found);
        }
    }
    let found = host::asset(&incoming.env, path, "", &headers(path, "")).await?;
    found.ok_or_else(|| Rejection::NotFound.into())
}

fn headers(path: &str, encoding: &str) -> String {
    let cache = if path.starts_with("/a/") {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=300, stale-while-revalidate=3600"
    };
    let mut headers = vec![
        "content-type",
        content_type(path),
        "cache-control",
        cache,
        "access-control-allow-origin",
        "*",
        "cross-origin-resource-policy",
        "cross-origin",
        "x-content-type-options",
        "nosniff",
        "vary",
        "accept-encoding",
    ];
    if !encoding.is_empty() {
        headers.extend(["content-encoding", encoding]);
    }
    headers.join("\n")
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Whether a path has nothing in it but names; none begins with a dot.
fn is_plain(path: &str) -> bool {
    let name = |name: &str| {
        let known = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        !name.is_empty() && !name.starts_with('.') && name.chars().all(known)
    };
    path.split('/').skip(1).all(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_are_plain_and_those_that_are_not() {
        for path in ["/accolade.js", "/a/0123abcd/accolade_bg.wasm"] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "/a/../secret",
            "/a//x",
            "/a/.env",
            "/a/%2e%2e/x",
            "/a/x/",
            "/a/a b",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn only_builds_are_immutable() {
        assert!(headers("/a/0/x.wasm", "").contains("immutable"));
        assert!(!headers("/accolade.js", "").contains("immutable"));
        assert!(headers("/accolade.js", "br").ends_with("content-encoding\nbr"));
    }
}
