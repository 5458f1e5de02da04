//! A scenario's steps, one after the other, between the start of the captures and their end.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::network::Network;
use super::processes::{Awaited, Id, Processes, Told};
use super::{Error, Event, Source};
use crate::lab::scenario::{Action, Program, Scenario, Step};

/// How long a recorder may take to begin, and to write what it has.
const RECORDER: Duration = Duration::from_secs(10);

/// How long a program may take to end once it's told to.
const GRACE: Duration = Duration::from_secs(2);

/// What kernels still send once programs have ended: a delayed ACK takes 40 ms, and up to 200 ms.
const SETTLE: Duration = Duration::from_millis(300);

/// What recorders write once they catch packets.
const CAPTURING: &str = "capturing on";

/// Runs the steps, with a capture `folder/MACHINE.pcapng` of each machine. However that ends, programs are stopped and captures are complete.
pub(super) fn run(
    scenario: &Scenario,
    network: &Network,
    folder: &Path,
    link_type: &str,
    processes: &mut Processes<'_>,
) -> Result<(), Error> {
    let mut recorders = Vec::new();
    let mut programs = Programs { network, started: Vec::new(), deadline: Instant::now() };
    let result = start_recorders(scenario, network, folder, link_type, processes, &mut recorders).and_then(|()| {
        programs.deadline = Instant::now() + scenario.limit;
        scenario.steps.iter().try_for_each(|step| programs.step(step, processes))
    });
    // From here on only time ends the waiting, and not much of it.
    processes.is_ending = true;
    let ended = programs.end(processes);
    let is_called_off = matches!(result, Err(Error::CalledOff | Error::Tell(_)));
    let settled = if is_called_off { Ok(()) } else { processes.wait(Awaited::Deadline, &[], Instant::now() + SETTLE).map(drop) };
    let recorded = end_recorders(&recorders, processes);
    result.and(ended).and(settled).and(recorded)
}

/// The command that captures on a machine. It says [`CAPTURING`] once it does; SIGINT ends it, when all that was sent before is written.
fn recorder(file: &Path, link_type: &str) -> Vec<OsString> {
    let mut words: Vec<OsString> = ["live", "any", "--quiet", "--link-type", link_type, "--write"].map(OsString::from).to_vec();
    words.push(file.into());
    words
}

/// A machine and the recorder on it.
type Recorder<'a> = (&'a str, Id);

fn start_recorders<'a>(
    scenario: &'a Scenario,
    network: &Network,
    folder: &Path,
    link_type: &str,
    processes: &mut Processes<'_>,
    recorders: &mut Vec<Recorder<'a>>,
) -> Result<(), Error> {
    for machine in scenario.machines.iter().map(|machine| machine.name.as_str()) {
        let command = network.own_command(machine, &recorder(&folder.join(format!("{machine}.pcapng")), link_type))?;
        recorders.push((machine, processes.start(Source { machine, program: "capture" }, Told::Verbosely, command, CAPTURING)?));
    }
    let deadline = Instant::now() + RECORDER;
    for &(machine, id) in &*recorders {
        processes.wait(Awaited::Text(id), &[], deadline)?;
        if !processes.has_written(id) {
            return Err(capture_failed(machine, id, "it doesn't begin", processes));
        }
    }
    Ok(())
}

fn end_recorders(recorders: &[Recorder<'_>], processes: &mut Processes<'_>) -> Result<(), Error> {
    let ids: Vec<Id> = recorders.iter().map(|&(_, id)| id).collect();
    ids.iter().for_each(|&id| processes.signal(id, Signal::INT));
    processes.wait(Awaited::Ends, &ids, Instant::now() + RECORDER)?;
    match recorders.iter().find(|&&(_, id)| processes.code(id) != Some(0)) {
        Some(&(machine, id)) => Err(capture_failed(machine, id, "it doesn't end", processes)),
        None => Ok(()),
    }
}

fn capture_failed(machine: &str, id: Id, otherwise: &str, processes: &Processes<'_>) -> Error {
    let said = if processes.code(id).is_some() { processes.last_line(id) } else { otherwise };
    let said = said.strip_prefix("labcap: ").unwrap_or(said);
    Error::Capture { machine: machine.to_owned(), said: said.to_owned() }
}

/// The programs of the steps so far.
struct Programs<'a> {
    network: &'a Network,
    /// Those that weren't awaited at once, by name, in the order of their start.
    started: Vec<(String, Id)>,
    deadline: Instant,
}

impl Programs<'_> {
    fn step(&mut self, step: &Step, processes: &mut Processes<'_>) -> Result<(), Error> {
        let failed = |what: String| Error::Step { line: step.line, step: step.to_string(), what };
        match &step.action {
            Action::Run(program, expected) => {
                let id = self.start(program, "", processes)?;
                // Until it has ended it is one of those to end.
                self.started.push((String::new(), id));
                self.await_end(id, Some(*expected), processes).map_err(|error| error.told(failed))
            }
            Action::Start(program, text) => {
                let id = self.start(program, text, processes)?;
                self.started.push((program.name.clone(), id));
                processes.wait(Awaited::Text(id), &[], self.deadline)?;
                match processes.code(id) {
                    _ if processes.has_written(id) => Ok(()),
                    None => Err(failed(format!("the time was over before it wrote {text:?}{}", last(id, processes)))),
                    Some(code) => Err(failed(format!("ended with code {code} before it wrote {text:?}{}", last(id, processes)))),
                }
            }
            Action::Wait(name, expected) => {
                let id = self.find(name)?;
                self.await_end(id, Some(*expected), processes).map_err(|error| error.told(failed))
            }
            Action::Stop(name, expected) => {
                let id = self.find(name)?;
                processes.signal(id, Signal::INT);
                let deadline = self.deadline.min(Instant::now() + GRACE);
                if !processes.wait(Awaited::End(id), &[], deadline)? {
                    processes.signal(id, Signal::KILL);
                }
                self.await_end(id, *expected, processes).map_err(|error| error.told(failed))
            }
            Action::Pause(pause) => {
                let end = Instant::now() + *pause;
                processes.wait(Awaited::Deadline, &[], self.deadline.min(end))?;
                if end > self.deadline { Err(failed("the time was over".to_owned())) } else { Ok(()) }
            }
        }
    }

    fn start(&self, program: &Program, awaited: &str, processes: &mut Processes<'_>) -> Result<Id, Error> {
        let source = Source { machine: &program.machine, program: &program.name };
        processes.tell(Event::Starts(source, &program.command))?;
        processes.start(source, Told::Always, self.network.command(&program.machine, &program.words)?, awaited)
    }

    fn find(&self, name: &str) -> Result<Id, Error> {
        let found = self.started.iter().find(|(started, _)| started == name).map(|(_, id)| *id);
        found.ok_or_else(|| Error::Plan(format!("no program {name}")))
    }

    fn await_end(&self, id: Id, expected: Option<u8>, processes: &mut Processes<'_>) -> Result<(), StepError> {
        processes.wait(Awaited::End(id), &[], self.deadline).map_err(StepError::Other)?;
        match (processes.code(id), expected) {
            (None, _) => Err(StepError::Failed(format!("the time was over before it ended{}", last(id, processes)))),
            (Some(code), Some(expected)) if code != i32::from(expected) => {
                Err(StepError::Failed(format!("ended with code {code}, not {expected}{}", last(id, processes))))
            }
            (Some(_), _) => Ok(()),
        }
    }

    /// Ends what still runs: first as Ctrl-C does, then whatever it takes.
    fn end(&self, processes: &mut Processes<'_>) -> Result<(), Error> {
        let ids: Vec<Id> = self.started.iter().map(|(_, id)| *id).collect();
        for signal in [Signal::INT, Signal::KILL] {
            ids.iter().for_each(|&id| processes.signal(id, signal));
            if processes.wait(Awaited::Ends, &ids, Instant::now() + GRACE)? {
                break;
            }
        }
        Ok(())
    }
}

/// Why waiting for an end failed.
enum StepError {
    /// The step did.
    Failed(String),
    /// Something else.
    Other(Error),
}

impl StepError {
    fn told(self, failed: impl FnOnce(String) -> Error) -> Error {
        match self {
            Self::Failed(what) => failed(what),
            Self::Other(error) => error,
        }
    }
}

/// The program's last line, as the end of a sentence.
fn last(id: Id, processes: &Processes<'_>) -> String {
    match processes.last_line(id) {
        "" => "; it wrote nothing".to_owned(),
        line => format!("; its last line: {line}"),
    }
}
