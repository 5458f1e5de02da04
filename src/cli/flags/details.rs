//! How packets are shown in full: fields to mark, format, language, names, colours.

use clap::{Args, ColorChoice};
use labcap::explain::{Lang, Level, Names};
use labcap::fields::{self, Id};
use labcap::filter::display::nearest;

use super::presentation::{ExplainLevel, MachineName, parse_language};
use crate::cli::locale;
use crate::cli::message::Failure;

/// The flags.
#[derive(Debug, Args)]
#[command(next_help_heading = "How they are shown")]
pub struct DetailsFlags {
    /// Mark a field in the tree and its bytes in the dump, by Wireshark's name: tcp.flags; may be repeated
    #[arg(long = "field", value_name = "FIELD")]
    fields: Vec<String>,

    /// Write one JSON document
    #[arg(long)]
    json: bool,

    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: ColorChoice,

    /// The language of explanations: en or id (Indonesian) [default: as LC_ALL, LC_MESSAGES or LANG say]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Option<Lang>,

    /// How much is said of each packet
    #[arg(long, value_name = "LEVEL", default_value = "full", hide_default_value = true)]
    explain: ExplainLevel,

    /// Call the machine with this address NAME in explanations; may be repeated
    #[arg(long = "name", value_name = "IP=NAME", value_parser = MachineName::parse)]
    names: Vec<MachineName>,
}

/// What the flags say.
#[derive(Clone, Debug)]
pub struct DetailsOptions {
    /// The fields to mark.
    pub fields: Vec<Id>,
    /// One JSON document instead of text.
    pub is_json: bool,
    /// When to use colours.
    pub color: ColorChoice,
    /// The language of sentences.
    pub lang: Lang,
    /// How much is said.
    pub level: Level,
    /// Names of machines.
    pub names: Names,
}

impl DetailsFlags {
    /// What the flags say, if there are such fields.
    pub fn options(self) -> Result<DetailsOptions, Failure> {
        let mut names = Names::default();
        for machine in self.names {
            names.insert(machine.address, machine.name);
        }
        let fields = self.fields.iter().map(|name| field(name)).collect::<Result<_, _>>()?;
        Ok(DetailsOptions {
            fields,
            is_json: self.json,
            color: self.color,
            lang: self.lang.unwrap_or_else(locale::language),
            level: self.explain.into(),
            names,
        })
    }
}

fn field(name: &str) -> Result<Id, Failure> {
    Id::of_name(name).ok_or_else(|| {
        let failure = Failure::usage(format!("--field: there is no field `{name}`"));
        match nearest(name, fields::all().map(|id| id.field().name)) {
            Some(nearest) => failure.hint(format!("did you mean `{nearest}`?")),
            None => failure.hint("fields have Wireshark's names, such as tcp.flags; `labcap show` lists those of a packet with --json"),
        }
    })
}
