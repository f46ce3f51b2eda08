//! How a release is laid out: what stands around its paragraphs.

use std::fmt::Write;

use crate::{
    Dice,
    scene::{Scene, capitalise},
    world::Version,
};

/// How organisations lay out their releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Title, then the lede with its dateline.
    Wire,
    /// The issuer's name and the contact above everything.
    Letterhead,
    /// TO, FROM, DATE, RE.
    Memo,
    /// A statement: nobody is quoted but the issuer.
    Statement,
    /// An open letter with its signatories.
    Letter,
    /// Demands, numbered.
    Numbered,
    /// Longer, with headings.
    Briefing,
}

/// All layouts; those that are common stand more than once.
pub(crate) const ALL: [Layout; 12] = [
    Layout::Wire,
    Layout::Wire,
    Layout::Wire,
    Layout::Letterhead,
    Layout::Letterhead,
    Layout::Letterhead,
    Layout::Statement,
    Layout::Statement,
    Layout::Memo,
    Layout::Letter,
    Layout::Numbered,
    Layout::Briefing,
];

/// Appends the release of a scene, in the layout its issuer is used to or sometimes in another.
pub(crate) fn write(mut scene: Scene<'_>, version: Option<Version>, text: &mut String) {
    let start = text.len();
    let layout =
        if scene.dice.chance(85) { ALL[scene.organisation.layout] } else { scene.dice.pick(&ALL) };
    let mut changes = version.map(|version| version.dice);
    if let Some(dice) = &mut changes {
        scene.day.day = 1 + (scene.day.day + dice.below(3)) % 28;
    }
    head(&mut scene, layout, text);
    body(&mut scene, layout, changes, text);
    foot(&mut scene, layout, text);
    if let Some(width) = scene.organisation.wrap {
        wrap(text, start, width);
    }
}

fn head(scene: &mut Scene<'_>, layout: Layout, text: &mut String) {
    let lexicon = scene.lexicon;
    match layout {
        Layout::Wire | Layout::Numbered => {
            marker(scene, lexicon.markers.as_slice(), text);
            title(scene, text);
        }
        Layout::Letterhead | Layout::Briefing => {
            let _ = writeln!(text, "{}\n", scene.organisation.name.to_uppercase());
            marker(scene, lexicon.markers.as_slice(), text);
            scene.own_date(text);
            text.push_str("\n\n");
            if layout == Layout::Letterhead {
                contact(scene, text);
            }
            title(scene, text);
        }
        Layout::Memo => {
            for (number, label) in lexicon.memo.iter().enumerate() {
                let _ = write!(text, "{label} ");
                match number {
                    0 => scene.one(&lexicon.memo_to, text),
                    1 => text.push_str(&scene.organisation.name),
                    2 => scene.own_date(text),
                    _ => scene.capital(&lexicon.titles, text),
                }
                text.push('\n');
            }
            text.push('\n');
        }
        Layout::Statement => {
            marker(scene, lexicon.statements.as_slice(), text);
            scene.own_date(text);
            text.push_str("\n\n");
            title(scene, text);
        }
        Layout::Letter => {
            scene.capital(&lexicon.addressees, text);
            text.push_str("\n\n");
            date_of_place(scene, text);
            text.push_str("\n\n");
            scene.capital(&lexicon.titles, text);
            text.push_str("\n\n");
            scene.one(&lexicon.salutations, text);
            text.push_str("\n\n");
            scene.capital(&lexicon.letters, text);
            text.push_str("\n\n");
        }
    }
}

fn marker(scene: &mut Scene<'_>, markers: &[&str], text: &mut String) {
    if scene.dice.chance(80) {
        let _ = write!(text, "{}\n\n", scene.dice.pick(markers));
    }
}

fn title(scene: &mut Scene<'_>, text: &mut String) {
    let start = text.len();
    scene.capital(&scene.lexicon.titles, text);
    if scene.dice.chance(15) {
        let upper = text[start..].to_uppercase();
        text.replace_range(start.., &upper);
    }
    text.push_str("\n\n");
    if scene.dice.chance(40) {
        scene.capital(&scene.lexicon.subtitles, text);
        text.push_str("\n\n");
    }
}

/// A place and the date, as above a letter.
fn date_of_place(scene: &mut Scene<'_>, text: &mut String) {
    text.push_str(scene.city(scene.countries[0]));
    text.push_str(", ");
    scene.own_date(text);
}

fn contact(scene: &mut Scene<'_>, text: &mut String) {
    let _ = write!(
        text,
        "{}\n{}\n",
        scene.dice.pick(&scene.lexicon.contacts),
        scene.organisation.contact
    );
}

fn body(scene: &mut Scene<'_>, layout: Layout, mut changes: Option<Dice>, text: &mut String) {
    let (paragraphs, quotes_of_ten) = match layout {
        Layout::Wire | Layout::Letterhead => (5 + scene.dice.rank(22, 8.0), 4),
        Layout::Memo | Layout::Numbered => (5 + scene.dice.rank(18, 8.0), 3),
        Layout::Statement => (5 + scene.dice.rank(14, 8.0), 1),
        Layout::Letter => (5 + scene.dice.rank(16, 8.0), 0),
        Layout::Briefing => (12 + scene.dice.rank(40, 10.0), 3),
    };
    // the paragraph that a version says otherwise
    let place = changes.as_mut().map(|dice| dice.below(paragraphs));
    for number in 0..paragraphs {
        if layout == Layout::Briefing && number % 4 == 3 {
            scene.capital(&scene.lexicon.headings, text);
            text.push_str("\n\n");
        }
        if number == 0 && matches!(layout, Layout::Wire | Layout::Letterhead | Layout::Numbered) {
            dateline(scene, layout, text);
        }
        if let Some(dice) = changes.take_if(|_| place == Some(number)) {
            let mut other = Scene::new(scene.world, scene.organisation, scene.day, dice);
            other.paragraph(2, text);
        }
        if number > 0 && scene.dice.below(10) < quotes_of_ten {
            scene.quote(text);
        } else {
            let sentences = 1 + scene.dice.below(5);
            scene.paragraph(sentences, text);
        }
    }
    if layout == Layout::Numbered || scene.dice.chance(20) {
        demands(scene, layout == Layout::Numbered, text);
    }
}

fn dateline(scene: &mut Scene<'_>, layout: Layout, text: &mut String) {
    let city = scene.city(scene.countries[0]);
    if scene.organisation.date.is_multiple_of(2) {
        text.push_str(&city.to_uppercase());
    } else {
        text.push_str(city);
    }
    if layout == Layout::Wire || scene.dice.chance(30) {
        text.push_str(", ");
        scene.own_date(text);
    }
    text.push_str(scene.dice.pick(&[" – ", " - ", " — ", " -- "]));
}

fn demands(scene: &mut Scene<'_>, is_numbered: bool, text: &mut String) {
    scene.capital(&scene.lexicon.calls, text);
    text.push_str("\n\n");
    for number in 1..=3 + scene.dice.below(5) {
        if is_numbered {
            let _ = write!(text, "{number}. ");
        } else {
            text.push_str("- ");
        }
        let start = text.len();
        scene.one(&scene.lexicon.demands, text);
        if is_numbered {
            capitalise(text, start);
        }
        text.push_str(";\n");
    }
    text.push('\n');
}

fn foot(scene: &mut Scene<'_>, layout: Layout, text: &mut String) {
    match layout {
        Layout::Letter => {
            let _ = write!(text, "{}\n\n", scene.dice.pick(&scene.lexicon.closings));
            for _ in 0..=scene.dice.rank(30, 3.0) {
                let person = scene.world.draw_person(&mut scene.dice);
                let of = &scene.world.organisations[person.organisation];
                let _ = writeln!(text, "{}, {}", person.name, of.name);
            }
        }
        Layout::Statement | Layout::Memo => {
            let _ = writeln!(text, "{}", scene.organisation.about);
        }
        Layout::Wire | Layout::Letterhead | Layout::Numbered | Layout::Briefing => {
            let _ = write!(text, "{}\n\n", scene.dice.pick(&scene.lexicon.ends));
            if layout != Layout::Letterhead {
                contact(scene, text);
            }
            let _ = writeln!(text, "{}", scene.organisation.about);
        }
    }
    if scene.dice.chance(30) {
        let _ = writeln!(
            text,
            "\n{} {}/{:02}/{:05}",
            scene.organisation.acronym,
            scene.day.year,
            scene.day.month + 1,
            scene.dice.below(100_000)
        );
    }
}

/// Breaks the lines from `start` on at blanks, so that none is longer than `width` if that can be.
fn wrap(text: &mut String, start: usize, width: usize) {
    let long = text.split_off(start);
    text.reserve(long.len());
    for line in long.lines() {
        let mut column = 0;
        for (number, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if number > 0 {
                let breaks = column + 1 + length > width;
                text.push(if breaks { '\n' } else { ' ' });
                column = if breaks { 0 } else { column + 1 };
            }
            text.push_str(word);
            column += length;
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_are_broken_at_blanks() {
        let mut text = "kept as it is\nOne two three\n\nlonglonglong x\n".to_owned();
        wrap(&mut text, 14, 8);
        assert_eq!(text, "kept as it is\nOne two\nthree\n\nlonglonglong\nx\n");
    }
}
