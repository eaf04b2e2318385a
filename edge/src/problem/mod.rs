//! Problems of RFC 9457: how a decline, a rejection or a fault is told to a caller.

pub mod catalog;
pub mod page;
mod rejection;

use serde::Serialize;
use shared::Decline;

pub use rejection::Rejection;

use crate::fault::Fault;
use crate::http::reply::Reply;

/// Why a request was not granted: the three kinds are different things.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The rules say no.
    Decline(Decline),
    /// The request is unreadable, untrusted or out of place.
    Rejection(Rejection),
    /// We failed.
    Fault(Fault),
}

impl From<Decline> for Failure {
    fn from(decline: Decline) -> Self {
        Self::Decline(decline)
    }
}

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        Self::Rejection(rejection)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

#[derive(Serialize)]
struct Problem<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [shared::document::Fault],
}

impl Failure {
    /// The answer that tells of it; `origin` is the service's own.
    pub fn reply(&self, origin: &str) -> Reply {
        match self {
            Self::Decline(decline) => reply(origin, decline.slug(), None, &[]),
            Self::Rejection(rejection) => rejection.reply(origin),
            Self::Fault(_) => reply(origin, "fault", None, &[]),
        }
    }
}

/// The problem of a slug; its own explanation stands in where there is no detail.
fn reply(
    origin: &str,
    slug: &str,
    detail: Option<&str>,
    errors: &[shared::document::Fault],
) -> Reply {
    let entry = catalog::find(slug).unwrap_or(catalog::FAULT);
    let problem = Problem {
        kind: format!("{origin}/problems/{}", entry.slug),
        title: entry.title,
        status: entry.status,
        detail: detail.unwrap_or(entry.explanation),
        errors,
    };
    let body = serde_json::to_string(&problem).unwrap_or_default();
    Reply::text(entry.status, "application/problem+json", body).header("cache-control", "no-store")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn problem(failure: &Failure) -> Value {
        serde_json::from_str(failure.reply("https://edge").body()).unwrap()
    }

    #[test]
    fn a_decline_is_a_conflict_named_by_its_slug() {
        let got = problem(&Decline::NotEnoughPoints.into());
        assert_eq!(got["type"], "https://edge/problems/not-enough-points");
        assert_eq!(got["status"], 409);
    }

    #[test]
    fn a_fault_says_nothing_of_itself() {
        let got = problem(&Fault::Storage("SELECT secret".into()).into());
        assert_eq!(got["status"], 500);
        assert!(!got.to_string().contains("SELECT"));
    }

    #[test]
    fn an_invalid_document_points_at_its_faults() {
        let fault = shared::document::Fault {
            pointer: "/earn/0/per".into(),
            detail: "found 0".into(),
        };
        let got = problem(&Rejection::Invalid(vec![fault]).into());
        assert_eq!(got["status"], 422);
        assert_eq!(got["errors"][0]["pointer"], "/earn/0/per");
    }
}
