//! `Server`: the program serving an archive, and raw requests to it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::archive::Archive;

/// Nothing here takes longer, on however busy a machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The program serving an archive; it ends when this goes.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Serves an archive at a free port.
    pub(crate) fn start(archive: &Archive) -> Self {
        Self::of(&mut archive.command("serve --index .dateline --addr 127.0.0.1:0"))
    }

    /// Starts a command that serves, and waits for its address.
    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let stdout = child.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| {
            let mut complaint = String::new();
            child.stderr.as_mut().unwrap().read_to_string(&mut complaint).unwrap();
            panic!("no address but {line:?}: {complaint}");
        });
        Self { address: address.parse().unwrap(), child }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// A connection, which waits for answers as long as anything here.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request as it stands and reads the answer until the connection ends.
    pub(crate) fn send(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        // a server may refuse, and close, before it has read all
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Reply::read(&bytes)
    }

    /// Asks for an address with these headers besides.
    pub(crate) fn ask(&self, target: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request =
            format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        self.send(request.as_bytes())
    }

    /// Asks for an address.
    pub(crate) fn get(&self, target: &str) -> Reply {
        self.ask(target, &[])
    }

    /// The JSON of an address, which is there.
    #[track_caller]
    pub(crate) fn json(&self, target: &str) -> Value {
        let reply = self.get(target);
        assert_eq!(reply.status, 200, "{target}: {}", reply.text());
        reply.json()
    }

    /// Waits until the server has ended; gives its exit code and what it complained of.
    pub(crate) fn ended(mut self) -> (Option<i32>, String) {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "the server does not end");
            std::thread::yield_now();
        };
        let mut complaint = String::new();
        self.child.stderr.as_mut().unwrap().read_to_string(&mut complaint).unwrap();
        (status.code(), complaint)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    /// Takes an answer apart; one without a head has status 0.
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            return Self { status: 0, headers: Vec::new(), body: bytes.to_vec() };
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        let headers: Vec<_> = lines.map(header).collect();
        let mut reply = Self { status: status.parse().unwrap(), headers, body: Vec::new() };
        let body = &bytes[end + 4..];
        let is_chunked = reply.header("transfer-encoding") == Some("chunked");
        reply.body = if is_chunked { whole(body) } else { body.to_vec() };
        reply
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// A body that came in chunks; the last one has no bytes.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n").expect("the length of a chunk");
        let length = std::str::from_utf8(&chunks[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        chunks = &chunks[end + 2..];
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&chunks[..length]);
        chunks = &chunks[length + 2..];
    }
}
