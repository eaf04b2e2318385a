//! The page that a problem's `type` leads to.

use super::catalog::{self, Entry};
use crate::http::reply::Reply;

/// The page of a slug, or of all of them; nothing where there is no such problem.
pub fn page(slug: Option<&str>) -> Option<Reply> {
    let html = match slug {
        Some(slug) => one(catalog::find(slug)?),
        None => all(),
    };
    let reply = Reply::text(200, "text/html; charset=utf-8", html);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    Some(
        reply
            .header("content-security-policy", policy)
            .header("cache-control", "public, max-age=3600"),
    )
}

fn one(entry: Entry) -> String {
    let Entry {
        slug,
        title,
        status,
        explanation,
    } = entry;
    document(
        title,
        &format!("<h1>{title}</h1><p>{explanation}</p><p><code>{slug}</code>, status {status}</p>"),
    )
}

fn all() -> String {
    let item = |entry: Entry| {
        let Entry {
            slug,
            title,
            explanation,
            ..
        } = entry;
        format!("<dt><a href=\"/problems/{slug}\">{title}</a></dt><dd>{explanation}</dd>")
    };
    let items: String = catalog::all().map(item).collect();
    document("Problems", &format!("<h1>Problems</h1><dl>{items}</dl>"))
}

fn document(title: &str, body: &str) -> String {
    const STYLE: &str = "body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;\
        padding:0 1rem;color-scheme:light dark}dt{margin-top:1rem;font-weight:600}dd{margin:0}";
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width\"><title>{title} - Accolade</title>\
        <style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_a_page() {
        for entry in catalog::all() {
            let page = page(Some(entry.slug)).unwrap();
            assert!(page.body().contains(entry.explanation));
        }
        assert!(page(None).is_some());
    }

    #[test]
    fn there_is_no_page_for_anything_else() {
        assert!(page(Some("")).is_none());
        assert!(page(Some("<script>")).is_none());
    }
}
