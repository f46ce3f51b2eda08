//! `dateline verify`: is the index as it was written, and are its counts what is there?

use index::Archive;

use crate::{
    args::{Common, VerifyArgs},
    exit::Exit,
    output::{Screen, count, json, printable},
};

pub(crate) fn run(
    args: &VerifyArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let verified = Archive::open(&super::index_folder(common)?)?.verify()?;
    if args.json {
        json::object(screen, &verified)?;
    } else {
        for fault in &verified.faults {
            screen.line(&printable(fault))?;
        }
        let verdict = match verified.faults.len() {
            0 => "sound".to_owned(),
            faults => count(faults as u64, "fault"),
        };
        let (releases, files) =
            (count(verified.releases, "release"), count(verified.files, "file"));
        screen.line(&format!("{releases} and {files} checked: {verdict}"))?;
    }
    Ok(Exit::found(verified.faults.is_empty()))
}
