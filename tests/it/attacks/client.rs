//! Connections from several addresses: on Linux each address of 127.0.0.0/8 reaches the loopback device.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use super::Target;

/// A connection from the address 127.0.0.`number`, which receives into a small buffer.
pub fn connect_from(target: &Target, number: usize) -> TcpStream {
    let address = Ipv4Addr::new(127, 0, 0, u8::try_from(number).unwrap());
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(4 << 10).unwrap();
    socket.bind(&SocketAddr::from((address, 0)).into()).unwrap();
    socket.connect(&target.server.address.into()).unwrap();
    let stream = TcpStream::from(socket);
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    stream
}
