//! `Error`: no archive here, written by another version, locked, full disk, damaged …

use std::{fmt, io, path::PathBuf};

use crate::Holder;

/// What can go wrong with an archive. Every message says what was wanted, what was met, what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder holds no archive. Make one with `dateline index`.
    #[error("no index in `{}`; make one with `dateline index PATH` or name another with `--index`", dir.display())]
    NoArchive {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder holds an index that is not ours. Name another folder.
    #[error("`{}` holds an index that dateline did not write; name another folder with `--index`", dir.display())]
    Foreign {
        /// The folder.
        dir: PathBuf,
    },
    /// Another version wrote it. Build it anew.
    #[error(
        "the index in `{}` has format {found}, this dateline reads format {expected}; \
         make it new with `dateline migrate`",
        dir.display()
    )]
    Version {
        /// The folder.
        dir: PathBuf,
        /// What it says.
        found: u32,
        /// What we read.
        expected: u32,
    },
    /// Another process is writing. Wait for it.
    #[error(
        "another dateline{} is writing to `{}`; wait until it ends, or let this one wait with `--wait SECONDS`",
        Who(holder.as_ref()),
        dir.display()
    )]
    Locked {
        /// The folder.
        dir: PathBuf,
        /// Who writes, where that is noted.
        holder: Option<Holder>,
    },
    /// The disk is full. What was committed before stays readable.
    #[error(
        "disk full{} at `{}`; make room and run again, nothing committed is lost",
        Room(*free),
        path.display()
    )]
    DiskFull {
        /// The file that could not be written, or its folder.
        path: PathBuf,
        /// How many bytes are free there, where the system tells.
        free: Option<u64>,
    },
    /// The file system refused.
    #[error("could not {action} `{}`: {source}", path.display())]
    Io {
        /// What was to be done, such as `create`.
        action: &'static str,
        /// To which path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file of the archive does not hold what it should. See `dateline verify`.
    #[error("the index in `{}` is damaged: {detail}; go back to what is sound with `dateline recover`", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What was met.
        detail: String,
    },
    /// No generation of it is sound, and nothing in it can be saved. Read the files anew.
    #[error(
        "nothing in the index in `{}` can be saved; move the folder away and make it new with \
         `dateline index PATH`",
        dir.display()
    )]
    Lost {
        /// The folder.
        dir: PathBuf,
    },
    /// A copy was to be made where something is already.
    #[error("`{}` {why}; name a folder that is not there yet", path.display())]
    Occupied {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Another version wrote it, and this one cannot tell which files it knew. Read them anew.
    #[error(
        "the index in `{}` has format {format}, which this dateline cannot read ({detail}); \
         make a new one with `dateline index PATH --index DIR`",
        dir.display()
    )]
    Unreadable {
        /// The folder.
        dir: PathBuf,
        /// What it says.
        format: u32,
        /// What was met.
        detail: String,
    },
    /// A release that the engine cannot take; what is around it is indexed.
    #[error("the index cannot take it: {detail}")]
    Unfit {
        /// What is wrong with it.
        detail: String,
    },
    /// Indexing stopped half way. What was committed before stays readable; run again.
    #[error("writing the index in `{}` stopped: {detail}; run again, nothing committed is lost", dir.display())]
    WriterDied {
        /// The folder.
        dir: PathBuf,
        /// What the engine said.
        detail: String,
    },
    /// The engine failed in another way.
    #[error("could not {action} the index in `{}`: {detail}", dir.display())]
    Engine {
        /// What was to be done.
        action: &'static str,
        /// The folder.
        dir: PathBuf,
        /// What the engine said.
        detail: String,
    },
    /// The user's file of persons says what cannot be. Mend it.
    #[error("`{}` is no list of persons: {source}", path.display())]
    People {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<registry::AuthorityError>,
    },
    /// A page further down than pages go. Narrow the search.
    #[error("`offset + limit` is {wanted}, pages end at {max}; narrow the search with a filter")]
    TooDeep {
        /// `offset + limit`.
        wanted: usize,
        /// The last that can be asked for.
        max: usize,
    },
    /// It took too long. Narrow the search.
    #[error(
        "the search took longer than {limit_ms} ms; narrow it with a filter or with rarer words"
    )]
    TooSlow {
        /// How long it may take.
        limit_ms: u128,
    },
    /// A prefix that too many words start with. Type more letters.
    #[error("more than {max} words start with `{prefix}`; type more letters before the `*`")]
    TooManyWords {
        /// The prefix as typed.
        prefix: String,
        /// The most that are looked up.
        max: usize,
    },
    /// A facet that has more values than may be held in memory to count them.
    #[error(
        "`{field}` has more different values than {} MB hold, so they are not counted; leave this facet and filters \
         by its names out, or narrow the search",
        most_bytes >> 20
    )]
    TooManyValues {
        /// The facet.
        field: &'static str,
        /// How much memory its values may take.
        most_bytes: usize,
    },
    /// A field that is no facet.
    #[error(
        "`{field}` is no facet; facets are country, mentions, year, speaker, org, place, lang, type"
    )]
    NoFacet {
        /// The field.
        field: &'static str,
    },
    /// No release has this id.
    #[error("no release has an id that starts with `{id}`")]
    UnknownRelease {
        /// As typed.
        id: String,
    },
    /// Too short for an id, or no hexadecimal number.
    #[error("`{id}` is no id; an id is 16 hexadecimal digits, of which the first 6 may do")]
    InvalidId {
        /// As typed.
        id: String,
    },
    /// Several releases have ids that start so. Type more digits.
    #[error("several releases have ids that start with `{id}`; type more digits")]
    AmbiguousId {
        /// As typed.
        id: String,
    },
    /// A root that held files before now holds none: an unmounted drive, or truly gone.
    #[error(
        "`{root}` is missing or empty, but the index knows {known} files under it; \
         say `--prune` if they are truly gone"
    )]
    RootGone {
        /// The root as given.
        root: String,
        /// How many files the archive knows under it.
        known: usize,
    },
}

/// The process that holds a lock.
struct Who<'a>(Option<&'a Holder>);

impl fmt::Display for Who<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Holder { process, since }) = self.0 else { return Ok(()) };
        write!(f, " (process {process}")?;
        if let Some(since) = since {
            write!(f, ", since {}", utc(*since))?;
        }
        f.write_str(")")
    }
}

/// How much is free.
struct Room(Option<u64>);

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(free) if free < 10_000_000 => write!(f, ": {} kB free", free / 1000),
            Some(free) => write!(f, ": {} MB free", free / 1_000_000),
        }
    }
}

/// Seconds since 1970 as `2012-04-03 09:30 UTC`.
fn utc(seconds: u64) -> String {
    let (days, minutes) = (seconds / 86_400, seconds % 86_400 / 60);
    // years that begin in March have their leap day last
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year_of_era + next_year;
    format!("{year}-{month:02}-{day:02} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_a_date() {
        for (seconds, told) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_827_696, "2000-02-29 12:34 UTC"),
            (1_333_445_400, "2012-04-03 09:30 UTC"),
            (4_107_542_340, "2100-02-28 23:59 UTC"),
        ] {
            assert_eq!(utc(seconds), told);
        }
    }

    #[test]
    fn who_writes_and_how_much_is_free_is_told_where_it_is_known() {
        let locked = |holder| Error::Locked { dir: "idx".into(), holder }.to_string();
        assert!(locked(None).starts_with("another dateline is writing to `idx`; "));
        let holder = Holder { process: 12, since: Some(1_333_445_400) };
        assert!(locked(Some(holder)).starts_with(
            "another dateline (process 12, since 2012-04-03 09:30 UTC) is writing to `idx`; "
        ));
        let full = |free| Error::DiskFull { path: "idx/a".into(), free }.to_string();
        assert!(full(None).starts_with("disk full at `idx/a`; "));
        assert!(full(Some(12_000_000)).starts_with("disk full: 12 MB free at `idx/a`; "));
    }
}
