//! References as RIS: a tag a line, each ended by CR and LF as the format says. `GEN`, the general type,
//! with the sort of release as `M3`; reports are `RPRT`. A date is `DA  - YYYY/MM/DD/` with what is not known
//! left empty; what has no date has neither `PY` nor `DA`, as both take digits only. Paragraphs stand in the
//! notes: in `SP` they would be taken for pages.

use std::io::{self, Write};

use crate::reference::Reference;

pub(crate) fn write(out: &mut dyn Write, reference: &Reference<'_>) -> io::Result<()> {
    let mut tag = |tag: &str, value: Option<&str>| match value {
        Some(value) => write!(out, "{tag}  - {}\r\n", value.replace(char::is_control, " ")),
        None => Ok(()),
    };
    tag("TY", Some(if reference.is_report { "RPRT" } else { "GEN" }))?;
    tag("ID", Some(&reference.key))?;
    tag("AU", reference.author)?;
    tag("TI", Some(&reference.title))?;
    tag("M3", Some(&reference.genre))?;
    if let Some(date) = reference.date {
        let two_digits = |number: Option<u8>| number.map(|number| format!("{number:02}"));
        let month = two_digits(date.month()).unwrap_or_default();
        let day = two_digits(date.day()).unwrap_or_default();
        tag("PY", Some(&date.year().to_string()))?;
        tag("DA", Some(&format!("{}/{month}/{day}/", date.year())))?;
    }
    tag("PB", reference.publisher)?;
    tag("CY", reference.place.as_deref())?;
    tag("LA", reference.language)?;
    for country in &reference.countries {
        tag("KW", Some(country))?;
    }
    tag("AB", reference.words.as_deref())?;
    tag("N1", reference.citation.as_deref())?;
    tag("N1", Some(&reference.provenance))?;
    tag("AV", Some(reference.path).filter(|path| !path.is_empty()))?;
    write!(out, "ER  - \r\n\r\n")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{Document, sample};

    #[test]
    fn a_release_and_a_quote() {
        let release = sample::release();
        let document = Document::new(&release, vec!["a/bridge.txt"], 0);
        let mut out = Vec::new();
        write(&mut out, &Reference::to_release(&document)).unwrap();
        for (id, quote) in document.quotes(&[0]) {
            write(&mut out, &Reference::to_quote(&document, id, quote)).unwrap();
        }
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.matches('\n').count(), out.matches("\r\n").count());
        expect![[r#"
            TY  - GEN
            ID  - bridge2012-00000000000000bb
            AU  - Bridge Board
            TI  - Malta: Mend the {Old} Bridge
            M3  - Statement
            PY  - 2012
            DA  - 2012/04//
            CY  - VALLETTA
            LA  - en
            KW  - Malta
            N1  - a/bridge.txt, release 00000000000000bb, sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814
            AV  - a/bridge.txt
            ER  - 

            TY  - GEN
            ID  - bridge2012-00000000000000bb-0
            AU  - Ada Roe
            TI  - Malta: Mend the {Old} Bridge
            M3  - Quote in a statement
            PY  - 2012
            DA  - 2012/04//
            PB  - Bridge Board
            CY  - VALLETTA
            LA  - en
            KW  - Malta
            AB  - “A bridge is 100 % trust & steel_work”
            N1  - “A bridge is 100 % trust & steel_work” (Ada Roe, engineer, Bridge Board, in “Malta: Mend the {Old} Bridge”, Bridge Board, April 2012, para. 2, a/bridge.txt)
            N1  - a/bridge.txt, release 00000000000000bb, para. 2, bytes 40-80, sha256 1453035bce4bff9148540b843088fec1b87eac14657cc829599e25c2bec7a814
            AV  - a/bridge.txt
            ER  - 

        "#]].assert_eq(&out.replace('\r', ""));
    }
}
