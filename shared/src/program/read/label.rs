//! The shop's own words.

use std::collections::BTreeMap;

use crate::document::Node;
use crate::limits::{LABEL_LENGTH_MAX, LANGUAGES_MAX};
use crate::program::{Forms, Label};

/// The most characters of a language tag.
pub(in crate::program) const TAG_LENGTH_MAX: usize = 35;
/// The form that every language has.
pub(in crate::program) const OTHER: &str = "other";
/// The plural forms of CLDR.
pub(in crate::program) const PLURALS: &[&str] = &["zero", "one", "two", "few", "many", OTHER];

/// A text by language.
pub(super) fn label(node: &Node<'_, '_>) -> Option<Label> {
    by_language(node, text).map(Label)
}

/// A noun by language and plural form.
pub(super) fn forms(node: &Node<'_, '_>) -> Option<Forms> {
    by_language(node, plural_forms).map(Forms)
}

fn text(node: &Node<'_, '_>) -> Option<String> {
    node.text(LABEL_LENGTH_MAX).map(str::to_owned)
}

fn plural_forms(node: &Node<'_, '_>) -> Option<BTreeMap<String, String>> {
    let fields = node.fields_only(PLURALS)?;
    // Every language has this form; the others fall back to it.
    let other = fields.required(OTHER).and_then(|node| text(&node));
    let is_more = |form: &&str| *form != OTHER && PLURALS.contains(form);
    let forms: Vec<Option<(String, String)>> = fields
        .iter()
        .filter(|(form, node)| is_more(form) && !node.value().is_null())
        .map(|(form, node)| Some((form.to_owned(), text(&node)?)))
        .collect();
    let mut forms: BTreeMap<String, String> = forms.into_iter().collect::<Option<_>>()?;
    forms.insert(OTHER.to_owned(), other?);
    Some(forms)
}

fn by_language<'a, 'f, T>(
    node: &Node<'a, 'f>,
    read: impl Fn(&Node<'a, 'f>) -> Option<T>,
) -> Option<BTreeMap<String, T>> {
    let fields = node.fields()?;
    let languages = fields.iter().count();
    if !(1..=LANGUAGES_MAX).contains(&languages) {
        return node.fault(format!(
            "found {languages} languages, allowed are 1 to {LANGUAGES_MAX}"
        ));
    }
    // Read every language before giving up, so that every fault is found.
    let texts: Vec<Option<(String, T)>> = fields
        .iter()
        .map(|(tag, node)| {
            if !is_language_tag(tag) {
                return node.fault(
                    "found a name that is no language tag; allowed are such as en or pt-BR",
                );
            }
            Some((tag.to_owned(), read(&node)?))
        })
        .collect();
    texts.into_iter().collect()
}

/// Whether a text has the shape of a language tag of BCP 47: a language of two or three letters,
/// then subtags.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.len() <= TAG_LENGTH_MAX && (2..=3).contains(&language.len()) && letters && parts.all(subtag)
}
