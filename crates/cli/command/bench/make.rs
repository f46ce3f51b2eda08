//! `dateline bench make`: invented releases as files.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use anyhow::{Context, bail};
use rayon::prelude::*;
use synthetic::World;

use crate::{
    args::{BenchMakeArgs, Common},
    exit::Exit,
    output::{Screen, count, printable, thousands},
    progress,
};

/// Files in a subfolder: larger ones are slow to list.
const IN_A_FOLDER: u64 = 1_000;

pub(crate) fn run(
    args: &BenchMakeArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let shown = printable(&args.folder.display().to_string());
    let context = || format!("could not write to `{shown}`");
    fs::create_dir_all(&args.folder).with_context(context)?;
    if fs::read_dir(&args.folder).with_context(context)?.next().is_some() {
        bail!("`{shown}` holds files already; name a folder that is new or empty");
    }
    let bytes = write(args.number, args.seed, &args.folder, common)?;
    if !common.quiet {
        let releases = count(args.number, "release");
        screen.line(&format!("{releases}, {} kB in `{shown}`", thousands(bytes / 1_000)))?;
    }
    Ok(Exit::Found)
}

/// Writes the first releases of a seed to `folder`; how many bytes they are.
pub(super) fn write(number: u64, seed: u64, folder: &Path, common: &Common) -> anyhow::Result<u64> {
    let world = World::new(seed);
    let bytes = AtomicU64::new(0);
    let bar = progress::bar(common, usize::try_from(number)?, "releases");
    (0..number.div_ceil(IN_A_FOLDER))
        .into_par_iter()
        .try_for_each(|part| {
            let first = part * IN_A_FOLDER;
            let numbers = first..number.min(first + IN_A_FOLDER);
            let n_written = numbers.end - numbers.start;
            bytes.fetch_add(write_part(&world, folder, numbers)?, Ordering::Relaxed);
            bar.inc(n_written);
            Ok::<(), io::Error>(())
        })
        .with_context(|| {
            format!("could not write to `{}`", printable(&folder.display().to_string()))
        })?;
    bar.finish_and_clear();
    Ok(bytes.into_inner())
}

/// Writes the releases of a subfolder; how many bytes they are.
fn write_part(world: &World, folder: &Path, numbers: std::ops::Range<u64>) -> io::Result<u64> {
    let part = folder.join(format!("{:05}", numbers.start / IN_A_FOLDER));
    fs::create_dir_all(&part)?;
    let mut text = String::new();
    let mut bytes = 0;
    for number in numbers {
        text.clear();
        world.write(number, &mut text);
        let path: PathBuf = part.join(format!("{number:08}.txt"));
        fs::write(path, &text)?;
        bytes += text.len() as u64;
    }
    Ok(bytes)
}
