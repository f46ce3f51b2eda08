//! `dateline verify`: is the index as it was written, and are its counts what is there?

use ask::{Fault, Narrowing};
use index::{Archive, Proof, Request, Verified};
use serde::Serialize;

use super::lines;
use crate::{
    args::{Common, VerifyArgs},
    exit::Exit,
    output::{Screen, count, json, printable},
    progress,
};

/// What was found, and the lines of the file of queries that ask nothing.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    verified: Verified,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread: Vec<Unread>,
}

/// A line that could not be read as a query.
#[derive(Serialize)]
struct Unread {
    line: usize,
    query: String,
    error: Fault,
}

/// What is to be proved.
#[derive(Default)]
struct Asked {
    requests: Vec<Request>,
    unread: Vec<Unread>,
}

pub(crate) fn run(
    args: &VerifyArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let Asked { requests, unread } = asked(args)?;
    let archive = Archive::open(&super::index_folder(common)?)?;
    let is_whole = args.queries.is_none() && requests.is_empty();
    let (mut verified, requests) = if is_whole {
        let verified = archive.verify()?;
        // of what is damaged nothing can be proved
        let n_queries = if verified.faults.is_empty() { args.sample } else { 0 };
        (verified, sampled(&archive, n_queries)?)
    } else {
        (archive.verify_files()?, requests)
    };
    let bar = progress::bar(common, requests.len(), "queries");
    for request in &requests {
        verified.add(archive.prove(request)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let told = Told { verified, unread };
    if args.json {
        json::object(screen, &told)?;
    } else {
        show(&told, is_whole, common.verbose, screen)?;
    }
    let n_unread = told.unread.len();
    Ok(if told.verified.faults.is_empty() {
        lines::exit(n_unread, n_unread + requests.len(), true)
    } else {
        Exit::NothingFound
    })
}

/// What the command line or the file asks to be proved.
fn asked(args: &VerifyArgs) -> anyhow::Result<Asked> {
    let mut asked = Asked::default();
    if let Some(file) = &args.queries {
        for line in lines::read(file, &args.filters)? {
            match line.request {
                Ok(request) => asked.requests.push(request),
                Err(error) => {
                    asked.unread.push(Unread { line: line.number, query: line.text, error });
                }
            }
        }
        return Ok(asked);
    }
    let request = args.filters.request(&args.query.join(" "))?;
    if !args.query.is_empty() || !request.filters.is_empty() {
        asked.requests.push(request);
    }
    Ok(asked)
}

fn sampled(archive: &Archive, n_queries: usize) -> anyhow::Result<Vec<Request>> {
    let queries = archive.sample(n_queries)?;
    let request = |query: String| Ok(Narrowing::default().request(&query)?);
    queries.into_iter().map(request).collect()
}

fn show(
    Told { verified, unread }: &Told,
    is_whole: bool,
    is_verbose: bool,
    screen: &mut Screen<'_>,
) -> anyhow::Result<()> {
    let of_query = |proof: &&Proof| !is_whole || is_verbose || !proof.faults.is_empty();
    for proof in verified.queries.iter().filter(of_query) {
        let verdict = match proof.faults.len() {
            0 => "each is what is there".to_owned(),
            faults => count(faults as u64, "fault"),
        };
        screen.line(&printable(&format!(
            "{}: {} and {} counted anew, {} clicked: {verdict}",
            proof.interpreted,
            count(proof.releases, "release"),
            count(proof.quotes, "quote"),
            count(proof.facet_values, "facet value"),
        )))?;
    }
    for Unread { line, error, .. } in unread {
        screen.line(&printable(&format!("line {line}: {error}")))?;
    }
    for fault in &verified.faults {
        screen.line(&printable(fault))?;
    }
    let queries = match verified.queries.len() as u64 {
        1 => "1 query".to_owned(),
        number => format!("{number} queries"),
    };
    let checked = if is_whole {
        let (releases, files) =
            (count(verified.releases, "release"), count(verified.files, "file"));
        let values = count(verified.facet_values, "facet value");
        format!("{releases}, {files}, {queries} drawn from them and {values} checked")
    } else {
        format!("{queries} and the files of the index checked")
    };
    let verdict = match verified.faults.len() {
        0 => "sound".to_owned(),
        faults => count(faults as u64, "fault"),
    };
    screen.line(&format!("{checked}: {verdict}"))?;
    Ok(())
}
