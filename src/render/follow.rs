//! The bytes of a stream as text, as a hex dump, as they are, or as JSON; written piece by piece, so memory stays flat.
//!
//! - text: both directions interleaved, each line behind `→ ` (from the client) or `← ` (from the server), or in colours; a datagram begins a line
//!   of its own with such a mark, also in colours, and its further lines stand in; what isn't printable is an escape, so captured bytes can't drive a terminal;
//! - hex: as `tshark -z follow,tcp,hex` prints it, the server's lines behind a tab;
//! - raw: the bytes and nothing else, for files and other programs; `[N bytes missing]` stands where the capture has none;
//! - json: one document, a piece a line: `{"stream","client","server","pieces":[…]}`. A piece of bytes has `from`, `number`, `time`, `offset`, `bytes`, `text`
//!   (null where a person wouldn't call it text) and `data` (hex); one that the capture lacks has `from`, `offset`, `missing`; bytes that came again with
//!   other content have `from`, `number`, `time`, `offset`, `differing`.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::seconds::Seconds;
use crate::report::follow::{Content, PieceRecord, StreamRecord};
use crate::text::Text;

const FROM_CLIENT: Style = AnsiColor::Red.on_default();
const FROM_SERVER: Style = AnsiColor::Blue.on_default();
const NOTE: Style = Style::new().dimmed();
const TROUBLE: Style = AnsiColor::Yellow.on_default().bold();
const HEADING: Style = Style::new().bold();

/// Bytes in a line of a hex dump.
const IN_LINE: usize = 16;

/// How the bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people; with colours instead of marks.
    Text {
        /// Whether escape codes for colours may be written.
        color: bool,
    },
    /// A hex dump.
    Hex,
    /// As they are.
    Raw,
    /// For programs.
    Json,
}

/// Writes a stream's bytes to `W`.
#[derive(Debug)]
pub struct Follow<W> {
    out: W,
    form: Form,
    /// Who sent what was written last.
    from: Option<&'static str>,
    /// Nothing stands in the line yet.
    at_line_start: bool,
    /// The end of a side's latest bytes, which the next may go on with: a piece of a character, or a carriage return.
    pending: Vec<u8>,
    pieces: u64,
    /// Each piece is a message of its own.
    has_messages: bool,
    /// A line of the latest piece is written.
    is_begun: bool,
    line: String,
}

impl<W: Write> Follow<W> {
    /// Give `W` a buffer.
    pub fn new(out: W, form: Form) -> Self {
        Self {
            out,
            form,
            from: None,
            at_line_start: true,
            pending: Vec::new(),
            pieces: 0,
            has_messages: false,
            is_begun: false,
            line: String::new(),
        }
    }

    /// Writes what is known before the first byte.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn begin(&mut self, stream: &StreamRecord) -> io::Result<()> {
        self.has_messages = stream.has_messages;
        match self.form {
            Form::Raw => Ok(()),
            Form::Json => {
                write!(
                    self.out,
                    "{{\"stream\":\"{}\",\"client\":\"{}\",\"server\":\"{}\",\"pieces\":[",
                    stream.stream, stream.client, stream.server
                )
            }
            Form::Text { color: true } => {
                writeln!(self.out, "{HEADING}{}{HEADING:#}", Text::shown(&stream.heading))
            }
            Form::Text { .. } | Form::Hex => writeln!(self.out, "{}", Text::shown(&stream.heading)),
        }
    }

    /// Writes the next piece.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn piece(&mut self, piece: &PieceRecord<'_>) -> io::Result<()> {
        self.pieces += 1;
        match self.form {
            Form::Json => self.json(piece),
            Form::Raw => match piece.content {
                Content::Bytes(bytes) => self.out.write_all(bytes),
                Content::Missing(bytes) => write!(self.out, "{}", missing(bytes)),
                Content::Differs(_) => Ok(()),
            },
            Form::Hex => self.hex(piece),
            Form::Text { color } => self.text(piece, color),
        }
    }

    /// Ends; `nothing` is said where there was no piece.
    ///
    /// # Errors
    /// When `W` can't be written to.
    pub fn finish(mut self, nothing: &str) -> io::Result<W> {
        match self.form {
            Form::Json => self.out.write_all(if self.pieces > 0 { b"\n]}\n" } else { b"]}\n" })?,
            Form::Raw => {}
            Form::Text { .. } | Form::Hex if self.pieces == 0 => writeln!(self.out, "{}", Text::shown(nothing))?,
            Form::Text { color } => self.end_line(color)?,
            Form::Hex => {}
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn text(&mut self, piece: &PieceRecord<'_>, color: bool) -> io::Result<()> {
        let goes_on = self.from == Some(piece.from) && !self.has_messages && matches!(piece.content, Content::Bytes(_));
        // What the piece before began is shown with the one that ends it, also where words stand between them.
        let mut joined = if goes_on { std::mem::take(&mut self.pending) } else { Vec::new() };
        if self.from != Some(piece.from) || piece.note.is_some() || self.has_messages {
            self.end_line(color)?;
        }
        self.from = Some(piece.from);
        self.is_begun = false;
        if let Some(note) = &piece.note {
            let style = if matches!(piece.content, Content::Bytes(_)) { NOTE } else { TROUBLE };
            if color {
                writeln!(self.out, "{style}{}{style:#}", Text::shown(note))?;
            } else if matches!(piece.content, Content::Bytes(_)) {
                writeln!(self.out, "-- {}", Text::shown(note))?;
            } else {
                // Behind the mark of its side, but without the space that stands before captured text.
                writeln!(self.out, "{}{}", mark(piece.from), Text::shown(note))?;
            }
        }
        let Content::Bytes(bytes) = piece.content else { return Ok(()) };
        let mut rest = bytes;
        if !joined.is_empty() {
            // Enough of the new bytes to end what was begun.
            let (head, tail) = bytes.split_at(bytes.len().min(4));
            joined.extend_from_slice(head);
            rest = tail;
            if rest.is_empty() {
                return self.shown(&joined, color, true);
            }
            let kept = unfinished(&joined);
            let whole = joined.len() - kept;
            self.shown(&joined[..whole], color, false)?;
            if kept > 0 {
                // The character that is left began in the new bytes, so it goes on there.
                rest = &bytes[head.len() - kept..];
            }
        }
        self.shown(rest, color, true)
    }

    /// Writes bytes of one side; keeps what the next may go on with if `keeps` says so.
    fn shown(&mut self, bytes: &[u8], color: bool, keeps: bool) -> io::Result<()> {
        let kept = if keeps { unfinished(bytes) } else { 0 };
        let (bytes, end) = bytes.split_at(bytes.len() - kept);
        self.pending.extend_from_slice(end);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let is_ended = line.ends_with(b"\n");
            let text = if is_ended { &line[..line.len() - 1] } else { line };
            let text = if is_ended { text.strip_suffix(b"\r").unwrap_or(text) } else { text };
            self.write_part(text, color)?;
            if is_ended {
                writeln!(self.out)?;
                self.at_line_start = true;
            }
        }
        Ok(())
    }

    fn write_part(&mut self, text: &[u8], color: bool) -> io::Result<()> {
        let from = self.from.unwrap_or("client");
        if self.at_line_start && (!color || self.has_messages) {
            let goes_on = self.has_messages && self.is_begun;
            write!(self.out, "{} ", if goes_on { " " } else { mark(from) })?;
        }
        self.at_line_start = false;
        self.is_begun = true;
        let style = if from == "client" { FROM_CLIENT } else { FROM_SERVER };
        if color && !text.is_empty() {
            write!(self.out, "{style}{}{style:#}", Text::line(text))
        } else {
            write!(self.out, "{}", Text::line(text))
        }
    }

    fn end_line(&mut self, color: bool) -> io::Result<()> {
        let pending = std::mem::take(&mut self.pending);
        if !pending.is_empty() {
            self.write_part(&pending, color)?;
        }
        if !self.at_line_start {
            writeln!(self.out)?;
            self.at_line_start = true;
        }
        Ok(())
    }

    fn hex(&mut self, piece: &PieceRecord<'_>) -> io::Result<()> {
        let indent = if piece.from == "server" { "\t" } else { "" };
        if let Some(note) = &piece.note {
            let mark = if matches!(piece.content, Content::Bytes(_)) { "-- " } else { "" };
            writeln!(self.out, "{indent}{mark}{}", Text::shown(note))?;
        }
        let Content::Bytes(bytes) = piece.content else { return Ok(()) };
        for (index, bytes) in bytes.chunks(IN_LINE).enumerate() {
            let line = &mut self.line;
            line.clear();
            // A String takes everything.
            let _ = write!(line, "{indent}{:08X} ", piece.offset + (index * IN_LINE) as u64);
            for place in 0..IN_LINE {
                line.push_str(if place == IN_LINE / 2 { "  " } else { " " });
                match bytes.get(place) {
                    Some(byte) => {
                        let _ = write!(line, "{byte:02x}");
                    }
                    None => line.push_str("  "),
                }
            }
            line.push_str("  ");
            for (place, byte) in bytes.iter().enumerate() {
                if place == IN_LINE / 2 {
                    line.push(' ');
                }
                line.push(if matches!(byte, b' '..=b'~') { char::from(*byte) } else { '.' });
            }
            line.push('\n');
            self.out.write_all(line.as_bytes())?;
        }
        Ok(())
    }

    fn json(&mut self, piece: &PieceRecord<'_>) -> io::Result<()> {
        self.out.write_all(if self.pieces == 1 { b"\n" } else { b",\n" })?;
        let line = &mut self.line;
        line.clear();
        // A String takes everything.
        let _ = write!(line, "{{\"from\":\"{}\"", piece.from);
        if !matches!(piece.content, Content::Missing(_)) {
            match piece.number {
                Some(number) => write!(line, ",\"number\":{number}"),
                None => write!(line, ",\"number\":null"),
            }
            .map_err(io::Error::other)?;
            match piece.time {
                Some(time) => write!(line, ",\"time\":{}", Seconds(time)),
                None => write!(line, ",\"time\":null"),
            }
            .map_err(io::Error::other)?;
        }
        let _ = write!(line, ",\"offset\":{}", piece.offset);
        match piece.content {
            Content::Missing(bytes) => {
                let _ = write!(line, ",\"missing\":{bytes}");
            }
            Content::Differs(bytes) => {
                let _ = write!(line, ",\"differing\":{bytes}");
            }
            Content::Bytes(bytes) => {
                let text = Text::is_readable(bytes).then(|| Text::line(bytes).to_string());
                let text = serde_json::to_string(&text).map_err(io::Error::from)?;
                let _ = write!(line, ",\"bytes\":{},\"text\":{text},\"data\":\"", bytes.len());
                for byte in bytes {
                    const DIGITS: &[u8; 16] = b"0123456789abcdef";
                    line.push(char::from(DIGITS[usize::from(byte >> 4)]));
                    line.push(char::from(DIGITS[usize::from(byte & 15)]));
                }
                line.push('"');
            }
        }
        line.push('}');
        self.out.write_all(line.as_bytes())
    }
}

/// What stands for bytes that the capture hasn't got, among bytes; the same in every language.
pub fn missing(bytes: u64) -> String {
    format!("[{bytes} bytes missing]")
}

fn mark(from: &str) -> &'static str {
    if from == "client" { "→" } else { "←" }
}

/// How many bytes at the end may be the start of something: of a character, or a carriage return before a line feed.
fn unfinished(bytes: &[u8]) -> usize {
    if bytes.ends_with(b"\r") {
        return 1;
    }
    for length in 1..=bytes.len().min(3) {
        let byte = bytes[bytes.len() - length];
        let needed = match byte {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            0x80..=0xBF => continue,
            _ => return 0,
        };
        return if needed > length { length } else { 0 };
    }
    0
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;
