//! What our own export tells comes back as it was.

use proptest::prelude::*;

use super::tests::{now, reviews};
use super::*;
use crate::limits::PHOTOS_MAX;
use crate::reviews::export::{Exported, csv_header, csv_row};
use crate::reviews::{RejectionReason, State};

#[test]
fn our_own_file_brings_every_hostile_cell_back() {
    let hostile = [
        "=HYPERLINK(\"http://x.example\",\"a\")",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "'=1",
        "''=1",
        "'quoted'",
        "<script>alert(1)</script>",
        "a;b,c\td \"quoted\"",
        "&amp; <br> &lt;",
        "one\n\ntwo",
        "＝1",
        "nice;=HYPERLINK(\"http://x.example\",\"x\");",
        "- one\n- two",
        "日本語 العربية",
    ];
    for text in hostile {
        let line = text.replace(['\n', '\t'], " ");
        let first = Imported {
            line: 2,
            key: "judge.me:1".parse().unwrap(),
            product: ProductReference {
                id: Some("=1+1".parse().unwrap()),
                handle: Some("-handle".parse().unwrap()),
            },
            rating: Rating::BEST,
            title: Some(line.parse().unwrap()),
            body: Some(text.parse().unwrap()),
            author: Some(line.parse().unwrap()),
            at: "2026-01-02T03:04:05.678Z".parse().unwrap(),
            photos: vec!["https://cdn.example/a,b.jpg".parse().unwrap()],
            photos_left_out: 0,
            reply: Some(Reply {
                body: text.parse().unwrap(),
                at: "2026-01-03T00:00:00Z".parse().unwrap(),
            }),
            moderation: Moderation::Rejected {
                reason: RejectionReason::OffTopic,
                note: Some(line.parse().unwrap()),
            },
            incentive: Incentive::Given,
            app: App::JudgeMe,
        };
        let row = csv_row(&Exported::of_imported(&first, None));
        let again = reviews(&format!("{}{row}", csv_header()));
        assert_eq!(again, [first], "{text}");
        for begin in ['=', '+', '-', '@', '＝'] {
            assert!(!row.contains(&format!(",\"{begin}")), "{row}");
        }
    }
}

#[test]
fn states_come_back_save_what_was_withdrawn() {
    let file = |state: State| {
        format!(
            "{}k,88,,5,,,,2026-01-01,,,,,{state},spam,,,,,,\n",
            csv_header()
        )
    };
    for (state, expected) in [
        (State::Published, "published"),
        (State::Pending, "pending"),
        (State::Rejected, "rejected"),
    ] {
        assert_eq!(reviews(&file(state))[0].moderation.state().slug(), expected);
    }
    let (_, lines) = read(file(State::Withdrawn).as_bytes(), now()).unwrap();
    assert_eq!(lines[0].as_ref().unwrap_err().reason, Reason::Withdrawn);
}

fn photo() -> impl Strategy<Value = PhotoUrl> {
    let place = "[!#-&(-;=?-\\[\\]_a-z~]{0,30}";
    place.prop_filter_map("no address", |place| {
        format!("https://cdn.example/{place}").parse().ok()
    })
}

proptest! {
    #[test]
    fn any_photos_come_back(photos in prop::collection::vec(photo(), 0..=PHOTOS_MAX)) {
        let header = "key,product,rating,at,incentivised\nk,88,5,2026-01-02,\n";
        let first = Imported { photos, ..reviews(header).remove(0) };
        let row = csv_row(&Exported::of_imported(&first, None));
        let again = reviews(&format!("{}{row}", csv_header()));
        prop_assert_eq!(again, [first]);
    }
}
