//! `labcap lab inside`: what the processes that make up a lab are started with. Nobody types it, so
//! it is no command of the command line: help, completions and the manual page don't have it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::fd::AsFd;

use labcap::lab::machines::{Error, Event, Inside, Plan, Purpose, Source, Way, inside, standing};
use labcap::lab::scenario::{Action, Scenario};
use labcap::text::Text;

use super::machines::failure;
use crate::cli::message::{Exit, Failure, Message, Outcome};
use crate::cli::output::{Output, Target};
use crate::cli::privileges::{self, Caller};
use crate::cli::run_typed;

/// The words behind `labcap lab inside`, if these arguments are that.
pub fn words(arguments: &[OsString]) -> Option<&[OsString]> {
    match arguments {
        [_, lab, inside, words @ ..] if lab == "lab" && inside == "inside" => Some(words),
        _ => None,
    }
}

/// The word before a command line that is run with the rights of whoever called sudo.
pub(super) const AS_CALLER: &str = "as-caller";

/// Is the process that `words` stand for.
pub fn run(words: &[OsString]) -> Result<Outcome, Failure> {
    let failed = |error: Error| failure(&error, "lab");
    if let [first, arguments @ ..] = words
        && first == AS_CALLER
    {
        privileges::drop(Caller::of_sudo())?;
        return run_typed(arguments);
    }
    match Inside::parse(words.to_vec()).map_err(failed)? {
        Inside::Separate(parent) => {
            let status = inside::separate(parent, tell_way).map_err(failed)?;
            match status.code() {
                Some(0) => Ok(Outcome::Done),
                Some(code) => Err(Failure::silent(Exit::OfProgram(u8::try_from(code).unwrap_or(1)))),
                None => Err(Failure::could_not("lab", format!("something else ended the machines ({status})"))),
            }
        }
        Inside::First => first(),
        Inside::Hold(name, files) => inside::hold(&name, &files).map_err(failed).map(|never| match never {}),
        Inside::Set(settings) => inside::set(&settings).map_err(failed).map(|()| Outcome::Done),
        Inside::Enter(holder, folder, command) => inside::enter(holder, &folder, &command).map_err(failed).map(|never| match never {}),
    }
}

fn tell_way(way: Way) {
    let what = match way {
        Way::Root => "the machines are made with root's rights",
        Way::UserNamespace => "the machines are made in a user namespace, without root's rights",
    };
    Message::new(what).print();
}

fn first() -> Result<Outcome, Failure> {
    let plan = Plan::read(io::stdin().lock()).map_err(|error| failure(&error, "lab"))?;
    let title = plan.title.clone();
    let mut output = Output::open(&Target::Stdout, &[])?;
    let width = label_width(&plan);
    let mut is_unheard = false;
    let mut tell = |event: Event<'_>| -> io::Result<()> {
        if is_unheard {
            return Ok(());
        }
        let told = write_event(&mut output, event, width);
        // Where the reader went away, as `head` does, the captures are wanted all the same.
        is_unheard = told.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        if is_unheard { Ok(()) } else { told }
    };
    inside::first(&plan, io::stdin().as_fd(), &mut tell).map_err(|error| failure(&error, &title))?;
    Ok(Outcome::Done)
}

fn write_event(output: &mut Output, event: Event<'_>, width: usize) -> io::Result<()> {
    match event {
        Event::Starts(source, command) => writeln!(output, "{} $ {}", label(source, width), Text::shown(command))?,
        Event::Writes(source, line) => writeln!(output, "{} {}", label(source, width), Text::shown(&line.replace('\t', "    ")))?,
        Event::Ends(source, code) => writeln!(output, "{} (exit code {code})", label(source, width))?,
        Event::Makes(machine, command) => writeln!(output, "{machine} # {}", Text::shown(command))?,
        Event::Stand(holders) => standing::write_holders(holders, &mut *output)?,
    }
    // Whoever watches sees it now.
    output.flush()
}

/// `mesin-1 server │`, so wide that the lines of all programs begin in one column.
fn label(source: Source<'_>, width: usize) -> String {
    let names = format!("{} {}", source.machine, source.program);
    format!("{names:width$} │")
}

fn label_width(plan: &Plan) -> usize {
    let Purpose::Run { .. } = plan.purpose else {
        return 0;
    };
    let Ok(scenario) = Scenario::parse(&plan.scenario) else {
        return 0;
    };
    let programs = scenario.steps.iter().filter_map(|step| match &step.action {
        Action::Run(program, _) | Action::Start(program, _) => Some(program.machine.len() + 1 + program.name.len()),
        Action::Wait(..) | Action::Stop(..) | Action::Pause(_) => None,
    });
    programs.max().unwrap_or(0)
}
