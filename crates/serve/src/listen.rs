//! `Address`: where to listen, as it is typed.

use std::{
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    str::FromStr,
};

/// A host, by number or by name, and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As typed, in lower case, an IPv6 number without its brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl Default for Address {
    /// For this machine alone.
    fn default() -> Self {
        Self { host: "127.0.0.1".to_owned(), port: 7700 }
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || {
            format!("`{text}` is no address; write HOST:PORT, such as 127.0.0.1:7700 or [::1]:7700")
        };
        let (host, port) = text.rsplit_once(':').ok_or_else(expected)?;
        let port = port.parse().map_err(|_| expected())?;
        let number = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let is_name = |host: &str| {
            !host.is_empty()
                && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
        };
        let is_host = match number {
            Some(number) => number.parse::<IpAddr>().is_ok_and(|number| number.is_ipv6()),
            None => is_name(host),
        };
        if !is_host {
            return Err(expected());
        }
        Ok(Self { host: number.unwrap_or(host).to_ascii_lowercase(), port })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

impl Address {
    /// The first number that the host has on this machine.
    pub(crate) fn resolve(&self) -> std::io::Result<SocketAddr> {
        let mut found = (self.host.as_str(), self.port).to_socket_addrs()?;
        found.next().ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port() {
        for text in ["127.0.0.1:7700", "[::1]:0", "archive.example:80", "localhost:7700"] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
        for text in
            ["", "7700", "127.0.0.1", "::1:80", "[127.0.0.1]:80", "a b:80", "a:99999", ":80"]
        {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }
}
