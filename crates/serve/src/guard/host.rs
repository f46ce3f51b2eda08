//! The names under which this server is meant to be found.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, StatusCode, Uri, header, uri::Authority};

use crate::{listen::Address, refusal::Refusal};

/// The hosts that a request may name, all with the port of this server.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// In lower case, IPv6 numbers in brackets.
    names: Vec<String>,
    /// Whether any number will do: a name can be made to point here, a number cannot.
    any_number: bool,
    port: u16,
}

impl Hosts {
    /// This machine's own names; where a token is asked for also the name it was told to listen at, and any
    /// number if it listens at all of them.
    pub(super) fn new(asked: &Address, bound: SocketAddr, has_token: bool) -> Self {
        let mut names = vec!["127.0.0.1".to_owned(), "localhost".to_owned(), "[::1]".to_owned()];
        if has_token {
            names.push(bracketed(&asked.host));
        }
        let any_number = has_token && bound.ip().is_unspecified();
        Self { names, any_number, port: bound.port() }
    }

    /// Refuses a request that names another host, or none.
    pub(super) fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut named = headers.get_all(header::HOST).iter();
        let host = named.next().and_then(|host| host.to_str().ok());
        let is_one = host.is_some_and(|host| self.allow(host)) && named.next().is_none();
        let target = uri.authority().is_none_or(|authority| self.allow(authority.as_str()));
        if is_one && target {
            return Ok(());
        }
        Err(Refusal::new(StatusCode::FORBIDDEN, "this server does not go by the name in `Host`"))
    }

    /// Whether a host with its port is one of ours.
    pub(super) fn allow(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        // `a@b` names b, but nobody has a reason to write it
        if authority.as_str().contains('@') {
            return false;
        }
        // the port goes without saying where it is that of HTTP
        let (name, port) = (authority.host().to_ascii_lowercase(), authority.port_u16());
        let has_colon = authority.as_str().len() > authority.host().len();
        let is_port = if has_colon { port == Some(self.port) } else { self.port == 80 };
        let is_number = || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        is_port && (self.names.contains(&name) || self.any_number && is_number())
    }
}

fn bracketed(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}
