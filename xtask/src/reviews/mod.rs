//! Bringing a shop's reviews along from another app: read, map, send, tell.

mod map;
mod parcel;
mod report;
mod send;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use shared::Time;
use shared::reviews::import::{Format, Import, Imported};

pub(crate) use parcel::Run;
pub(crate) use send::Service;

use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use map::Map;
use parcel::Parcel;
use report::{LeftOut, Report};

/// How much of the file is read at once.
const PIECE: usize = 64 * 1024;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) file: PathBuf,
    pub(crate) maps: Vec<PathBuf>,
    pub(crate) service: Service,
    pub(crate) run: Run,
}

/// Imports the file and prints what came of it.
pub(crate) fn run(options: &Options, key: &str) -> Outcome<()> {
    let map = Map::read(&options.maps)?;
    let (format, reviews, left_out) = read(&options.file)?;
    let mut report = Report::new(format, reviews.len(), left_out);
    let parcels = parcel::pack(&reviews, &map, options.run, &mut report);
    let sent = send_all(&parcels, &mut report, |parcel| {
        options.service.send(key, parcel)
    });
    println!("{}", report.table());
    sent
}

/// The reviews of a file, and the rows of it that can't be read.
fn read(path: &Path) -> Outcome<(Format, Vec<Imported>, Vec<LeftOut>)> {
    let doing = || format!("reading {}", path.display());
    let mut file = File::open(path).map_err(Failure::io(doing()))?;
    let size = file.metadata().map_err(Failure::io(doing()))?.len();
    let (mut reviews, mut left_out, mut done) = (Vec::new(), Vec::new(), 0_u64);
    let mut take = |line| match line {
        Ok(review) => reviews.push(review),
        Err(bad) => left_out.push(LeftOut::from(bad)),
    };
    let mut import = Import::new(now());
    let mut piece = vec![0; PIECE];
    let mut progress = Progress::start("reading reviews");
    loop {
        let length = file.read(&mut piece).map_err(Failure::io(doing()))?;
        if length == 0 {
            break;
        }
        let refused = |fault| Failure::document(path, fault);
        import.push(&piece[..length], &mut take).map_err(refused)?;
        done += length as u64;
        progress.tick(&format!("{} %", done * 100 / size.max(done)));
    }
    let format = import
        .finish(&mut take)
        .map_err(|fault| Failure::document(path, fault))?;
    progress.end(&format!("{} reviews", reviews.len()));
    Ok((format, reviews, left_out))
}

/// The time by this machine's clock.
pub(crate) fn now() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let ms = since.map_or(0, |since| since.as_millis());
    Time::from_unix_ms(i64::try_from(ms).unwrap_or(i64::MAX))
}

/// Sends what was packed, and takes the answers into the report, up to the first that fails.
fn send_all(
    parcels: &[Parcel],
    report: &mut Report,
    mut send: impl FnMut(&Parcel) -> Outcome<serde_json::Value>,
) -> Outcome<()> {
    let total: usize = parcels.iter().map(|parcel| parcel.lines.len()).sum();
    let mut done = 0;
    let mut progress = Progress::start("sending reviews");
    for parcel in parcels {
        let answer = send(parcel)?;
        report
            .take(parcel, &answer)
            .map_err(|fault| Failure::Service {
                doing: "reading the report".to_owned(),
                fault,
            })?;
        done += parcel.lines.len();
        progress.tick(&format!("{done} of {total}"));
    }
    progress.end(&format!("{done} of {total}"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn temporary(name: &str, text: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("accolade-reviews-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A file of Shopify Product Reviews with so many rows, each of two lines; every third is bad.
    fn file(rows: usize) -> String {
        let header = "product_handle,state,rating,title,author,email,location,body,reply,\
            created_at,replied_at\n";
        let row = |row| {
            let stars = if row % 3 == 2 { 9 } else { 1 + row % 5 };
            format!(
                "tide-mug,published,{stars},,Ann {row},a@example.com,,\"=1\n{row}\",,2024-01-01,\n"
            )
        };
        header.to_owned() + &(0..rows).map(row).collect::<String>()
    }

    #[test]
    fn importing_sends_our_own_rows_and_tells_lines_of_the_original() {
        let path = temporary("shopify.csv", &file(1800));
        let map = temporary("map.csv", "from,product\ntide-mug,4411\n");
        let (format, reviews, left_out) = read(&path).unwrap();
        let mut report = Report::new(format, reviews.len(), left_out);
        let map = Map::read(&[map]).unwrap();
        let parcels = parcel::pack(&reviews, &map, Run::Resumed, &mut report);
        let mut bodies = Vec::new();
        send_all(&parcels, &mut report, |parcel| {
            bodies.push(parcel.body.clone());
            // The service finds the second row of each parcel bad, on its own line.
            Ok(serde_json::json!({
                "format": "accolade", "rows": parcel.lines.len(),
                "imported": parcel.lines.len() - 4, "unchanged": 1, "completed": 2, "bad_rows": 1,
                "bad": [{"line": 4, "reason": "unlucky", "detail": "it is unlucky"}],
                "photos_left_out": 7,
                "photo_hosts_left_out": [
                    {"host": format!("cdn{}.example", bodies.len()), "photos": 3},
                    {"host": "images.example", "photos": 4},
                ],
            }))
        })
        .unwrap();
        assert_eq!(bodies.len(), 3);
        assert!(bodies[0].contains("\"4411\",\"tide-mug\",\"1\",\"\",\"'=1\n0\",\"Ann 0\""));
        assert!(bodies.iter().all(|body| !body.contains("example.com")));
        let table = report.table();
        for said in [
            "format     shopify-product-reviews",
            "rows       1800",
            "imported   1188",
            "unchanged  3",
            "completed  6, with photos that they lacked",
            "photos     21 left out: the shop does not allow their hosts",
            "\nHosts of photos to allow in the shop's settings, reviews.photo_hosts:\n  \
                images.example: 12\n  cdn1.example: 3\n",
            "import again with --again",
            "left out   603",
            "line 6, rating: a rating is a whole number from 1 to 5",
            "line 4: it is unlucky",
        ] {
            assert!(table.contains(said), "{said} in\n{table}");
        }
    }

    #[test]
    fn the_same_file_is_the_same_parcels_unless_it_is_imported_anew() {
        let path = temporary("again.csv", &file(700));
        let pack = |run| {
            let (format, reviews, left_out) = read(&path).unwrap();
            let mut report = Report::new(format, reviews.len(), left_out);
            let parcels = parcel::pack(&reviews, &Map::default(), run, &mut report);
            let keys = parcels.into_iter().map(|parcel| parcel.key);
            keys.collect::<Vec<String>>()
        };
        let keys = pack(Run::Resumed);
        assert_eq!(keys, pack(Run::Resumed));
        let anew = pack(Run::Anew(1));
        assert!(anew.iter().all(|key| !keys.contains(key)), "{anew:?}");
        assert_ne!(anew, pack(Run::Anew(2)));
        assert!(
            keys[0].len() < 255 && keys[0].starts_with("reviews-"),
            "{}",
            keys[0]
        );
    }

    #[test]
    fn the_demos_reviews_import_whole() {
        let checkout = crate::checkout::Checkout::find().unwrap();
        let (format, reviews, left_out) = read(&checkout.path("www/reviews.csv")).unwrap();
        assert_eq!(format, Format::Accolade);
        assert!(left_out.is_empty(), "{left_out:?}");
        let keys: HashSet<_> = reviews.iter().map(|review| &review.key).collect();
        assert_eq!(
            keys.len(),
            reviews.len(),
            "every review has a key of its own"
        );
        let products: HashSet<_> = reviews
            .iter()
            .map(|review| review.product.product())
            .collect();
        assert_eq!(products.len(), 7, "one product has no reviews");
    }

    #[test]
    fn a_file_of_nothing_known_is_refused() {
        let path = temporary("contacts.csv", "email,name\na@example.com,A\n");
        let said = read(&path).unwrap_err().to_string();
        assert!(said.contains("email, name"), "{said}");
    }
}
