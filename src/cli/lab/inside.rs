//! `labcap lab inside`: what the processes that make up a lab are started with. Nobody types it, so no help shows it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::fd::AsFd;

use clap::Args;
use labcap::lab::machines::{Error, Event, Inside, Plan, Purpose, Source, Way, inside, standing};
use labcap::lab::scenario::{Action, Scenario};
use labcap::text::Text;

use super::machines::failure;
use crate::cli::message::{Exit, Failure, Message, Outcome};
use crate::cli::output::{Output, Target};

/// What a process of a lab does
#[derive(Debug, Args)]
pub struct Arguments {
    /// As the library writes it
    #[arg(value_name = "WORD", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

/// Is that process.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let failed = |error: Error| failure(&error, "lab");
    match Inside::parse(arguments.words).map_err(failed)? {
        Inside::Separate(parent) => {
            let status = inside::separate(parent, tell_way).map_err(failed)?;
            match status.code() {
                Some(0) => Ok(Outcome::Done),
                code => Err(Failure::silent(Exit::OfProgram(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))),
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
    let mut output = Output::open(&Target::Stdout, None)?;
    let width = label_width(&plan);
    let mut tell = |event: Event<'_>| -> io::Result<()> {
        match event {
            Event::Starts(source, command) => writeln!(output, "{} $ {}", label(source, width), Text::shown(command))?,
            Event::Writes(source, line) => writeln!(output, "{} {}", label(source, width), Text::shown(line))?,
            Event::Ends(source, code) => writeln!(output, "{} (exit code {code})", label(source, width))?,
            Event::Makes(machine, command) => writeln!(output, "{machine} # {}", Text::shown(command))?,
            Event::Stand(holders) => standing::write_holders(holders, &mut output)?,
        }
        // Whoever watches sees it now.
        output.flush()
    };
    inside::first(&plan, io::stdin().as_fd(), &mut tell).map_err(|error| failure(&error, &title))?;
    Ok(Outcome::Done)
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
