//! Texts that strangers wrote: nodes of words and of links, never markup.

use yew::Html;

use super::{said, text_of};
use crate::proof::fold::Fold;
use crate::proof::links::{Run, runs};
use crate::proof::words::Key;
use crate::view::{all, fixed, made, none, tag};

/// A text that is folded where it is long. The platform's own disclosure opens it, so that it can
/// be read, and found in the page, without any script.
pub(super) fn folded(fold: Option<&Fold>) -> Html {
    let Some(fold) = fold else { return none() };
    let head = paragraph(&fold.head);
    if fold.rest.is_empty() {
        return head;
    }
    let label = |class, key| tag("span", class, &[], vec![said(key)]);
    let summary = vec![
        label("when-closed", Key::ReadMore),
        label("when-open", Key::ReadLess),
    ];
    let summary = tag("summary", "button link", &[], summary);
    let rest = tag("details", "fold", &[], vec![summary, paragraph(&fold.rest)]);
    all(vec![head, rest])
}

/// A text that is shown whole.
pub(super) fn whole(text: &str) -> Html {
    paragraph(&runs(text))
}

fn paragraph(runs: &[Run]) -> Html {
    let attributes = [fixed("dir", "auto"), fixed("part", "text")];
    tag("p", "prose", &attributes, runs.iter().map(run).collect())
}

fn run(run: &Run) -> Html {
    match run {
        Run::Text(text) => text_of(text.clone()),
        Run::Link(address) => {
            let attributes = [
                made("href", address),
                fixed("rel", "ugc nofollow noopener"),
                fixed("target", "_blank"),
            ];
            tag("a", "", &attributes, vec![text_of(address.clone())])
        }
    }
}
