//! The progress bar of a long import.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts the bytes of a file; hidden where standard error is no terminal.
pub fn bytes_bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
