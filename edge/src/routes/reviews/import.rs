//! `POST /reviews/import`: reviews from a file, row by row as its bytes arrive. A bad row is listed
//! and costs no good one; the same file again changes nothing.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::id::{ImportKey, ProductId};
use shared::reviews::import::{BadRow, Import, Imported, Line, Reason, Refused};
use shared::reviews::{Buyer, Moderation, Origin, Review, ReviewId, Revision, Votes};

use super::hosts::Hosts;
use super::know;
use crate::caller;
use crate::fault::Fault;
use crate::host::{Cut, Pieces};
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::product::{
    self as object,
    command::{Answer, Ask},
};
use crate::objects::voices::{
    self,
    command::{Command, Remembered},
};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;

/// What became of a file.
#[derive(Debug, Default, Serialize)]
struct Report {
    format: Option<&'static str>,
    rows: u64,
    imported: u64,
    unchanged: u64,
    completed: u64,
    bad_rows: u64,
    bad: Vec<BadRow>,
    photos_left_out: usize,
    photo_hosts_left_out: Hosts,
}

/// An import that goes on.
struct Importing<'a> {
    incoming: &'a Incoming,
    shop: &'a Shop,
    report: Report,
    waiting: BTreeMap<ProductId, Vec<(ImportKey, Review)>>,
    count: usize,
}

/// Imports what the body has.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let key = incoming.idempotency_key()?.to_owned();
    let mut pieces = incoming.pieces(limits::IMPORT_BYTES).map_err(cut)?;
    let recall = Command::Recall { key: key.clone() };
    let known: Option<Remembered> = voices::ask(&incoming.env, &shop.id, &recall).await?;
    if let Some(known) = known {
        let mut hash = Sha256::new();
        while let Some(piece) = pieces.next().await.map_err(cut)? {
            hash.update(&piece);
        }
        return repeated(known, &STANDARD_NO_PAD.encode(hash.finalize()));
    }
    let mut importing = Importing {
        incoming,
        shop,
        report: Report::default(),
        waiting: BTreeMap::new(),
        count: 0,
    };
    let content = importing.read(pieces).await?;
    let answer = serde_json::to_string(&importing.report);
    let remembered = Remembered {
        content: content.clone(),
        answer: answer.map_err(|_| Fault::Unreadable("answer"))?,
    };
    // Where another request of this id was faster, its answer is the answer.
    let remember = Command::Remember { key, remembered };
    let kept: Remembered = voices::ask(&incoming.env, &shop.id, &remember).await?;
    repeated(kept, &content)
}

/// The answer that is kept of a request id, whose body has to be the same.
fn repeated(kept: Remembered, content: &str) -> Result<Reply, Failure> {
    if kept.content != content {
        return Err(Rejection::IdempotencyConflict.into());
    }
    Ok(Reply::json_text(200, kept.answer))
}

fn cut(cut: Cut) -> Failure {
    let rejection = match cut {
        Cut::Broken => Rejection::Malformed("The body ended before its end."),
        Cut::TooLong => Rejection::TooLarge,
    };
    rejection.into()
}

impl Importing<'_> {
    /// Reads the body to its end, and gives its hash.
    async fn read(&mut self, mut pieces: Pieces) -> Result<String, Failure> {
        let mut hash = Sha256::new();
        let mut import = Import::new(self.incoming.time());
        while let Some(piece) = pieces.next().await.map_err(cut)? {
            hash.update(&piece);
            import
                .push(&piece, |line| self.take(line))
                .map_err(|it| refused(&it))?;
            if self.count >= limits::IMPORTED_AT_ONCE {
                self.send().await?;
            }
        }
        let format = import.finish(|line| self.take(line));
        self.report.format = Some(format.map_err(|it| refused(&it))?.slug());
        self.send().await?;
        Ok(STANDARD_NO_PAD.encode(hash.finalize()))
    }

    /// Takes a row: a review waits for its product's turn, a bad row is listed.
    fn take(&mut self, line: Line) {
        self.report.rows += 1;
        match line.and_then(with_product) {
            Ok((product, mut imported)) => {
                let hosts = &mut self.report.photo_hosts_left_out;
                let forbidden = hosts.sift(&mut imported.photos, &self.shop.reviews);
                self.report.photos_left_out += imported.photos_left_out + forbidden;
                let (key, review) = review(imported);
                self.waiting.entry(product).or_default().push((key, review));
                self.count += 1;
            }
            Err(bad) => {
                self.report.bad_rows += 1;
                if self.report.bad.len() < limits::BAD_ROWS {
                    self.report.bad.push(bad);
                }
            }
        }
    }

    /// Tells the products of the reviews that wait; they are known before that.
    async fn send(&mut self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        self.count = 0;
        if waiting.is_empty() {
            return Ok(());
        }
        let products = waiting.keys().cloned().collect();
        know(self.incoming, self.shop, products).await?;
        for (product, mut rows) in waiting {
            while !rows.is_empty() {
                let rest = rows.split_off(rows.len().min(limits::IMPORTED_IN_A_TURN));
                self.send_to(&product, rows).await?;
                rows = rest;
            }
        }
        Ok(())
    }

    async fn send_to(
        &mut self,
        product: &ProductId,
        rows: Vec<(ImportKey, Review)>,
    ) -> Result<(), Failure> {
        let sent = rows.len() as u64;
        let (env, shop) = (&self.incoming.env, &self.shop.id);
        match object::ask(env, shop, product, Ask::Import { rows }).await? {
            Answer::Imported {
                imported,
                completed,
            } => {
                self.report.imported += imported;
                self.report.completed += completed;
                self.report.unchanged += sent.saturating_sub(imported + completed);
                Ok(())
            }
            _ => Err(Fault::Unreadable("answer").into()),
        }
    }
}

fn with_product(imported: Imported) -> Result<(ProductId, Imported), BadRow> {
    match imported.product.product() {
        Some(product) => Ok((product, imported)),
        None => Err(BadRow {
            line: imported.line,
            column: None,
            reason: Reason::NotAProduct,
        }),
    }
}

/// A review of a file as it is kept; its product names it. Nobody we know wrote it, and what the
/// file says of a purchase is not taken.
fn review(imported: Imported) -> (ImportKey, Review) {
    let published = imported.moderation == Moderation::Published;
    let review = Review {
        id: ReviewId::MAX,
        shopper: None,
        rating: imported.rating,
        title: imported.title,
        body: imported.body,
        author: imported.author,
        photos: imported.photos,
        buyer: Buyer::Unknown,
        origin: Origin::Imported { app: imported.app },
        at: imported.at,
        edited_at: None,
        published_at: published.then_some(imported.at),
        incentive: imported.incentive,
        votes: Votes::default(),
        reply: imported.reply,
        moderation: imported.moderation,
        revision: Revision::FIRST,
    };
    (imported.key, review)
}

fn refused(refused: &Refused) -> Failure {
    Rejection::invalid("", refused.to_string()).into()
}
