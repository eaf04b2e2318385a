//! The way to the service: one request, tried again while that may help.

use std::time::Duration;

use serde_json::Value;
use shared::id::ShopId;
use ureq::Agent;

use super::parcel::Parcel;
use crate::failure::{Failure, Outcome};

/// How long to wait before each further try.
const WAITS: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(30),
];
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// Hosts that a secret key may be sent to in the clear.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// A shop of a service.
#[derive(Debug)]
pub(crate) struct Service {
    address: String,
    agent: Agent,
    waits: Vec<Duration>,
}

/// What came of a try.
enum Tried {
    Answered(Value),
    Refused(String),
    Again(String),
}

impl Service {
    /// A shop of the service at an origin; a secret key is not sent through a network in the clear.
    pub(crate) fn new(origin: &str, shop: ShopId) -> Result<Self, String> {
        let origin = origin.trim_end_matches('/');
        let (scheme, host) = origin.split_once("://").unwrap_or_default();
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let is_safe = scheme == "https" || (scheme == "http" && LOOPBACK.contains(&name));
        if !is_safe || host.is_empty() || host.contains(['/', '@', '?', '#']) {
            return Err(format!(
                "`{origin}` is no origin such as https://loyalty.example"
            ));
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .build();
        let shop = escaped(shop.as_str());
        Ok(Self {
            address: format!("{origin}/v1/shops/{shop}/reviews/import"),
            agent: agent.into(),
            waits: WAITS.to_vec(),
        })
    }

    /// Where reviews are sent.
    #[cfg(test)]
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Sends a parcel and answers the service's report. Sent again, it is the same request.
    pub(super) fn send(&self, key: &str, parcel: &Parcel) -> Outcome<Value> {
        let mut waits = self.waits.iter();
        loop {
            let fault = match self.attempt(key, parcel) {
                Tried::Answered(report) => return Ok(report),
                Tried::Refused(fault) => fault,
                Tried::Again(fault) => match waits.next() {
                    Some(wait) => {
                        std::thread::sleep(*wait);
                        continue;
                    }
                    None => fault,
                },
            };
            return Err(Failure::Service {
                doing: format!("sending reviews to {}", self.address),
                fault,
            });
        }
    }

    fn attempt(&self, key: &str, parcel: &Parcel) -> Tried {
        let request = self
            .agent
            .post(&self.address)
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "text/csv; charset=utf-8")
            .header("idempotency-key", &parcel.key);
        let mut answer = match request.send(&parcel.body) {
            Ok(answer) => answer,
            Err(error) => return Tried::Again(error.to_string()),
        };
        let status = answer.status().as_u16();
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        let document: Value = serde_json::from_str(&text).unwrap_or_default();
        let detail = document["detail"].as_str().or(document["title"].as_str());
        let said = format!("it answered {status}. {}", detail.unwrap_or_default());
        match status {
            200..=299 => Tried::Answered(document),
            408 | 425 | 429 | 500..=599 => Tried::Again(said),
            _ => Tried::Refused(said),
        }
    }
}

/// An id as a part of a path.
fn escaped(id: &str) -> String {
    let escape = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    id.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A service that gives these answers, one to each request; then it tells what it heard.
    fn service(
        answers: &'static [(u16, &'static str)],
    ) -> (Service, thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let heard = thread::spawn(move || {
            let answer = |(status, body): &(u16, &str)| {
                let (mut stream, _) = listener.accept().unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut head, mut length) = (String::new(), 0);
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).unwrap();
                    let line = line.trim_end().to_ascii_lowercase();
                    if let Some(number) = line.strip_prefix("content-length: ") {
                        length = number.parse().unwrap();
                    }
                    if line.is_empty() {
                        break;
                    }
                    head += &(line + "\n");
                }
                let mut text = vec![0; length];
                reader.read_exact(&mut text).unwrap();
                let length = body.len();
                let head_back =
                    format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nconnection: close");
                write!(stream, "{head_back}\r\n\r\n{body}").unwrap();
                head + &String::from_utf8(text).unwrap()
            };
            answers.iter().map(answer).collect()
        });
        let mut service = Service::new(&origin, "a/b".parse().unwrap()).unwrap();
        service.waits = vec![Duration::ZERO; 2];
        (service, heard)
    }

    fn parcel() -> Parcel {
        Parcel {
            key: "reviews-1".to_owned(),
            body: "key,product\n".to_owned(),
            lines: Vec::new(),
        }
    }

    #[test]
    fn importing_is_tried_again_as_the_same_request() {
        let (service, heard) = service(&[(503, ""), (429, "{}"), (200, "{\"imported\": 1}")]);
        let report = service.send("secret", &parcel()).unwrap();
        assert_eq!(report["imported"], 1);
        let heard = heard.join().unwrap();
        assert_eq!(heard[0], heard[2]);
        for part in [
            "post /v1/shops/a%2fb/reviews/import http/1.1",
            "authorization: bearer secret",
            "content-type: text/csv; charset=utf-8",
            "idempotency-key: reviews-1",
            "key,product",
        ] {
            assert!(heard[0].contains(part), "{part} in {}", heard[0]);
        }
    }

    #[test]
    fn importing_that_is_refused_is_not_tried_again() {
        let (service, heard) = service(&[(401, "{\"detail\": \"Who are you?\"}")]);
        let said = service.send("secret", &parcel()).unwrap_err().to_string();
        assert!(said.contains("401. Who are you?"), "{said}");
        assert!(!said.contains("secret"), "{said}");
        assert_eq!(heard.join().unwrap().len(), 1);
    }
}
