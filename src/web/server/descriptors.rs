//! Descriptors of open files and sockets, of which the system grants a process a number.

/// How many descriptors the process may have, after raising the limit as far as the system allows; `None` if it is not
/// known or not limited.
#[cfg(unix)]
pub fn raise_limit() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: maximum, maximum };
    if current != maximum && setrlimit(Resource::Nofile, raised).is_ok() {
        maximum
    } else {
        current
    }
}

/// How many descriptors the process may have.
#[cfg(not(unix))]
pub fn raise_limit() -> Option<u64> {
    None
}

/// Limits what the kernel buffers for each connection that is accepted from now on: `bytes` to be sent, and half as many
/// received. Without a limit, a client that reads nothing could make it hold several megabytes.
pub fn bound_buffers(listener: &tokio::net::TcpListener, bytes: usize) {
    #[cfg(unix)]
    {
        use rustix::net::sockopt::{set_socket_recv_buffer_size, set_socket_send_buffer_size};
        // The kernel doubles the number, for its own overhead. It does not fail for an open socket.
        let _ = set_socket_send_buffer_size(listener, bytes);
        let _ = set_socket_recv_buffer_size(listener, bytes / 2);
    }
    #[cfg(not(unix))]
    let _ = (listener, bytes);
}
