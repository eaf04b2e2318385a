//! Requests and answers: a status is never an error, and an answer says all of itself when it is
//! not what was expected.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

/// Who sends requests to one service.
#[derive(Clone, Debug)]
pub struct Client {
    agent: Agent,
    origin: String,
}

/// A request that is being put together.
#[derive(Clone, Debug)]
pub struct Call {
    client: Client,
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
    headers: Vec<(String, String)>,
    asked: String,
}

/// Nothing came back.
#[derive(Clone, Debug)]
pub struct NoAnswer(pub String);

impl Client {
    /// A client of a service at an origin, `http://127.0.0.1:1234`.
    pub fn new(origin: String) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .max_idle_connections(256)
            .max_idle_connections_per_host(128)
            .max_redirects(0)
            .build();
        Self {
            agent: config.into(),
            origin,
        }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A request.
    pub fn call(&self, method: &'static str, path: impl Into<String>) -> Call {
        Call {
            client: self.clone(),
            method,
            path: path.into(),
            headers: Vec::new(),
            body: None,
        }
    }
}

impl Call {
    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// With a bearer.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    /// With an `Idempotency-Key`.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        let text = body.to_string();
        self.header("content-type", "application/json").bytes(text)
    }

    /// With a body to the byte.
    #[must_use]
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Sends it.
    pub fn send(self) -> Answer {
        let asked = format!("{} {}", self.method, self.path);
        self.try_send()
            .unwrap_or_else(|NoAnswer(why)| panic!("{asked}: no answer: {why}"))
    }

    /// Sends it to a service that may be gone.
    pub fn try_send(self) -> Result<Answer, NoAnswer> {
        let url = format!("{}{}", self.client.origin, self.path);
        let mut request = ureq::http::Request::builder().method(self.method).uri(&url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let agent = &self.client.agent;
        let sent = match (self.method, self.body) {
            ("GET" | "HEAD" | "DELETE" | "OPTIONS", _) => agent.run(request.body(()).unwrap()),
            (_, body) => agent.run(request.body(body.unwrap_or_default()).unwrap()),
        };
        let no_answer = |error: ureq::Error| NoAnswer(error.to_string());
        let mut response = sent.map_err(no_answer)?;
        let headers = response.headers().iter().map(|(name, value)| {
            let value = value.to_str().unwrap_or_default();
            (name.as_str().to_owned(), value.to_owned())
        });
        let headers = headers.collect();
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(50_000_000);
        Ok(Answer {
            status,
            headers,
            body: body.lossy_utf8(true).read_to_string().map_err(no_answer)?,
            asked: format!("{} {}", self.method, self.path),
        })
    }
}

impl Answer {
    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {self}"))
    }

    /// The body of an answer that granted what was asked.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!((200..300).contains(&self.status), "{self}");
        if self.body.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }

    /// The slug of a problem; empty where it is none.
    pub fn slug(&self) -> String {
        let body: Value = serde_json::from_str(&self.body).unwrap_or_default();
        let kind = body["type"].as_str().unwrap_or_default();
        let slug = kind.rsplit_once("/problems/").map(|(_, slug)| slug);
        slug.unwrap_or_default().to_owned()
    }

    /// A problem of RFC 9457 with this slug.
    #[track_caller]
    pub fn problem(&self, status: u16, slug: &str) -> Value {
        assert_eq!(
            (self.status, self.slug()),
            (status, slug.to_owned()),
            "{self}"
        );
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self}"
        );
        let body = self.json();
        assert_eq!(body["status"], status, "{self}");
        for field in ["title", "detail"] {
            assert!(
                body[field].as_str().is_some_and(|text| !text.is_empty()),
                "{self}"
            );
        }
        body
    }

    /// A decline: the rules say no.
    #[track_caller]
    pub fn declined(&self, slug: &str) {
        self.problem(409, slug);
    }

    /// A document refused at exactly these places.
    #[track_caller]
    pub fn invalid_at(&self, pointers: &[&str]) {
        let body = self.problem(422, "invalid");
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        let found: Vec<&str> = errors
            .iter()
            .filter_map(|it| it["pointer"].as_str())
            .collect();
        assert_eq!(found, pointers, "{self}");
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} -> {} {}", self.asked, self.status, self.body)
    }
}
