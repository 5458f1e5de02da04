//! The work of `labcap analyze`: frame after frame from files or pipes into a [`Session`].

use std::io;
use std::io::IsTerminal;
use std::path::Path;

use labcap::capture::{BlockKind, CaptureFile, Damage, FileComment, FileNotes, Format, InSequence, Interface, Oddities, OpenError, Part};
use labcap::explain::capture::{Damaged, Notes};
use labcap::explain::claim::capture::{InterfaceCounts, PassedBlock};
use labcap::report::record::FileRecord;
use labcap::text::Text;

use super::source::Source;
use super::{Input, Options};
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Failure, Message, Outcome};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::session::{Ending, Foresight, Rows, Selector, Session};

/// A file that is read, or will be.
struct File {
    /// As the user named it; named twice, it is numbered.
    name: String,
    format: Format,
    /// Bytes, where they are known beforehand.
    size: Option<u64>,
    /// Why the rest of it couldn't be read.
    damage: Option<Damage>,
}

/// Reads the captures and writes what `options` ask for. The output is opened after the inputs, or a mistyped capture would
/// cost the last report its content.
pub(super) fn analyze(options: &Options, interrupt: &Interrupt) -> Result<Outcome, Failure> {
    let selector = Selector::new(&options.selection)?;
    selector.tell();
    let (mut files, mut source) = open_all(options)?;
    let paths: Vec<&Path> = options.inputs.iter().filter_map(Input::path).collect();
    let output = Output::open(&options.presentation.target, &paths)?;
    let rows_to_terminal = options.presentation.format.streams() && output.is_terminal();
    let mut progress = Progress::new(files.iter().map(|file| file.size).sum(), io::stderr().is_terminal() && !rows_to_terminal);

    let names = files.iter().map(|file| file.name.clone());
    let names = if options.is_sequential { names.take(1).collect() } else { names.collect() };
    let mut session = Session::new(names, selector, output, &options.presentation, Rows::AtTheEnd)?;
    if session.asks_for_ends() {
        foresee(options, &mut session)?;
    }
    let mut part = 0;
    loop {
        if let Some(signal) = interrupt.signal() {
            progress.finish();
            let message = Message::new(format!("interrupted after {} packets", session.packets()));
            session.abandon()?;
            let message = if let [file] = &files[..] { message.about(&file.name) } else { message };
            return Ok(Outcome::Interrupted(signal, message));
        }
        match source.next_frame() {
            None => break,
            Some((index, Err(damage))) => files[index].damage = Some(damage),
            Some((index, Ok(frame))) if !options.is_sequential => session.push(index, frame)?,
            Some((index, Ok(frame))) => {
                if index != part {
                    part = index;
                    session.begin_file(0, &files[index].name);
                }
                session.push(0, frame)?;
            }
        }
        if session.is_satisfied() {
            break;
        }
        if session.packets().is_multiple_of(1024) {
            progress.at(source.bytes_read(), session.packets());
        }
    }
    progress.finish();
    session.finish(endings(&files, &source, options.is_sequential))?;
    let messages: Vec<Message> = files.iter().filter_map(|file| partial(file, files.len() > 1)).collect();
    Ok(if messages.is_empty() { Outcome::Done } else { Outcome::Partial(messages) })
}

/// Reads the captures a first time, only to know how their conversations end. What can be read only once, can't be.
fn foresee(options: &Options, session: &mut Session<'_>) -> Result<(), Failure> {
    let are_files = options.inputs.iter().all(|input| input.path().is_some_and(Path::is_file));
    if !are_files {
        Message::new("this input can be read only once: labcap.state and labcap.code are those of the packets so far").print();
        return Ok(());
    }
    let (files, mut source) = open_all(options)?;
    let count = if options.is_sequential { 1 } else { files.len() };
    let mut foresights: Vec<Foresight> = (0..count).map(|_| Foresight::new(count)).collect();
    while let Some((index, frame)) = source.next_frame() {
        // What is wrong with a file is said when it is read again.
        if let Ok(frame) = frame {
            foresights[if options.is_sequential { 0 } else { index }].push(frame);
        }
    }
    for (index, foresight) in foresights.into_iter().enumerate() {
        session.foresee(index, foresight.finish());
    }
    Ok(())
}

/// Opens all inputs: where one can't be, nothing is read.
fn open_all(options: &Options) -> Result<(Vec<File>, Source), Failure> {
    let are_parts = options.is_sequential && options.inputs.len() > 1;
    let mut files: Vec<File> = Vec::new();
    let (mut captures, mut parts) = (Vec::new(), Vec::new());
    for (index, input) in options.inputs.iter().enumerate() {
        let before = options.inputs[..index].iter().filter(|other| *other == input).count();
        let name = if before == 0 { input.name() } else { format!("{} ({})", input.name(), before + 1) };
        let capture = open(input).map_err(|error| {
            let failure = Failure::could_not(&name, error.to_string());
            let may_be_a_word = matches!(error, OpenError::NotFound) && index > 0;
            if may_be_a_word { failure.hint("the words of a filter stand behind --filter") } else { failure }
        })?;
        files.push(File { name, format: capture.format(), size: capture.size(), damage: None });
        match input {
            Input::File(path) if are_parts && capture.size().is_some() => parts.push(Part::At(path.clone())),
            _ if are_parts => parts.push(Part::Open(Box::new(capture))),
            _ => captures.push(capture),
        }
    }
    let source = if are_parts { Source::InSequence(Box::new(InSequence::new(parts))) } else { Source::of(captures) };
    Ok((files, source))
}

fn open(input: &Input) -> Result<CaptureFile, OpenError> {
    match input {
        Input::Stdin => CaptureFile::from_reader(Box::new(io::stdin()), None),
        Input::File(path) => CaptureFile::open(path),
    }
}

/// How the captures ended: each file is one, or all are parts of one.
fn endings(files: &[File], source: &Source, is_sequential: bool) -> Vec<Ending> {
    let record = |index: usize, file: &File| FileRecord {
        name: Text::line(file.name.as_str()).to_string(),
        format: file.format.name(),
        packets: source.packets_of(index),
    };
    let names_parts = is_sequential && files.len() > 1;
    let ended = files.iter().enumerate().map(|(index, file)| Ending {
        files: vec![record(index, file)],
        interfaces: source.interfaces_of(index).to_vec(),
        notes: source.notes_of(index).map(|(notes, oddities)| told_notes(notes, oddities, source.interfaces_of(index))).unwrap_or_default(),
        damage: file.damage.iter().map(|damage| told(damage, names_parts.then_some(file))).collect(),
        ..Ending::default()
    });
    if !is_sequential {
        return ended.collect();
    }
    let mut one = Ending::default();
    for part in ended {
        one.files.extend(part.files);
        one.damage.extend(part.damage);
        one.interfaces.extend(part.interfaces);
        // The first has those of all.
        if one.files.len() == 1 {
            one.notes = part.notes;
        }
    }
    vec![one]
}

/// What a file says of itself, safe to show.
fn told_notes(notes: &FileNotes, oddities: &Oddities, interfaces: &[Interface]) -> Notes {
    let name_of = |number: u32| {
        let name = interfaces.get(number as usize).and_then(|interface| interface.name.as_deref());
        name.map_or_else(|| number.to_string(), |name| Text::line(name).to_string())
    };
    let comment = |comment: &FileComment| (comment.interface.map(name_of), Text::line(&*comment.text).to_string());
    let statistics = notes.statistics.iter().map(|(interface, counted)| InterfaceCounts {
        interface: name_of(*interface),
        received: counted.received,
        dropped: counted.dropped,
        dropped_by_system: counted.dropped_by_system,
    });
    let passed = oddities.skipped_blocks().map(|(kind, blocks)| {
        let kind = match kind {
            BlockKind::SystemdJournal => PassedBlock::Journal,
            BlockKind::DecryptionSecrets => PassedBlock::Secrets,
            BlockKind::Custom => PassedBlock::Custom,
            BlockKind::Unknown => PassedBlock::Unknown,
        };
        (kind, blocks)
    });
    let mut addresses: Vec<_> = notes.names.iter().map(|(address, _)| address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    Notes {
        comments: notes.comments.iter().map(comment).collect(),
        more_comments: notes.more_comments,
        names: addresses.len() as u64,
        more_names: notes.more_names,
        statistics: statistics.collect(),
        passed: passed.collect(),
    }
}

fn told(damage: &Damage, part: Option<&File>) -> Damaged {
    Damaged {
        file: part.map(|file| Text::line(file.name.as_str()).to_string()),
        offset: damage.offset,
        packets: damage.packets,
        is_cut: damage.is_cut(),
    }
}

fn partial(file: &File, is_several: bool) -> Option<Message> {
    let damage = file.damage.as_ref()?;
    let others = if is_several { ", and so are the other files" } else { "" };
    Some(Message::new(format!("{damage}; what came before it is shown{others}")).about(&file.name))
}
