//! Photos: addresses on the shop's hosts, and nothing else.

use shared::reviews::{
    App, Moderation, Origin, PhotoHost, PhotoUrl, Review, Tally, Withdrawal, complete, erase,
};

use crate::sample::{policy, review};

#[test]
fn an_address_is_written_in_one_way() {
    let table = [
        (
            "as it is",
            "https://cdn.juniper.example/a/1.jpg",
            "https://cdn.juniper.example/a/1.jpg",
        ),
        (
            "capitals",
            "HTTPS://CDN.Juniper.Example/A.jpg",
            "https://cdn.juniper.example/A.jpg",
        ),
        (
            "the usual port",
            "https://cdn.juniper.example:443/a",
            "https://cdn.juniper.example/a",
        ),
        (
            "no path",
            "https://cdn.juniper.example",
            "https://cdn.juniper.example/",
        ),
        (
            "only a query",
            "https://cdn.juniper.example?w=9",
            "https://cdn.juniper.example/?w=9",
        ),
        (
            "a query and a fragment",
            "https://cdn.juniper.example/a?w=9,h=9&v=1#x",
            "https://cdn.juniper.example/a?w=9,h=9&v=1#x",
        ),
        (
            "an at sign in the path",
            "https://cdn.juniper.example/@2x/a.jpg",
            "https://cdn.juniper.example/@2x/a.jpg",
        ),
        (
            "escapes",
            "https://cdn.juniper.example/%20a",
            "https://cdn.juniper.example/%20a",
        ),
    ];
    let policy = policy("checked");
    for (case, text, written) in table {
        let photo: PhotoUrl = text.parse().unwrap();
        assert_eq!(photo.as_str(), written, "{case}");
        assert_eq!(photo.host().as_str(), "cdn.juniper.example", "{case}");
        assert!(policy.allows(&photo), "{case}");
        assert_eq!(written.parse::<PhotoUrl>().unwrap(), photo, "{case}");
    }
}

#[test]
fn what_is_no_address_of_a_photo() {
    let table = [
        ("nothing", ""),
        ("no scheme", "cdn.juniper.example/a.jpg"),
        ("the page's scheme", "//cdn.juniper.example/a.jpg"),
        ("in the clear", "http://cdn.juniper.example/a.jpg"),
        ("a script", "javascript:alert(1)"),
        (
            "a script with slashes",
            "javascript://cdn.juniper.example/%0aalert(1)",
        ),
        ("data", "data:image/svg+xml,<svg/onload=alert(1)>"),
        ("a blob", "blob:https://cdn.juniper.example/1"),
        ("one slash", "https:/cdn.juniper.example/a.jpg"),
        ("three slashes", "https:///cdn.juniper.example/a.jpg"),
        ("no host", "https:///a.jpg"),
        ("a blank before", " https://cdn.juniper.example/a.jpg"),
        ("a blank within", "https://cdn.juniper.example/a b.jpg"),
        ("a line end", "https://cdn.juniper.example/a\n.jpg"),
        ("a tab in the scheme", "ht\ttps://cdn.juniper.example/a.jpg"),
        ("a zero", "https://cdn.juniper.example/a\0.jpg"),
        ("a user", "https://cdn.juniper.example@evil.example/a.jpg"),
        (
            "a user before the host",
            "https://ana@cdn.juniper.example/a.jpg",
        ),
        (
            "a user and a password",
            "https://a:b@cdn.juniper.example/a.jpg",
        ),
        ("no user", "https://@cdn.juniper.example/a.jpg"),
        ("another port", "https://cdn.juniper.example:8443/a.jpg"),
        ("no port", "https://cdn.juniper.example:/a.jpg"),
        ("two ports", "https://cdn.juniper.example:443:443/a.jpg"),
        (
            "a backslash",
            "https://cdn.juniper.example\\@evil.example/a.jpg",
        ),
        ("backslashes", "https:\\\\cdn.juniper.example\\a.jpg"),
        (
            "an escape in the host",
            "https://cdn%2ejuniper.example/a.jpg",
        ),
        (
            "a quote",
            "https://cdn.juniper.example/a\" onerror=\"alert(1)",
        ),
        ("a single quote", "https://cdn.juniper.example/a'b"),
        ("a backtick", "https://cdn.juniper.example/a`b"),
        ("brackets", "https://cdn.juniper.example/<svg>"),
        ("a wide full stop", "https://cdn。juniper.example/a.jpg"),
        (
            "a letter that looks the same",
            "https://cdn.junip\u{435}r.example/a.jpg",
        ),
        (
            "a path that is not ASCII",
            "https://cdn.juniper.example/é.jpg",
        ),
        (
            "a direction override",
            "https://cdn.juniper.example/\u{202e}gpj.a",
        ),
        ("an address in numbers", "https://127.0.0.1/a.jpg"),
        ("a single number", "https://2130706433/a.jpg"),
        ("an address in colons", "https://[::1]/a.jpg"),
        ("this machine", "https://localhost/a.jpg"),
        ("a root dot", "https://cdn.juniper.example./a.jpg"),
        ("an empty part", "https://cdn..juniper.example/a.jpg"),
        ("a hyphen at the end", "https://cdn-.juniper.example/a.jpg"),
    ];
    for (case, text) in table {
        assert!(text.parse::<PhotoUrl>().is_err(), "{case}");
    }
}

#[test]
fn a_host_is_the_shops_or_it_is_not() {
    let policy = policy("checked");
    let table = [
        ("another", "https://evil.example/a.jpg"),
        ("one below", "https://x.cdn.juniper.example/a.jpg"),
        ("one above", "https://juniper.example/a.jpg"),
        (
            "one that ends alike",
            "https://evilcdn.juniper.example/a.jpg",
        ),
        (
            "one that begins alike",
            "https://cdn.juniper.example.evil.example/a.jpg",
        ),
        (
            "the shop's in the path",
            "https://evil.example/cdn.juniper.example",
        ),
        (
            "the shop's in the query",
            "https://evil.example?https://cdn.juniper.example/",
        ),
        (
            "the shop's in the fragment",
            "https://evil.example#@cdn.juniper.example/",
        ),
    ];
    for (case, text) in table {
        let photo: PhotoUrl = text.parse().unwrap();
        assert!(!policy.allows(&photo), "{case}");
    }
}

#[test]
fn addresses_are_of_at_most_2048_characters() {
    let start = "https://cdn.juniper.example/";
    let longest = format!("{start}{}", "a".repeat(2048 - start.len()));
    assert_eq!(longest.parse::<PhotoUrl>().unwrap().as_str(), longest);
    assert!(format!("{longest}a").parse::<PhotoUrl>().is_err());
    // The slash that is put in counts.
    let query = format!(
        "https://cdn.juniper.example?{}",
        "a".repeat(2048 - start.len())
    );
    assert_eq!(query.len(), 2048);
    assert!(query.parse::<PhotoUrl>().is_err());
}

#[test]
fn hosts_are_names_alone() {
    for host in [
        "cdn.shop.example",
        "CDN.shop.example",
        "a-b.c1.example",
        "xn--caf-dma.example",
    ] {
        let read: PhotoHost = host.parse().unwrap();
        assert_eq!(read.as_str(), host.to_lowercase());
    }
    let long = format!("{}.example", "a".repeat(64));
    let longer = format!("{}example", "a.".repeat(125));
    let table = [
        "",
        "example",
        "localhost",
        "127.0.0.1",
        "1.2",
        "0x7f.1",
        "[::1]",
        "*.shop.example",
        "https://cdn.shop.example",
        "cdn.shop.example/",
        "cdn.shop.example:443",
        "a@b.example",
        ".example",
        "a..example",
        "a.example.",
        "-a.example",
        "a-.example",
        "a_b.example",
        "café.example",
        "a b.example",
        " a.example",
        &long,
        &longer,
    ];
    for host in table {
        assert!(host.parse::<PhotoHost>().is_err(), "{host:?}");
    }
}

#[test]
fn an_imported_review_takes_the_photos_that_it_lacks() {
    let photos = |places: &[u8]| -> Vec<PhotoUrl> {
        let address = |place| format!("https://cdn.juniper.example/{place}.jpg");
        places
            .iter()
            .map(|it| address(it).parse().unwrap())
            .collect()
    };
    let imported = |places: &[u8]| Review {
        photos: photos(places),
        origin: Origin::Imported { app: App::Loox },
        ..review()
    };
    for (case, has, file, expected) in [
        ("none before", &[][..], &[1, 2][..], Some(&[1, 2][..])),
        ("one of two", &[2], &[1, 2], Some(&[2, 1])),
        ("all", &[1, 2], &[2, 1], None),
        ("none in the file", &[1], &[], None),
        (
            "as many as it may have",
            &[1, 2, 3, 4],
            &[5, 6],
            Some(&[1, 2, 3, 4, 5]),
        ),
        ("full", &[1, 2, 3, 4, 5], &[6], None),
        ("one twice", &[], &[1, 1], Some(&[1])),
    ] {
        let before = imported(has);
        let after = complete(&before, &photos(file));
        let completed = |places| Review {
            revision: before.revision.next(),
            ..imported(places)
        };
        assert_eq!(after, expected.map(completed), "{case}");
        let erased = erase(before.clone(), &Tally::default()).review;
        assert_eq!(complete(&erased, &photos(file)), None, "{case}");
        let withdrawn = Review {
            moderation: Moderation::Withdrawn {
                because: Withdrawal::Unsaid,
            },
            ..before.clone()
        };
        assert_eq!(complete(&withdrawn, &photos(file)), None, "{case}");
        let written = Review {
            origin: Origin::Written,
            ..before
        };
        assert_eq!(complete(&written, &photos(file)), None, "{case}");
    }
}
