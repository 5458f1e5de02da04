//! How a run ends: its exit code, and at most one line on stderr that says what happened, what was kept and what to do.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use labcap::text::Text;

use super::interrupt::Signal;
use super::output::WriteFailed;

/// The exit codes; users' scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; also when the reader of our output went away.
    Done,
    /// Could not: no such file, not a capture, no permission, write failed.
    Failed,
    /// Wrong use or wrong filter; nothing was read.
    Usage,
    /// The input is cut or damaged; what came before is shown.
    Partial,
    /// A bug in labcap.
    Bug,
    /// A signal arrived while a file was read.
    Signal(Signal),
    /// The code of a program that was run for the user, passed on.
    OfProgram(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Partial => 3,
            Exit::Bug => 70,
            Exit::Signal(signal) => signal.exit_code(),
            Exit::OfProgram(code) => code,
        })
    }
}

/// One line for stderr: `labcap: FILE: what happened; what was kept. Hint: what to do`. Whatever is put in, it stays one safe line; only what is
/// wrong with a filter has two more, which show where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    subject: Option<String>,
    what: String,
    hint: Option<String>,
    below: Option<Box<[String; 2]>>,
}

impl Message {
    /// `what` happened, without a full stop at its end.
    pub fn new(what: impl Into<String>) -> Self {
        Self { subject: None, what: what.into(), hint: None, below: None }
    }

    /// What it is about: a file, as the user named it.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// What to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What was typed, and a line that marks a place in it.
    pub fn below(mut self, lines: Option<[String; 2]>) -> Self {
        self.below = lines.map(Box::new);
        self
    }

    /// Writes the line to stderr. Where that can't be written either, the exit code has to do.
    pub fn print(&self) {
        let _ = writeln!(io::stderr().lock(), "{self}");
    }
}

impl fmt::Display for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("labcap: ")?;
        if let Some(subject) = &self.subject {
            write!(formatter, "{}: ", Text::line(subject))?;
        }
        write!(formatter, "{}", Text::shown(&self.what))?;
        if let Some(hint) = &self.hint {
            write!(formatter, ". Hint: {}", Text::shown(hint))?;
        }
        if let Some(lines) = &self.below {
            for line in lines.iter() {
                write!(formatter, "\n  {}", Text::shown(line))?;
            }
        }
        Ok(())
    }
}

/// A run that wrote what it could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything asked for.
    Done,
    /// Inputs are cut or damaged: what is to be said of each.
    Partial(Vec<Message>),
    /// A signal came before the input's end.
    Interrupted(Signal, Message),
}

impl Outcome {
    /// Says on stderr what has to be said, and gives the code to end with.
    pub fn report(self) -> Exit {
        match self {
            Self::Done => Exit::Done,
            Self::Partial(messages) => {
                messages.iter().for_each(Message::print);
                Exit::Partial
            }
            Self::Interrupted(signal, message) => {
                message.print();
                Exit::Signal(signal)
            }
        }
    }
}

/// A run that couldn't do what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    exit: Exit,
    message: Option<Message>,
}

impl Failure {
    /// Wrong use: exit code 2.
    pub fn usage(what: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: Some(Message::new(what)) }
    }

    /// Something outside refused: exit code 1.
    pub fn could_not(subject: impl Into<String>, what: impl Into<String>) -> Self {
        Self { exit: Exit::Failed, message: Some(Message::new(what).about(subject)) }
    }

    /// Nothing to say: it was said already, or nobody is left to hear it.
    pub const fn silent(exit: Exit) -> Self {
        Self { exit, message: None }
    }

    /// Ends with another code.
    pub const fn exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.message = self.message.map(|message| message.hint(hint));
        self
    }

    /// Adds what was typed, and a line that marks a place in it.
    pub fn below(mut self, lines: Option<[String; 2]>) -> Self {
        self.message = self.message.map(|message| message.below(lines));
        self
    }

    /// Adds the file that it is about.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.message = self.message.map(|message| message.about(subject));
        self
    }

    /// Says it on stderr, where the run goes on all the same.
    pub fn warn(&self) {
        if let Some(message) = &self.message {
            message.print();
        }
    }

    /// Says on stderr what has to be said, and gives the code to end with.
    pub fn report(self) -> Exit {
        self.warn();
        self.exit
    }
}

/// Errors of [`super::output::Output`]: they know their file, and a reader that went away is no failure.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let failed = error.get_ref().and_then(|inner| inner.downcast_ref::<WriteFailed>());
        match failed {
            Some(_) if error.kind() == io::ErrorKind::BrokenPipe => Self::silent(Exit::Done),
            Some(failed) => Self::could_not(&failed.name, format!("write failed: {}", reason(&failed.error))),
            None => Self { exit: Exit::Failed, message: Some(Message::new(reason(&error))) },
        }
    }
}

/// What an error says, without the number that the standard library adds.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_safe_line() {
        let message = Message::new("the file ends in packet 42; 41 packets are shown").about("a\nb\u{1b}[31m.pcap").hint("copy it again");
        assert_eq!(
            message.to_string(),
            "labcap: a\\nb\\x1b[31m.pcap: the file ends in packet 42; 41 packets are shown. Hint: copy it again"
        );
    }

    #[test]
    fn only_our_own_broken_pipe_is_silent() {
        assert_eq!(reason(&io::Error::from_raw_os_error(28)), "No space left on device");
        let other = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(other.exit, Exit::Failed);
    }
}
