//! The form. Its fields are the shopper's: they are read when it is sent, and never written while
//! somebody types.

use shared::reviews::Message;
use yew::Html;

use super::{Sight, button, photos, said, say, text_of, yes_or_no};
use crate::proof::act::Act;
use crate::proof::draft::Field;
use crate::proof::review::Standing;
use crate::proof::visit::{Form, Open, Trouble};
use crate::proof::words::{self, Key, STARS};
use crate::view::{Attribute, div, fixed, icon, line, made, none, tag};

/// The id of the hint beside the name.
const HINT: &str = "hint-author";

pub(super) fn view(sight: &Sight<'_>) -> Html {
    let content = match &sight.visit.form {
        Form::Closed | Form::SignIn => return none(),
        Form::Sent(standing) => sent(*standing),
        Form::Open(form) => fields(sight, form),
    };
    div("compose", vec![content])
}

fn sent(standing: Standing) -> Html {
    let key = match standing {
        Standing::Published => Key::SentPublished,
        _ => Key::SentPending,
    };
    let attributes = [
        fixed("part", "sent"),
        fixed("tabindex", "-1"),
        fixed("data-focus", "sent"),
    ];
    let word = tag("p", "", &[], vec![said(key)]);
    tag(
        "div",
        "sent",
        &attributes,
        vec![icon::icon(icon::TICK), word],
    )
}

fn fields(sight: &Sight<'_>, form: &Open) -> Html {
    let is_edit = form.edits.is_some();
    let title = match is_edit {
        true => Key::FormEdit,
        false => Key::FormNew,
    };
    let note = match (is_edit, &sight.visit.page.reward) {
        (true, _) => line("quiet", say(Key::EditAgain)),
        (false, Some(points)) => line("quiet", sight.tell(Message::Brings { points })),
        (false, None) => none(),
    };
    let heading = [fixed("id", "form-title")];
    let children = vec![
        tag("p", "lead", &heading, vec![said(title)]),
        note,
        rating(sight, form),
        text(sight, form, Field::Title, Key::FieldTitle),
        text(sight, form, Field::Body, Key::FieldBody),
        photos::view(),
        text(sight, form, Field::Author, Key::FieldAuthor),
        trouble(sight, form),
        actions(form),
    ];
    let attributes = [
        fixed("part", "form"),
        fixed("aria-labelledby", "form-title"),
        fixed("novalidate", ""),
    ];
    tag("form", "form", &attributes, children)
}

fn rating(sight: &Sight<'_>, form: &Open) -> Html {
    let star = |place: usize| {
        let (label, verdict) = STARS[place];
        let value = (place + 1).to_string();
        let mut attributes = vec![
            fixed("type", "radio"),
            fixed("name", Field::Rating.name()),
            made("value", &value),
            made("aria-label", &say(label)),
        ];
        attributes.extend(described(form, Field::Rating));
        let shown = [fixed("aria-hidden", "true")];
        tag(
            "label",
            "pick",
            &[],
            vec![
                tag("input", "", &attributes, Vec::new()),
                icon::icon(icon::STAR),
                tag("span", "verdict", &shown, vec![said(verdict)]),
            ],
        )
    };
    let legend = tag("legend", "label", &[], vec![said(Key::YourRating)]);
    let picks = div("picks", (0..STARS.len()).map(star).collect());
    let attributes = [fixed("role", "radiogroup"), fixed("aria-required", "true")];
    let fault = fault(sight, form, Field::Rating);
    tag("fieldset", "", &attributes, vec![legend, picks, fault])
}

fn text(sight: &Sight<'_>, form: &Open, field: Field, label: Key) -> Html {
    let name = field.name();
    let mut attributes: Vec<Attribute> = vec![
        fixed("name", name),
        fixed("id", name),
        fixed("dir", "auto"),
        made("maxlength", &field.most().to_string()),
    ];
    attributes.extend(described(form, field));
    let input = match field {
        Field::Body => {
            attributes.push(fixed("rows", "5"));
            tag("textarea", "field", &attributes, Vec::new())
        }
        _ => {
            attributes.push(fixed("type", "text"));
            let is_name = field == Field::Author;
            attributes.push(fixed(
                "autocomplete",
                if is_name { "nickname" } else { "off" },
            ));
            tag("input", "field", &attributes, Vec::new())
        }
    };
    let optional = tag("span", "quiet", &[], vec![said(Key::Optional)]);
    let label = tag(
        "label",
        "label",
        &[fixed("for", name)],
        vec![said(label), text_of(" ".to_owned()), optional],
    );
    let hint = match field {
        Field::Author => {
            let hint = vec![said(Key::AuthorHint)];
            tag("p", "quiet", &[fixed("id", HINT)], hint)
        }
        _ => none(),
    };
    div(
        "entry-field",
        vec![label, input, hint, fault(sight, form, field)],
    )
}

fn is_at_fault(form: &Open, field: Field) -> bool {
    form.faults.iter().any(|(known, _)| *known == field)
}

fn described(form: &Open, field: Field) -> Vec<Attribute> {
    let hint = (field == Field::Author).then_some(HINT);
    if !is_at_fault(form, field) {
        let described = |id| fixed("aria-describedby", id);
        return hint.map(described).into_iter().collect();
    }
    let ids = match hint {
        Some(hint) => [hint, " ", field.fault_id()].concat(),
        None => field.fault_id().to_owned(),
    };
    vec![
        fixed("aria-invalid", "true"),
        made("aria-describedby", &ids),
    ]
}

fn fault(sight: &Sight<'_>, form: &Open, field: Field) -> Html {
    let fault = form.faults.iter().find(|(known, _)| *known == field);
    fault.map_or_else(none, |(field, flaw)| {
        let text = vec![text_of(words::fault(*field, *flaw, sight.format))];
        tag("p", "fault", &[fixed("id", field.fault_id())], text)
    })
}

fn trouble(sight: &Sight<'_>, form: &Open) -> Html {
    form.trouble.map_or_else(none, |trouble| {
        let text = text_of(words::trouble(trouble, form.keeping));
        let text = tag("span", "", &[], vec![text]);
        let way = match trouble {
            Trouble::SignedOut => sight.sign_in(),
            _ => none(),
        };
        tag("p", "trouble", &[fixed("role", "alert")], vec![text, way])
    })
}

// The same node while it is sent, so that the keyboard stays where it is.
fn actions(form: &Open) -> Html {
    let (class, key) = match (form.is_sending, form.edits.is_some()) {
        (true, _) => ("button busy", Key::Sending),
        (false, true) => ("button", Key::SendChange),
        (false, false) => ("button", Key::Send),
    };
    let marks = [
        fixed("type", "submit"),
        fixed("part", "button send"),
        fixed("aria-disabled", yes_or_no(form.is_sending)),
        Act::Send.mark(),
    ];
    let send = tag("button", class, &marks, vec![said(key)]);
    let cancel = button(
        "button plain",
        &[Act::Cancel.mark()],
        vec![said(Key::Cancel)],
    );
    div("actions", vec![send, cancel])
}
