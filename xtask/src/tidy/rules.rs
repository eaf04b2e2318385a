//! Rules about lines: how long, how many, and what may not stand in them.

use super::Source;

/// The longest file of code; a style sheet is one table and may be longer.
const LINES: usize = 500;
/// The longest line of Rust.
const COLUMNS: usize = 100;
/// What is left over from writing; split, so that this file does not find itself.
const LEFTOVERS: [&str; 4] = [
    concat!("todo", "!("),
    concat!("dbg", "!("),
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
];
/// Places of one machine.
const PLACES: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/tmp", "/t/"),
    concat!("/tmp", "/boot"),
];
/// Where packages come from is a setting of a machine, not of the project.
const REGISTRIES: [&str; 6] = [
    concat!("registry.", "npmjs"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("files.", "pythonhosted"),
    concat!("deb.", "debian.org"),
    concat!("proxy.", "golang"),
];

/// The faults of one file, with their lines.
pub(super) fn faults(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let count = source.text.lines().count();
    if source.is_code() && !source.name.ends_with(".css") && count > LINES {
        found.push((
            count,
            format!("the file has {count} lines; {LINES} are allowed"),
        ));
    }
    for (index, line) in source.text.lines().enumerate() {
        let mut fault = |what: String| found.push((index + 1, what));
        let columns = line.chars().count();
        if source.is_rust() && columns > COLUMNS {
            fault(format!(
                "the line has {columns} columns; {COLUMNS} are allowed"
            ));
        }
        let bad = if source.is_code() {
            &LEFTOVERS[..]
        } else {
            &[]
        };
        for what in bad.iter().chain(&PLACES).chain(&REGISTRIES) {
            if line.contains(what) {
                fault(format!("`{what}` may not stand here"));
            }
        }
        if source.is_code() && line.trim_end() != line {
            fault("spaces at the end of the line".to_owned());
        }
    }
    if source.is_rust() {
        found.extend(silenced(&source.text));
    }
    found
}

/// Lints that are switched off without saying why.
fn silenced(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let opens = |line: &str| {
        let line = line.trim_start();
        ["#[", "#!["].iter().any(|open| {
            let inside = line.strip_prefix(open);
            inside
                .is_some_and(|inside| inside.starts_with("allow(") || inside.starts_with("expect("))
        })
    };
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| opens(line)) {
        let rest = &lines[index..];
        let length = rest
            .iter()
            .position(|line| line.contains(")]"))
            .unwrap_or(0);
        if !rest[..=length]
            .iter()
            .any(|line| line.contains("reason = "))
        {
            found.push((index + 1, format!("`{}` gives no reason", line.trim())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(name: &str, text: &str) -> Vec<usize> {
        let source = Source {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        faults(&source).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn leftovers_places_and_registries_are_found() {
        for what in LEFTOVERS.iter().chain(&PLACES).chain(&REGISTRIES) {
            assert_eq!(
                lines("a.js", &format!("fine\nlet a = \"{what}\";\n")),
                [2],
                "{what}"
            );
        }
        assert_eq!(
            lines("a.md", &format!("{}: later\n", LEFTOVERS[3])),
            Vec::<usize>::new()
        );
        assert_eq!(lines("a.md", &format!("see {}x\n", PLACES[0])), [1]);
    }

    #[test]
    fn long_lines_and_long_files_are_found() {
        assert_eq!(lines("a.rs", &"x".repeat(101)), [1]);
        assert_eq!(lines("a.rs", &"é".repeat(100)), Vec::<usize>::new());
        assert_eq!(lines("a.js", &"x".repeat(101)), Vec::<usize>::new());
        assert_eq!(lines("a.js", &"x\n".repeat(501)), [501]);
        assert_eq!(lines("a.md", &"x\n".repeat(501)), Vec::<usize>::new());
    }

    #[test]
    fn a_silenced_lint_says_why() {
        let open = concat!("#[al", "low(");
        assert_eq!(
            lines("a.rs", &format!("{open}dead_code)]\nfn a() {{}}")),
            [1]
        );
        assert!(lines("a.rs", &format!("{open}dead_code, reason = \"r\")]\n")).is_empty());
        assert!(
            lines(
                "a.rs",
                &format!("{open}\n    dead_code,\n    reason = \"r\"\n)]\n")
            )
            .is_empty()
        );
        assert_eq!(
            lines(
                "a.rs",
                &format!("{open}\n    dead_code,\n)]\n// reason = none\n")
            ),
            [1]
        );
    }
}
