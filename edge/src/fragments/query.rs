//! The query of fragments: one way to write each, so that caches keep each once.

use accolade_widget::{ProofKind, Subject};

use crate::http::percent;
use crate::limits;
use crate::problem::Rejection;

/// In which form fragments are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For the page's loader, which makes the roots.
    #[default]
    Parts,
    /// For a shop's server, which puts whole roots into its own HTML.
    Inline,
}

/// Which fragments are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The form.
    pub form: Form,
    /// The elements, in the order of their text, each once.
    pub subjects: Vec<Subject>,
    /// The page's locale.
    pub locale: String,
}

impl Asked {
    /// Reads a query.
    pub fn parse(query: &str) -> Result<Self, Rejection> {
        let mut asked = Self {
            form: Form::default(),
            subjects: Vec::new(),
            locale: "en".to_owned(),
        };
        for field in query.split('&') {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let value = percent::decode_form(value).unwrap_or_default();
            match (name, value.as_str()) {
                ("e", text) => asked.subjects.push(subject(text)?),
                ("as", "html") => asked.form = Form::Inline,
                ("locale", text) if is_locale(text) => asked.locale = value,
                ("locale", _) => return Err(Rejection::Malformed("The locale is none.")),
                _ => return Err(Rejection::Malformed(UNKNOWN)),
            }
        }
        asked.subjects.sort_by_cached_key(encoded);
        asked.subjects.dedup();
        asked.within_limits()
    }

    /// The query as it should be written: this one is kept, others lead to it.
    pub fn canonical(&self) -> String {
        let mut fields = Vec::new();
        if self.form == Form::Inline {
            fields.push("as=html".to_owned());
        }
        fields.extend(self.subjects.iter().map(|it| format!("e={}", encoded(it))));
        fields.push(format!("locale={}", self.locale));
        fields.join("&")
    }

    fn within_limits(self) -> Result<Self, Rejection> {
        let lists = self
            .subjects
            .iter()
            .filter(|it| it.kind() != ProofKind::Stars);
        let is_much = lists.count() > limits::FRAGMENT_LISTS;
        match self.subjects.len() {
            0 => Err(Rejection::Malformed("The query names no element.")),
            some if is_much || some > limits::FRAGMENTS => Err(Rejection::TooLarge),
            _ => Ok(self),
        }
    }
}

const UNKNOWN: &str = "Fragments are asked for with `e`, `locale` and `as=html` alone.";

fn subject(text: &str) -> Result<Subject, Rejection> {
    Subject::parse(text).ok_or(Rejection::Malformed("There is no such element."))
}

fn encoded(subject: &Subject) -> String {
    let of = percent::encode(subject.of());
    format!("{}:{of}", subject.kind().name())
}

/// Whether a text has the form of a language tag.
fn is_locale(text: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    text.len() <= limits::LOCALE && text.split('-').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_query_has_one_form() {
        let cases = [
            ("e=stars:88", "e=stars:88&locale=en"),
            ("locale=en-GB&e=stars:88", "e=stars:88&locale=en-GB"),
            (
                "e=testimonials:wall&e=stars:88&e=reviews%3A88&e=stars:88&locale=de",
                "e=reviews:88&e=stars:88&e=testimonials:wall&locale=de",
            ),
            (
                "e=stars:b&e=stars%3aa%2fb%26c&as=html&locale=en",
                "as=html&e=stars:a%2Fb%26c&e=stars:b&locale=en",
            ),
            (
                "e=reviews:gid://shopify/Product/88&locale=en",
                "e=reviews:88&locale=en",
            ),
        ];
        for (query, canonical) in cases {
            let asked = Asked::parse(query).unwrap();
            assert_eq!(asked.canonical(), canonical, "{query}");
            assert_eq!(Asked::parse(canonical), Ok(asked), "{query}");
        }
    }

    #[test]
    fn what_is_no_query() {
        for query in [
            "",
            "locale=en",
            "e=",
            "e=stars",
            "e=balance:1",
            "e=stars:88&v=1",
            "e=stars:88&as=json",
            "e=stars:88&locale=",
            "e=stars:88&locale=en_US",
            "e=stars:88&locale=en-",
            "e=stars:%ff",
            "e=stars:88&",
        ] {
            let refused = matches!(Asked::parse(query), Err(Rejection::Malformed(_)));
            assert!(refused, "{query}");
        }
        let many = |count: usize, kind: &str| {
            let fields = (0..count).map(|it| format!("e={kind}:{it}"));
            Asked::parse(&fields.collect::<Vec<_>>().join("&")).map(drop)
        };
        assert_eq!(many(limits::FRAGMENTS, "stars"), Ok(()));
        assert_eq!(
            many(limits::FRAGMENTS + 1, "stars"),
            Err(Rejection::TooLarge)
        );
        assert_eq!(many(limits::FRAGMENT_LISTS, "reviews"), Ok(()));
        assert_eq!(
            many(limits::FRAGMENT_LISTS + 1, "reviews"),
            Err(Rejection::TooLarge)
        );
    }
}
