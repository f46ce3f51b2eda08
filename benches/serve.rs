//! How does the server do under load? Latency of the API and of the page while fifty people ask once a second; what
//! it answers, and how its memory stands, when asked without a pause; whether silent connections slow it down.
//!
//! The argument is the folder of an index; the program is started on it, and asked over loopback alone. The
//! questions are a fixed mix over the commonest values of the archive. `PHASES` limits what is run: `steady`,
//! `overload`, `silent`; `SECONDS` how long each takes.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)] // a bench prints, and should stop on a fault

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// People who ask once a second.
const CLIENTS: u32 = 50;
/// Those who ask without a pause, each on a connection of its own.
const GREEDY: u32 = 200;
/// Connections that send nothing.
const SILENT: usize = 300;

/// The program, serving; it ends with the bench.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    // cargo itself adds `--bench`
    let Some(folder) = env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("serve: name the folder of an index");
        return;
    };
    let seconds = env::var("SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    let length = Duration::from_secs(seconds);
    let phases = env::var("PHASES").unwrap_or_else(|_| "steady overload silent".to_owned());
    let server = start(&folder);
    let targets = mix(server.address);
    println!("{} targets, {} kB of memory", targets.len(), memory(&server));
    // what is kept for later questions is made by the first of each kind
    for target in &targets {
        assert_eq!(Connection::new(server.address).ask(target).0, 200, "{target}");
    }
    if phases.contains("steady") {
        steady(&server, &targets, length);
    }
    if phases.contains("overload") {
        overload(&server, &targets, length);
    }
    if phases.contains("silent") {
        silent(&server, &targets);
    }
}

fn start(folder: &str) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["serve", "--index", folder, "--addr", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/');
    Server { address: address.parse().unwrap(), child }
}

/// Nine questions to the API, all with three facets, and four pages.
fn mix(address: SocketAddr) -> Vec<String> {
    let answer = Connection::new(address).ask("/api/search?limit=10&facet-limit=4").1;
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    let value = |facet: &str, at: usize| {
        let value = answer["facets"][facet][at]["value"].as_str().unwrap_or("2012");
        value.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
    };
    // words of titles, so that the mix fits any archive
    let words: Vec<String> = answer["hits"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|hit| hit["title"].as_str())
        .flat_map(|title| title.split(|letter: char| !letter.is_alphabetic()))
        .filter(|word| word.len() > 4 && word.is_ascii())
        .map(str::to_owned)
        .collect();
    let word = |at: usize| words.get(at).map_or("water", String::as_str);
    let (country, other, year) = (value("country", 0), value("country", 1), value("year", 1));
    let queries = [
        String::new(),
        format!("q={}", word(0)),
        format!("q={}+{}", word(1), word(2)),
        format!("q={}+OR+{}", word(3), word(4)),
        format!("q=%22{}+{}%22", word(0), word(1)),
        format!("q={}&country={country}", word(2)),
        format!("country={country}&country={other}&year={year}"),
        format!("q={}&year=2005..2015&sort=-date", word(5)),
        format!("speaker={}", value("speaker", 0)),
    ];
    let api = queries.iter().map(|query| format!("/api/search?{query}"));
    let pages = queries.iter().step_by(2).map(|query| format!("/?{query}"));
    api.chain(pages).collect()
}

/// Every client asks once a second, each at its own time in it.
fn steady(server: &Server, targets: &[String], length: Duration) {
    let (start, worked) = (Instant::now(), processor_ms(server));
    let took: Vec<(bool, u16, Duration)> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                scope.spawn(move || {
                    let mut took = Vec::new();
                    let mut at = client as usize;
                    let mut due = start + Duration::from_secs(1) * client / CLIENTS;
                    while due < start + length {
                        thread::sleep(due.saturating_duration_since(Instant::now()));
                        at += 7;
                        let target = &targets[at % targets.len()];
                        let asked = Instant::now();
                        let (status, _) = Connection::new(server.address).ask(target);
                        took.push((target.starts_with("/api/"), status, asked.elapsed()));
                        due += Duration::from_secs(1);
                    }
                    took
                })
            })
            .collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    for (name, is_api) in [("API", true), ("page", false)] {
        let answered =
            took.iter().filter(|(of_api, status, _)| *of_api == is_api && *status == 200);
        let answered = answered.map(|(_, _, took)| *took).collect();
        println!("{CLIENTS} clients once a second, {name}: {}", percentiles(answered));
    }
    let refused = took.iter().filter(|(_, status, _)| *status != 200).count();
    let worked = (processor_ms(server) - worked) as f64 / took.len().max(1) as f64;
    println!("refused {refused}; {worked:.1} ms of a processor for each question");
}

/// Every client asks again as soon as it is answered.
fn overload(server: &Server, targets: &[String], length: Duration) {
    let start = Instant::now();
    let (mut early, mut middle) = (0, 0);
    let answers: Vec<(u16, Duration)> = thread::scope(|scope| {
        let clients: Vec<_> = (0..GREEDY)
            .map(|client| {
                scope.spawn(move || {
                    let mut answers = Vec::new();
                    let mut connection = Connection::new(server.address);
                    let mut at = client as usize;
                    while start.elapsed() < length {
                        at += 7;
                        let asked = Instant::now();
                        let (status, _) = connection.ask(&targets[at % targets.len()]);
                        answers.push((status, asked.elapsed()));
                    }
                    answers
                })
            })
            .collect();
        thread::sleep(length / 4);
        early = memory(server);
        thread::sleep(length / 4);
        middle = memory(server);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    for (status, _) in &answers {
        *statuses.entry(*status).or_default() += 1;
    }
    let answered = answers.iter().filter(|(status, _)| *status == 200).map(|(_, took)| *took);
    println!(
        "{GREEDY} clients without a pause: {statuses:?}; answered {}",
        percentiles(answered.collect())
    );
    let late = memory(server);
    println!("memory after a quarter, a half and all of it: {early}, {middle} and {late} kB");
}

/// One client among silent connections.
fn silent(server: &Server, targets: &[String]) {
    let _silent: Vec<TcpStream> =
        (0..SILENT).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    let took = targets.iter().cycle().take(200).map(|target| {
        let asked = Instant::now();
        assert_eq!(Connection::new(server.address).ask(target).0, 200);
        asked.elapsed()
    });
    println!("beside {SILENT} silent connections: {}", percentiles(took.collect()));
}

fn percentiles(mut took: Vec<Duration>) -> String {
    took.sort_unstable();
    let at = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let at = (took.len() as f64 * share) as usize;
        let took = took.get(at.min(took.len().saturating_sub(1))).copied().unwrap_or_default();
        format!("{:.1}", took.as_secs_f64() * 1000.0)
    };
    let [median, p95, p99, most] = [0.5, 0.95, 0.99, 1.0].map(at);
    format!("{} answers, median {median} ms, p95 {p95}, p99 {p99}, most {most}", took.len())
}

/// Milliseconds of a processor that the server has had.
fn processor_ms(server: &Server) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", server.child.id())).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // ticks of a hundredth of a second, in user mode and in the system's
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}

/// Kilobytes of the server that are its own.
fn memory(server: &Server) -> u64 {
    let status =
        fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

/// A connection that is kept for the next question.
struct Connection {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

impl Connection {
    fn new(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    /// The status and the body of an answer; 0 where the connection broke.
    fn ask(&mut self, target: &str) -> (u16, Vec<u8>) {
        let answer = self.try_ask(target);
        if answer.is_none() {
            self.stream = None;
        }
        answer.unwrap_or_default()
    }

    fn try_ask(&mut self, target: &str) -> Option<(u16, Vec<u8>)> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.address).ok()?;
            stream.set_nodelay(true).ok()?;
            stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
            self.stream = Some(BufReader::new(stream));
        }
        let stream = self.stream.as_mut()?;
        let request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.get_mut().write_all(request.as_bytes()).ok()?;
        let (mut status, mut length, mut is_chunked) = (0, 0, false);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            } else if status == 0 {
                status = line.split(' ').nth(1)?.parse().ok()?;
            } else if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            } else if line == "transfer-encoding: chunked" {
                is_chunked = true;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).ok()?;
        while is_chunked {
            let mut line = String::new();
            stream.read_line(&mut line).ok()?;
            let length = usize::from_str_radix(line.trim(), 16).ok()?;
            let mut chunk = vec![0; length + 2];
            stream.read_exact(&mut chunk).ok()?;
            body.extend_from_slice(&chunk[..length]);
            is_chunked = length > 0;
        }
        Some((status, body))
    }
}
