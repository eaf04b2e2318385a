//! `GET /reviews/export`: all reviews of a shop, a page at a time, to take them elsewhere.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use shared::id::ProductId;
use shared::reviews::ReviewId;
use shared::reviews::export::{Exported, csv_header, csv_row};

use crate::caller;
use crate::http::reply::Reply;
use crate::objects::voices::{
    self,
    command::{Command, Voice, Voices},
};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;

/// What an export is written in.
#[derive(Clone, Copy)]
enum Format {
    Csv,
    Json,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// A page of all reviews; where there is another, its address is in the `Link` header. Only the
/// first page of CSV has the line of names, so that pages put together are a file.
pub(super) async fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let format = match incoming.head.query_field("format").as_deref() {
        None | Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        Some(_) => return Err(Rejection::Malformed("The format is csv or json.").into()),
    };
    let after = match incoming.head.query_field("cursor") {
        Some(cursor) => Some(
            read_cursor(&cursor).ok_or(Rejection::Malformed("The cursor is not one of ours."))?,
        ),
        None => None,
    };
    let is_first = after.is_none();
    let command = Command::Export { after };
    let Voices { voices, has_more } = voices::ask(&incoming.env, &shop.id, &command).await?;
    let exported = voices
        .iter()
        .map(|it| Exported::of(&it.key, &it.product, &it.review));
    let reply = match format {
        Format::Csv => {
            let head = if is_first {
                csv_header()
            } else {
                String::new()
            };
            let rows: String = exported.map(|review| csv_row(&review)).collect();
            Reply::text(200, "text/csv; charset=utf-8", head + &rows)
                .header("cache-control", "no-store")
                .header(
                    "content-disposition",
                    "attachment; filename=\"reviews.csv\"",
                )
        }
        Format::Json => {
            let reviews: Vec<Exported<'_>> = exported.collect();
            Reply::json(200, &json!({"reviews": reviews}))?
        }
    };
    let last = voices.last().filter(|_| has_more);
    Ok(match last {
        Some(last) => reply.header("link", &link(incoming, format, last)),
        None => reply,
    })
}

fn link(incoming: &Incoming, format: Format, last: &Voice) -> String {
    let (origin, path) = (incoming.head.own_origin(), incoming.head.path());
    let cursor = URL_SAFE_NO_PAD.encode(format!("{} {}", last.review.id, last.product));
    let format = format.name();
    format!("<{origin}{path}?format={format}&cursor={cursor}>; rel=\"next\"")
}

fn read_cursor(cursor: &str) -> Option<(ProductId, ReviewId)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (review, product) = text.split_once(' ')?;
    Some((product.parse().ok()?, review.parse().ok()?))
}
