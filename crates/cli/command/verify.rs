//! `dateline verify`: is the index as it was written, and are its counts what is there?

use anyhow::anyhow;
use index::{Archive, Proof, Request, Verified};

use super::{lines, search::narrowed};
use crate::{
    args::{Common, FilterArgs, VerifyArgs},
    exit::Exit,
    output::{Screen, count, json, printable},
    progress,
};

pub(crate) fn run(
    args: &VerifyArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let requests = requests(args)?;
    let archive = Archive::open(&super::index_folder(common)?)?;
    let is_whole = requests.is_empty();
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
    if args.json {
        json::object(screen, &verified)?;
    } else {
        show(&verified, is_whole, common.verbose, screen)?;
    }
    Ok(Exit::found(verified.faults.is_empty()))
}

/// What the command line and the file ask to be proved.
fn requests(args: &VerifyArgs) -> anyhow::Result<Vec<Request>> {
    let mut requests = Vec::new();
    if let Some(path) = &args.queries {
        for line in lines::read(path, &args.filters)? {
            let request = line.request;
            requests.push(request.map_err(|fault| anyhow!("line {}: {fault}", line.number))?);
        }
        return Ok(requests);
    }
    let request = narrowed(&args.query, &args.filters)?;
    if !args.query.is_empty() || !request.filters.is_empty() {
        requests.push(request);
    }
    Ok(requests)
}

fn sampled(archive: &Archive, n_queries: usize) -> anyhow::Result<Vec<Request>> {
    let queries = archive.sample(n_queries)?;
    queries.into_iter().map(|query| narrowed(&[query], &FilterArgs::default())).collect()
}

fn show(
    verified: &Verified,
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
