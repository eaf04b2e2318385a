//! What a person looks at first.

use shared::reviews::{Author, Body, Finding, Fingerprint, Title, Written, check};

fn found(text: &str) -> Vec<Finding> {
    let body: Body = text.parse().unwrap();
    check(&Written {
        body: Some(&body),
        ..Written::default()
    })
}

#[test]
fn links() {
    let table = [
        ("an address", "see https://evil.example/x for more"),
        ("without a scheme", "see www.evil.example"),
        ("a host alone", "get it at cheap-watches.com today"),
        ("in brackets", "(cheap-watches.shop)"),
        ("at the end", "cheap-watches.shop."),
        ("in capitals", "CHEAP-WATCHES.COM"),
        ("one capital", "cheapwatches.Com"),
        ("wide letters", "ｃｈｅａｐ．ｃｏｍ"),
        ("an ideographic full stop", "cheap。com"),
        ("something unseen within", "che\u{200b}ap.c\u{ad}om"),
        ("a dot in words", "cheap(dot)com"),
        ("markup", "<a href=evil>"),
        ("markup of forums", "[url=evil]here[/url]"),
        ("markup of Markdown", "[here](evil)"),
        ("a short link", "bit.ly/abc"),
        ("another scheme", "ftp://evil.example"),
        ("a name of one letter and a path", "t.me/cheapwatches"),
        ("a short one of another", "t.co/abc"),
        ("one letter and a usual end", "x.com/spam"),
        (
            "a sentence behind it",
            "visit cheapwatches.com.Great prices",
        ),
        (
            "a sentence before and behind",
            "Cheap.Visit cheapwatches.net.Now",
        ),
        ("a dot in capitals", "cheapwatches(DOT)com"),
        ("a dot with blanks", "cheapwatches (dot) com"),
        (
            "a dot with blanks in its brackets",
            "cheapwatches ( Dot ) com",
        ),
        ("a dot in brackets", "cheapwatches[.]com"),
        ("a dot in round ones", "cheapwatches (.) com"),
        ("an end of letters and a path", "cheapwatches.ai/deal"),
        ("an end of a country", "cheapwatches.ch"),
        (
            "an end that nobody knows, and a path",
            "cheapwatches.deals/today",
        ),
        ("digits after the path", "cheapwatches.deals/1"),
        ("free ends", "cheapwatches.tk and cheapwatches.cc"),
        (
            "ends that are words",
            "at cheapwatches.tech, cheapwatches.click",
        ),
        (
            "ends that are small words",
            "cheapwatches.in, cheapwatches.at, cheapwatches.be",
        ),
        ("of Sweden", "cheapwatches.se"),
        ("www with a digit", "www.1evil.example"),
        ("www after a bracket", "(www.evil.example)"),
    ];
    for (case, text) in table {
        assert_eq!(found(text), [Finding::Link], "{case}");
    }
}

#[test]
fn contacts() {
    let table = [
        ("an e-mail address", "write to ana@juniper.example please"),
        ("blanks around the sign", "ana @ juniper.example"),
        ("the sign in words", "ana(at)juniper.example"),
        ("both in words", "ana [at] juniper[dot]example"),
        (
            "the sign in words with blanks",
            "ana (at) juniper (dot) example",
        ),
        ("the sign in capitals", "ana [AT] juniper.example"),
        ("the signs in brackets", "ana[@]juniper[.]example"),
        ("a telephone number", "call 0170 123 4567"),
        ("of another country", "+49 (0) 170 / 123-45.67"),
        ("with hard blanks", "0170\u{a0}123\u{a0}4567"),
        ("in digits of another script", "call ٠١٧٠١٢٣٤٥٦٧"),
        ("in wide digits", "０１７０１２３４５６７"),
        ("a card's number", "4929 5021 8630 1174"),
    ];
    for (case, text) in table {
        assert_eq!(found(text), [Finding::Contact], "{case}");
    }
}

#[test]
fn shouting_and_repeating() {
    let table = [
        (
            "capitals",
            "THIS IS THE WORST BAG I EVER HAD",
            Finding::Shouting,
        ),
        (
            "in Greek",
            "ΑΥΤΟ ΕΙΝΑΙ ΤΟ ΧΕΙΡΟΤΕΡΟ ΠΡΑΓΜΑ",
            Finding::Shouting,
        ),
        ("one letter", "sooooooooooo good", Finding::Repeated),
        ("one word", "buy buy Buy BUY buy buy", Finding::Repeated),
        (
            "a few words",
            &"cheap watches here ".repeat(7),
            Finding::Repeated,
        ),
    ];
    for (case, text, finding) in table {
        assert_eq!(found(text), [finding], "{case}");
    }
}

#[test]
fn what_people_write_passes() {
    let long = "I have used this grinder every morning for half a year now, and the beans come out \
                evenly each time. Cleaning takes two minutes. The box was 3.5 kg, arrived on \
                2026-04-30 and cost 129.99. Would I buy it again? Yes, e.g. for my mother.";
    let table = [
        ("a word", "Good"),
        ("an emoji", "😍😍😍😍😍😍😍😍😍😍😍😍"),
        ("signs of joy", "Yes!!!!!!!!!!!! ............"),
        ("a long one", long),
        ("an abbreviation", "OK for a PC with USB-C and HDMI"),
        ("short and loud", "LOVE IT"),
        (
            "no blank between sentences",
            "So good.It works.To be honest.Me too",
        ),
        ("marks", "10/10, 5/5, 100 %"),
        ("a price and a date", "29.99 on 03.05.2026"),
        ("initials", "J. R. R. from the U.S. and i.e. me"),
        ("a version", "v2.0.1 of the file readme.md"),
        ("three times very", "very very very good"),
        ("a handle of nobody", "thanks @juniper, see you"),
        ("Japanese", "とても良いです。色もきれいで、また買います。"),
        ("Chinese", "很好。我喜欢。"),
        ("German", "Sehr gut.Es passt genau, Größe 42."),
        ("a sigh", "Awww. So cute"),
        ("another sigh", "Ewww."),
        ("a sigh without a blank", "Awww.so cute"),
        ("three letters and a blank", "www. is what I typed"),
        ("small words without a blank", "It came to an end.At last"),
        ("another small word", "Let it.Be happy"),
        ("more small words", "So good.In time.Se ve bien.Tech works"),
        ("a choice", "Red and/or blue, w/o a bag, n/a"),
        (
            "a choice after an abbreviation",
            "e.g.red/blue, i.e.it works",
        ),
        ("a choice without a blank", "Good.And/or bad, 4.5/5"),
        ("a Japanese choice", "良い。安い/早い"),
        (
            "words in brackets",
            "It came (at last) with a (polka) dot [sic] {at} home",
        ),
        ("a bracket that stays open", "nice :( and [dot"),
        ("Thai", "สินค้าดีมากครับ ส่งเร็ว"),
    ];
    for (case, text) in table {
        assert_eq!(found(text), [], "{case}");
    }
}

#[test]
fn every_word_that_is_shown_is_looked_at() {
    let title: Title = "www.evil.example".parse().unwrap();
    let author: Author = "ana@juniper.example".parse().unwrap();
    let body: Body = "Good".parse().unwrap();
    let written = Written {
        title: Some(&title),
        body: Some(&body),
        author: Some(&author),
    };
    assert_eq!(check(&written), [Finding::Link, Finding::Contact]);
    assert_eq!(check(&Written::default()), []);
    // A name in capitals is a name.
    let author: Author = "ANASTASIA PAPADOPOULOU-SMITH".parse().unwrap();
    let named = Written {
        author: Some(&author),
        body: Some(&body),
        ..Written::default()
    };
    assert_eq!(check(&named), []);
}

#[test]
fn two_that_say_the_same() {
    let of = |text: &str| Fingerprint::of(&text.parse().unwrap());
    let one = of("The beans come out evenly each time, and cleaning is quick.");
    assert!(one.is_some());
    assert_eq!(
        one,
        of("the beans come out evenly each time -\n\nand CLEANING is quick!!!")
    );
    assert_ne!(
        one,
        of("The beans come out evenly each time, and cleaning is slow.")
    );
    assert_eq!(one.map(|print| print.as_str().len()), Some(32));
    assert_eq!(of("Great, thank you"), None, "many people write that");
}
