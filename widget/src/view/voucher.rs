//! The voucher: a code, how long it lasts, and a way back.

use std::rc::Rc;

use yew::{Html, html};

use super::{Scene, icon, title_of};
use crate::account::{Redemption, RedemptionState};
use crate::desk::{Copied, Ended};
use crate::element::Message;
use crate::left::Left;
use crate::state::Returning;
use crate::words::{self, Key};

/// A redemption whose points are held.
pub(super) fn view(scene: &Scene<'_>, redemption: &Rc<Redemption>) -> Html {
    let title = title_of(scene.state, scene.words, redemption);
    let label = words::say(Key::CodeReady, &[("reward", &title)]);
    let ended = scene.link.callback(|()| Message::TimeUp);
    html! {
        <section class="voucher" part="voucher" key={redemption.id.clone()} aria-label={label}
            tabindex="-1" data-focus="voucher">
            <div class="head">
                { icon::ticket() }
                <p class="name">{ title }</p>
            </div>
            { code(scene, redemption) }
            <Left from={redemption.created_at} until={redemption.expires_at}
                store={scene.store.clone()} {ended} />
            { foot(scene, redemption) }
        </section>
    }
}

fn code(scene: &Scene<'_>, redemption: &Rc<Redemption>) -> Html {
    let copy = {
        let redemption = Rc::clone(redemption);
        scene.link.callback(move |_| Message::Copy(Rc::clone(&redemption)))
    };
    let copied = scene.desk.copied.as_ref().filter(|copied| copied.redemption() == redemption.id);
    let label = match copied {
        Some(Copied::Whole { .. }) => html! { <>{ icon::tick() }{ words::say(Key::Copied, &[]) }</> },
        Some(Copied::Selected { .. }) => html! { words::say(Key::Selected, &[]) },
        None => html! { words::say(Key::Copy, &[]) },
    };
    html! {
        <div class="codeline">
            <p class="code" part="code" translate="no">{ redemption.code.clone() }</p>
            <button class="button" part="button copy" type="button" onclick={copy}
                aria-label={words::say(Key::CopyCode, &[])}>{ label }</button>
        </div>
    }
}

fn foot(scene: &Scene<'_>, redemption: &Rc<Redemption>) -> Html {
    if redemption.state == RedemptionState::Presented {
        return html! {
            <p class="quiet">
                { words::say(Key::InCheckout, &[]) }{ ". " }{ scene.say_name(Key::InCheckoutNote) }
            </p>
        };
    }
    let note = match &scene.state.returning {
        Returning::Presented { .. } if scene.state.returning.is_about(&redemption.id) => {
            words::say(Key::CannotGiveBack, &[])
        }
        Returning::Failed { .. } if scene.state.returning.is_about(&redemption.id) => {
            words::say(Key::GiveBackFailed, &[])
        }
        _ => words::say(Key::UseAtCheckout, &[]),
    };
    let is_working = matches!(&scene.state.returning, Returning::Working { redemption: id } if *id == redemption.id);
    let give_back = {
        let redemption = Rc::clone(redemption);
        let back = move |_| (!is_working).then(|| Message::GiveBack(Rc::clone(&redemption)));
        scene.link.batch_callback(back)
    };
    let label = scene.say_name(if is_working { Key::GivingBack } else { Key::GiveBack });
    html! {
        <div class="foot">
            <p class="quiet" aria-live="polite">{ note }</p>
            <button class="button link" part="button" type="button" onclick={give_back}
                aria-disabled={is_working.to_string()}>{ label }</button>
        </div>
    }
}

/// A line about a hold that has come to its end while the page was open.
pub(super) fn ended(scene: &Scene<'_>, ended: &Ended) -> Html {
    let (icon, key, title) = match ended {
        Ended::Captured { title } => (icon::tick(), Key::CapturedNote, title),
        Ended::TimedOut { title } => (icon::ticket(), Key::TimeUp, title),
    };
    let name = scene.words.name(&scene.names());
    let text = words::say(key, &[("reward", title), ("name", &name)]);
    html! { <p class="ended" role="status">{ icon }<span>{ text }</span></p> }
}
