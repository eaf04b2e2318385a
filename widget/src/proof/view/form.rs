//! The form. Its fields are the shopper's: they are read when it is sent, and never written while
//! somebody types.

use yew::Html;

use super::{Sight, button, photos, said, say, text_of, yes_or_no};
use crate::proof::act::Act;
use crate::proof::draft::{Fault, Field};
use crate::proof::review::Standing;
use crate::proof::visit::{Form, Trouble};
use crate::proof::words::{self, Key, STARS};
use crate::view::{Attribute, div, fixed, icon, line, made, none, tag};

pub(super) fn view(sight: &Sight<'_>) -> Html {
    let content = match &sight.visit.form {
        Form::Closed | Form::SignIn => return none(),
        Form::Sent(standing) => sent(*standing),
        Form::Open {
            edits,
            faults,
            trouble,
            is_sending,
        } => {
            let form = Opened {
                is_edit: edits.is_some(),
                faults,
                trouble: *trouble,
                is_sending: *is_sending,
            };
            fields(sight, &form)
        }
    };
    div("compose", vec![content])
}

struct Opened<'a> {
    is_edit: bool,
    faults: &'a [Fault],
    trouble: Option<Trouble>,
    is_sending: bool,
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

fn fields(sight: &Sight<'_>, form: &Opened<'_>) -> Html {
    let title = if form.is_edit {
        Key::FormEdit
    } else {
        Key::FormNew
    };
    let note = match (form.is_edit, &sight.visit.page.reward) {
        (true, _) => line("quiet", say(Key::EditAgain)),
        (false, Some(points)) => line("quiet", words::say(Key::Brings, &[("points", points)])),
        (false, None) => none(),
    };
    let heading = [fixed("id", "form-title")];
    let children = vec![
        tag("p", "lead", &heading, vec![said(title)]),
        note,
        rating(form),
        text(form, Field::Title, Key::FieldTitle),
        text(form, Field::Body, Key::FieldBody),
        photos::view(),
        text(form, Field::Author, Key::FieldAuthor),
        trouble(form),
        actions(form),
    ];
    let attributes = [
        fixed("part", "form"),
        fixed("aria-labelledby", "form-title"),
        fixed("novalidate", ""),
    ];
    tag("form", "form", &attributes, children)
}

fn rating(form: &Opened<'_>) -> Html {
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
    let fault = fault(form, Field::Rating);
    tag("fieldset", "", &attributes, vec![legend, picks, fault])
}

fn text(form: &Opened<'_>, field: Field, label: Key) -> Html {
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
        Field::Author => line("quiet", say(Key::AuthorHint)),
        _ => none(),
    };
    div("entry-field", vec![label, input, hint, fault(form, field)])
}

fn is_at_fault(form: &Opened<'_>, field: Field) -> bool {
    form.faults.iter().any(|(known, _)| *known == field)
}

fn described(form: &Opened<'_>, field: Field) -> Vec<Attribute> {
    if !is_at_fault(form, field) {
        return Vec::new();
    }
    vec![
        fixed("aria-invalid", "true"),
        fixed("aria-describedby", field.fault_id()),
    ]
}

fn fault(form: &Opened<'_>, field: Field) -> Html {
    let fault = form.faults.iter().find(|(known, _)| *known == field);
    fault.map_or_else(none, |(field, flaw)| {
        let text = vec![text_of(words::fault(*field, *flaw))];
        tag("p", "fault", &[fixed("id", field.fault_id())], text)
    })
}

fn trouble(form: &Opened<'_>) -> Html {
    form.trouble.map_or_else(none, |trouble| {
        let text = vec![said(words::trouble(trouble))];
        tag("p", "trouble", &[fixed("role", "alert")], text)
    })
}

// The same node while it is sent, so that the keyboard stays where it is.
fn actions(form: &Opened<'_>) -> Html {
    let (class, key) = match (form.is_sending, form.is_edit) {
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
