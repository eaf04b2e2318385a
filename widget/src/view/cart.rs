//! The cart: what it earns, and points as money on it.

use yew::{Html, html};

use super::{Scene, choice, chooser, notice, offer, panel, voucher};
use crate::account::{Effect, Offer};
use crate::element::Message;
use crate::session::Session;
use crate::state::Quoting;
use crate::words::{self, Key};

/// The cart element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    html! {
        <>
            <p class="sr" role="status">{ scene.desk.said.clone() }</p>
            { earns(scene) }
            { spending(scene) }
        </>
    }
}

fn earns(scene: &Scene<'_>) -> Html {
    let quote = match &scene.state.quoting {
        Quoting::NoCart => return line(words::say(Key::CartEmpty, &[])),
        Quoting::Unreachable | Quoting::Unusable => {
            return html! {
                <div class="notice" role="status">
                    <p>{ scene.say_name(Key::CartOffline) }</p>{ notice::retry(scene) }
                </div>
            };
        }
        quoting => quoting.quote(),
    };
    let Some(quote) = quote else { return notice::waiting(&["title"]) };
    let names = scene.names();
    let sentence = if quote.earns.is_zero() {
        words::say(Key::CartEarnsNothing, &[("name", &scene.words.name(&names))])
    } else {
        words::say(Key::CartEarns, &[("points", &scene.words.points(quote.earns, &names))])
    };
    html! {
        <div class="notice">
            <p class="lead" part="earns" aria-live="polite">{ sentence }</p>
            if let Session::SignedOut = scene.state.session {
                <p class="quiet">{ words::say(Key::SignedOutCart, &[]) }</p>
                { notice::sign_in(scene) }
            }
        </div>
    }
}

fn line(text: String) -> Html {
    html! { <p class="quiet">{ text }</p> }
}

fn spending(scene: &Scene<'_>) -> Html {
    let Some(account) = scene.state.account() else { return Html::default() };
    let takes_any = |offer: &&Offer| matches!(offer.effect, Effect::PointsOff { .. });
    let open = account.open().map(|redemption| voucher::view(scene, redemption));
    let ended = scene.desk.ended.as_ref().map(|ended| voucher::ended(scene, ended));
    let rest = account.offers.iter().find(takes_any).and_then(|offer| spend(scene, offer));
    html! { <>{ notice::freshness(scene) }{ for ended }{ for open }{ for rest }</> }
}

fn spend(scene: &Scene<'_>, offer: &Offer) -> Option<Html> {
    scene.state.quoting.quote()?;
    if let Some(panel) = panel::view(scene, offer) {
        return Some(html! { <div class="chooser">{ panel }</div> });
    }
    let choice = choice(scene.state, offer).filter(|_| offer::is_open(scene, offer))?;
    let chosen = choice.snap(scene.desk.chosen.unwrap_or(choice.most));
    let id = offer.id.clone();
    let ask = scene.link.callback(move |_| Message::Ask(id.clone()));
    let account = scene.state.account()?;
    let points = scene.words.points(chosen, &account.names);
    let have = scene.words.points(account.points.available, &account.names);
    Some(html! {
        <div class="chooser" role="group" aria-labelledby="spend">
            <p id="spend" class="name">{ scene.say_name(Key::UsePoints) }</p>
            { chooser::view(scene, &choice, chosen) }
            <div class="actions">
                <button class="button" part="button" type="button" onclick={ask}>
                    { words::say(Key::ConfirmYes, &[("points", &points)]) }
                </button>
                <p class="quiet">{ words::say(Key::CartYouHave, &[("points", &have)]) }</p>
            </div>
        </div>
    })
}
