//! Secrets of a run: given by the environment and good, or made once and kept in the data folder.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::failure::{Failure, Outcome};

/// The shortest operator key that starts.
const SHORTEST: usize = 16;
/// Bytes of a seal key, and of every key made here.
const BYTES: usize = 32;
/// Words that people leave in an example file; the worker refuses the same.
const PLACEHOLDERS: [&str; 6] = [
    "change",
    "default",
    "example",
    "placeholder",
    "replace",
    "password",
];

/// The operator key from the environment, refused when it guards nothing.
pub(super) fn operator_key(given: Option<String>) -> Outcome<String> {
    let refuse = |what: &str| {
        Failure::missing(
            format!("ACCOLADE_OPERATOR_KEY {what}"),
            format!(
                "Set it to a random text of at least {SHORTEST} characters, for example \
                 ACCOLADE_OPERATOR_KEY=\"$(head -c 24 /dev/urandom | base64)\"."
            ),
        )
    };
    let key = given.unwrap_or_default();
    if key.is_empty() {
        return Err(refuse("is not set"));
    }
    if key.chars().count() < SHORTEST {
        return Err(refuse("is too short"));
    }
    let lower = key.to_ascii_lowercase();
    let alike = key.chars().all(|letter| key.starts_with(letter));
    if alike || PLACEHOLDERS.iter().any(|word| lower.contains(word)) {
        return Err(refuse("looks like a placeholder"));
    }
    Ok(key)
}

/// The seal key: the one given, if it is base64 of 32 bytes, else the one of the data folder.
pub(super) fn seal_key(given: Option<String>, data: &Path) -> Outcome<String> {
    let Some(key) = given.filter(|key| !key.is_empty()) else {
        return kept(&data.join("seal-key"), || Ok(STANDARD.encode(random()?)));
    };
    match STANDARD.decode(&key) {
        Ok(bytes) if bytes.len() == BYTES => Ok(key),
        _ => Err(Failure::missing(
            "ACCOLADE_SEAL_KEY is not base64 of 32 bytes",
            "Make one with `head -c 32 /dev/urandom | base64`, or leave it unset: then one is made \
             and kept in the data folder.",
        )),
    }
}

/// A key of the demo, made once and kept in the data folder.
pub(super) fn demo_key(data: &Path, name: &str) -> Outcome<String> {
    kept(&data.join("keys").join(name), || {
        Ok(URL_SAFE_NO_PAD.encode(random()?))
    })
}

fn random() -> Outcome<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::getrandom(&mut bytes).map_err(|fault| {
        Failure::missing(
            format!("the system gives no random bytes: {fault}"),
            "Try again.",
        )
    })?;
    Ok(bytes)
}

/// The text of a file that only its owner may read, made when it is not there.
fn kept(path: &Path, make: impl FnOnce() -> Outcome<String>) -> Outcome<String> {
    let doing = || format!("keeping {}", path.display());
    match fs::read_to_string(path) {
        Ok(text) if !text.trim().is_empty() => return Ok(text.trim().to_owned()),
        Ok(_) => {}
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
        Err(source) => {
            return Err(Failure::Io {
                doing: doing(),
                source,
            });
        }
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::io(doing()))?;
    }
    let text = make()?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(Failure::io(doing()))?;
    file.write_all(text.as_bytes())
        .map_err(Failure::io(doing()))?;
    file.sync_all().map_err(Failure::io(doing()))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_key_that_guards_nothing_is_refused() {
        let cases = [
            "",
            "short",
            "aaaaaaaaaaaaaaaaaaaaaaa",
            "changeme-changeme",
            "Example-key-0123456",
        ];
        for key in cases {
            assert!(operator_key(Some(key.to_owned())).is_err(), "{key}");
        }
        assert!(operator_key(None).is_err());
        assert!(operator_key(Some("q7Yx1pLz0vTn4kRd".to_owned())).is_ok());
    }

    #[test]
    fn a_seal_key_is_32_bytes_of_base64() {
        let nowhere = Path::new("nowhere");
        assert!(seal_key(Some(STANDARD.encode([7; 32])), nowhere).is_ok());
        for key in ["x", "c2hvcnQ=", &STANDARD.encode([7; 31])] {
            assert!(seal_key(Some(key.to_owned()), nowhere).is_err(), "{key}");
        }
    }

    #[test]
    fn a_made_key_stays_and_only_its_owner_reads_it() {
        let data = std::env::temp_dir().join(format!("accolade-keys-{}", std::process::id()));
        let first = seal_key(None, &data).expect("a key can be made");
        assert_eq!(seal_key(None, &data).expect("it is kept"), first);
        assert!(seal_key(Some(first), &data).is_ok());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(data.join("seal-key"))
                .expect("it is a file")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_dir_all(&data).expect("the folder is ours");
    }
}
