//! Notices: the states in which there is no account to show.

use yew::{Html, html};

use super::Scene;
use crate::element::Message;
use crate::session::Session;
use crate::words::{self, Key};

/// The light text and the bones of the final size, as the loader shows them before.
pub(super) fn waiting(bones: &[&'static str]) -> Html {
    html! {
        <div class="waiting">
            <slot></slot>
            <div class="bones" aria-hidden="true">
                { for bones.iter().map(|bone| html! { <span class={["bone ", bone].concat()} /> }) }
            </div>
        </div>
    }
}

/// What stands in place of an account, or nothing where there is one.
pub(super) fn instead(
    scene: &Scene<'_>,
    signed_out: Key,
    bones: &[&'static str],
) -> Option<Html> {
    match &scene.state.session {
        Session::Loading => Some(waiting(bones)),
        Session::SignedOut => Some(visitor(scene, signed_out)),
        Session::Offline { known: None } => Some(trouble(scene, Key::Offline)),
        Session::Failed => Some(trouble(scene, Key::Failed)),
        Session::Ready(_) | Session::Offline { known: Some(_) } => None,
    }
}

/// What a visitor gains by signing in.
fn visitor(scene: &Scene<'_>, key: Key) -> Html {
    let welcome = scene.state.showcase.as_ref().and_then(|showcase| showcase.welcome);
    let gain = welcome.map(|points| {
        let points = scene.words.points(points, &scene.names());
        html! { <p class="quiet">{ words::say(Key::WelcomeGain, &[("points", &points)]) }</p> }
    });
    html! {
        <div class="notice">
            <div>
                <p class="lead">{ scene.say_name(key) }</p>
                { for gain }
            </div>
            { sign_in(scene) }
        </div>
    }
}

/// The way to sign in, where the shop has named one.
pub(super) fn sign_in(scene: &Scene<'_>) -> Html {
    let Some(address) = scene.store.sign_in() else { return Html::default() };
    html! {
        <a class="button" part="button" href={address.to_owned()}>{ words::say(Key::SignIn, &[]) }</a>
    }
}

fn trouble(scene: &Scene<'_>, key: Key) -> Html {
    html! {
        <div class="notice" role="status">
            <p>{ scene.say_name(key) }</p>
            { retry(scene) }
        </div>
    }
}

/// A line that says how old what is shown is, while the service can't be reached.
pub(super) fn freshness(scene: &Scene<'_>) -> Html {
    let Session::Offline { known: Some(account) } = &scene.state.session else {
        return Html::default();
    };
    let time = scene.words.clock(account.as_of);
    html! {
        <div class="notice offline" role="status">
            <p class="quiet">{ words::say(Key::OfflineKnown, &[("time", &time)]) }</p>
            { retry(scene) }
        </div>
    }
}

/// A way to ask again now.
pub(super) fn retry(scene: &Scene<'_>) -> Html {
    let again = scene.link.callback(|_| Message::Retry);
    html! {
        <button class="button plain" part="button" type="button" onclick={again}>
            { words::say(Key::Retry, &[]) }
        </button>
    }
}
