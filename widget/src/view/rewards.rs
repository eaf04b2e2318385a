//! The rewards: vouchers that are open, then everything one can redeem.

use yew::{Html, html};

use super::{Scene, notice, offer, voucher};
use crate::session::Session;
use crate::words::Key;

/// The rewards element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    if let Session::SignedOut = scene.state.session {
        return visitor(scene);
    }
    if let Some(notice) = notice::instead(scene, Key::SignedOutRewards, &bones(scene)) {
        return notice;
    }
    let Some(account) = scene.state.account() else { return Html::default() };
    html! {
        <>
            <p class="sr" role="status">{ scene.desk.said.clone() }</p>
            { notice::freshness(scene) }
            { for scene.desk.ended.as_ref().map(|ended| voucher::ended(scene, ended)) }
            { for account.open().map(|redemption| voucher::view(scene, redemption)) }
            if account.offers.is_empty() {
                <p class="quiet">{ scene.say_name(Key::NoRewards) }</p>
            } else {
                <ul class="offers" role="list" part="offers">
                    { for account.offers.iter().map(|each| offer::view(scene, each)) }
                </ul>
            }
        </>
    }
}

// As many rows as the page says to expect; the loader draws the same ones before.
fn bones(scene: &Scene<'_>) -> Vec<&'static str> {
    let rows = scene.host.get_attribute("rows").and_then(|rows| rows.parse().ok());
    vec!["row"; rows.unwrap_or(3_usize).clamp(1, 12)]
}

// A visitor sees what there is to gain.
fn visitor(scene: &Scene<'_>) -> Html {
    let offers = scene.state.showcase.as_ref().map(|showcase| showcase.offers.as_slice());
    let rows = offers.unwrap_or_default().iter().map(|each| offer::shown(scene, each));
    html! {
        <>
            { for notice::instead(scene, Key::SignedOutRewards, &[]) }
            <ul class="offers" role="list" part="offers">{ for rows }</ul>
        </>
    }
}
