//! `labcap fields`: the fields that columns and filters can name.

use std::io::{self, IsTerminal, Write};

use clap::Args;
use labcap::fields::{self, Id};
use labcap::render::table;
use labcap::report::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};

use super::message::{Failure, Outcome};
use super::output::{Output, Target};

/// Lists the fields that columns and filters can name
///
/// Lists every field of every protocol under Wireshark's name, with its type and what it means. Without TEXT all of them; with it
/// those whose name or meaning holds it, in capital or small letters.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Only fields whose name or meaning holds this
    #[arg(value_name = "TEXT")]
    text: Option<String>,

    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: clap::ColorChoice,
}

const AFTER_HELP: &str = "\
Examples:
  labcap fields tcp.analysis
      what is known of a TCP segment by comparing packets
  labcap fields address
      everything that is an address";

/// Lists them.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let wanted = arguments.text.as_deref().unwrap_or_default().to_lowercase();
    let listed: Vec<Id> = fields::all().filter(|id| holds(*id, &wanted)).collect();
    if listed.is_empty() {
        let what = format!("no field's name or meaning holds \"{wanted}\"");
        return Err(Failure::usage(what).hint("labcap fields lists all of them".to_owned()));
    }
    let mut output = Output::open(&Target::Stdout, &[])?;
    if io::stdout().is_terminal() {
        let column = |title: &str, wraps| ColumnHead { title: title.to_owned(), align: Align::Left, wraps };
        let columns = vec![column("Field", false), column("Type", false), column("Meaning", true)];
        let rows = listed.iter().map(|id| row(*id)).collect();
        let document = Document { blocks: vec![Block::Table(Table { columns, rows })] };
        let screen = output.screen(arguments.color);
        table::write(&document, screen, &mut output)?;
    } else {
        let longest = listed.iter().map(|id| id.field().name.len()).max().unwrap_or_default();
        for id in listed {
            let field = id.field();
            writeln!(output, "{:longest$}  {:18}  {}", field.name, field.kind.as_str(), field.title)?;
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// `wanted` is in small letters.
fn holds(id: Id, wanted: &str) -> bool {
    let field = id.field();
    field.name.to_lowercase().contains(wanted) || field.title.to_lowercase().contains(wanted)
}

fn row(id: Id) -> Row {
    let field = id.field();
    Row { cells: vec![field.name.to_owned(), field.kind.as_str().to_owned(), field.title.to_owned()], tone: Tone::Plain }
}
