//! `dateline migrate`: an index of another version made new, from the files it knew.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;
use index::{KnownFile, Old, Outcome, Writer};
use ingest::words;
use serde::Serialize;

use super::index::{absolute, build, writer_options};
use crate::{
    args::{Common, IndexArgs, MigrateArgs},
    exit::Exit,
    output::{Screen, count, json, printable, report::FailedFile},
};

/// What was done.
#[derive(Default, Serialize)]
struct Told {
    from_format: u32,
    to_format: u32,
    releases: u64,
    /// Files that were read again.
    read: u64,
    /// Files that are gone and whose releases were taken over.
    kept: Vec<String>,
    /// Files that are gone and whose releases are lost.
    lost: Vec<String>,
    failed: Vec<FailedFile>,
    /// Where the old index is.
    old: Option<PathBuf>,
}

pub(crate) fn run(
    args: &MigrateArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder(common)?;
    let told = match Old::open(&folder, args.wait.duration())? {
        Some(old) => migrate(old, &folder, args, common)?,
        None => Told { from_format: Old::FORMAT, to_format: Old::FORMAT, ..Told::default() },
    };
    if args.json {
        json::object(screen, &told)?;
    } else {
        show(&told, screen)?;
    }
    Ok(if told.failed.is_empty() { Exit::Found } else { Exit::SomeFilesFailed })
}

fn migrate(old: Old, folder: &Path, args: &MigrateArgs, common: &Common) -> anyhow::Result<Told> {
    let is_there = |file: &&KnownFile| absolute(&file.path).symlink_metadata().is_ok();
    let (there, gone): (Vec<_>, Vec<_>) = old.files().iter().partition(is_there);
    let gone: Vec<&KnownFile> =
        gone.into_iter().filter(|file| matches!(file.outcome, Outcome::Indexed { .. })).collect();
    let wanted: Vec<_> = gone.iter().flat_map(|file| file.outcome.releases()).copied().collect();
    let records = old.releases(&wanted)?;
    let is_kept =
        |file: &&&KnownFile| file.outcome.releases().iter().all(|id| records.contains_key(id));
    let (kept, lost): (Vec<&KnownFile>, Vec<&KnownFile>) =
        gone.iter().copied().partition(|file| is_kept(&file));
    let shown = |files: &[&KnownFile]| -> Vec<String> {
        files.iter().map(|file| file.path.shown.to_string()).collect()
    };
    let lost = shown(&lost);
    if let Some(first) = lost.first()
        && !args.drop_lost
    {
        anyhow::bail!(
            "{} of the index are gone and their records cannot be read, `{first}` among them; bring them back, \
             or say `--drop-lost` to go on without them",
            count(lost.len() as u64, "file")
        );
    }
    let new = folder.with_file_name(format!(
        "{}.migrating",
        folder.file_name().unwrap_or(".dateline".as_ref()).to_string_lossy()
    ));
    if new.exists() {
        // of a migration that broke off: nothing in it is anybody's only copy
        fs::remove_dir_all(&new)
            .with_context(|| format!("could not remove `{}`", new.display()))?;
    }
    let mut told = Told {
        from_format: old.format(),
        to_format: Old::FORMAT,
        kept: shown(&kept),
        lost,
        ..Told::default()
    };
    fs::create_dir_all(&new).with_context(|| format!("could not create `{}`", new.display()))?;
    copy_own(folder, &new)?;
    let to_read = there.iter().filter(|file| !matches!(file.outcome, Outcome::Skipped { .. }));
    let paths: Vec<PathBuf> = to_read.map(|file| path_of(file)).collect();
    if !paths.is_empty() {
        let args = IndexArgs { reading: args.reading.clone(), ..IndexArgs::of(paths) };
        let (report, _) = build(&args, &new, common)?;
        told.read = report.found;
        told.failed = report.failed;
    }
    let mut writer = Writer::open(&new, writer_options())?;
    for file in &kept {
        for release in file.outcome.releases().iter().filter_map(|id| records.get(id)) {
            writer.add(&file.path, release, &words::cut(&release.text))?;
        }
        writer.record(file)?;
    }
    if !kept.is_empty() || told.read == 0 {
        writer.commit()?;
    }
    writer.close()?;
    told.releases = index::Archive::open(&new)?.status()?.releases;
    told.old = Some(old.replace(&new)?);
    Ok(told)
}

/// As it was given, if that still means the same file from here.
fn path_of(file: &KnownFile) -> PathBuf {
    let given = PathBuf::from(&*file.path.shown);
    let absolute = absolute(&file.path).into_owned();
    if ingest::archive::absolute(&given) == absolute { given } else { absolute }
}

/// The user's own files in the folder of an index.
fn copy_own(from: &Path, to: &Path) -> anyhow::Result<()> {
    let copy = |from: &Path, to: &Path| match fs::copy(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        copied => copied.map(drop).with_context(|| format!("could not copy `{}`", from.display())),
    };
    copy(&from.join("people.toml"), &to.join("people.toml"))?;
    let Ok(entries) = fs::read_dir(from.join("watch")) else { return Ok(()) };
    fs::create_dir_all(to.join("watch")).context("could not create the folder of watches")?;
    let names: BTreeSet<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names
        .iter()
        .try_for_each(|name| copy(&from.join("watch").join(name), &to.join("watch").join(name)))
}

fn show(told: &Told, screen: &mut Screen<'_>) -> anyhow::Result<()> {
    let Told { from_format, to_format, releases, read, kept, lost, failed, old } = told;
    let Some(old) = old else {
        screen.line(&format!("the index has format {to_format} already: nothing was done"))?;
        return Ok(());
    };
    screen.line(&format!(
        "format {from_format} became {to_format}: {} from {} read again",
        count(*releases, "release"),
        count(*read, "file")
    ))?;
    let lists = [("taken over from its record, for its file is gone", kept), ("lost", lost)];
    for (what, files) in lists {
        for file in files {
            screen.line(&printable(&format!("{file}: {what}")))?;
        }
    }
    for FailedFile { path, reason, .. } in failed {
        screen.line(&printable(&format!("{path}: failed: {reason}")))?;
    }
    screen.line(&printable(&format!("the old index lies in {}", old.display())))?;
    Ok(())
}
