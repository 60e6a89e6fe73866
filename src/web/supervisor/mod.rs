//! A process that starts the server as a process of its own and starts it again if it dies.
//!
//! Readers map the database file into memory. If somebody truncates the file, the next access to a lost page kills the
//! process with SIGBUS, which safe code cannot prevent. So `consortia serve` is two processes: this one holds the listening
//! socket and does nothing else; the other one serves, and receives the socket as its standard input. Connections wait in the
//! queue of the kernel while the server is started again.

mod database_file;
mod ending;
mod placeholder;
mod server_process;
mod supervise;

pub use self::{
    database_file::EXIT_DATABASE_REFUSED,
    server_process::{ServerProcess, VARIABLE},
    supervise::supervise,
};
