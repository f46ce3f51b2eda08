//! Markup nested too deep for a tree: how deep it is, and its characters without one.

/// Deeper markup is stripped flat: the tree builder needs quadratic time for it.
pub(super) const MAX_DEPTH: usize = 512;

/// How deep the markup nests, told without building a tree: tags that must be closed, open at once.
pub(super) fn depth(markup: &str) -> usize {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "p", "li",
        "source", "wbr",
    ];
    let (mut open, mut deepest) = (0_usize, 0_usize);
    for (at, _) in markup.match_indices('<') {
        let tag = &markup[at + 1..];
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
        } else if tag.starts_with(|character: char| character.is_ascii_alphabetic()) {
            let name_len = tag.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
            if !VOID.iter().any(|void| void.eq_ignore_ascii_case(&tag[..name_len])) {
                open += 1;
                deepest = deepest.max(open);
            }
        }
    }
    deepest
}

/// The characters outside tags, a line for each run.
pub(super) fn strip(markup: &str) -> String {
    let mut flat = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        push_run(&mut flat, &rest[..open]);
        match rest[open..].find('>') {
            Some(close) => rest = &rest[open + close + 1..],
            None => return flat,
        }
    }
    push_run(&mut flat, rest);
    flat
}

fn push_run(flat: &mut String, run: &str) {
    let run = run.trim();
    if !run.is_empty() {
        flat.push_str(run);
        flat.push('\n');
    }
}
