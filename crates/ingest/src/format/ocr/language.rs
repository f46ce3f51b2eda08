//! In which languages a picture is read: those asked for, else the one that its script and its first words show.

use whatlang::{Detector, Lang, Script};

use super::OcrError;

/// Languages by their codes of two letters, as they are given elsewhere, and as tesseract has them.
const CODES: [(&str, &str); 28] = [
    ("ar", "ara"),
    ("az", "aze"),
    ("bg", "bul"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hu", "hun"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("nl", "nld"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("zh", "chi_sim"),
];

/// The languages of a flag, as tesseract takes them.
///
/// # Errors
///
/// Returns an error for one that is not installed.
pub(super) fn of_flag(flag: &str, installed: &[String]) -> Result<String, OcrError> {
    let names = flag.split(['+', ',']).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<&str> = names
        .map(|name| CODES.iter().find(|(code, _)| *code == name).map_or(name, |(_, name)| name))
        .collect();
    let is_installed = |name: &&str| installed.iter().any(|other| other == name);
    match names.iter().find(|name| !is_installed(name)) {
        None if !names.is_empty() => Ok(names.join("+")),
        missing => Err(OcrError::Language {
            asked: missing.map_or(flag, |name| name).to_owned(),
            installed: installed.join(", "),
        }),
    }
}

/// The installed languages of a script, English first; all where the script says nothing.
pub(super) fn of_script<'l>(script: Option<&str>, installed: &'l [String]) -> Vec<&'l str> {
    let mut all: Vec<&str> = installed.iter().map(String::as_str).collect();
    all.sort_by_key(|name| (*name != "eng", !CODES.iter().any(|(_, code)| code == name)));
    let is_written = |name: &&str| match script {
        Some("Han") => name.starts_with("chi_"),
        Some("Japanese") => name.starts_with("jpn"),
        Some("Korean") => name.starts_with("kor"),
        Some(script) => script_of(name).is_some_and(|of| of.name() == script),
        None => false,
    };
    let of: Vec<&str> = all.iter().copied().filter(is_written).collect();
    if of.is_empty() { all } else { of }
}

fn script_of(name: &str) -> Option<Script> {
    let lang = Lang::from_code(code_of(name))?;
    Script::all().iter().copied().find(|script| script.langs().contains(&lang))
}

/// The code that the detector has for a language of tesseract.
fn code_of(name: &str) -> &str {
    match name {
        "chi_sim" | "chi_tra" => "cmn",
        "fas" => "pes",
        "nor" => "nob",
        other => other,
    }
}

/// A language that is not installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) name: &'static str,
    /// What Debian calls its data.
    pub(super) package: String,
}

/// The language of these words where that is sure and it is not installed.
pub(super) fn missing(words: &str, installed: &[String]) -> Option<Missing> {
    let found = whatlang::detect(words).filter(whatlang::Info::is_reliable)?;
    let is_of = |name: &str| code_of(name) == found.lang().code();
    let (_, name) = CODES.iter().find(|(_, name)| is_of(name))?;
    let is_missing = !installed.iter().any(|name| is_of(name));
    let package = format!("tesseract-ocr-{}", name.replace('_', "-"));
    is_missing.then(|| Missing { name: found.lang().eng_name(), package })
}

/// Which of the candidates these words are of; `None` where that cannot be told.
pub(super) fn of_words<'l>(words: &str, candidates: &[&'l str]) -> Option<&'l str> {
    if let [only] = candidates {
        return Some(only);
    }
    let known = candidates.iter().filter_map(|name| Lang::from_code(code_of(name))).collect();
    let lang = Detector::with_allowlist(known).detect_lang(words)?;
    candidates.iter().copied().find(|name| code_of(name) == lang.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed() -> Vec<String> {
        ["ara", "eng", "fra", "rus", "spa"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_flag_names_installed_languages_by_either_code() {
        assert_eq!(of_flag("fra+en", &installed()), Ok("fra+eng".to_owned()));
        let refused = of_flag("deu", &installed()).unwrap_err().to_string();
        assert_eq!(refused, "tesseract has no language `deu`; installed: ara, eng, fra, rus, spa");
        assert!(of_flag(" + ", &installed()).is_err());
    }

    #[test]
    fn a_script_and_the_words_tell_the_language() {
        let installed = installed();
        assert_eq!(of_script(Some("Latin"), &installed), ["eng", "fra", "spa"]);
        assert_eq!(of_script(Some("Cyrillic"), &installed), ["rus"]);
        assert_eq!(of_script(Some("Thai"), &installed).len(), 5);
        let words =
            "Le conseil du delta a demandé que les bateaux perdus soient comptés avant mai.";
        assert_eq!(of_words(words, &["eng", "fra", "spa"]), Some("fra"));
        assert_eq!(missing(words, &installed), None);
    }

    #[test]
    fn a_language_that_is_not_there_is_named() {
        // as the data of another language has them, without their accents
        let words = "O conselho do delta pediu ontem que os barcos perdidos fossem contados antes do fim do \
            mes, e disse tambem que as familias dos pescadores nao receberam nenhuma resposta.";
        let missing = missing(words, &installed()).unwrap();
        assert_eq!((missing.name, &*missing.package), ("Portuguese", "tesseract-ocr-por"));
    }
}
