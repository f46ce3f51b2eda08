//! `dateline recover`: back to the last state of the index that is sound.

use index::Recovered;

use crate::{
    args::{Common, RecoverArgs},
    exit::Exit,
    output::{Screen, count, json, printable},
};

pub(crate) fn run(
    args: &RecoverArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder(common)?;
    let recovered = index::recover(&folder, args.wait.duration())?;
    if args.json {
        json::object(screen, &recovered)?;
    } else {
        show(&recovered, screen)?;
    }
    Ok(Exit::Found)
}

fn show(recovered: &Recovered, screen: &mut Screen<'_>) -> anyhow::Result<()> {
    let Recovered { faults, before, generation, releases, lost, partial, to_read, aside } =
        recovered;
    for fault in faults {
        screen.line(&printable(fault))?;
    }
    let there = count(*releases, "release");
    if faults.is_empty() {
        screen.line(&format!("generation {generation} with {there} is sound: nothing was done"))?;
        return Ok(());
    }
    let was = match before {
        Some(before) if before == generation => String::new(),
        Some(before) => format!(", it was {before}"),
        None => ", what it was cannot be told".to_owned(),
    };
    screen.line(&format!("the index is sound: generation {generation} with {there}{was}"))?;
    match lost {
        Some(0) => {}
        Some(lost) => screen.line(&format!("{} went", count(*lost, "release")))?,
        None => screen.line("whether releases went cannot be told")?,
    }
    if *partial {
        screen.line("no generation was whole: what is whole of the last one was saved")?;
    }
    if *to_read > 0 {
        screen.line(&format!("{} to be read again", count(*to_read, "file")))?;
    }
    if let Some(aside) = aside {
        let aside = aside.display();
        screen.line(&printable(&format!("what was taken out lies in {aside}")))?;
    }
    screen.line("run `dateline index` on your folders to read what is missing")?;
    Ok(())
}
