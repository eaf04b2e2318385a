//! Answers, made whole in wasm and handed over in one crossing.

use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::fault::Fault;
use crate::host;

/// An answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    headers: String,
    body: String,
}

impl Reply {
    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: String::new(),
            body: String::new(),
        }
    }

    /// A JSON answer that nobody keeps.
    pub fn json(status: u16, body: &impl Serialize) -> Result<Self, Fault> {
        let body = serde_json::to_string(body).map_err(|_| Fault::Unreadable("answer"))?;
        Ok(Self::json_text(status, body))
    }

    /// A JSON answer whose text is ready.
    pub fn json_text(status: u16, body: String) -> Self {
        Self::text(status, "application/json", body).header("cache-control", "no-store")
    }

    /// An answer of some text, which no browser takes for anything else: there are words of
    /// strangers in it.
    pub fn text(status: u16, content_type: &str, body: String) -> Self {
        Self {
            status,
            headers: String::new(),
            body,
        }
        .header("content-type", content_type)
        .header("x-content-type-options", "nosniff")
    }

    /// The same answer with a header of this value, whether or not it had one.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if self.header_value(name).is_some() {
            self.headers = self.without(name);
        }
        if !self.headers.is_empty() {
            self.headers.push('\n');
        }
        self.headers.push_str(name);
        self.headers.push('\n');
        self.headers
            .extend(value.chars().filter(|c| !c.is_control()));
        self
    }

    fn without(&self, name: &str) -> String {
        let lines: Vec<&str> = self.headers.split('\n').collect();
        let pairs = lines.chunks(2).filter(|pair| pair.first() != Some(&name));
        pairs
            .map(|pair| pair.join("\n"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The text of the body.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The value of a header that was set.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.split('\n');
        while let (Some(key), Some(value)) = (lines.next(), lines.next()) {
            if key == name {
                return Some(value);
            }
        }
        None
    }

    /// Hands the answer to the platform.
    pub fn send(&self) -> Result<JsValue, Fault> {
        host::reply(self.status, &self.headers, &self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_keep_to_their_line() {
        let reply = Reply::empty(204).header("a", "1\r\nx: 2").header("b", "3");
        assert_eq!(reply.headers, "a\n1x: 2\nb\n3");
        assert_eq!(reply.header_value("b"), Some("3"));
        assert_eq!(reply.header_value("1x: 2"), None);
        let again = reply.header("a", "4");
        assert_eq!(again.headers, "b\n3\na\n4");
    }
}
