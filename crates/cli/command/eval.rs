//! `dateline eval`: how much is understood, measured against hand-made annotations.

use std::io::Write;

use crate::{
    args::{Common, EvalArgs},
    eval::{Evaluation, evaluate, gold, report},
    exit::Exit,
    output::{Screen, printable},
};

pub(crate) fn run(
    args: &EvalArgs,
    _common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let mut annotations = gold::read(&args.gold)?;
    if let Some(language) = &args.lang {
        let known = gold::languages(&annotations);
        annotations.retain(|annotation| annotation.lang.eq_ignore_ascii_case(language));
        anyhow::ensure!(
            !annotations.is_empty(),
            "no annotation of `{}` is in language `{language}`; there are {known}",
            args.gold.display(),
        );
    }
    let evaluation = evaluate(&annotations);
    name_unmeasured(&evaluation);
    anyhow::ensure!(
        evaluation.has_read_any(),
        "none of the texts of `{}` could be read; a text is at the `path` of its annotation, relative to \
         that file, else beside it as `ID.txt`",
        args.gold.display(),
    );
    if args.json {
        report::object(screen, &evaluation, args.errors)?;
    } else {
        report::text(screen, &evaluation, args.errors)?;
    }
    Ok(Exit::Found)
}

/// Says on standard error which texts were not there or gave nothing: a figure without them is another
/// figure, so `--quiet` does not hide it.
fn name_unmeasured(evaluation: &Evaluation) {
    for (word, texts) in [("missing", &evaluation.missing), ("unread", &evaluation.unread)] {
        for text in texts {
            let path = printable(&text.path.to_string_lossy());
            let id = printable(&text.id);
            let _ =
                writeln!(std::io::stderr(), "dateline: {word} `{path}` ({id}): {}", text.reason);
        }
    }
}
