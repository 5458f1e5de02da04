//! `--save DIR`: each direction of each selected stream to a file of its own.
//!
//! Files are named by the stream's number and nothing that the capture says. Nothing is written where files of these names are already, the folder is
//! made with the first of them, and memory is bounded: so many streams, so many files open at once, so many bytes that wait.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use labcap::render::follow::missing;
use labcap::track::assembler::{Dialogue, Event};
use labcap::track::flow::{Side, StreamId};

use super::limits;
use super::work::take;
use crate::cli::analyze::Input;
use crate::cli::flags::wording::Wording;
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Failure, Message, Outcome, reason};
use crate::cli::output::Output;
use crate::cli::reading::{Reading, Step};

/// Streams that are saved; a filter chooses which.
const MAX_STREAMS: usize = 1000;
/// Files that are open at once.
const MAX_OPEN: usize = 128;
/// Bytes of all streams that may wait for what is before them.
const MAX_WAITING: usize = 64 << 20;
/// Delivered bytes that each direction remembers.
const REMEMBERED: usize = 4 << 10;

/// A direction of a stream.
type Key = (StreamId, &'static str);

/// The files.
struct Folder<'a> {
    path: &'a Path,
    open: HashMap<Key, BufWriter<File>>,
    /// Bytes written to each, and bytes that the capture hasn't got.
    written: BTreeMap<Key, (u64, u64)>,
    failed: Result<(), Failure>,
}

impl Folder<'_> {
    fn name(key: Key) -> String {
        format!("{}-{}-{}.bin", key.0.protocol.as_str(), key.0.number, key.1)
    }

    fn put(&mut self, stream: StreamId, side: Side, event: Event<'_>) {
        if self.failed.is_err() {
            return;
        }
        let key = (stream, side.as_str());
        let result = match event {
            Event::Bytes { bytes, .. } => self.append(key, bytes, (bytes.len() as u64, 0)),
            Event::Missing { bytes, .. } => self.append(key, missing(bytes).as_bytes(), (0, bytes)),
            Event::Conflict { .. } => Ok(()),
        };
        self.failed = result;
    }

    fn append(&mut self, key: Key, bytes: &[u8], count: (u64, u64)) -> Result<(), Failure> {
        if !self.open.contains_key(&key) {
            if self.open.len() >= MAX_OPEN {
                self.close()?;
            }
            let file = self.file(key)?;
            self.open.insert(key, BufWriter::new(file));
        }
        if let Some(file) = self.open.get_mut(&key) {
            file.write_all(bytes).map_err(|error| self.failure(key, &error))?;
        }
        let written = self.written.entry(key).or_default();
        *written = (written.0 + count.0, written.1 + count.1);
        Ok(())
    }

    /// Refuses a folder that somebody saved streams to before.
    fn check(&self) -> Result<(), Failure> {
        let is_ours = |name: &str| {
            let stem = name.strip_suffix(".bin").filter(|stem| stem.starts_with("tcp-") || stem.starts_with("udp-"));
            stem.is_some_and(|stem| stem.ends_with("-client") || stem.ends_with("-server"))
        };
        let Ok(entries) = fs::read_dir(self.path) else { return Ok(()) };
        match entries.filter_map(Result::ok).find(|entry| entry.file_name().to_str().is_some_and(is_ours)) {
            Some(entry) => Err(already_there(&entry.path())),
            None => Ok(()),
        }
    }

    /// The file of a direction: new, or the one that was closed to make room.
    fn file(&self, key: Key) -> Result<File, Failure> {
        if self.written.is_empty() {
            fs::create_dir_all(self.path)
                .map_err(|error| Failure::could_not(self.path.display().to_string(), format!("can't be made: {}", reason(&error))))?;
        }
        let path = self.path.join(Self::name(key));
        let is_ours = self.written.contains_key(&key);
        let mut options = OpenOptions::new();
        let opened = if is_ours { options.append(true).open(&path) } else { options.write(true).create_new(true).open(&path) };
        opened.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => already_there(&path),
            _ => self.failure(key, &error),
        })
    }

    fn failure(&self, key: Key, error: &io::Error) -> Failure {
        Failure::could_not(self.path.join(Self::name(key)).display().to_string(), format!("can't be written: {}", reason(error)))
    }

    fn close(&mut self) -> Result<(), Failure> {
        let open = std::mem::take(&mut self.open);
        for (key, mut file) in open {
            file.flush().map_err(|error| self.failure(key, &error))?;
        }
        Ok(())
    }
}

fn already_there(path: &Path) -> Failure {
    Failure::could_not(path.display().to_string(), "is there already; it was left as it is").hint("choose an empty folder for --save")
}

/// Saves the streams that are wanted, and lists the files.
pub(super) fn run(
    reading: Reading,
    input: &Input,
    path: &PathBuf,
    wants: impl Fn(StreamId) -> bool,
    direction: Option<Side>,
    wording: &Wording,
    interrupt: &Interrupt,
) -> Result<Outcome, Failure> {
    let paths: Vec<_> = input.path().into_iter().collect();
    let mut output = Output::open(&wording.target, &paths)?;
    let mut folder = Folder { path, open: HashMap::new(), written: BTreeMap::new(), failed: Ok(()) };
    folder.check()?;
    let mut dialogues: BTreeMap<StreamId, Dialogue> = BTreeMap::new();
    let mut waiting = 0;
    // Streams beyond the limit come again with each of their packets: their highest number counts them.
    let mut refused: Option<StreamId> = None;
    let shown = |side: Side| direction.is_none_or(|wanted| wanted == side);
    let read = reading.read(limits(), interrupt, false, |step| {
        let Step::Packet(subject) = step else { return Ok(()) };
        let Some(stream) = subject.inspected.seen.stream.filter(|stream| wants(*stream)) else { return Ok(()) };
        if dialogues.len() >= MAX_STREAMS && !dialogues.contains_key(&stream) {
            refused.get_or_insert(stream);
            return Ok(());
        }
        let dialogue = dialogues.entry(stream).or_insert_with(|| Dialogue::remembering(REMEMBERED));
        let mut put = |side: Side, event: Event<'_>| {
            if shown(side) {
                folder.put(stream, side, event);
            }
        };
        let before = dialogue.waiting_bytes();
        take(dialogue, subject, &mut put);
        while waiting - before + dialogue.waiting_bytes() > MAX_WAITING && dialogue.waiting_bytes() > 0 {
            dialogue.give_up(&mut put);
        }
        waiting = waiting - before + dialogue.waiting_bytes();
        std::mem::replace(&mut folder.failed, Ok(()))
    })?;
    let selected = dialogues.len();
    if selected == 0 && matches!(read.outcome, Outcome::Done) {
        return Err(Failure::could_not(input.name(), "no stream is selected, so nothing was saved").hint("labcap flows lists the streams"));
    }
    for (stream, mut dialogue) in dialogues {
        dialogue.finish(&mut |side, event| {
            if shown(side) {
                folder.put(stream, side, event);
            }
        });
    }
    std::mem::replace(&mut folder.failed, Ok(()))?;
    folder.close()?;
    for (key, (bytes, missing)) in &folder.written {
        let lacks = if *missing > 0 { format!(", {missing} missing") } else { String::new() };
        writeln!(output, "{}: {bytes} bytes{lacks}", Folder::name(*key))?;
    }
    output.finish()?;
    let with_bytes: BTreeSet<StreamId> = folder.written.keys().map(|(stream, _)| *stream).collect();
    let without = selected - with_bytes.len();
    if without > 0 {
        let what = format!("{without} of {selected} streams carried no bytes there: they have no file");
        Message::new(what).about(input.name()).print();
    }
    if let Some(first) = refused {
        let what = format!("the first {MAX_STREAMS} streams were looked at; {first} and others after it were not");
        let message = Message::new(what).about(input.name()).hint("choose streams with --filter or --stream");
        return Ok(match read.outcome {
            Outcome::Done => Outcome::Partial(vec![message]),
            Outcome::Partial(mut messages) => {
                messages.push(message);
                Outcome::Partial(messages)
            }
            interrupted @ Outcome::Interrupted(..) => interrupted,
        });
    }
    Ok(read.outcome)
}
