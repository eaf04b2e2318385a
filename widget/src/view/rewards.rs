//! The rewards: vouchers that are open, then everything one can redeem.

use yew::Html;

use super::notice::{self, Welcome};
use super::tag::{all, fixed, line, none, tag};
use super::{Scene, gift, offer, voucher};
use crate::session::Session;
use crate::words::Key;

/// The rewards element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    all(vec![scene.spoken(), list(scene)])
}

/// Vouchers, gifts and rewards.
pub(super) fn list(scene: &Scene<'_>) -> Html {
    let visitor = (Key::SignedOutRewards, Welcome::Whole);
    if let Some(notice) = notice::instead(scene, visitor, &bones(scene)) {
        return all(vec![notice, shown(scene)]);
    }
    let Some(account) = scene.state.account() else {
        return none();
    };
    let every = if account.offers.is_empty() {
        line("quiet", scene.say_name(Key::NoRewards))
    } else {
        offers(
            account
                .offers
                .iter()
                .map(|each| offer::view(scene, each))
                .collect(),
        )
    };
    all(vec![
        notice::freshness(scene),
        voucher::ended(scene),
        all(account
            .open()
            .map(|redemption| voucher::view(scene, redemption))
            .collect()),
        gift::rewards(scene),
        every,
    ])
}

// As many rows as the page says to expect; the loader draws the same ones before.
fn bones(scene: &Scene<'_>) -> Vec<&'static str> {
    let rows = scene
        .host
        .get_attribute("rows")
        .and_then(|rows| rows.parse().ok());
    vec!["bone row"; rows.unwrap_or(3_usize).clamp(1, 12)]
}

// A visitor sees what there is to gain.
fn shown(scene: &Scene<'_>) -> Html {
    match (&scene.state.session, &scene.state.showcase) {
        (Session::SignedOut, Some(showcase)) => offers(
            showcase
                .offers
                .iter()
                .map(|each| offer::shown(scene, each))
                .collect(),
        ),
        _ => none(),
    }
}

fn offers(rows: Vec<Html>) -> Html {
    tag(
        "ul",
        "offers",
        &[fixed("role", "list"), fixed("part", "offers")],
        rows,
    )
}
