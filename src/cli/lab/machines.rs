//! What the commands about machines share: which scenario is meant, and what a failure of machines says.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use labcap::explain::Lang;
use labcap::lab::machines::{Error, Plan, Purpose, Tools};
use labcap::lab::scenario::{EMBEDDED, MAX_FILE, Scenario, Summary};

use crate::cli::message::{Exit, Failure, reason};

/// A scenario that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// `2`, or the name of its file without the ending.
    pub(super) name: String,
    /// What messages call it: `exercise 2`, or its file.
    pub(super) title: String,
    pub(super) text: String,
    pub(super) scenario: Scenario,
}

impl Chosen {
    /// The scenario of this name, or in this file.
    pub(super) fn find(wanted: &str) -> Result<Self, Failure> {
        let (name, title, text) = match Scenario::embedded(wanted) {
            Some(text) => (wanted.to_owned(), format!("scenario {wanted}"), text.to_owned()),
            None if wanted.contains('/') || wanted.ends_with(".toml") => {
                let name = Path::new(wanted).file_stem().unwrap_or_default().to_string_lossy().into_owned();
                (name, wanted.to_owned(), read(wanted)?)
            }
            None => {
                let names: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
                let hint = format!("one of {}, or a file: ./mine.toml", names.join(", "));
                return Err(Failure::usage("there is no such exercise").about(wanted).hint(hint));
            }
        };
        let scenario = Scenario::parse(&text).map_err(|error| Failure::usage(error.to_string()).about(&title))?;
        Ok(Self { name, title, text, scenario })
    }

    /// What the first process of the lab has to know.
    pub(super) fn plan(self, purpose: Purpose, is_verbose: bool) -> Result<Plan, Failure> {
        let tools = Tools::find(&self.scenario).map_err(|error| failure(&error, "lab"))?;
        Ok(Plan { scenario: self.text, title: self.title, purpose, tools, is_verbose })
    }
}

fn read(path: &str) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::could_not(path, format!("can't be read: {}", reason(&error)));
    let mut text = String::new();
    // One byte more than may be: the reader of scenarios says so.
    let limit = u64::try_from(MAX_FILE).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).map_err(failed)?.take(limit).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

/// The summary in a language.
pub(super) fn summary(summary: &Summary, language: Lang) -> &str {
    match language {
        Lang::En => &summary.en,
        Lang::Id => &summary.id,
    }
}

/// What a failure of machines says. `title` is the scenario's.
pub(super) fn failure(error: &Error, title: &str) -> Failure {
    let failure = match error {
        Error::CalledOff => return Failure::silent(Exit::Failed),
        Error::Tell(error) if error.kind() == io::ErrorKind::BrokenPipe => return Failure::silent(Exit::Done),
        Error::Tell(error) => Failure::could_not("standard output", format!("write failed: {}", reason(error))),
        Error::Step { .. } => Failure::could_not(title, error.to_string()),
        // As shells count.
        Error::Program { program, error } if error.kind() == io::ErrorKind::NotFound => {
            Failure::could_not(program, reason(error)).exit(Exit::OfProgram(127))
        }
        Error::Program { program, error } => Failure::could_not(program, reason(error)).exit(Exit::OfProgram(126)),
        Error::Note { file, error } => {
            let what = format!("can't be read, so it isn't known which machines stand ({})", reason(error));
            Failure::could_not(file.display().to_string(), what)
        }
        Error::System { what, error } => Failure::could_not(what, reason(error)),
        _ => Failure::could_not("lab", error.to_string()),
    };
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
