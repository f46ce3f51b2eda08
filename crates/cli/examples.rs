//! The examples below the help of each command.

/// `index`.
pub(crate) const INDEX: &str = "\
Examples:
  dateline index releases/              make a folder searchable, or take in what changed
  dateline index -v /mnt/archive        name every file that was passed over, and why
  dateline index --json releases/ > report.json
Exit codes: 0 done, 2 error, 3 some files failed and are named.";

/// `search`.
pub(crate) const SEARCH: &str = "\
Examples:
  dateline search 'detained journalists' --country kenya --year 2012..2014
  dateline search '\"rule of law\" -Sudan' --sort -date
  dateline search --org 'Harbour Council' -n 0 --facet year --facet country
  dateline search --queries names.txt --facet year --csv > counts.csv";

/// `quotes`.
pub(crate) const QUOTES: &str = "\
Examples:
  dateline quotes --speaker 'Ada Roe' --country kenya --from 2019-05 --sort -date
  dateline quotes --cite '\"kitchen knife\"'        with the source, to be copied
  dateline quotes --reused --speaker 'Ada Roe'    said before, in which words";

/// `who`.
pub(crate) const WHO: &str = "\
Examples:
  dateline who nine minutes to boil an egg
  dateline who '\"oil workers\"' --country kazakhstan --csv";

/// `facets`.
pub(crate) const FACETS: &str = "\
A field's own filter is left out of its counts: `facets year --year 2012` lists all years.
To count a period, say --from and --to.

Examples:
  dateline facets year --org 'Harbour Council'      releases a year, `undated` last
  dateline facets year --zeros '\"rule of law\"'      the trend of a phrase, its gaps shown
  dateline facets year --by month --from 2012 --to 2014
  dateline facets speaker --prefix az               find a name by its first letters";

/// `export`.
pub(crate) const EXPORT: &str = "\
Examples:
  dateline export --format csv > releases.csv
  dateline export --of quotes --speaker 'Ada Roe' --from 2010 --format bibtex > roe.bib";

/// `watch`.
pub(crate) const WATCH: &str = "\
Examples:
  dateline watch names.txt            what is new since the last run
  dateline watch --peek names.txt     the same, and the next run tells it again";

/// `bench index`.
pub(crate) const BENCH_INDEX: &str = "\
Examples:
  dateline bench index releases/ --baseline              against plain tantivy, on your own files
  dateline bench index --synthetic 100000 --threads 1,2
  dateline bench index --synthetic 1000000 --repeats 1 --scratch /mnt/disk --json > figures.json
Exit codes: 0 done, 2 error, 3 some files failed.";

/// `bench query`.
pub(crate) const BENCH_QUERY: &str = "\
Examples:
  dateline bench query                                   queries drawn from the index here
  dateline bench query idx/ --queries asked.txt --threads 1,2
  dateline bench query idx/ --check 0 --repeats 20 --json > figures.json";

/// `bench make`.
pub(crate) const BENCH_MAKE: &str = "\
Examples:
  dateline bench make 100000 made/
  dateline bench make 100000 other/ --seed 2";

/// `status`.
pub(crate) const STATUS: &str = "\
Examples:
  dateline status                           what the index holds
  dateline status --failed --skipped        files that are not in it, and why
  dateline status --undated --no-country    releases whose fields somebody should look at";

/// `verify`.
pub(crate) const VERIFY: &str = "\
Examples:
  dateline verify                                   every file and every count of the index
  dateline verify '\"rule of law\"' --country kenya   the counts of this query
Exit codes: 0 sound, 1 a difference, 2 error.";

/// `show`.
pub(crate) const SHOW: &str = "\
Examples:
  dateline show 8e2f5c --evidence     why each value is as it is
  dateline show 8e2f5c --similar";

/// `serve`.
pub(crate) const SERVE: &str = "\
Examples:
  dateline serve                        http://127.0.0.1:7700/, for this machine alone
  dateline serve -i idx/ --addr 127.0.0.1:0
  dateline serve --addr archive.example:7700 --token-file token.txt";

/// `mcp`.
pub(crate) const MCP: &str = "\
Examples:
  dateline mcp -i idx/      the command that a program which speaks the protocol is told to start";
