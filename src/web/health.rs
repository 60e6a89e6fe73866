//! Asking a running server whether it is alive: what a container's health check runs.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// How long the server may take to accept, and to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks `/healthz` of the server that listens on `address`; on every address means on this machine's own.
///
/// # Errors
/// When nothing answers there, not in time, or not with 200.
pub fn ask(address: SocketAddr) -> io::Result<()> {
    let address = SocketAddr::new(reachable(address.ip()), address.port());
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    // "HTTP/1.1 200"
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    if start.ends_with(b" 200") {
        Ok(())
    } else {
        Err(io::Error::other("the server answers, but is not healthy"))
    }
}

fn reachable(listening: IpAddr) -> IpAddr {
    match listening {
        IpAddr::V4(any) if any.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(any) if any.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        own => own,
    }
}
