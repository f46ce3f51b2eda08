//! `dateline inspect`: what would be understood of these files, no index needed.

use std::{io::Write, path::Path};

use ask::record;
use ingest::{
    Extracted, Unread,
    archive::{self, SourceFile},
    format::Reader,
};
use rayon::prelude::*;

use crate::{
    args::{Common, InspectArgs},
    exit::Exit,
    output::{Screen, json, printable},
};

/// How many files are understood before their results are printed.
const BATCH: usize = 256;

pub(crate) fn run(
    args: &InspectArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let walk = archive::walk(&args.paths, None)
        .map_err(|(path, error)| super::missing_path(&path, &error))?;
    let mut failed = 0;
    for passed in &walk.passed {
        failed += u64::from(complain(&passed.shown, &passed.why, common));
    }
    let mut records = Vec::new();
    let reader = super::worker::reader(args.map.as_ref());
    for batch in walk.files.chunks(BATCH) {
        let read: Vec<_> = batch.par_iter().map(|file| read_file(&reader, file)).collect();
        for (file, (releases, unread)) in batch.iter().zip(read) {
            for extracted in &releases {
                let shown = file.shown.to_string_lossy();
                print_one(args, &shown, extracted, screen, &mut records)?;
            }
            if let Some(why) = unread {
                failed += u64::from(complain(&file.shown, &why, common));
            }
        }
    }
    if args.json {
        json::object(screen, &records)?;
    }
    Ok(if failed > 0 { Exit::SomeFilesFailed } else { Exit::Found })
}

/// All releases of a file, and why there are no more.
fn read_file(reader: &Reader, file: &SourceFile) -> (Vec<Extracted>, Option<Unread>) {
    let mut releases = Vec::new();
    let reading = ingest::understand_file_with(reader, &file.absolute, &mut |extracted| {
        releases.push(extracted);
    });
    (releases, reading.err())
}

fn print_one(
    args: &InspectArgs,
    shown: &str,
    extracted: &Extracted,
    screen: &mut Screen<'_>,
    records: &mut Vec<serde_json::Value>,
) -> anyhow::Result<()> {
    let release = &extracted.release;
    if args.text {
        screen.raw().write_all(release.text.as_bytes())?;
    } else if args.json {
        records.push(serde_json::to_value(record(shown, release, args.evidence))?);
    } else if args.jsonl {
        json::lines(screen, [record(shown, release, args.evidence)])?;
    } else {
        let parts = super::show::Parts { evidence: args.evidence, quotes: true };
        super::show::print_release(screen, release, &[shown.to_owned()], parts)?;
    }
    Ok(())
}

/// Says on standard error why a file gave nothing; returns whether that is a failure.
fn complain(shown: &Path, why: &Unread, common: &Common) -> bool {
    let (word, reason, is_failure) = match why {
        Unread::Skipped(skip) => ("skipped", skip.to_string(), false),
        Unread::Failed(error) => ("failed", format!("{error}; {}", error.help()), true),
    };
    if is_failure || !common.quiet {
        let path = printable(&shown.to_string_lossy());
        let _ = writeln!(std::io::stderr(), "dateline: {word} `{path}`: {reason}");
    }
    is_failure
}
