//! The client of `/healthz`: what the health check of a container runs.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
};

use crate::limits::http::HEALTH_CHECK_TIMEOUT;

/// Requests `/healthz` from the server that listens on `address`. If that is the unspecified address, the request goes
/// to the loopback address.
///
/// # Errors
/// If no server responds in time, or not with 200.
pub fn check(address: SocketAddr) -> io::Result<()> {
    let address = SocketAddr::new(reachable(address.ip()), address.port());
    let mut stream = TcpStream::connect_timeout(&address, HEALTH_CHECK_TIMEOUT)?;
    stream.set_read_timeout(Some(HEALTH_CHECK_TIMEOUT))?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    // "HTTP/1.1 200"
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    if start.ends_with(b" 200") {
        Ok(())
    } else {
        Err(io::Error::other("the server responds, but not with 200"))
    }
}

fn reachable(listening: IpAddr) -> IpAddr {
    match listening {
        IpAddr::V4(any) if any.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(any) if any.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        own => own,
    }
}
