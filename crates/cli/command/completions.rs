//! `dateline completions`, `dateline man`: made from the definition of the command line.

use clap::CommandFactory;

use crate::{args::Cli, exit::Exit, output::Screen};

pub(crate) fn script(shell: clap_complete::Shell, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    screen.raw().write_all(&script)?;
    Ok(Exit::Found)
}

pub(crate) fn manual(screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    let command = Cli::command();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        let subcommand =
            subcommand.clone().display_name(format!("dateline {}", subcommand.get_name()));
        let manual = clap_mangen::Man::new(subcommand);
        manual.render_name_section(&mut page)?;
        manual.render_synopsis_section(&mut page)?;
        manual.render_options_section(&mut page)?;
    }
    screen.raw().write_all(&page)?;
    Ok(Exit::Found)
}
