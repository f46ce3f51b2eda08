//! Six invented releases that the tests ask about: two countries and a name more than once, a month
//! for a date and no date at all, names with diacritics, a background that names what the release is
//! not about.

use crate::archive::Archive;

/// Adds them to an archive.
pub(crate) fn files(archive: Archive) -> Archive {
    archive
        .file("ferry.md", FERRY)
        .file("letter.txt", LETTER)
        .file("miners.txt", MINERS)
        .file("radio.txt", RADIO)
        .file("strike.txt", STRIKE)
        .file("wells.html", WELLS)
}

/// A short release about a street, with nothing else in it.
pub(crate) fn gate(street: &str) -> String {
    format!(
        "{street} Street: The Gate Is Open\n\n\
         The gate at {street} Street stood shut for a year and is open to all since this morning.\n"
    )
}

/// 2012, Kazakhstan; Kenya in the background only.
pub(crate) const MINERS: &str = "\
FOR IMMEDIATE RELEASE

3 April 2012

Kazakhstan: Let Doctors See the Detained Miners

Forty families have had no word for a week

Astana—The Lantern Coalition today called on Kazakhstan to let independent doctors into the cells where \
forty miners have been held since the strike ended. The coalition has asked three times and was given no \
answer.

“Nobody has told the families where the miners are held,” said Ilse Marwitz-Okonjo, director of the Lantern \
Coalition. “Every cell must be opened to a doctor.”

Two lawyers were turned away at the gate of the prison. Kazakhstan joined the Convention against Torture and \
owes the prisoners a doctor of their choice.

“A locked door is an answer too,” said Daniyar Abenov, a lawyer at the Fjord Law Centre. “We shall come back \
every morning.”

Background: The Lantern Coalition visits prisons in twelve countries. In Kenya it opened its first office \
in 1998.

Contact:
Ilse Marwitz-Okonjo, Director, Lantern Coalition
Tel: +44 20 7946 0123
ilse@lantern.example

###
";

/// 2013, Kenya; Kazakhstan in passing.
pub(crate) const FERRY: &str = "\
---
title: \"Kenya: Publish the Report on the Lake Ferry\"
date: 2013-05-06
---

**For immediate release**

6 May 2013

# Kenya: Publish the Report on the Lake Ferry

NAIROBI — Kenya should publish the report on the ferry that sank in the lake last year, the Lantern Coalition \
said today. Ninety passengers drowned and the report has been ready since March.

\"The families can read, and they want to read it,\" said Ilse Marwitz-Okonjo, director of the Lantern \
Coalition. \"A report in a drawer protects nobody.\"

The coalition compared the silence in Kenya with that about the miners in Kazakhstan.

Contact: Ilse Marwitz-Okonjo, Lantern Coalition, ilse@lantern.example
";

/// 2012, Côte d’Ivoire, in French.
pub(crate) const RADIO: &str = "\
COMMUNIQUÉ DE PRESSE

Le 20 novembre 2012

Côte d’Ivoire : rendez leur fréquence aux radios de quartier

Abidjan, le 20 novembre 2012 – La Ligue des Ondes Libres demande à la Côte d’Ivoire de rendre leur fréquence \
aux cinq radios de quartier qui se taisent depuis septembre. Les stations avaient payé leur licence.

« Une radio qui se tait, c’est un quartier qui n’entend plus », a déclaré Aïssata Koné, présidente de la \
Ligue des Ondes Libres.

Les journalistes ont remis une pétition au ministère, qui n’a pas encore répondu.

Contact presse : Aïssata Koné, Ligue des Ondes Libres, kone@ondes.example
";

/// Undated, an open letter on Azerbaijan; nobody is quoted and no organisation signs.
pub(crate) const LETTER: &str = "\
Open letter to the Minister of Justice of Azerbaijan

Dear Minister,

We write about the lawyers in Azerbaijan who lost their licences after they spoke to reporters. The bar of \
Azerbaijan heard none of them, and none was told what the charge was.

We ask you to return the licences and to let the lawyers speak.

Yours sincerely,

Ada Roe
Ben Achterberg
";

/// 2014, Kazakhstan again, a statement.
pub(crate) const STRIKE: &str = "\
STATEMENT

10 February 2014

Statement on the Verdict against Strikers in Kazakhstan

Oslo, 10 February 2014 — The Fjord Law Centre regrets the verdict against eleven strikers in Kazakhstan. The court \
heard no witness for the defence, and the judge read the sentence in nine minutes.

“Nine minutes is what it takes to boil an egg,” said Daniyar Abenov, a lawyer at the Fjord Law Centre. He added \
that the strikers would appeal.

Contact: Daniyar Abenov, Fjord Law Centre, abenov@fjord.example
";

/// April 2012, Kenya and Uganda, as a page with a menu.
pub(crate) const WELLS: &str = "\
<!DOCTYPE html>
<html lang=\"en\">
<head><title>Kenya and Uganda: Wells Run Dry along the Border | Savanna Water Watch</title></head>
<body>
<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/tanzania\">Tanzania</a></li></ul></nav>
<main><article>
<h1>Kenya and Uganda: Wells Run Dry along the Border</h1>
<p>April 2012</p>
<p>KAMPALA — Kenya and Uganda should share the water of the border wells, Savanna Water Watch said in a \
press release today. Herders walk two days from Kenya into Uganda, and from Uganda back to Kenya.</p>
<p>“The cows do not read maps,” said Peter Otieno, field officer of Savanna Water Watch. “They smell water.”</p>
<p>Uganda closed four wells in March. Kenya has closed none.</p>
</article></main>
<footer>About us: Savanna Water Watch works in Tanzania. Contact: desk@savanna.example</footer>
</body>
</html>
";
