//! Progress of long commands: a bar on standard error, and nothing if that is not a terminal.

use std::io::{Read, Seek};

use indicatif::ProgressStyle;

/// A progress bar. It disappears when it is dropped.
pub struct ProgressBar(indicatif::ProgressBar);

impl ProgressBar {
    /// A bar for reading files, whose sizes [`ProgressBar::set_total`] gives.
    #[must_use]
    pub fn bytes() -> Self {
        Self::styled(0, "{bar:40} {bytes}/{total_bytes} {eta}")
    }

    /// A bar for writing this many files, with a message about the current one.
    #[must_use]
    pub fn files(total: u64) -> Self {
        Self::styled(total, "{bar:20} {pos} of {len}, {msg}")
    }

    fn styled(total: u64, template: &str) -> Self {
        let bar = indicatif::ProgressBar::new(total);
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// Sets how much there is to do, in bytes or files.
    pub fn set_total(&self, total: u64) {
        self.0.set_length(total);
    }

    /// Adds files that are done.
    pub fn files_done(&self, count: u64) {
        self.0.inc(count);
    }

    /// Says what is being done now.
    pub fn set_message(&self, message: String) {
        self.0.set_message(message);
    }

    /// A reader that advances the bar by the bytes that it reads.
    pub fn track<R: Read + Seek>(&self, reader: R) -> impl Read + Seek + use<R> {
        self.0.wrap_read(reader)
    }
}

impl Drop for ProgressBar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
