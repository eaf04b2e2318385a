//! A piece: one element drawn, in the form it was asked for.

use accolade_widget::Subject;
use accolade_widget::fragment::{self, Fragment};
use serde::Serialize;
use serde_json::{Value, json};
use shared::reviews::script_safe;

use super::query::Form;
use crate::fault::Fault;

/// What an element is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The answer of the element's route.
    pub answer: Value,
    /// What search engines are told, beside a product's reviews.
    pub json_ld: Option<Value>,
}

/// What all pieces of an answer have in common.
pub struct Sheet<'a> {
    /// The build whose wasm may take over.
    pub build: &'a str,
    /// Where the page's files are.
    pub assets: &'a str,
    /// The locale that is written in.
    pub locale: &'a str,
    /// The timezone of the shop's days.
    pub timezone: &'a str,
    /// When the data was read.
    pub now: &'a str,
}

/// One element.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// Which.
    e: String,
    html: String,
    /// What the loader needs beside the markup; inside it where that is a whole root.
    #[serde(flatten)]
    carried: Option<Carried>,
    #[serde(skip_serializing_if = "Option::is_none")]
    json_ld: Option<String>,
}

/// What a fragment carries.
#[derive(Debug, Serialize)]
struct Carried {
    build: String,
    nodes: usize,
    given: Value,
}

/// Draws an element.
pub fn draw(sheet: &Sheet<'_>, form: Form, subject: &Subject, told: Told) -> Result<Piece, Fault> {
    let given = json!({
        "e": subject.to_string(),
        "locale": sheet.locale,
        "timezone": sheet.timezone,
        "now": sheet.now,
        "data": told.answer,
    });
    let drawn = fragment::draw(&given.to_string());
    let Fragment { html, nodes } = drawn.ok_or(Fault::Unreadable("fragment"))?;
    let carried = Carried {
        build: sheet.build.to_owned(),
        nodes,
        given,
    };
    let json_ld = told.json_ld.as_ref().map(script_safe);
    let e = subject.to_string();
    Ok(match form {
        Form::Parts => Piece {
            e,
            html,
            carried: Some(carried),
            json_ld,
        },
        Form::Inline => Piece {
            e,
            html: root(sheet, &html, &carried)?,
            carried: None,
            json_ld: json_ld.map(|text| beside(subject, &text)),
        },
    })
}

/// A whole root. Nothing in it needs more of a page's policy than that it may load the sheet.
fn root(sheet: &Sheet<'_>, html: &str, carried: &Carried) -> Result<String, Fault> {
    let carried = serde_json::to_value(carried).map_err(|_| Fault::Unreadable("fragment"))?;
    let carried = script_safe(&carried);
    let assets = attribute(sheet.assets);
    Ok(format!(
        "<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"{assets}accolade.css\">\
         <div>{html}</div><script type=\"application/json\">{carried}</script></template>"
    ))
}

/// What stands beside the element, for search engines.
fn beside(subject: &Subject, json_ld: &str) -> String {
    let product = attribute(subject.of());
    format!("<script type=\"application/ld+json\" data-accolade=\"{product}\">{json_ld}</script>")
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_root_ends_its_script_or_an_attribute() {
        let hostile = "</script></template><img src=x onerror=alert(1)>\"";
        let sheet = Sheet {
            build: "b",
            assets: "https://edge/a/b/",
            locale: "en",
            timezone: "UTC",
            now: "2026-01-01T00:00:00Z",
        };
        let carried = Carried {
            build: "b".into(),
            nodes: 1,
            given: json!({"data": {"body": hostile}}),
        };
        let root = root(&sheet, "<p></p>", &carried).unwrap();
        assert_eq!(root.matches("</script>").count(), 1, "{root}");
        assert_eq!(root.matches("</template>").count(), 1, "{root}");
        assert!(!root.contains("<img"), "{root}");
        let subject = Subject::parse("reviews:\"><b>").unwrap();
        assert!(!beside(&subject, "{}").contains("\"><b>"));
    }
}
