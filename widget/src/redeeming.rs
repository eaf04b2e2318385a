//! Redeeming: from the shopper's confirmation to a final answer, whatever happens between.

use std::rc::Rc;

use js_sys::JSON;
use shared::Points;
use shared::id::RewardId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::account::{Account, Redemption, Refusal};
use crate::api::{Answer, Call, Caller, Heard};
use crate::event::{Event, tell};
use crate::node::{Node, object};
use crate::outbox::{Attempt, Next, Outbox, Request, wait_ms};
use crate::read;
use crate::session::{News, Session};
use crate::state::{Redeeming, Returning};
use crate::storage::Browser;
use crate::store::Store;
use crate::timer::pause;

/// What is given for a reward.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Price<'a> {
    /// Its own points.
    Fixed,
    /// As many points as the shopper chose.
    Chosen(Points),
    /// Nothing: it was given.
    Gift(&'a str),
}

impl Store {
    /// Redeems a reward that the shopper has just confirmed in `host`.
    pub(crate) fn redeem(&self, host: &HtmlElement, reward: &RewardId, price: Price<'_>) {
        let Some(account) = self.state().account().cloned() else {
            return;
        };
        if self.state().redeeming.is_open() {
            return;
        }
        let Some(body) = self.body(&account, reward, price) else {
            return;
        };
        let request = Request {
            id: random_uuid(),
            body,
        };
        self.outbox(&account).keep(&request);
        self.send(request, reward.clone(), Some(host.clone()));
    }

    /// Sends again what an earlier page left without a final answer.
    pub(crate) fn resume(&self) {
        let Some(account) = self.state().account().cloned() else {
            return;
        };
        for request in self.outbox(&account).unfinished() {
            let known = self.sending().borrow().contains(&request.id);
            let body = JSON::parse(&request.body).map(Node::new).ok();
            let reward = body.and_then(|body| body.id("reward"));
            match reward {
                Some(reward) if !known => self.send(request, reward, None),
                Some(_) => {}
                None => self.outbox(&account).clear(&request.id),
            }
        }
    }

    fn body(&self, account: &Account, reward: &RewardId, price: Price<'_>) -> Option<String> {
        let mut members = vec![
            ("reward", JsValue::from_str(reward.as_str())),
            ("program", JsValue::from_f64(account.program as f64)),
        ];
        match price {
            Price::Fixed => {}
            Price::Chosen(points) => {
                members.push(("points", JsValue::from_f64(points.get() as f64)));
            }
            Price::Gift(id) => members.push(("gift", JsValue::from_str(id))),
        }
        if let Some(cart) = self.cart_value() {
            members.push(("cart", cart));
        }
        JSON::stringify(&object(&members)).ok()?.as_string()
    }

    fn outbox(&self, account: &Account) -> Outbox<Browser> {
        Outbox::of(self.shop(), &account.shopper, Browser::open())
    }

    fn send(&self, request: Request, reward: RewardId, host: Option<HtmlElement>) {
        self.sending().borrow_mut().push(request.id.clone());
        let working = Redeeming::Working {
            reward: reward.clone(),
        };
        self.change(|state| state.redeeming = working);
        let store = self.clone();
        spawn_local(async move {
            let turn = store.turn();
            let answer = store.deliver(&request, &reward, turn).await;
            if store.turn() == turn {
                store.sending().borrow_mut().retain(|id| *id != request.id);
                match answer {
                    Some(answer) => {
                        store
                            .conclude(&request, &reward, answer, host.as_ref())
                            .await
                    }
                    None => store.forget(News::Nobody),
                }
            }
        });
    }

    // Until the answer is final; nothing when the shopper is no longer there to receive it.
    async fn deliver(&self, request: &Request, reward: &RewardId, turn: u32) -> Option<Answer> {
        let mut repeats = 0;
        loop {
            let mut call = Call::post("/redemptions", &request.body, Caller::Shopper);
            call.key = Some(&request.id);
            let (attempt, answer) = match self.api().ask(call).await {
                Heard::Nobody => return None,
                Heard::Answer(answer) => (Attempt::Answered(answer.status), Some(answer)),
                Heard::Nothing => (Attempt::Unanswered, None),
            };
            let retry_after = answer.as_ref().and_then(|answer| answer.retry_after);
            if attempt.next() == Next::Clear {
                return answer;
            }
            if self.turn() != turn {
                return None;
            }
            let waiting = Redeeming::Waiting {
                reward: reward.clone(),
            };
            self.change(|state| state.redeeming = waiting);
            pause(wait_ms(repeats, retry_after)).await;
            repeats += 1;
            if self.turn() != turn {
                return None;
            }
        }
    }

    async fn conclude(
        &self,
        request: &Request,
        reward: &RewardId,
        answer: Answer,
        host: Option<&HtmlElement>,
    ) {
        if let Some(account) = self.state().account() {
            self.outbox(account).clear(&request.id);
        }
        let granted = read::redemption(&answer.body).filter(|_| answer.is_ok());
        let outcome = match granted {
            Some(redemption) => {
                tell(self, host, Event::Redeemed(answer.body.value()));
                self.settle(reward, Ok(answer.body.value()));
                self.grant(Rc::new(redemption))
            }
            None => self.refuse(reward, &answer, host),
        };
        self.change(|state| state.redeeming = outcome);
        self.refresh().await;
    }

    // Shows the redemption at once; the account that is fetched next says the rest.
    fn grant(&self, redemption: Rc<Redemption>) -> Redeeming {
        let account = self.state().account().map(|account| {
            let mut account = Account::clone(account);
            account
                .redemptions
                .retain(|known| known.id != redemption.id);
            account.redemptions.insert(0, Rc::clone(&redemption));
            Rc::new(account)
        });
        if let Some(account) = account {
            self.change(|state| state.session = Session::Ready(account));
        }
        Redeeming::Done { redemption }
    }

    fn refuse(&self, reward: &RewardId, answer: &Answer, host: Option<&HtmlElement>) -> Redeeming {
        let (slug, reward) = (answer.slug(), reward.clone());
        self.settle(&reward, Err(&slug));
        if slug == "program-changed" {
            tell(
                self,
                host,
                Event::Declined {
                    reward: &reward,
                    decline: &slug,
                },
            );
            return Redeeming::Changed { reward };
        }
        let why = read::decline(&slug);
        if answer.status == 409 && slug != "idempotency-conflict" {
            tell(
                self,
                host,
                Event::Declined {
                    reward: &reward,
                    decline: &slug,
                },
            );
            let refusal = Refusal {
                why,
                missing: answer.body.points("missing"),
            };
            return Redeeming::Declined { reward, refusal };
        }
        tell(self, host, Event::Error { reason: &slug });
        Redeeming::Refused { reward }
    }

    /// Gives the points of a redemption back.
    pub(crate) fn give_back(&self, redemption: &Rc<Redemption>) {
        let (store, redemption) = (self.clone(), Rc::clone(redemption));
        let id = redemption.id.clone();
        self.change(|state| state.returning = Returning::Working { redemption: id });
        spawn_local(async move {
            let path = ["/redemptions/", redemption.id.as_str()].concat();
            let call = Call {
                method: "DELETE",
                ..Call::get(&path, Caller::Shopper)
            };
            let turn = store.turn();
            let heard = store.api().ask(call).await;
            if store.turn() != turn {
                return;
            }
            let id = redemption.id.clone();
            let outcome = match heard {
                Heard::Answer(answer) if answer.is_ok() => Returning::Done {
                    points: redemption.points,
                },
                Heard::Answer(answer) if answer.slug() == "presented" => {
                    Returning::Presented { redemption: id }
                }
                _ => Returning::Failed { redemption: id },
            };
            // What is shown changes together with the balance it changes.
            store.refresh().await;
            store.change(|state| state.returning = outcome);
        });
    }

    /// Takes back what is said beside a reward.
    pub(crate) fn dismiss(&self) {
        if !self.state().redeeming.is_open() {
            self.change(|state| state.redeeming = Redeeming::Idle);
        }
    }
}

#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> String;
}
