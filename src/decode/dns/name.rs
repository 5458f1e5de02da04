//! Domain names as they stand in a message (RFC 1035 4.1.4): labels, and pointers to labels that stand elsewhere.

use std::fmt;

use super::message::Reader;
use crate::decode::{Payload, ProblemKind};
use crate::text::Text;

/// A domain name as it stands in a message; shown with dots between its labels.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    message: &'a [u8],
    /// Where its labels begin.
    start: usize,
    form: Form,
}

/// Whether the labels make a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Proper,
    TooLong,
    Loops,
}

/// Characters a name may have with its dots, and one more.
const MOST: usize = 255;

/// What stands for names without labels.
const ROOT: &str = "<Root>";
const TOO_LONG: &str = "<Name too long>";
const LOOPS: &str = "<Name contains a pointer that loops>";

/// One step on the way through a name.
enum Step<'a> {
    Label(&'a [u8]),
    Pointer { target: usize, after: usize },
    End,
}

fn step<'a>(reader: &mut Reader<'a>) -> Result<Step<'a>, ProblemKind> {
    let length = reader.u8()?;
    match length & 0xc0 {
        0 if length == 0 => Ok(Step::End),
        0 => Ok(Step::Label(reader.bytes(usize::from(length))?)),
        0xc0 => {
            let low = reader.u8()?;
            Ok(Step::Pointer { target: usize::from(u16::from_be_bytes([length & 0x3f, low])), after: reader.offset })
        }
        // Extended labels (RFC 2673) are history (RFC 6891 5).
        _ => Err(ProblemKind::Short),
    }
}

impl<'a> Name<'a> {
    /// The name at an offset of a message, and the offset behind it.
    pub fn at(message: Payload<'a>, offset: usize) -> Option<(Self, usize)> {
        let mut reader = Reader { payload: message, offset };
        let name = Self::read(&mut reader).ok()?;
        Some((name, reader.offset))
    }

    /// Characters of the name with its dots, before any is escaped; the root is named `<Root>`.
    pub fn length(self) -> usize {
        match self.form {
            Form::Proper => {
                let with_dots = self.labels().fold(0_usize, |length, label| length.saturating_add(label.len()).saturating_add(1));
                with_dots.checked_sub(1).unwrap_or(ROOT.len())
            }
            Form::TooLong => TOO_LONG.len(),
            Form::Loops => LOOPS.len(),
        }
    }

    /// How many labels it has; the root counts as one, as Wireshark counts.
    pub fn label_count(self) -> usize {
        if self.form == Form::Proper { self.labels().count().max(1) } else { 1 }
    }

    /// Reads the name that the reader stands at, and goes behind it.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, ProblemKind> {
        let start = reader.offset;
        let mut walk = *reader;
        let mut behind = None;
        let mut room = MOST;
        let mut pointers = 0_usize;
        let form = loop {
            match step(&mut walk)? {
                Step::End => break if room > 0 { Form::Proper } else { Form::TooLong },
                // One for the dot before it; the first costs one as well.
                Step::Label(label) => {
                    room = room.saturating_sub(label.len().saturating_add(1));
                    // Behind a pointer nothing more has to be walked: many names could lead through the same long row of labels.
                    if room == 0 && behind.is_some() {
                        break Form::TooLong;
                    }
                }
                Step::Pointer { target, after } => {
                    behind.get_or_insert(after);
                    pointers = pointers.saturating_add(1);
                    if target == after.saturating_add(2) || pointers > room {
                        break Form::Loops;
                    }
                    walk.offset = target;
                }
            }
        };
        reader.offset = behind.unwrap_or(walk.offset);
        Ok(Self { message: walk.payload.bytes, start, form })
    }

    /// The labels, from the host to the root, which is left out.
    fn labels(self) -> impl Iterator<Item = &'a [u8]> {
        let mut reader = Reader { payload: super::Payload::new(self.message, 0), offset: self.start };
        let mut pointers = 0_usize;
        std::iter::from_fn(move || {
            loop {
                match step(&mut reader).ok()? {
                    Step::End => return None,
                    Step::Label(label) => return Some(label),
                    Step::Pointer { target, .. } => {
                        pointers = pointers.saturating_add(1);
                        if pointers > MOST {
                            return None;
                        }
                        reader.offset = target;
                    }
                }
            }
        })
    }

    /// Compares as the DNS does: letters without case.
    pub fn is_same(self, other: Self) -> bool {
        let mut labels = other.labels();
        let is_proper = self.form == Form::Proper && other.form == Form::Proper;
        is_proper
            && self.labels().all(|label| labels.next().is_some_and(|other| label.eq_ignore_ascii_case(other)))
            && labels.next().is_none()
    }

    /// The same with a name in text.
    pub fn is(self, text: &str) -> bool {
        self.to_string().eq_ignore_ascii_case(text)
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Proper => {}
            Form::TooLong => return out.write_str(TOO_LONG),
            Form::Loops => return out.write_str(LOOPS),
        }
        let mut is_root = true;
        for label in self.labels() {
            if !is_root {
                out.write_str(".")?;
            }
            is_root = false;
            write!(out, "{}", Text::info(label))?;
        }
        if is_root { out.write_str(ROOT) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_walked_further_than_it_may_be_long() {
        // 60 labels of 9 bytes, then a label that can't be read: whoever walks so far finds it.
        let row = [[&[9][..], b"labellong"].concat().repeat(60), vec![0x80]].concat();
        let message = [&row[..], &[0xc0, 0, 0xff]].concat();
        let mut reader = Reader { payload: Payload::new(&message, message.len()), offset: row.len() };
        let name = Name::read(&mut reader).expect("a name that is too long");
        assert_eq!((name.to_string().as_str(), reader.offset), ("<Name too long>", row.len() + 2));
        let mut reader = Reader { payload: Payload::new(&message, message.len()), offset: 0 };
        assert!(Name::read(&mut reader).is_err());
    }
}
