//! Asking: what an element of social proof shows, from the routes, where no fragment brought it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, encode_uri_component};
use shared::id::ProductId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::given::{Data, Given};
use super::subject::Subject;
use crate::api::{Call, Caller, Heard};
use crate::format::Formatter;
use crate::node::Node;
use crate::store::Store;

/// How many products one question may name.
const AT_ONCE: usize = 50;

/// Cards whose ratings are asked for together, each with whom to tell.
#[derive(Default)]
pub(crate) struct Cards(RefCell<Vec<(ProductId, Teller)>>);

struct Teller {
    found: Function,
    failed: Function,
}

/// What came of asking.
pub(crate) enum Asked {
    Answer(Node),
    /// The service said no.
    Refused,
    /// No answer, or none yet: asking again later may help.
    Nothing,
}

impl Given {
    /// What the page knows of an element whose data came from a route.
    pub(crate) fn here(store: &Store, subject: Subject, answer: Option<&Node>) -> Self {
        let data = answer.map(|answer| Data::read(subject.kind(), answer));
        Self {
            subject,
            format: Formatter::shared(store.formatter().locale(), None),
            data: data.unwrap_or(Data::Nothing),
        }
    }
}

/// Asks once.
pub(crate) async fn once(store: &Store, subject: &Subject) -> Asked {
    match subject {
        Subject::Stars(product) => card(store, product.clone()).await,
        Subject::Reviews(product) => {
            let path = ["/products/", &encoded(product), "/reviews"].concat();
            get(store, &path).await
        }
        Subject::Testimonials(_) => get(store, "/testimonials").await,
    }
}

async fn get(store: &Store, path: &str) -> Asked {
    match store.api().ask(Call::get(path, Caller::Anyone)).await {
        Heard::Answer(answer) if answer.is_ok() => Asked::Answer(answer.body),
        Heard::Answer(answer) if !answer.is_passing() => Asked::Refused,
        _ => Asked::Nothing,
    }
}

// All cards that ask within the same turn of the page are one question.
async fn card(store: &Store, product: ProductId) -> Asked {
    let promise = Promise::new(&mut |found, failed| {
        let mut waiting = store.cards().0.borrow_mut();
        if waiting.is_empty() {
            let store = store.clone();
            spawn_local(async move { ask_together(&store).await });
        }
        waiting.push((product.clone(), Teller { found, failed }));
    });
    match JsFuture::from(promise).await {
        Ok(answer) if answer.is_null() => Asked::Refused,
        Ok(answer) => Asked::Answer(Node::new(answer)),
        Err(_) => Asked::Nothing,
    }
}

async fn ask_together(store: &Store) {
    let waiting = store.cards().0.take();
    for some in waiting.chunks(AT_ONCE) {
        let asked = get(store, &path_of(some)).await;
        let ratings = match &asked {
            Asked::Answer(answer) => answer.list("ratings"),
            _ => Vec::new(),
        };
        for (product, teller) in some {
            let named = |node: &&Node| node.id("product").as_ref() == Some(product);
            let value = match &asked {
                Asked::Answer(answer) if some.len() == 1 => answer.value(),
                Asked::Answer(_) => match ratings.iter().find(named) {
                    Some(rating) => rating.value(),
                    None => &JsValue::NULL,
                },
                Asked::Refused | Asked::Nothing => &JsValue::NULL,
            };
            let function = match asked {
                Asked::Nothing => &teller.failed,
                _ => &teller.found,
            };
            // The functions of a promise never throw.
            let _ = function.call1(&JsValue::UNDEFINED, value);
        }
    }
}

fn path_of(some: &[(ProductId, Teller)]) -> String {
    if let [(product, _)] = some {
        return ["/products/", &encoded(product), "/rating"].concat();
    }
    let mut names: Vec<String> = some.iter().map(|(product, _)| encoded(product)).collect();
    names.sort();
    names.dedup();
    ["/ratings?products=", &names.join(",")].concat()
}

fn encoded(product: &ProductId) -> String {
    String::from(encode_uri_component(product.as_str()))
}

/// Asks until there is an answer; `put` is told what there is, and says whether it is still wanted.
pub(crate) async fn until_there(store: Store, subject: Subject, put: impl Fn(Rc<Given>) -> bool) {
    let mut attempt = 0;
    loop {
        let asked = once(&store, &subject).await;
        let answer = match &asked {
            Asked::Answer(answer) => Some(answer),
            Asked::Refused | Asked::Nothing => None,
        };
        let is_over = !matches!(asked, Asked::Nothing);
        // The first failure is shown, the others change nothing.
        if is_over || attempt == 0 {
            let given = Given::here(&store, subject.clone(), answer);
            if !put(Rc::new(given)) || is_over {
                return;
            }
        }
        attempt += 1;
        crate::timer::pause(crate::outbox::wait_ms(attempt, None)).await;
    }
}
