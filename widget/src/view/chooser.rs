//! The chooser: a slider for points, and a number field for those who would rather type.

use shared::Points;
use yew::{Html, InputEvent, html};

use super::Scene;
use crate::choice::Choice;
use crate::element::Message;
use crate::field;
use crate::format::Precision;
use crate::words::{self, Key};

/// The two fields, with what the chosen points take off.
pub(super) fn view(scene: &Scene<'_>, choice: &Choice, chosen: Points) -> Html {
    let input = scene.link.batch_callback(|event: InputEvent| field::typed(&event).map(Message::Choose));
    let range = *choice;
    let settle = scene.link.batch_callback(move |event: yew::Event| {
        let points = range.snap(field::settled(&event).unwrap_or(range.least));
        field::write(&event, points);
        Some(Message::Choose(points))
    });
    let label = scene.say_name(Key::HowMany);
    let (least, most, step) =
        (choice.least.to_string(), choice.most.to_string(), choice.step.to_string());
    let names = scene.names();
    let spoken = scene.words.points(chosen, &names);
    let places = [("least", scene.words.whole(choice.least.get())), ("most", scene.words.whole(choice.most.get()))];
    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
    html! {
        <div class="choosing">
            <input class="slider" part="slider" type="range" aria-label={label.clone()}
                aria-valuetext={spoken} min={least.clone()} max={most.clone()} step={step.clone()}
                data-chosen={chosen.to_string()} oninput={input.clone()} />
            <input class="number" part="field" type="number" inputmode="numeric" autocomplete="off"
                aria-label={label} aria-describedby="range" min={least} max={most} {step}
                data-chosen={chosen.to_string()} oninput={input} onchange={settle} />
            <p id="range" class="quiet tabular">{ words::say(Key::AmountRange, &places) }</p>
            { for takes_off(scene, choice, chosen) }
        </div>
    }
}

fn takes_off(scene: &Scene<'_>, choice: &Choice, chosen: Points) -> Option<Html> {
    let money = scene.words.money(choice.takes_off(chosen), scene.state.currency()?, Precision::Exact);
    Some(html! {
        <p class="takes tabular" aria-live="polite">{ words::say(Key::Takes, &[("money", &money)]) }</p>
    })
}
