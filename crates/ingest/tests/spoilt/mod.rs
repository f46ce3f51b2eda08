//! Files of the sample corpus, spoilt in the ways that files get spoilt, and in some that they do not.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use proptest::{collection::vec, prelude::*, sample::Index};

/// What is spoilt: files by the order of their names, each with its ending.
pub(crate) type Seeds = Vec<(Vec<u8>, &'static str)>;

/// The releases of the sample corpus.
pub(crate) static RELEASES: LazyLock<Seeds> = LazyLock::new(|| {
    let folders = fs::read_dir(corpus("releases")).unwrap();
    files(folders.flat_map(|folder| listed(&folder.unwrap().path())).collect())
});

/// Those that word processors wrote.
pub(crate) static OFFICE: LazyLock<Seeds> = LazyLock::new(|| files(listed(&corpus("office"))));

/// Those that makers of PDFs wrote.
pub(crate) static PDFS: LazyLock<Seeds> = LazyLock::new(|| files(listed(&corpus("pdf"))));

/// Lines that name dates.
pub(crate) static DATES: LazyLock<Seeds> =
    LazyLock::new(|| lines(include_str!("../seeds/dates.txt")));

/// Paragraphs in which somebody speaks.
pub(crate) static QUOTES: LazyLock<Seeds> =
    LazyLock::new(|| lines(include_str!("../seeds/quotes.txt")));

fn corpus(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(folder)
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect()
}

fn files(mut paths: Vec<PathBuf>) -> Seeds {
    let endings = ["docx", "doc", "eml", "html", "md", "odt", "pdf", "rtf", "txt"];
    paths.sort();
    let ending = |path: &PathBuf| {
        endings.into_iter().find(|known| path.extension().is_some_and(|ending| ending == *known))
    };
    paths.iter().filter_map(|path| Some((fs::read(path).unwrap(), ending(path)?))).collect()
}

fn lines(text: &str) -> Seeds {
    text.lines().map(|line| (line.as_bytes().to_vec(), "txt")).collect()
}

/// A file to make: which one it is made of, what is done to it, and the ending of its name.
#[derive(Clone, Debug)]
pub(crate) struct Spoilt {
    seeds: Ref,
    file: Index,
    ways: Vec<Way>,
    /// Ways to spoil a part inside of it, where it is a package.
    inside: Option<(Index, Vec<Way>)>,
    name: Option<&'static str>,
}

/// What it is made of; not worth being shown.
#[derive(Clone, Copy)]
struct Ref(&'static LazyLock<Seeds>);

impl std::fmt::Debug for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("seeds")
    }
}

/// What is done to a file.
#[derive(Clone, Debug)]
enum Way {
    /// It breaks off.
    Truncate(Index),
    /// Bytes become others.
    Flip(Vec<(Index, u8)>),
    /// A passage is lost.
    Remove(Index, Index),
    /// A passage is there many times.
    Repeat(Index, Index, usize),
    /// A passage of another file stands in it.
    Splice { file: Index, from: Index, to: Index, at: Index },
    /// Something is written into it.
    Insert(Index, Disorder),
    /// Every quotation mark is another one.
    Requote(&'static str),
    /// All on one line.
    Join,
    /// Each word on its own line.
    Part,
    /// All in capitals.
    Capitals,
    /// Lines come from the last to the first.
    Reverse,
    /// Read in an encoding it is not written in.
    Misread,
    /// Written in another encoding.
    Utf16,
}

/// Pieces of one kind in disorder, the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Disorder {
    pieces: &'static [&'static str],
    seed: u64,
    /// How long, in bytes.
    pub(crate) length: usize,
}

/// What texts of disorder are made of.
const KINDS: [&[&str]; 12] = [
    &["\"", "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", "‹", "›", "「", "」", " "],
    &["\"", "“", "”", "a ", "said ", "Ada Roe ", ", ", ". ", "«", "»", "\n"],
    &["A", "B", "ARA", "É", "ß", "Ж", " ", " THE ", " OF ", " SAYS "],
    &["Ada Roe, ", "Bo Li, ", "Cleo van der Poe, ", "Dr. Max Doe and ", "María Núñez-Pérez; "],
    &["Ada Roe said. ", "he said ", "she added that ", "“We wait,” ", "according to Bo Li, "],
    &["Kenya, ", "the Kenyan ", "Côte d’Ivoire ", "Congo ", "Georgia, USA ", "New York ", "كينيا "],
    &["3 May 2012, ", "2012-05-03 ", "May ", "3/5/12 ", "03.05. ", "1 ", "2012", "– ", "٣ مايو "],
    &["(", ")", "[", "]", "{", "}", "<", ">", "*", "_", "#", "|", "-", "=", "~", "/", "\\", "&"],
    &["<p>", "</p>", "<div class=\"x\">", "<b", "</", "&quot;", "&#8220;", "<!--", "-->", "text "],
    &["> ", ">> ", "\n", "From: a@b.example\n", "Subject: x\n", "\n\n", "From x\n", "--b\n", "=20"],
    &[
        "שלום ",
        "سلام ",
        "привет ",
        "你好",
        "ありがとう",
        "नमस्ते ",
        "สวัสดี",
        "hello ",
        "e\u{301}",
        "👩‍👩‍👧",
    ],
    &[
        "\u{202e}", "\u{200b}", "\u{feff}", "\u{a0}", "\u{ad}", "\u{2028}", "\u{0}", "\u{85}",
        "\r", "\t", "x",
    ],
];

/// Disorder of up to `longest` bytes.
pub(crate) fn disorder(longest: usize) -> impl Strategy<Value = Disorder> {
    let kind = prop::sample::select(KINDS.to_vec());
    (kind, any::<u64>(), 0..=longest).prop_map(|(pieces, seed, length)| Disorder {
        pieces,
        seed,
        length,
    })
}

/// A spoilt file with a name of any text format.
pub(crate) fn spoilt() -> impl Strategy<Value = Spoilt> {
    let name = prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.eml", "a.mbox", "a"]);
    (any::<Index>(), vec(way(), 0..6), name).prop_map(|(file, ways, name)| Spoilt {
        seeds: Ref(&RELEASES),
        file,
        ways,
        inside: None,
        name: Some(name),
    })
}

/// A spoilt file of these with a name that it had.
pub(crate) fn spoilt_of(seeds: &'static LazyLock<Seeds>) -> impl Strategy<Value = Spoilt> {
    let inside = prop::option::of((any::<Index>(), vec(way(), 1..4)));
    (any::<Index>(), vec(way(), 0..4), inside).prop_map(move |(file, ways, inside)| Spoilt {
        seeds: Ref(seeds),
        file,
        // what lies inside is only reached where the package is whole
        ways: if inside.is_some() { Vec::new() } else { ways },
        inside,
        name: None,
    })
}

fn way() -> impl Strategy<Value = Way> {
    let at = any::<Index>;
    let marks = vec!["\"", "“", "”", "'", "’", "«", "»", "„", "``", "\u{92}", "&quot;", ""];
    prop_oneof![
        at().prop_map(Way::Truncate),
        vec((at(), any::<u8>()), 1..20).prop_map(Way::Flip),
        (at(), at()).prop_map(|(from, to)| Way::Remove(from, to)),
        (at(), at(), 2_usize..20).prop_map(|(from, to, times)| Way::Repeat(from, to, times)),
        (at(), at(), at(), at()).prop_map(|(file, from, to, at)| Way::Splice {
            file,
            from,
            to,
            at
        }),
        (at(), disorder(400)).prop_map(|(at, disorder)| Way::Insert(at, disorder)),
        prop::sample::select(marks).prop_map(Way::Requote),
        Just(Way::Join),
        Just(Way::Part),
        Just(Way::Capitals),
        Just(Way::Reverse),
        Just(Way::Misread),
        Just(Way::Utf16),
    ]
}

impl Spoilt {
    /// Its bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (mut file, _) = self.file.get(self.seeds.0).clone();
        if let Some((part, ways)) = &self.inside {
            file = with_part(&file, *part, |part| self.spoil(part, ways))
                .unwrap_or_else(|| self.spoil(file, ways));
        }
        self.spoil(file, &self.ways)
    }

    /// Its name.
    pub(crate) fn name(&self) -> String {
        let (_, ending) = self.file.get(self.seeds.0);
        self.name.map_or_else(|| format!("a.{ending}"), str::to_owned)
    }

    fn spoil(&self, bytes: Vec<u8>, ways: &[Way]) -> Vec<u8> {
        ways.iter().fold(bytes, |bytes, way| way.apply(bytes, self.seeds.0))
    }
}

/// A package in which one part is another; `None` for what is none.
fn with_part(package: &[u8], which: Index, spoil: impl Fn(Vec<u8>) -> Vec<u8>) -> Option<Vec<u8>> {
    let mut read = zip::ZipArchive::new(Cursor::new(package)).ok()?;
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let spoilt = which.index(read.len());
    for at in 0..read.len() {
        let mut part = read.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if at == spoilt {
            bytes = spoil(bytes);
        }
        let name = part.name().unwrap().into_owned();
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    Some(written.finish().unwrap().into_inner())
}

impl Way {
    fn apply(&self, mut bytes: Vec<u8>, seeds: &Seeds) -> Vec<u8> {
        let range = |from: &Index, to: &Index, length: usize| {
            let (from, to) = (from.index(length + 1), to.index(length + 1));
            from.min(to)..from.max(to)
        };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match self {
            Self::Truncate(at) => bytes.truncate(at.index(bytes.len() + 1)),
            Self::Flip(flips) => {
                let length = bytes.len().max(1);
                for (at, byte) in flips {
                    if let Some(old) = bytes.get_mut(at.index(length)) {
                        *old = *byte;
                    }
                }
            }
            Self::Remove(from, to) => drop(bytes.drain(range(from, to, bytes.len()))),
            Self::Repeat(from, to, times) => {
                let range = range(from, to, bytes.len());
                let end = range.end;
                // short enough that repeating again and again stays short
                let passage = &bytes[range.start..end.min(range.start + 200)];
                let passage = passage.repeat(*times);
                drop(bytes.splice(end..end, passage));
            }
            Self::Splice { file, from, to, at } => {
                let (other, _) = file.get(seeds);
                let passage = other[range(from, to, other.len())].to_vec();
                let at = at.index(bytes.len() + 1);
                drop(bytes.splice(at..at, passage));
            }
            Self::Insert(at, disorder) => {
                let at = at.index(bytes.len() + 1);
                drop(bytes.splice(at..at, disorder.text().into_bytes()));
            }
            Self::Requote(mark) => {
                let is_mark = |c: char| "\"“”„«»‘’'".contains(c);
                return text(&bytes).replace(is_mark, mark).into_bytes();
            }
            Self::Join => return text(&bytes).replace('\n', " ").into_bytes(),
            Self::Part => return text(&bytes).replace(' ', "\n").into_bytes(),
            Self::Capitals => return text(&bytes).to_uppercase().into_bytes(),
            Self::Reverse => {
                let text = text(&bytes);
                return text.lines().rev().collect::<Vec<_>>().join("\n").into_bytes();
            }
            Self::Misread => {
                return bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into_bytes();
            }
            Self::Utf16 => {
                let units = text(&bytes);
                let units = std::iter::once(0xfeff).chain(units.encode_utf16());
                return units.flat_map(u16::to_le_bytes).collect();
            }
        }
        bytes
    }
}

impl Disorder {
    /// Its text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::with_capacity(self.length + 40);
        let mut state = self.seed;
        while text.len() < self.length {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let drawn = usize::try_from(state >> 33).unwrap();
            text.push_str(self.pieces[drawn % self.pieces.len()]);
        }
        text
    }
}
