//! `GET /fragments`: the public elements of a page in one answer, the same for everybody.

mod data;

use accolade_widget::fragment::locale_of;
use serde_json::json;
use shared::Time;

use crate::caller;
use crate::fragments::build::Build;
use crate::fragments::piece::{self, Sheet, Told};
use crate::fragments::query::Asked;
use crate::http::etag;
use crate::http::reply::Reply;
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
    let tag = tag(&build, timezone, &canonical, &told);
    if etag::is_known(incoming.head.if_none_match(), &tag) {
        return Ok(fresh(Reply::empty(304), &tag));
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
    Ok(fresh(Reply::json(200, &body)?, &tag))
}

fn fresh(reply: Reply, tag: &str) -> Reply {
    reply.header("etag", tag).header("cache-control", CACHE)
}

/// The time in an answer is that of the first who asked, and no news.
fn tag(build: &Build, timezone: &str, canonical: &str, told: &[Told]) -> String {
    let mut of = vec![build.assets(""), build.drawn_for().to_owned()];
    of.extend([timezone.to_owned(), canonical.to_owned()]);
    of.extend(told.iter().map(|told| told.answer.to_string()));
    etag::weak(&of.join("\n"))
}
