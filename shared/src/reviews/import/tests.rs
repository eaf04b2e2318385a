//! Files of every app as their rows look, read whole.

use super::*;
use crate::limits::IMPORT_ROW_BYTES_MAX;

/// A file as an app writes it, and what is read of its rows: line, product, stars, title, text,
/// name, time, state.
struct File {
    format: Format,
    text: &'static str,
    rows: &'static [&'static str],
}

const FILES: [File; 11] = [
    File {
        format: Format::JudgeMeTemplate,
        text: "title,body,rating,review_date,reviewer_name,reviewer_email,product_id,\
            product_handle,reply,picture_urls\n\
            Lovely,\"Warm, heavy, mine.\",5,04/03/2024,Ann B.,ann@example.com,8123,tide-mug,\
            Thank you!,\"https://cdn.example/1.jpg,https://cdn.example/2.jpg\"\n\
            ,,3,31/12/2023,,bo@example.com,,tide-mug,,\n",
        rows: &[
            "2 8123/tide-mug 5 Lovely|Warm, heavy, mine.|Ann B. 2024-03-04T12:00:00Z published \
             +2 photos, reply Thank you! 2024-03-04T12:00:00Z",
            "3 -/tide-mug 3 -|-|- 2023-12-31T12:00:00Z published",
        ],
    },
    File {
        format: Format::JudgeMeExport,
        text: "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,\
            product_id,product_handle,reply,reply_date,picture_urls,ip_address,location\r\n\
            Bien,\"Très bonne qualité<br>et un joli ton &amp; tout.\",4,\
            2025-03-02 10:12:00 UTC,web,ok,Camille,c@example.fr,7012345678,nest-cups,\
            Merci !,2025-03-03 08:00:00 UTC,,203.0.113.9,FR\r\n\
            Watches,\"Buy <b>cheap</b> ones\",5,2025-01-10 00:00:00 UTC,web,spam,Bot,\
            b@example.com,7012345678,nest-cups,,,,203.0.113.1,\r\n\
            ,Later,2,2025-01-11 00:00:00 UTC,email,not-yet,m@example.fr,m@example.fr,\
            7012345678,nest-cups,,,,,\r\n",
        rows: &[
            "2 7012345678/nest-cups 4 Bien|Très bonne qualité\\net un joli ton & tout.|Camille \
             2025-03-02T10:12:00Z published, reply Merci ! 2025-03-03T08:00:00Z",
            "3 7012345678/nest-cups 5 Watches|Buy <b>cheap</b> ones|Bot 2025-01-10T00:00:00Z \
             rejected spam",
            "4 7012345678/nest-cups 2 -|Later|- 2025-01-11T00:00:00Z pending",
        ],
    },
    File {
        format: Format::LooxExport,
        text: "id,status,rating,email,nickname,full_name,review,date,productId,handle,img,\
            variant,verified_purchase\n\
            a1,Active,5,a@example.com,Julie,Julie Martin,Parfait,2024-11-05T08:00:00.000Z,8123,\
            long-towel,http://images.example/x.jpg,M,true\n\
            a2,Hidden,1,a@example.com,,Paul Durand,Nul,2024-11-05,8123,long-towel,,,true\n",
        rows: &[
            "2 8123/long-towel 5 -|Parfait|Julie 2024-11-05T08:00:00Z published +1 photos",
            "3 8123/long-towel 1 -|Nul|- 2024-11-05T12:00:00Z pending",
        ],
    },
    File {
        format: Format::LooxTemplate,
        text: "product_handle,product_Id,rating,author,email,body,created_at,photo_url,reply,\
            replied_at,verified_purchase,incentivized\n\
            long-towel,,4,Zoë,z@example.com,Dries well,2024-02-01,,,,TRUE,TRUE\n",
        rows: &["2 -/long-towel 4 -|Dries well|Zoë 2024-02-01T12:00:00Z published incentivised"],
    },
    File {
        format: Format::Okendo,
        text: "name,body,handle,productId,rating,sku,dateCreated,countryCode,email,imageUrls,\
            isApproved,isIncentivized,isRecommended,rejectedImageUrls,reply,replyDateCreated,\
            replyIsPublic,title,videoUrls,isVerifiedBuyer,variantId,status\n\
            Mia,Pours well,well-carafe,gid://shopify/Product/555,5,S,2025-02-01T09:30:00Z,us,\
            m@example.com,,TRUE,TRUE,TRUE,,Thanks,2025-02-02,false,No drips,,TRUE,1,approved\n\
            Leo,Cracked,well-carafe,555,1,S,2025-02-03,us,l@example.com,,FALSE,,,,,,,,,,,\n\
            Ivy,Fine,well-carafe,555,3,S,2025-02-03,us,,,TRUE,,,,Soon back,,true,,,,,rejected\n",
        rows: &[
            "2 555/well-carafe 5 No drips|Pours well|Mia 2025-02-01T09:30:00Z published \
             incentivised",
            "3 555/well-carafe 1 -|Cracked|Leo 2025-02-03T12:00:00Z pending",
            "4 555/well-carafe 3 -|Fine|Ivy 2025-02-03T12:00:00Z pending, reply Soon back \
             2025-02-03T12:00:00Z",
        ],
    },
    File {
        format: Format::Opinew,
        text: "body,rating,review_date,state,reviewer_name,reviewer_email,product_id,\
            product_handle,reply,reply_date,picture_urls,SKU,barcode,region\n\
            Soft,5,2024-06-01,published,Kim,k@example.com,9,field-napkins,,,,N,,\n",
        rows: &["2 9/field-napkins 5 -|Soft|Kim 2024-06-01T12:00:00Z published"],
    },
    File {
        format: Format::Ryviu,
        text: "product_handle,rating,author,title,body_text,email,photo_urls,created_at,status,\
            featured\n\
            hill-dripper,4,Tom,Steady,It&#39;s good,t@example.com,,2023-01-02 03:04:05,1,0\n\
            hill-dripper,2,Tim,,Chipped,t@example.com,,2023-01-02,0,0\n",
        rows: &[
            "2 -/hill-dripper 4 Steady|It's good|Tom 2023-01-02T03:04:05Z published",
            "3 -/hill-dripper 2 -|Chipped|Tim 2023-01-02T12:00:00Z pending",
        ],
    },
    File {
        format: Format::Shopify,
        text: "product_handle,state,rating,title,author,email,location,body,reply,created_at,\
            replied_at\n\
            slow-hearth,published,5,Rich,Ines K.,i@example.com,Lyon,Good,,\
            2023-06-01 10:00:00 -0400,\n\
            slow-hearth,unpublished,1,No,Anon,a@example.com,,Late,,2023-06-02 10:00:00 -0400,\n",
        rows: &[
            "2 -/slow-hearth 5 Rich|Good|Ines K. 2023-06-01T14:00:00Z published",
            "3 -/slow-hearth 1 No|Late|Anon 2023-06-02T14:00:00Z pending",
        ],
    },
    File {
        format: Format::Yotpo,
        text: "\u{feff}Review Title;Review Content;Review Score;Date;Product ID;Product Title;\
            Product URL;Display Name;Email;Verified Purchase\r\n\
            Super;\"Je recommande ; vraiment \"\"top\"\"\r\n\r\nEt joli.\";5;2025-03-15;999;Sac;\
            https://shop.example/products/sac;Ana L.;a@example.com;Yes\r\n\
            ;;4;2025-03-16;999;Sac;;Bo;b@example.com;\r\n",
        rows: &[
            "2 999/- 5 Super|Je recommande ; vraiment \"top\"\\n\\nEt joli.|Ana L. \
             2025-03-15T12:00:00Z published",
            "5 999/- 4 -|-|Bo 2025-03-16T12:00:00Z published",
        ],
    },
    File {
        format: Format::Accolade,
        text: "key,product,rating,title,body,author,at,incentivised,state,rejected_for,app\n\
            k1,88,5,'=1+1,Tea &amp; <br> apricot,Bo,2026-01-02T03:04:05Z,yes,published,,loox\n\
            k2,88,1,,Rude,Al,2026-01-02T03:04:05Z,,rejected,abusive,\n\
            k3,88,4,,,,2026-01-02T03:04:05Z,yes,published,,\n",
        rows: &[
            "2 88/- 5 =1+1|Tea &amp; <br> apricot|Bo 2026-01-02T03:04:05Z published incentivised",
            "3 88/- 1 -|Rude|Al 2026-01-02T03:04:05Z rejected abusive",
            "4 88/- 4 -|-|- 2026-01-02T03:04:05Z published rewarded",
        ],
    },
    File {
        format: Format::Yotpo,
        text: "sep=\t\r\nReview Score\tDate\tReview Content\tProduct ID\r\n5\t2025-03-15\tA\t9",
        rows: &["3 9/- 5 -|A|- 2025-03-15T12:00:00Z published"],
    },
];

fn told(review: &Imported) -> String {
    let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let body = review
        .body
        .as_ref()
        .map(|body| body.as_str().replace('\n', "\\n"));
    let mut told = format!(
        "{} {}/{} {} {}|{}|{} {} {}",
        review.line,
        or(review.product.id.as_ref().map(ToString::to_string)),
        or(review
            .product
            .handle
            .as_ref()
            .map(|handle| handle.as_str().to_owned())),
        review.rating,
        or(review.title.as_ref().map(ToString::to_string)),
        or(body),
        or(review.author.as_ref().map(ToString::to_string)),
        review.at,
        review.moderation.state(),
    );
    if let Some(reason) = review.moderation.reason() {
        told += &format!(" {reason}");
    }
    match review.incentive {
        Incentive::None => {}
        Incentive::Rewarded => told += " rewarded",
        Incentive::Given => told += " incentivised",
    }
    if !review.photos.is_empty() {
        told += &format!(" +{} photos", review.photos.len());
    }
    if let Some(reply) = &review.reply {
        told += &format!(", reply {} {}", reply.body, reply.at);
    }
    told
}

pub(super) fn now() -> Time {
    "2026-05-03T10:00:00Z".parse().unwrap()
}

pub(super) fn reviews(text: &str) -> Vec<Imported> {
    let (_, lines) = read(text.as_bytes(), now()).unwrap();
    lines.into_iter().map(Result::unwrap).collect()
}

#[test]
fn files_of_every_app_are_read() {
    for file in &FILES {
        let (format, lines) = read(file.text.as_bytes(), now()).unwrap();
        assert_eq!(format, file.format);
        let found: Vec<String> = lines
            .iter()
            .map(|line| line.as_ref().map_or_else(ToString::to_string, told))
            .collect();
        assert_eq!(found, file.rows, "{}", format.slug());
    }
}

#[test]
fn pieces_make_no_difference() {
    for file in &FILES {
        let bytes = file.text.as_bytes();
        let whole = read(bytes, now()).unwrap().1;
        for size in 1..80 {
            let mut lines = Vec::new();
            let mut import = Import::new(now());
            for piece in bytes.chunks(size) {
                import.push(piece, |line| lines.push(line)).unwrap();
            }
            import.finish(|line| lines.push(line)).unwrap();
            assert_eq!(lines, whole, "{} in pieces of {size}", file.format.slug());
        }
        for cut in 0..bytes.len() {
            let (start, end) = bytes.split_at(cut);
            let mut lines = Vec::new();
            let mut import = Import::new(now());
            import.push(start, |line| lines.push(line)).unwrap();
            import.push(end, |line| lines.push(line)).unwrap();
            import.finish(|line| lines.push(line)).unwrap();
            assert_eq!(lines, whole, "{} cut at {cut}", file.format.slug());
        }
    }
}

#[test]
fn a_key_is_the_same_whenever_its_row_is_read() {
    for file in &FILES {
        let keys = |text: &str| -> Vec<ImportKey> {
            reviews(text).into_iter().map(|review| review.key).collect()
        };
        let before = keys(file.text);
        assert_eq!(keys(file.text), before);
        // A later export has more rows.
        let (header, rows) = match file.text.strip_prefix("sep=\t\r\n") {
            Some(text) => text.split_once('\n').unwrap(),
            None => file.text.split_once('\n').unwrap(),
        };
        let twice = keys(&format!("{header}\n{}\n{rows}", rows.trim_end()));
        assert!(
            before.iter().all(|key| twice.contains(key)),
            "{}",
            file.format.slug()
        );
    }
}

#[test]
fn two_rows_that_say_the_same_are_two_reviews_unless_their_app_names_them() {
    let yotpo = "Review Score,Date,Review Content,Product ID\n5,2025-03-15,,9\n5,2025-03-15,,9\n";
    let keys: Vec<String> = reviews(yotpo).iter().map(|it| it.key.to_string()).collect();
    assert!(keys[0].starts_with("yotpo:"), "{}", keys[0]);
    assert_eq!(keys[1], format!("{}-2", keys[0]));
    let loox = "id,rating,nickname,review,date,handle\na,5,,,2025-01-01,h\na,5,,,2025-01-01,h\n";
    let keys: Vec<String> = reviews(loox).iter().map(|it| it.key.to_string()).collect();
    assert_eq!(keys, ["loox:a", "loox:a"]);
}

/// Rows that are left out: the row, the column at fault and the reason.
fn bad_rows() -> Vec<(String, Option<&'static str>, &'static str)> {
    let long = |length: usize| "x".repeat(length);
    let rated = |rating: &str| format!("a,b,{rating},01/02/2024,c,8,");
    vec![
        (rated(""), Some("rating"), "no-rating"),
        (rated("0"), Some("rating"), "not-a-rating"),
        (rated("4.5"), Some("rating"), "not-a-rating"),
        (rated("50"), Some("rating"), "not-a-rating"),
        (rated("five"), Some("rating"), "not-a-rating"),
        ("a,b,5,01/02/2024,c,,".to_owned(), None, "no-product"),
        (
            "a,b,5,01/02/2024,c,8.01235E+12,".to_owned(),
            Some("product_id"),
            "rounded-id",
        ),
        (
            "a,b,5,01/02/2024,c,8 8,".to_owned(),
            Some("product_id"),
            "not-a-product",
        ),
        ("a,b,5,,c,8,".to_owned(), Some("review_date"), "no-date"),
        (
            "a,b,5,31/02/2024,c,8,".to_owned(),
            Some("review_date"),
            "not-a-date",
        ),
        (
            "a,b,5,02/03/2204,c,8,".to_owned(),
            Some("review_date"),
            "in-the-future",
        ),
        ("a,b,5,01/02/2024,c,8".to_owned(), None, "wrong-cells"),
        (
            "a,b, and c,5,01/02/2024,c,8,".to_owned(),
            None,
            "wrong-cells",
        ),
        (
            format!("a,{},5,01/02/2024,c,8,", long(5001)),
            Some("body"),
            "too-long",
        ),
        (
            format!("a,b,5,01/02/2024,{},8,", long(61)),
            Some("reviewer_name"),
            "too-long",
        ),
        (
            format!("a,{},5,01/02/2024,c,8,", long(IMPORT_ROW_BYTES_MAX)),
            None,
            "row-too-large",
        ),
    ]
}

#[test]
fn bad_rows_are_told_with_their_line_and_the_rest_is_read() {
    let header = "title,body,rating,review_date,reviewer_name,product_id,product_handle\n";
    for (row, column, slug) in bad_rows() {
        let good = "a,b,5.0,01/02/2024,c,8,";
        let text = format!("{header}{good}\n\"x\",\"y\ny\",5,01/02/2024,c,8,\n{row}\n{good}\n");
        let (_, lines) = read(text.as_bytes(), now()).unwrap();
        assert_eq!(lines.len(), 4, "{row:.80}");
        let bad = lines[2].as_ref().unwrap_err();
        assert_eq!((bad.line, bad.column.as_deref()), (5, column), "{row:.80}");
        assert_eq!(bad.reason.slug(), slug, "{row:.80}");
        let said = serde_json::to_value(bad).unwrap();
        assert_eq!(said["reason"], slug);
        assert_eq!(said["detail"], bad.reason.to_string());
        assert!(
            [0, 1, 3].iter().all(|index| lines[*index].is_ok()),
            "{row:.80}"
        );
    }
}

#[test]
fn bytes_that_are_no_text_are_a_bad_row_where_they_matter() {
    let mut bytes = b"Review Score,Date,Review Content,Product ID,Email\n".to_vec();
    bytes.extend(b"5,2025-03-15,caf\xe9,9,\n5,2025-03-15,fine,9,\xe9\n");
    let (_, lines) = read(&bytes, now()).unwrap();
    let bad = lines[0].as_ref().unwrap_err();
    assert_eq!(
        (bad.line, bad.column.as_deref()),
        (2, Some("Review Content"))
    );
    assert_eq!(bad.reason, Reason::NotUtf8);
    assert!(lines[1].is_ok());
}

#[test]
fn files_of_nothing_known_are_refused() {
    let names =
        |names: &[&str]| Refused::UnknownFormat(names.iter().map(ToString::to_string).collect());
    for (bytes, expected) in [
        (&b""[..], names(&[])),
        (b"\n\n", names(&[])),
        (b"email,name\na,b\n", names(&["email", "name"])),
        (b"email", names(&["email"])),
        (b"\xff\xfer\0a\0t\0", Refused::Utf16),
    ] {
        assert_eq!(read(bytes, now()), Err(expected.clone()), "{expected}");
        let mut import = Import::new(now());
        let refused = bytes
            .iter()
            .any(|byte| import.push(&[*byte], |_| ()).is_err());
        let again = import.clone().push(b"more\n", |_| ()).is_err();
        assert!(again || !refused, "what is refused stays so");
        assert_eq!(import.finish(|_| ()), Err(expected));
    }
}

#[test]
fn what_says_how_to_reach_a_person_stays_behind() {
    for file in &FILES {
        let read = format!("{:?}", reviews(file.text));
        for private in ["@example", "203.0.113", "Paul Durand", "Lyon"] {
            assert!(!read.contains(private), "{}: {private}", file.format.slug());
        }
    }
}

#[test]
fn an_over_long_title_begins_the_text() {
    let title = "y".repeat(Title::LENGTH_MAX + 1);
    let text = format!(
        "title,body,rating,review_date,reviewer_name,product_id\n\
        {title},And so on,5,2024-01-01,c,8\n{title},,5,2024-01-01,c,8\n"
    );
    let found = reviews(&text);
    assert_eq!(found[0].title, None);
    assert_eq!(
        found[0].body.as_ref().unwrap().as_str(),
        format!("{title}\n\nAnd so on")
    );
    assert_eq!(found[1].body.as_ref().unwrap().as_str(), title);
}
