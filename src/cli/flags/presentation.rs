//! How it is shown: format, columns, limits, language, names, colours, and where to.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, ColorChoice, ValueEnum};
use labcap::explain::{Lang, Level};
use labcap::report::columns::Column;
use labcap::text::Text;

use crate::cli::locale;
use crate::cli::message::Failure;
use crate::cli::output::Target;

/// Rows that a report keeps unless told otherwise.
const ROWS: u64 = 1000;
/// Flows that a report keeps unless told otherwise.
const FLOWS: u64 = 20;
/// Longest name of a machine, in characters.
const NAME_CHARS: usize = 32;

/// The flags.
#[derive(Debug, Args)]
#[command(next_help_heading = "How they are shown")]
pub struct PresentationFlags {
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "table", hide_default_value = true)]
    format: Format,

    /// Columns of the packet list, separated by commas: number, time, source, destination, protocol, length, info, phase, explanation, stream, epoch, file
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = parse_column)]
    columns: Vec<Column>,

    /// One table of packets in the file's order, for laying beside Wireshark, instead of one for each flow (in reports written at the end)
    #[arg(long)]
    list: bool,

    /// Show at most N packets, or `all` [default: 1000 in a report, all elsewhere]
    #[arg(long, value_name = "N", value_parser = Limit::parse, allow_negative_numbers = true)]
    limit: Option<Limit>,

    /// Show at most N flows, those with most displayed packets, or `all` [default: 20]
    #[arg(long, value_name = "N", value_parser = Limit::parse, allow_negative_numbers = true)]
    flows: Option<Limit>,

    /// Write to FILE instead of standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: ColorChoice,

    /// The language of explanations: en or id (Indonesian) [default: as LC_ALL, LC_MESSAGES or LANG say]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Option<Lang>,

    /// How much is said of each packet, conversation and capture
    #[arg(long, value_name = "LEVEL")]
    explain: Option<ExplainLevel>,

    /// Call the machine with this address NAME in explanations; may be repeated
    #[arg(long = "name", value_name = "IP=NAME", value_parser = MachineName::parse)]
    names: Vec<MachineName>,
}

/// What the flags say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presentation {
    /// The format.
    pub format: Format,
    /// The columns, of which no format but json and ndjson has none.
    pub columns: Vec<Column>,
    /// The columns of a table that holds packets of one file only.
    pub flow_columns: Vec<Column>,
    /// One table in the file's order.
    pub list: bool,
    /// Most packets to show; `None`: all.
    pub limit: Option<u64>,
    /// Most flows to show; `None`: all.
    pub flows: Option<u64>,
    /// Where to.
    pub target: Target,
    /// When to use colours.
    pub color: ColorChoice,
    /// The language of sentences.
    pub lang: Lang,
    /// How much is said.
    pub level: Level,
    /// Names of machines, in the order given, no address twice.
    pub names: Vec<MachineName>,
}

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A report: what happened, flow by flow (the default)
    Table,
    /// One line a packet, as `tshark -n -r FILE` prints them
    Lines,
    /// The same as comma-separated values, with a row of names
    Csv,
    /// The report as GitHub-flavoured Markdown
    Markdown,
    /// One JSON object a line: packets, then flows, then the capture
    Ndjson,
    /// The same objects in one document: packets, flows, capture
    Json,
}

impl Format {
    /// Written while the input is read, not at its end.
    pub const fn streams(self) -> bool {
        matches!(self, Self::Lines | Self::Csv | Self::Ndjson | Self::Json)
    }
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainLevel {
    /// A phrase
    Brief,
    /// Sentences that say why (the default)
    Full,
    /// The same, with what they rest on: packets, facts, and the RFC's section or the kernel's rule
    Why,
}

impl From<ExplainLevel> for Level {
    fn from(level: ExplainLevel) -> Self {
        match level {
            ExplainLevel::Brief => Self::Brief,
            ExplainLevel::Full => Self::Full,
            ExplainLevel::Why => Self::Why,
        }
    }
}

/// How many are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The first so many.
    Most(u64),
    /// All of them.
    All,
}

/// What a machine is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineName {
    /// Its address.
    pub address: IpAddr,
    /// Printable, at most 32 characters.
    pub name: String,
}

impl PresentationFlags {
    /// Whether any of them is given that isn't the default.
    #[cfg(feature = "libpcap")]
    pub fn is_given(&self) -> bool {
        self.format != Format::Table
            || !self.columns.is_empty()
            || self.list
            || self.limit.is_some()
            || self.flows.is_some()
            || self.output.is_some()
            || self.lang.is_some()
            || self.explain.is_some()
            || !self.names.is_empty()
    }

    /// What the flags say, if they go together. `rows_stream`: even a report's packets are written as they come. `is_several`: several files are
    /// explained beside each other.
    pub fn presentation(self, rows_stream: bool, is_several: bool) -> Result<Presentation, Failure> {
        let format = self.format;
        if matches!(format, Format::Ndjson | Format::Json) && self.columns.iter().any(|column| !matches!(column, Column::Field(_))) {
            return Err(Failure::usage(
                "--columns adds fields to --format ndjson and json (--columns ip.ttl), whose records hold everything else",
            ));
        }
        let all_rows = format.streams() || rows_stream && format == Format::Table;
        if format.streams() && self.list {
            return Err(Failure::usage("--list is for --format table and markdown; the other formats are in the file's order anyway"));
        }
        if all_rows && self.list {
            return Err(Failure::usage("--list is for --format markdown; packets come in their order here anyway"));
        }
        if format.streams() && self.flows.is_some() {
            return Err(Failure::usage("--flows is for --format table and markdown; ndjson and json write every flow, lines and csv none"));
        }
        if self.explain.is_some() && matches!(format, Format::Lines | Format::Csv) && !self.columns.contains(&Column::Explanation) {
            let hint = "--columns number,info,explanation --explain brief";
            return Err(
                Failure::usage("--explain says how much is explained, and --format lines and csv explain only in a column").hint(hint)
            );
        }
        if let Some(twice) = first_repeated(&self.names) {
            return Err(Failure::usage(format!("--name names {} twice", twice.address)));
        }
        let limit = self.limit.unwrap_or(if all_rows { Limit::All } else { Limit::Most(ROWS) });
        Ok(Presentation {
            format,
            flow_columns: columns(format, self.columns.clone(), false),
            columns: columns(format, self.columns, is_several),
            list: self.list,
            limit: limit.most(),
            flows: self.flows.unwrap_or(Limit::Most(FLOWS)).most(),
            target: self.output.map_or(Target::Stdout, Target::File),
            color: self.color,
            lang: self.lang.unwrap_or_else(locale::language),
            level: self.explain.map(Level::from).unwrap_or_default(),
            names: self.names,
        })
    }
}

/// The columns that were chosen, or those of the format; packets of several files tell their file first.
fn columns(format: Format, chosen: Vec<Column>, is_several: bool) -> Vec<Column> {
    let usual: &[Column] = match format {
        _ if !chosen.is_empty() => return chosen,
        Format::Lines | Format::Csv => &Column::WIRESHARK,
        Format::Table | Format::Markdown => &Column::EXPLAINED,
        Format::Ndjson | Format::Json => return chosen,
    };
    let file = is_several.then_some(Column::File);
    file.into_iter().chain(usual.iter().copied()).collect()
}

pub(super) fn first_repeated(names: &[MachineName]) -> Option<&MachineName> {
    let mut rest = names;
    while let Some((last, before)) = rest.split_last() {
        if before.iter().any(|name| name.address == last.address) {
            return Some(last);
        }
        rest = before;
    }
    None
}

impl Limit {
    /// How many; `None`: all.
    pub const fn most(self) -> Option<u64> {
        match self {
            Self::Most(most) => Some(most),
            Self::All => None,
        }
    }

    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        match (text, text.parse()) {
            ("all", _) => Ok(Self::All),
            (_, Ok(most)) if most > 0 => Ok(Self::Most(most)),
            _ => Err("give a number from 1, or all".to_owned()),
        }
    }
}

impl MachineName {
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let Some((address, name)) = text.split_once('=') else {
            return Err("give an address and a name: 172.18.0.2=server".to_owned());
        };
        let Ok(address) = address.parse() else {
            return Err(format!("{} is no IP address", Text::line(address)));
        };
        if name.trim().is_empty() || name.trim() != name {
            return Err("the name is empty, or starts or ends with a space".to_owned());
        }
        if name.chars().count() > NAME_CHARS || !Text::is_shown(name) {
            return Err(format!("a name is at most {NAME_CHARS} printable characters"));
        }
        Ok(Self { address, name: name.to_owned() })
    }
}

fn parse_column(text: &str) -> Result<Column, String> {
    Column::from_key(text).ok_or_else(|| {
        let keys: Vec<&str> = Column::ALL.iter().map(|column| column.key()).collect();
        format!("the columns are {} and the fields that \"labcap fields\" lists", keys.join(", "))
    })
}

pub(in crate::cli) fn parse_language(text: &str) -> Result<Lang, String> {
    match text {
        "en" => Ok(Lang::En),
        "id" => Ok(Lang::Id),
        _ => Err("the languages are en and id".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_an_address_and_short_printable_text() {
        for text in ["172.18.0.2=mesin-1", "::1=lab server", "10.0.0.1=サーバ", "10.0.0.1=a=b"] {
            assert!(MachineName::parse(text).is_ok(), "{text}");
        }
        let long = format!("10.0.0.1={}", "x".repeat(33));
        for text in ["", "10.0.0.1", "10.0.0.1=", "10.0.0.1= a", "host=a", "10.0.0.1=a\u{1b}[31m", "10.0.0.1=a\u{202e}b", &long] {
            assert!(MachineName::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn limits() {
        assert_eq!(Limit::parse("all"), Ok(Limit::All));
        assert_eq!(Limit::parse("5"), Ok(Limit::Most(5)));
        for text in ["0", "-1", "", "x", "ALL"] {
            assert!(Limit::parse(text).is_err(), "{text}");
        }
    }
}
