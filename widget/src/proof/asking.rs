//! Asking for another part of a list, for the shopper's own part, and for a vote to be counted.

use js_sys::encode_uri_component;
use shared::id::ProductId;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::ballot::{Ballot, Vote};
use super::news::{Count, News, Part};
use super::query::Query;
use super::reading;
use super::review::Listing;
use super::side::Message;
use super::visit::Own;
use crate::api::{Call, Caller, Heard};
use crate::store::Store;

/// One element's way to ask.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(crate) store: Store,
    pub(crate) product: ProductId,
    pub(crate) link: Callback<Message>,
}

impl Asker {
    /// The address of the product's reviews.
    pub(crate) fn path(&self, rest: &str) -> String {
        [
            "/products/",
            &encoded(self.product.as_str()),
            "/reviews",
            rest,
        ]
        .concat()
    }

    pub(crate) fn tell(&self, news: News) {
        self.link.emit(Message::Came(Box::new(news)));
    }

    /// Asks for a list from its beginning, or from where it was read up to.
    pub(crate) fn list(self, query: Query, cursor: Option<String>) {
        spawn_local(async move {
            let part = match cursor {
                None => Part::First,
                Some(_) => Part::Next,
            };
            let page = self.fetch(query, cursor).await;
            self.tell(News::Page { query, part, page });
        });
    }

    async fn fetch(&self, query: Query, cursor: Option<String>) -> Option<Listing> {
        let mut path = self.path(&query.written());
        if let Some(cursor) = cursor {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str("cursor=");
            path.push_str(&encoded(&cursor));
        }
        match self.store.api().ask(Call::get(&path, Caller::Anyone)).await {
            Heard::Answer(answer) if answer.is_ok() => reading::listing(&answer.body, query),
            _ => None,
        }
    }

    /// Asks for the shopper's own part. Without an answer nothing changes: everybody's is there.
    pub(crate) fn own(self) {
        spawn_local(async move {
            let turn = self.store.turn();
            let own = self.fetch_own().await;
            if self.store.turn() == turn {
                self.tell(News::Own(own));
            }
        });
    }

    async fn fetch_own(&self) -> Option<Own> {
        let path = self.path("/mine");
        match self
            .store
            .api()
            .ask(Call::get(&path, Caller::Shopper))
            .await
        {
            Heard::Answer(answer) if answer.is_ok() => Some(reading::own(&answer.body)),
            _ => None,
        }
    }

    /// Sends a vote.
    pub(crate) fn vote(self, review: String, ballot: Ballot) {
        spawn_local(async move {
            let turn = self.store.turn();
            let product = encoded(self.product.as_str());
            let path = ["/reviews/", &product, "/", &encoded(&review), "/votes"].concat();
            let call = Call::post(&path, ballot.message(), Caller::Shopper);
            let count = match self.store.api().ask(call).await {
                Heard::Nobody => Count::SignedOut,
                Heard::Answer(answer) if answer.is_ok() => Count::Counted(Ballot {
                    helpful: answer.body.whole("helpful").unwrap_or(ballot.helpful),
                    unhelpful: answer.body.whole("unhelpful").unwrap_or(ballot.unhelpful),
                    yours: answer
                        .body
                        .at("yours")
                        .map(|yours| match yours.value().is_truthy() {
                            true => Vote::Helpful,
                            false => Vote::Unhelpful,
                        }),
                }),
                Heard::Answer(answer) if answer.slug() == "own-review" => Count::Own,
                Heard::Answer(_) | Heard::Nothing => Count::Lost,
            };
            if self.store.turn() == turn {
                self.tell(News::Counted { review, count });
            }
        });
    }
}

fn encoded(text: &str) -> String {
    String::from(encode_uri_component(text))
}
