//! CORS: pages of a shop's own origins may ask, others may not.

use serde::{Deserialize, Serialize};

use crate::http::head::Head;
use crate::http::reply::Reply;
use crate::limits;
use crate::problem::Rejection;

/// An origin of a shop's pages, as browsers write it.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnOrigin;

impl std::fmt::Display for NotAnOrigin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an origin is a scheme and a host, such as https://shop.example")
    }
}

impl std::str::FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let rest = rest
            .filter(|_| text.len() <= limits::ADDRESS)
            .ok_or(NotAnOrigin)?;
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (rest, None),
        };
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._[]:".contains(c);
        let host_fits = !host.is_empty() && host.chars().all(known) && !host.starts_with(':');
        let digits = |port: &str| port.parse::<u16>().is_ok_and(|_| !port.starts_with('+'));
        let fits = host_fits && port.is_none_or(digits);
        fits.then(|| Self(text.to_owned())).ok_or(NotAnOrigin)
    }
}

/// Refuses a page of another origin; whoever is no browser sends none.
pub fn check(head: &Head, origins: &[Origin]) -> Result<(), Rejection> {
    let Some(origin) = head.origin() else {
        return Ok(());
    };
    if origins.iter().any(|own| own.0 == origin) {
        return Ok(());
    }
    Err(Rejection::Forbidden(
        "This page is not from one of the shop's origins.",
    ))
}

/// The answer to a preflight from one of the shop's origins.
pub fn preflight() -> Reply {
    Reply::empty(204)
        .header("access-control-allow-methods", "GET, PUT, POST, DELETE")
        .header(
            "access-control-allow-headers",
            "authorization, content-type, idempotency-key",
        )
        .header(
            "access-control-max-age",
            &limits::PREFLIGHT_SECONDS.to_string(),
        )
}

/// Lets the page read the answer; what caches may share is the same for every page.
pub fn allow(reply: Reply, head: &Head) -> Reply {
    let is_shared = reply
        .header_value("cache-control")
        .is_some_and(|it| it.contains("public"));
    if is_shared {
        return reply.header("access-control-allow-origin", "*");
    }
    let Some(origin) = head.origin() else {
        return reply;
    };
    reply
        .header("access-control-allow-origin", origin)
        .header("access-control-expose-headers", "retry-after")
        .header("vary", "origin")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(origin: &str) -> Head {
        Head::parse(format!("GET\nhttp://edge/\n\n{origin}"))
    }

    fn origins() -> Vec<Origin> {
        vec![
            "https://juniper.example".parse().unwrap(),
            "http://127.0.0.1:8787".parse().unwrap(),
        ]
    }

    #[test]
    fn only_the_shops_own_origins_may_ask() {
        for origin in ["", "https://juniper.example", "http://127.0.0.1:8787"] {
            assert!(check(&head(origin), &origins()).is_ok(), "{origin}");
        }
        for origin in [
            "null",
            "http://juniper.example",
            "https://juniper.example:8443",
            "https://juniper.example.evil.example",
            "https://evil.example",
            "https://JUNIPER.example",
        ] {
            assert!(check(&head(origin), &origins()).is_err(), "{origin}");
        }
    }

    #[test]
    fn texts_that_are_no_origin() {
        for text in [
            "",
            "*",
            "null",
            "juniper.example",
            "https://",
            "https://a/",
            "https://a:",
            "https://a:99999",
            "https://a b",
            "ftp://a",
            "https://A.example",
            "https://a?b",
            "https://u@a",
        ] {
            assert_eq!(text.parse::<Origin>(), Err(NotAnOrigin), "{text}");
        }
        for text in [
            "https://a.example",
            "http://localhost:3000",
            "http://[::1]:8080",
        ] {
            assert!(text.parse::<Origin>().is_ok(), "{text}");
        }
    }
}
