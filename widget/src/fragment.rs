//! Fragments: elements drawn to text, for the edge to send before any wasm of the page is there.

use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::JSON;
use yew::LocalServerRenderer;

use crate::node::Node;
use crate::proof::{Given, Proof, Props};
use crate::store::english_of;

/// An element, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// What stands in the node that the element is drawn into.
    pub html: String,
    /// How many elements and comments that is: a page where there are more or fewer has changed
    /// them, and no longer has what was drawn.
    pub nodes: usize,
}

/// The locale that a page in this one is spoken to in.
pub fn locale_of(locale: &str) -> &str {
    english_of(locale)
}

/// Draws an element from what it is given, as JSON: `{e, locale, timezone, now, data}`.
pub fn draw(given: &str) -> Option<Fragment> {
    let given = Given::read(&Node::new(JSON::parse(given).ok()?))?;
    let props = Props {
        given: Rc::new(given),
        page: None,
    };
    let render = pin!(LocalServerRenderer::<Proof>::with_props(props).render());
    // Nothing here waits for anything, so the first poll is the last.
    let Poll::Ready(html) = render.poll(&mut Context::from_waker(Waker::noop())) else {
        return None;
    };
    let nodes = count(&html);
    Some(Fragment { html, nodes })
}

/// How many elements and comments a markup has that the renderer wrote: text in it has no `<`, and
/// every attribute stands in double quotes.
fn count(html: &str) -> usize {
    let mut nodes = 0;
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            nodes += 1;
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else {
            nodes += usize::from(!after.starts_with('/'));
            rest = behind_tag(after);
        }
    }
    nodes
}

fn behind_tag(text: &str) -> &str {
    let mut is_quoted = false;
    let end = text.find(|c| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.and_then(|end| text.get(end + 1..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn elements_and_comments_count_and_text_does_not() {
        let cases = [
            ("", 0),
            ("only text", 0),
            ("<p>one</p>", 1),
            ("<!--<[]>--><p>two &lt;b&gt;</p><!--</[]>-->", 3),
            ("<p aria-label=\"a > b <i>\"><br></p>", 2),
            ("<svg><path d=\"M0 0\"></path></svg>", 2),
        ];
        for (html, nodes) in cases {
            assert_eq!(count(html), nodes, "{html}");
        }
    }
}
