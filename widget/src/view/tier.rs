//! The tier: where the shopper stands, what is next, and what keeps it.

use yew::{Html, html};

use super::{Scene, bar, icon, notice};
use crate::account::{Account, Tier};
use crate::words::{self, Key};

/// The tier element.
pub(super) fn view(scene: &Scene<'_>) -> Html {
    let bones = ["title", "bar", "line"];
    if let Some(notice) = notice::instead(scene, Key::SignedOutTier, &bones) {
        return notice;
    }
    let Some(account) = scene.state.account() else { return Html::default() };
    let Some(tier) = &account.tier else { return Html::default() };
    let risen = if scene.desk.has_risen { "head risen" } else { "head" };
    html! {
        <>
            <div class={risen} key={tier.name.clone()}>
                { icon::rosette() }
                <p class="title" part="tier">{ tier.name.clone() }</p>
                { multiplier(scene, account, tier) }
            </div>
            { progress(scene, account, tier) }
            { keep(scene, account, tier) }
            { notice::freshness(scene) }
        </>
    }
}

fn multiplier(scene: &Scene<'_>, account: &Account, tier: &Tier) -> Html {
    if tier.multiplier <= 10_000 {
        return Html::default();
    }
    let factor = scene.words.factor(tier.multiplier);
    let name = scene.words.name(&account.names);
    let times = words::say(Key::EarnsTimes, &[("factor", &factor), ("name", &name)]);
    html! { <p class="badge">{ times }</p> }
}

fn progress(scene: &Scene<'_>, account: &Account, tier: &Tier) -> Html {
    let Some(next) = &tier.next else {
        return html! {
            <>
                { bar(1000) }
                <p class="sentence">{ words::say(Key::TopTier, &[]) }</p>
            </>
        };
    };
    let have = scene.words.whole(tier.have.get());
    let to = scene.words.whole(next.at.get());
    let reached = words::say(Key::Progress, &[("have", &have), ("to", &to)]);
    let needs = scene.words.points(next.needs, &account.names);
    let sentence = words::say(Key::ToNext, &[("points", &needs), ("tier", &next.name)]);
    let whole = next.at.less(tier.from).get().max(1);
    let part = tier.have.less(tier.from).get().min(whole);
    html! {
        <>
            <div role="progressbar" aria-label={sentence.clone()} aria-valuemin="0"
                aria-valuemax={next.at.to_string()} aria-valuenow={tier.have.to_string()}
                aria-valuetext={reached.clone()}>
                { bar(part.saturating_mul(1000) / whole) }
            </div>
            <div class="ends">
                <p class="sentence">{ sentence }</p>
                <p class="quiet tabular" aria-hidden="true">{ reached }</p>
            </div>
        </>
    }
}

fn keep(scene: &Scene<'_>, account: &Account, tier: &Tier) -> Html {
    let Some(keep) = tier.keep else { return Html::default() };
    let points = scene.words.points(keep.needs, &account.names);
    let date = scene.words.date(keep.by);
    let places = [("points", points.as_str()), ("date", &date), ("tier", &tier.name)];
    html! { <p class="quiet">{ words::say(Key::KeepTier, &places) }</p> }
}
