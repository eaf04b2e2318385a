//! `GET /fragments`: the public elements of a page in one answer, the same for everybody.

mod data;

use accolade_widget::fragment::locale_of;
use serde_json::json;
use shared::Time;

use crate::caller;
use crate::fragments::build::Build;
use crate::fragments::piece::{self, Sheet, Told};
use crate::fragments::query::Asked;
use crate::http::reply::Reply;
use crate::keys::mac;
use crate::problem::Failure;
use crate::request::Incoming;
use crate::shop::open::Shop;

const CACHE: &str = "public, max-age=0, s-maxage=30, stale-while-revalidate=300";
/// A query that is written otherwise leads where it should have gone, for a day.
const LEADS: &str = "public, max-age=86400";

/// Draws what is asked for.
pub(super) async fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::anyone(&incoming.head, incoming.now)?;
    let asked = Asked::parse(incoming.head.query())?;
    let canonical = asked.canonical();
    if canonical != incoming.head.query() {
        let target = format!("{}?{canonical}", incoming.head.path());
        let reply = Reply::empty(308).header("location", &target);
        return Ok(reply.header("cache-control", LEADS));
    }
    let build = Build::read(incoming).await?;
    let told = data::proof_data(incoming, shop, &asked.subjects).await?;
    let timezone = shop.program.as_ref().map(|it| it.program.zone.as_str());
    let timezone = timezone.unwrap_or("UTC");
    let etag = etag(&build, timezone, &canonical, &told);
    if is_known(incoming.head.if_none_match(), &etag) {
        return Ok(fresh(Reply::empty(304), &etag));
    }
    let assets = build.assets(incoming.head.own_origin());
    // Milliseconds since 1970 are far below the end of an i64.
    let now = Time::from_unix_ms(incoming.now as i64).to_string();
    let sheet = Sheet {
        build: build.drawn_for(),
        assets: &assets,
        locale: locale_of(&asked.locale),
        timezone,
        now: &now,
    };
    let mut fragments = Vec::new();
    for (subject, told) in asked.subjects.iter().zip(told) {
        fragments.push(piece::draw(&sheet, asked.form, subject, told)?);
    }
    let body = json!({
        "locale": sheet.locale,
        "assets": sheet.assets,
        "fragments": fragments,
    });
    Ok(fresh(Reply::json(200, &body)?, &etag))
}

fn fresh(reply: Reply, etag: &str) -> Reply {
    reply.header("etag", etag).header("cache-control", CACHE)
}

/// Weak: the time in it is that of the first who asked.
fn etag(build: &Build, timezone: &str, canonical: &str, told: &[Told]) -> String {
    let mut of = vec![build.assets(""), build.drawn_for().to_owned()];
    of.extend([timezone.to_owned(), canonical.to_owned()]);
    of.extend(told.iter().map(|told| told.answer.to_string()));
    let hash = mac::sha256(of.join("\n").as_bytes());
    let hex: String = hash.iter().take(12).map(|it| format!("{it:02x}")).collect();
    format!("W/\"{hex}\"")
}

fn is_known(known: &str, etag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.split(',').any(|tag| strong(tag) == strong(etag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_weak_or_strong_and_among_others() {
        let etag = "W/\"ab\"";
        for known in ["W/\"ab\"", "\"ab\"", "\"cd\", W/\"ab\""] {
            assert!(is_known(known, etag), "{known}");
        }
        for known in ["", "\"cd\"", "ab"] {
            assert!(!is_known(known, etag), "{known}");
        }
    }
}
