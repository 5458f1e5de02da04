//! What the terminal can show: its width, and whether colours are wanted.

use std::env;
use std::io::IsTerminal;
use std::os::fd::AsFd;

use clap::ColorChoice;

/// Width of text that goes to a pipe or a file.
const WIDTH_OFF_TERMINAL: usize = 160;

/// Whether colours go to `stream`. `auto` means: to a terminal that can show them, unless the user set `NO_COLOR`.
pub fn shows_colors(choice: ColorChoice, stream: &impl IsTerminal) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let is_refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let is_dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
            stream.is_terminal() && !is_refused && !is_dumb
        }
    }
}

/// Columns of text that fit: `COLUMNS` where it is set, else the terminal's width, else 160.
pub fn width(stream: &(impl IsTerminal + AsFd)) -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    if let Some(columns) = columns.filter(|&columns: &u16| columns > 0) {
        return columns.into();
    }
    match terminal_size::terminal_size_of(stream) {
        Some((width, _)) if width.0 > 0 => width.0.into(),
        _ => WIDTH_OFF_TERMINAL,
    }
}
