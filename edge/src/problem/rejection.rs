//! Rejections: requests that are unreadable, untrusted or out of place.

use shared::document::Fault;

use super::reply;
use crate::http::head::Method;
use crate::http::reply::Reply;

/// Why a request is not looked at any further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The body or a header does not read.
    Malformed(&'static str),
    /// Nobody we know asks.
    Unauthenticated(&'static str),
    /// The caller, or the page it asks from, may not.
    Forbidden(&'static str),
    /// There is no such thing, or it belongs to somebody else.
    NotFound,
    /// There is no such shop.
    UnknownShop,
    /// The path is known, the method is not.
    MethodNotAllowed(Vec<Method>),
    /// The request id was used for something else.
    IdempotencyConflict,
    /// The program changed since the caller saw it.
    ProgramChanged,
    /// The request is larger than anything of its kind may be.
    TooLarge,
    /// The document reads, but says what cannot be.
    Invalid(Vec<Fault>),
    /// There were too many requests.
    RateLimited {
        /// Seconds after which the next one is welcome.
        retry_after: u32,
    },
}

impl Rejection {
    /// One fault of a document.
    pub fn invalid(pointer: &str, detail: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault {
            pointer: pointer.into(),
            detail: detail.into(),
        }])
    }

    /// The name on the wire.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::Unauthenticated(_) => "unauthenticated",
            Self::Forbidden(_) => "forbidden",
            Self::NotFound => "not-found",
            Self::UnknownShop => "unknown-shop",
            Self::MethodNotAllowed(_) => "method-not-allowed",
            Self::IdempotencyConflict => "idempotency-conflict",
            Self::ProgramChanged => "program-changed",
            Self::TooLarge => "too-large",
            Self::Invalid(_) => "invalid",
            Self::RateLimited { .. } => "rate-limited",
        }
    }

    pub(super) fn reply(&self, origin: &str) -> Reply {
        let slug = self.slug();
        match self {
            Self::Malformed(detail) | Self::Forbidden(detail) => {
                reply(origin, slug, Some(detail), &[])
            }
            Self::Unauthenticated(detail) => {
                reply(origin, slug, Some(detail), &[]).header("www-authenticate", "Bearer")
            }
            Self::MethodNotAllowed(methods) => {
                let names: Vec<&str> = methods.iter().map(|method| method.name()).collect();
                reply(origin, slug, None, &[]).header("allow", &names.join(", "))
            }
            Self::Invalid(faults) => reply(origin, slug, None, faults),
            Self::RateLimited { retry_after } => {
                reply(origin, slug, None, &[]).header("retry-after", &retry_after.to_string())
            }
            Self::NotFound
            | Self::UnknownShop
            | Self::IdempotencyConflict
            | Self::ProgramChanged
            | Self::TooLarge => reply(origin, slug, None, &[]),
        }
    }
}
