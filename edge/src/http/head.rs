//! The request line and the few headers that are read.

/// What a request is sent to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Look; `HEAD` is the same without the body.
    Get,
    /// Put in place.
    Put,
    /// Do.
    Post,
    /// Take away.
    Delete,
    /// Ask what another origin may do.
    Options,
    /// Anything else; no path knows it.
    Other,
}

impl Method {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Other => "",
        }
    }

    fn parse(name: &str) -> Self {
        match name {
            "GET" | "HEAD" => Self::Get,
            "PUT" => Self::Put,
            "POST" => Self::Post,
            "DELETE" => Self::Delete,
            "OPTIONS" => Self::Options,
            _ => Self::Other,
        }
    }
}

/// A request without its body; a header that did not come is empty.
#[derive(Clone, Debug)]
pub struct Head {
    text: String,
    /// What it is sent to do.
    pub method: Method,
}

/// The place of each header among the lines; `host.js` has the same order.
#[derive(Clone, Copy)]
enum Line {
    Url = 1,
    Authorization,
    Origin,
    IdempotencyKey,
    ContentType,
    AcceptEncoding,
    IfNoneMatch,
    ShopifyHmac,
    ShopifyTopic,
    WooSignature,
    WooTopic,
    PreflightMethod,
    Address,
}

impl Head {
    /// Reads the lines that the host made.
    pub fn parse(text: String) -> Self {
        let method = Method::parse(text.lines().next().unwrap_or_default());
        Self { text, method }
    }

    /// Scheme, host and port that were asked.
    pub fn own_origin(&self) -> &str {
        let url = self.line(Line::Url);
        let host = url.find("://").map_or(0, |at| at + 3);
        let path = url.get(host..).and_then(|rest| rest.find('/'));
        path.and_then(|at| url.get(..host + at)).unwrap_or(url)
    }

    /// The path, with its percent signs.
    pub fn path(&self) -> &str {
        let rest = self.path_and_query();
        rest.split_once('?').map_or(rest, |(path, _)| path)
    }

    /// The query without its question mark.
    pub fn query(&self) -> &str {
        self.path_and_query()
            .split_once('?')
            .map_or("", |(_, query)| query)
    }

    /// The value of a query field.
    pub fn query_field(&self, name: &str) -> Option<String> {
        let fields = self
            .query()
            .split('&')
            .filter_map(|field| field.split_once('='));
        let mut values = fields
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        values.next().and_then(super::percent::decode_form)
    }

    /// Bytes of path and query.
    pub fn url_length(&self) -> usize {
        self.path_and_query().len()
    }

    /// What stands behind `Bearer` in the `Authorization` header.
    pub fn bearer(&self) -> Option<&str> {
        let (scheme, value) = self.line(Line::Authorization).split_once(' ')?;
        let value = value.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !value.is_empty()).then_some(value)
    }

    /// The page's origin, when a browser sends it.
    pub fn origin(&self) -> Option<&str> {
        some(self.line(Line::Origin))
    }

    /// The caller's request id.
    pub fn idempotency_key(&self) -> Option<&str> {
        some(self.line(Line::IdempotencyKey))
    }

    /// What the body is.
    pub fn content_type(&self) -> &str {
        self.line(Line::ContentType)
    }

    /// Whether Brotli is understood.
    pub fn accepts_brotli(&self) -> bool {
        let encodings = self.line(Line::AcceptEncoding).split(',').map(str::trim);
        encodings
            .into_iter()
            .any(|encoding| match encoding.split_once(';') {
                Some((name, weight)) => name.trim() == "br" && weight.trim() != "q=0",
                None => encoding == "br",
            })
    }

    /// The version that the caller has.
    pub fn if_none_match(&self) -> &str {
        self.line(Line::IfNoneMatch)
    }

    /// Shopify's signature.
    pub fn shopify_hmac(&self) -> &str {
        self.line(Line::ShopifyHmac)
    }

    /// Shopify's topic; unsigned, so it only chooses the parser.
    pub fn shopify_topic(&self) -> &str {
        self.line(Line::ShopifyTopic)
    }

    /// WooCommerce's signature.
    pub fn woo_signature(&self) -> &str {
        self.line(Line::WooSignature)
    }

    /// WooCommerce's topic; unsigned, so it only chooses the parser.
    pub fn woo_topic(&self) -> &str {
        self.line(Line::WooTopic)
    }

    /// The caller's address, where somebody in front of the worker tells it.
    pub fn address(&self) -> Option<&str> {
        some(self.line(Line::Address))
    }

    /// Whether a browser asks before it sends the request itself.
    pub fn is_preflight(&self) -> bool {
        self.method == Method::Options && !self.line(Line::PreflightMethod).is_empty()
    }

    fn path_and_query(&self) -> &str {
        let rest = self
            .line(Line::Url)
            .get(self.own_origin().len()..)
            .unwrap_or_default();
        rest.split_once('#').map_or(rest, |(rest, _)| rest)
    }

    fn line(&self, line: Line) -> &str {
        self.text.split('\n').nth(line as usize).unwrap_or_default()
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(lines: &[&str]) -> Head {
        Head::parse(lines.join("\n"))
    }

    #[test]
    fn the_url_falls_into_its_parts() {
        let head = head(&[
            "POST",
            "http://127.0.0.1:8788/v1/shops/juniper?cursor=a%20b&x=1",
        ]);
        assert_eq!(head.method, Method::Post);
        assert_eq!(head.own_origin(), "http://127.0.0.1:8788");
        assert_eq!(head.path(), "/v1/shops/juniper");
        assert_eq!(head.query_field("cursor").as_deref(), Some("a b"));
        assert_eq!(head.query_field("y"), None);
    }

    #[test]
    fn missing_headers_are_not_there() {
        let head = head(&["GET", "http://h/"]);
        assert_eq!(head.bearer(), None);
        assert_eq!(head.origin(), None);
        assert_eq!(head.idempotency_key(), None);
        assert_eq!(head.address(), None);
        assert!(!head.is_preflight());
    }

    #[test]
    fn only_bearer_credentials_are_read() {
        let cases = [
            ("Bearer abc", Some("abc")),
            ("bearer abc", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("Bearer ", None),
            ("abc", None),
        ];
        for (header, expected) in cases {
            assert_eq!(
                head(&["GET", "http://h/", header]).bearer(),
                expected,
                "{header}"
            );
        }
    }

    #[test]
    fn brotli_is_taken_where_it_is_accepted() {
        let cases = [
            ("gzip, br", true),
            ("br;q=1", true),
            ("gzip", false),
            ("br;q=0", false),
            ("", false),
        ];
        for (header, expected) in cases {
            let lines = ["GET", "http://h/", "", "", "", "", header];
            assert_eq!(head(&lines).accepts_brotli(), expected, "{header}");
        }
    }
}
