//! How far reading has come, on stderr: a bar for files, a spinner for pipes.
//!
//! It appears only where a person waits: on a terminal, after half a second of work. It is gone when the work is done.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that is done sooner shows no bar.
const DELAY: Duration = Duration::from_millis(500);
/// The clock is looked at once in so many calls.
const STRIDE: u32 = 4096;

const BAR: &str = "{bar:30} {percent:>3}%  {bytes} of {total_bytes}, {msg}, {eta} left";
const SPINNER: &str = "{spinner} {bytes} read, {msg}";

/// The bar of one input.
#[derive(Debug)]
pub struct Progress {
    /// Bytes of the input, where it says.
    size: Option<u64>,
    enabled: bool,
    calls: u32,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A bar for an input of `size` bytes, or a spinner. Not `enabled`, it never shows anything.
    pub fn new(size: Option<u64>, enabled: bool) -> Self {
        Self { size, enabled, calls: 0, started: Instant::now(), bar: None }
    }

    /// Bytes and packets read so far. Cheap enough to call at every packet.
    pub fn at(&mut self, bytes_read: u64, packets: u64) {
        self.calls = self.calls.wrapping_add(1);
        if self.enabled && self.calls.is_multiple_of(STRIDE) {
            self.show(bytes_read, packets);
        }
    }

    /// Takes the bar away. Dropping it does the same.
    pub fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn show(&mut self, bytes_read: u64, packets: u64) {
        if self.started.elapsed() < DELAY {
            return;
        }
        let size = self.size;
        let bar = self.bar.get_or_insert_with(|| bar(size));
        bar.set_position(bytes_read);
        bar.set_message(format!("{packets} packets"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), BAR),
        None => (ProgressBar::new_spinner(), SPINNER),
    };
    // A template that can't be read would leave indicatif's own.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
