//! The work of `labcap live`: one thread catches and records, another explains.
//!
//! The order of things: everything that can be wrong is checked, the interfaces are opened, all rights are given up, the files are opened, and
//! only then are packets looked at. Recording comes first: where explaining can't keep up, packets are left out of the explanations and
//! counted; without a recording they wait in the kernel's buffer, and the kernel counts what it has no room for.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use labcap::capture::live::{Caught, Counts, Live, LiveError, Refusal, Woken};
use labcap::capture::recording::{RecordError, Recording, now};
use labcap::capture::{Interface, Statistics};
use labcap::explain::capture::Losses;
use labcap::filter::bpf::BpfFilter;
use labcap::frame::{Frame, Section};
use labcap::report::record::FileRecord;
use labcap::text::Text;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

use super::queue::{Batch, Inlet, Next, Outlet, queue};
use super::{Options, own_connection};
use crate::cli::interrupt::Interrupt;
use crate::cli::message::{Exit, Failure, Message, Outcome, reason};
use crate::cli::output::Output;
use crate::cli::privileges::{self, Caller};
use crate::cli::session::{Ending, Rows, Selector, Session};

/// How often a recording is written out, so that a killed process loses no more.
const FLUSH: Duration = Duration::from_millis(500);

/// After the end was asked for: how long nothing may come until nothing more is on its way, and the most that this may take. The kernel hands
/// packets over with some delay.
const QUIET: Duration = Duration::from_millis(60);
const DRAIN: Duration = Duration::from_millis(400);

/// How long explanations may stand still after a signal until they are given up.
const PATIENCE: Duration = Duration::from_millis(700);

/// Waiting for room in the queue, where nothing may be dropped, and for packets that are held back.
const REST: Duration = Duration::from_millis(2);

/// Captures until something ends it.
pub(super) fn capture(options: &Options) -> Result<Outcome, Failure> {
    // A wrong filter is known before any right is used.
    Selector::new(&options.selection)?.tell();
    options.place.enter()?;
    let mut live = Live::open(&options.catching).map_err(|refusal| refused(&refusal))?;
    let own = if options.with_ssh { None } else { own_connection::filter() };
    let interfaces = live.interfaces();
    let (output, recording) = open_files(options, &interfaces, own.is_some())?;
    let (interrupt, stop) = Interrupt::listen_with_descriptor().map_err(|error| Failure::could_not("Ctrl-C", reason(&error)))?;
    Message::new(format!("capturing on {}; Ctrl-C ends it", described(&interfaces))).print();

    let mut catcher = Catcher::new(options, recording, own);
    let mut explainer = output.map(|output| {
        let (inlet, outlet) = queue(catcher.recording.is_some());
        catcher.inlet = Some(inlet);
        Explainer::start(options.clone(), output, outlet, interfaces)
    });
    let ended = catcher.catch(&mut live, &interrupt, stop.as_fd());
    let totals = catcher.finish(&mut live, ended, explainer.as_ref(), &interrupt)?;
    let outcome = totals.report();
    let explained = explainer.take().map_or(Ok(()), |explainer| explainer.finish(totals.losses(), &interrupt));
    outcome.and(explained).map(|()| Outcome::Done)
}

/// Gives up all rights and opens the files: first the one that explanations go to, since a recording that's replaced is lost. The caller's files are to
/// be the caller's; where there's no caller to become, root opens them first, because it may lose the right to. (But not a row of files, which
/// needs the folder later, too.)
fn open_files(options: &Options, interfaces: &[Interface], leaves_out: bool) -> Result<(Option<Output>, Option<Recording>), Failure> {
    let open = || {
        let output = (!options.is_quiet).then(|| Output::open(&options.presentation.target, &[])).transpose()?;
        Ok((output, begin(options, interfaces, leaves_out)?))
    };
    let caller = Caller::of_sudo();
    if caller.is_some() || options.rotation != Default::default() {
        privileges::drop(caller)?;
        return open();
    }
    let files = open()?;
    privileges::drop(None)?;
    Ok(files)
}

/// Begins the recording, if one is wanted.
fn begin(options: &Options, interfaces: &[Interface], leaves_out: bool) -> Result<Option<Recording>, Failure> {
    const COMMENT: &str = "The SSH connection of the terminal that captured is left out.";
    let Some(path) = &options.write else { return Ok(None) };
    let comment = leaves_out.then(|| COMMENT.to_owned());
    let begun = Recording::begin(path, options.rotation, interfaces.to_vec(), comment);
    begun.map(Some).map_err(|RecordError { path, error }| {
        let failure = Failure::could_not(path.display().to_string(), format!("can't be written: {}", reason(&error)));
        let is_forbidden = error.kind() == io::ErrorKind::PermissionDenied;
        if is_forbidden { failure.hint("root's rights are given up before: choose a folder that is yours") } else { failure }
    })
}

fn refused(refusal: &Refusal) -> Failure {
    let failure = Failure::could_not(&refusal.interface, refusal.error.to_string());
    match &refusal.error {
        LiveError::Permission => failure.hint(format!(
            "start with sudo; or give the program the right once: sudo setcap cap_net_raw,cap_net_admin=ep {}; or capture where you are root: \
             labcap lab run, unshare -Urn",
            std::env::current_exe().map_or_else(|_| "PROGRAM".to_owned(), |program| program.display().to_string())
        )),
        LiveError::NoInterface => failure.hint("labcap interfaces lists those that there are"),
        LiveError::Down => failure.hint(format!("sudo ip link set {} up", refusal.interface)),
        LiveError::Filter(text) => Failure::usage(format!("not a BPF filter for this interface: {text}")).about(&refusal.interface),
        LiveError::Other(_) => failure,
    }
}

/// `any (LINUX_SLL2)`, `eth0 (ETHERNET), lo (ETHERNET)`.
fn described(interfaces: &[Interface]) -> String {
    let names = interfaces.iter().map(|interface| {
        let link_type = interface.link_type.name().map_or_else(|| interface.link_type.0.to_string(), str::to_owned);
        format!("{} ({link_type})", interface.name.as_deref().unwrap_or_default())
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What ended a capture.
enum Ended {
    /// A signal, the count or the time.
    AsAsked,
    /// Nobody reads the explanations any more.
    Unread,
    /// An interface is gone, or down.
    Without(Refusal),
    /// The recording can't go on.
    Unwritable(RecordError),
}

/// Catches packets, records them and hands them over to be explained.
struct Catcher<'a> {
    options: &'a Options,
    recording: Option<Recording>,
    inlet: Option<Inlet>,
    own: Option<BpfFilter>,
    statistics: Vec<Statistics>,
    captured: u64,
    left_out: u64,
}

/// What was counted, and how it ended.
struct Totals {
    ended: Ended,
    captured: u64,
    left_out: u64,
    dropped_by_labcap: u64,
    counts: Counts,
    interfaces: String,
    /// Packets in files, the latest of them, and how many there were.
    recorded: Option<(u64, String, u64)>,
}

impl<'a> Catcher<'a> {
    const fn new(options: &'a Options, recording: Option<Recording>, own: Option<BpfFilter>) -> Self {
        Self { options, recording, inlet: None, own, statistics: Vec::new(), captured: 0, left_out: 0 }
    }

    fn catch(&mut self, live: &mut Live, interrupt: &Interrupt, stop: BorrowedFd<'_>) -> Result<Ended, Failure> {
        let deadline = self.options.duration.map(|duration| Instant::now() + duration);
        let mut flushed = Instant::now();
        self.statistics = statistics(&live.counts());
        loop {
            let most = if live.holds_back() { REST } else { FLUSH };
            let patience = deadline.map_or(most, |deadline| most.min(deadline.saturating_duration_since(Instant::now())));
            let is_blocked = self.is_blocked();
            let woken = if is_blocked { pause(stop) } else { live.wait(Some(stop), patience) };
            let woken = woken.map_err(|error| Failure::could_not("poll", reason(&error)))?;
            // Asked in any case: a signal that nobody notices ends the program.
            if interrupt.signal().is_some() || woken == Woken::ByStop || deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return self.drain(live);
            }
            if !is_blocked
                && (woken == Woken::ByPackets || live.holds_back())
                && let Some(ended) = self.take_until(live, false, |_| ())
            {
                return Ok(ended);
            }
            if self.is_unread() && self.recording.is_none() {
                return Ok(Ended::Unread);
            }
            if flushed.elapsed() >= FLUSH {
                flushed = Instant::now();
                self.statistics = statistics(&live.counts());
                if let Err(refusal) = live.check() {
                    return Ok(Ended::Without(refusal));
                }
                if let Some(Err(error)) = self.recording.as_mut().map(Recording::flush) {
                    return Ok(Ended::Unwritable(error));
                }
            }
        }
    }

    /// Takes what was sent before now and isn't here yet.
    fn drain(&mut self, live: &mut Live) -> Result<Ended, Failure> {
        let (asked, stamp) = (Instant::now(), now());
        let mut latest = Instant::now();
        while latest.elapsed() < QUIET && asked.elapsed() < DRAIN {
            live.wait(None, QUIET.saturating_sub(latest.elapsed())).map_err(|error| Failure::could_not("poll", reason(&error)))?;
            let before = self.captured + self.left_out;
            let mut is_later = false;
            if let Some(ended) = self.take_until(live, false, |caught| is_later |= caught.time > stamp) {
                return Ok(ended);
            }
            if self.captured + self.left_out > before {
                latest = Instant::now();
            }
            if is_later {
                break;
            }
        }
        Ok(self.take_until(live, true, |_| ()).unwrap_or(Ended::AsAsked))
    }

    /// Hands over what there is; whether packets have to wait in the kernel's buffer until there's room for more.
    fn is_blocked(&mut self) -> bool {
        self.inlet.as_mut().is_some_and(|inlet| !inlet.hand_over() && !inlet.may_drop())
    }

    /// Whether explanations have no reader any more. A recording goes on without.
    fn is_unread(&mut self) -> bool {
        let is_closed = self.inlet.as_ref().is_some_and(Inlet::is_closed);
        if is_closed {
            self.inlet = None;
        }
        is_closed
    }

    fn take_until(&mut self, live: &mut Live, is_end: bool, mut look: impl FnMut(&Caught<'_>)) -> Option<Ended> {
        let link_types: Vec<_> = live.interfaces().iter().map(|interface| interface.link_type).collect();
        let mut failed = None;
        let taken = live.take(is_end, |caught| {
            look(&caught);
            let is_enough = self.options.most.is_some_and(|most| self.captured >= most);
            if is_enough || failed.is_some() {
                return;
            }
            let link_type = link_types[caught.interface as usize];
            let is_own = self.own.as_mut().is_some_and(|own| own.matches(link_type, caught.wire_length, caught.bytes).unwrap_or(false));
            if is_own {
                self.left_out += 1;
                return;
            }
            self.captured += 1;
            if let Some(Err(error)) = self.recording.as_mut().map(|recording| recording.packet(&caught, &self.statistics)) {
                failed = Some(error);
            }
            if let Some(inlet) = &mut self.inlet {
                inlet.push(self.captured, &caught);
            }
        });
        if let Some(error) = failed {
            return Some(Ended::Unwritable(error));
        }
        if let Err(refusal) = taken {
            return Some(Ended::Without(refusal));
        }
        self.options.most.is_some_and(|most| self.captured >= most).then_some(Ended::AsAsked)
    }

    /// Ends the recording and the queue, whatever happened. What the queue has no room for is dropped once a signal came and nothing moves.
    fn finish(
        mut self,
        live: &mut Live,
        ended: Result<Ended, Failure>,
        explainer: Option<&Explainer>,
        interrupt: &Interrupt,
    ) -> Result<Totals, Failure> {
        let all = live.counts();
        let finished = self.recording.as_mut().map(|recording| recording.finish(&statistics(&all)));
        let mut dropped_by_labcap = 0;
        if let Some(mut inlet) = self.inlet.take() {
            let mut standstill = explainer.map(|explainer| Standstill::new(&explainer.progress));
            while !inlet.hand_over() && !standstill.as_mut().is_some_and(|standstill| standstill.lasts(interrupt)) {
                thread::sleep(REST);
            }
            dropped_by_labcap = inlet.dropped();
        }
        let ended = match (ended?, finished) {
            (Ended::AsAsked | Ended::Unread | Ended::Without(_), Some(Err(error))) => Ended::Unwritable(error),
            (ended, _) => ended,
        };
        let recorded = self.recording.as_ref().map(|recording| {
            let name = |path: &Path| if path.as_os_str() == "-" { "standard output".to_owned() } else { path.display().to_string() };
            let latest = recording.files().last().map(name).unwrap_or_default();
            (recording.packets(), latest, recording.begun())
        });
        let sum = |count: fn(&Counts) -> u64| all.iter().map(count).sum();
        Ok(Totals {
            ended,
            captured: self.captured,
            left_out: self.left_out,
            dropped_by_labcap,
            counts: Counts {
                received: sum(|counts| counts.received),
                dropped_by_kernel: sum(|counts| counts.dropped_by_kernel),
                dropped_by_interface: sum(|counts| counts.dropped_by_interface),
            },
            interfaces: self.options.catching.interfaces.join(", "),
            recorded,
        })
    }
}

impl Totals {
    const fn losses(&self) -> Losses {
        Losses {
            by_kernel: self.counts.dropped_by_kernel + self.counts.dropped_by_interface,
            by_labcap: self.dropped_by_labcap,
            own_connection: self.left_out,
        }
    }

    /// Tells the figures on standard error; what kept the recording from going on is a failure.
    fn report(&self) -> Result<(), Failure> {
        if matches!(self.ended, Ended::Unread) {
            return Ok(());
        }
        let mut parts = vec![
            format!("{} packets captured", self.captured),
            format!("{} received by filter", self.counts.received),
            format!("{} dropped by kernel", self.counts.dropped_by_kernel),
            format!("{} dropped by labcap", self.dropped_by_labcap),
        ];
        if self.counts.dropped_by_interface > 0 {
            parts.push(format!("{} dropped by the interface", self.counts.dropped_by_interface));
        }
        if self.left_out > 0 {
            parts.push(format!("{} of this terminal's SSH connection left out", self.left_out));
        }
        if let Some((packets, file, begun)) = &self.recorded {
            let rotated = match begun - 1 {
                0 => String::new(),
                1 => " and the file before it".to_owned(),
                files => format!(" and {files} files before it"),
            };
            parts.push(format!("{packets} written to {file}{rotated}"));
        }
        Message::new(parts.join(", ")).about(&self.interfaces).print();
        match &self.ended {
            Ended::AsAsked | Ended::Unread => {}
            Ended::Without(refusal) => {
                let what = match &refusal.error {
                    LiveError::NoInterface => "the interface is gone".to_owned(),
                    error => error.to_string(),
                };
                Message::new(format!("{what}; what it brought before is kept")).about(&refusal.interface).print();
            }
            Ended::Unwritable(RecordError { path, error }) => {
                let packets = self.recorded.as_ref().map_or(0, |(packets, _, _)| *packets);
                let what = format!("write failed: {}; {packets} packets were written", reason(error));
                return Err(Failure::could_not(path.display().to_string(), what));
            }
        }
        Ok(())
    }
}

/// The thread that explains. It isn't waited for longer than it moves once a signal came: its reader may have stopped reading.
struct Explainer {
    thread: JoinHandle<Result<(), Failure>>,
    tell_losses: Sender<Losses>,
    progress: Arc<AtomicU64>,
}

impl Explainer {
    fn start(options: Options, output: Output, outlet: Outlet, interfaces: Vec<Interface>) -> Self {
        let (tell_losses, losses) = channel();
        let progress = output.progress();
        let moved = progress.clone();
        let thread = thread::spawn(move || explain(&options, output, &outlet, &losses, &interfaces, &moved));
        Self { thread, tell_losses, progress }
    }

    /// Lets it end with the story.
    fn finish(self, losses: Losses, interrupt: &Interrupt) -> Result<(), Failure> {
        // Where nobody hears it, the thread has failed, and says so below.
        let _ = self.tell_losses.send(losses);
        let mut standstill = Standstill::new(&self.progress);
        while !self.thread.is_finished() {
            if standstill.lasts(interrupt) {
                let message = Message::new("the explanations weren't read to their end").about("standard output");
                message.print();
                return Ok(());
            }
            thread::sleep(REST);
        }
        self.thread.join().unwrap_or_else(|_| Err(Failure::silent(Exit::Bug)))
    }
}

/// Watches whether something moves that somebody else may hold up.
struct Standstill<'a> {
    progress: &'a AtomicU64,
    last: u64,
    since: Instant,
}

impl<'a> Standstill<'a> {
    fn new(progress: &'a AtomicU64) -> Self {
        Self { progress, last: progress.load(Ordering::Relaxed), since: Instant::now() }
    }

    /// Whether nothing has moved for [`PATIENCE`], and somebody wants it to end. Without a signal a reader may take its time.
    fn lasts(&mut self, interrupt: &Interrupt) -> bool {
        let now = self.progress.load(Ordering::Relaxed);
        if now != self.last {
            self.last = now;
            self.since = Instant::now();
        }
        interrupt.signal().is_some() && self.since.elapsed() >= PATIENCE
    }
}

/// Explains what the queue brings, until its end.
fn explain(
    options: &Options,
    output: Output,
    outlet: &Outlet,
    losses: &Receiver<Losses>,
    interfaces: &[Interface],
    progress: &AtomicU64,
) -> Result<(), Failure> {
    let name = options.catching.interfaces.join(", ");
    let selector = Selector::new(&options.selection)?;
    let mut session = Session::new(vec![name.clone()], selector, output, &options.presentation, Rows::AsTheyCome)?;
    loop {
        let batch = match outlet.poll() {
            Next::Batch(batch) => batch,
            Next::Nothing => {
                session.flush()?;
                match outlet.wait() {
                    Next::Batch(batch) => batch,
                    Next::Nothing | Next::End => break,
                }
            }
            Next::End => break,
        };
        push(&mut session, &batch, interfaces, progress)?;
    }
    let file = FileRecord { name: Text::line(name.as_str()).to_string(), format: "live", packets: session.packets() };
    let losses = losses.recv().unwrap_or_default();
    session.finish(vec![Ending { files: vec![file], interfaces: interfaces.to_vec(), losses, ..Ending::default() }])
}

fn push(session: &mut Session<'_>, batch: &Batch, interfaces: &[Interface], progress: &AtomicU64) -> Result<(), Failure> {
    for (packet, bytes) in batch.packets() {
        let interface = &interfaces[packet.interface as usize];
        let frame = Frame {
            number: packet.number,
            time: Some(packet.time),
            decimals: interface.decimals,
            section: Some(Section { number: 1, interface: packet.interface }),
            interface: packet.interface,
            interface_name: interface.name.as_deref(),
            link_type: interface.link_type,
            wire_length: packet.wire_length,
            bytes,
            notes: Default::default(),
        };
        session.push(0, frame)?;
        progress.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

fn statistics(counts: &[Counts]) -> Vec<Statistics> {
    let of = |counts: &Counts| Statistics {
        accepted: counts.received,
        dropped_by_kernel: counts.dropped_by_kernel,
        dropped_by_interface: counts.dropped_by_interface,
    };
    counts.iter().map(of).collect()
}

/// Waits a moment, or for `stop`.
fn pause(stop: BorrowedFd<'_>) -> io::Result<Woken> {
    let mut waiting = [PollFd::from_borrowed_fd(stop, PollFlags::IN)];
    match rustix::event::poll(&mut waiting, Timespec::try_from(REST).ok().as_ref()) {
        Ok(0) | Err(Errno::INTR) => Ok(Woken::ByTime),
        Ok(_) => Ok(Woken::ByStop),
        Err(error) => Err(error.into()),
    }
}
