//! Names that a Russian text has in the genitive: `Заявление Общественного совета реки`.

/// Words for bodies in the genitive, as they are in the nominative.
const NOUNS: [(&str, &str); 24] = [
    ("совета", "совет"),
    ("союза", "союз"),
    ("профсоюза", "профсоюз"),
    ("центра", "центр"),
    ("комитета", "комитет"),
    ("фонда", "фонд"),
    ("клуба", "клуб"),
    ("института", "институт"),
    ("движения", "движение"),
    ("общества", "общество"),
    ("объединения", "объединение"),
    ("сообщества", "сообщество"),
    ("организации", "организация"),
    ("ассоциации", "ассоциация"),
    ("федерации", "федерация"),
    ("конфедерации", "конфедерация"),
    ("коалиции", "коалиция"),
    ("инициативы", "инициатива"),
    ("платформы", "платформа"),
    ("группы", "группа"),
    ("палаты", "палата"),
    ("лиги", "лига"),
    ("сети", "сеть"),
    ("миссии", "миссия"),
];
/// No more adjectives stand before the noun.
const MOST_ADJECTIVES: usize = 3;

/// The name in the nominative, if its noun stands in the genitive.
pub(super) fn nominative(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let noun_at = |at: usize| {
        let lower = words.get(at)?.to_lowercase();
        NOUNS.iter().find(|(genitive, _)| *genitive == lower).map(|(_, noun)| (at, *noun))
    };
    let (at, noun) = (0..=MOST_ADJECTIVES).find_map(noun_at)?;
    let mut changed = Vec::with_capacity(words.len());
    for word in &words[..at] {
        changed.push(adjective(word, noun)?);
    }
    let is_capital = words[at].starts_with(char::is_uppercase);
    let mut letters = noun.chars();
    let first = letters.next()?;
    let first = if is_capital { first.to_uppercase().to_string() } else { first.to_string() };
    changed.push(first + letters.as_str());
    changed.extend(words[at + 1..].iter().map(|word| (*word).to_owned()));
    Some(changed.join(" "))
}

/// An adjective beside a noun that is no longer in the genitive.
fn adjective(word: &str, noun: &str) -> Option<String> {
    let ending = match noun.chars().next_back()? {
        'а' | 'я' | 'ь' => return word.strip_suffix("ой").map(|stem| stem.to_owned() + "ая"),
        'о' | 'е' => "ое",
        _ => "ый",
    };
    let stem = word.strip_suffix("ого")?;
    let is_soft = stem.ends_with(['к', 'г', 'х']) && ending == "ый";
    Some(stem.to_owned() + if is_soft { "ий" } else { ending })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_follow_their_noun() {
        for (genitive, wanted) in [
            ("Общественного совета реки", Some("Общественный совет реки")),
            ("Волжского союза грузчиков", Some("Волжский союз грузчиков")),
            ("Сибирской сети лесников", Some("Сибирская сеть лесников")),
            ("Народного движения «Берег»", Some("Народное движение «Берег»")),
            ("Совет реки", None),
        ] {
            assert_eq!(nominative(genitive).as_deref(), wanted);
        }
    }
}
