//! `labcap interfaces`: what can be captured on, and which one a lab wants.

use clap::Args;
use labcap::capture::devices::{self, Kind, Listed};
use labcap::render::table;
use labcap::report::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use labcap::text::Text;

use super::message::{Failure, Outcome};
use super::output::{Output, Target};

/// Lists the interfaces that can be captured on
///
/// Lists this machine's interfaces with their state and addresses, and says which one a lab wants. Takes no rights; capturing does.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Colours: on terminals (auto), always or never
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: clap::ColorChoice,

    /// List libpcap's other sources too (USB, Bluetooth, netfilter…)
    #[arg(long)]
    all: bool,
}

/// Lists them.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut listed = devices::list().map_err(|error| Failure::could_not("libpcap", error))?;
    listed.sort_by_key(|interface| (interface.kind != Kind::All, interface.kind == Kind::Other));
    let mut output = Output::open(&Target::Stdout, &[])?;
    let (shown, others): (Vec<_>, Vec<_>) = listed.iter().partition(|interface| arguments.all || interface.kind != Kind::Other);
    let column = |title: &str, wraps| ColumnHead { title: title.to_owned(), align: Align::Left, wraps };
    let columns = vec![column("Interface", false), column("State", false), column("Addresses", true), column("What passes it", true)];
    let rows = shown.iter().map(|interface| row(interface)).collect();
    let mut document = Document { blocks: vec![Block::Table(Table { columns, rows })] };
    document.blocks.push(Block::Paragraph(advice(&shown)));
    if !others.is_empty() {
        document.blocks.push(Block::Line(format!("{} other sources of libpcap aren't shown; --all does.", others.len())));
    }
    let screen = output.screen(arguments.color);
    table::write(&document, screen, &mut output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn row(interface: &Listed) -> Row {
    let state = match (interface.kind, interface.is_up, interface.is_running) {
        (Kind::All | Kind::Other, ..) => "",
        (_, true, true) => "up",
        (_, true, false) => "up, no link",
        (_, false, _) => "down",
    };
    let addresses = interface.addresses.iter().map(|(address, length)| match length {
        Some(length) => format!("{address}/{length}"),
        None => address.to_string(),
    });
    let cells = vec![
        Text::line(interface.name.as_str()).to_string(),
        state.to_owned(),
        addresses.collect::<Vec<_>>().join(", "),
        passes(interface),
    ];
    Row { cells, tone: if interface.kind == Kind::All { Tone::Handshake } else { Tone::Plain } }
}

fn passes(interface: &Listed) -> String {
    let what = match interface.kind {
        Kind::All => "everything on all interfaces, loopback too",
        Kind::Loopback => "programs of this machine that talk to each other",
        Kind::Wireless => "wireless network",
        Kind::Bridge => "between the containers or machines on this virtual switch",
        Kind::Veth => "one container or machine (virtual cable)",
        Kind::Tunnel => "tunnel or VPN",
        Kind::Ethernet => "network card",
        Kind::Other => "not a network interface",
    };
    if interface.is_default_route { format!("{what}; the default route leads here") } else { what.to_owned() }
}

fn advice(shown: &[&Listed]) -> String {
    let outside = shown.iter().find(|interface| interface.is_default_route);
    let outside = outside.map(|interface| format!(" `{}` is for traffic with other networks only.", interface.name)).unwrap_or_default();
    let has_any = shown.iter().any(|interface| interface.kind == Kind::All);
    if !has_any {
        return format!("A lab on this machine wants `lo`.{outside}");
    }
    format!(
        "A lab wants `any`: it sees programs on this machine as well as other machines, and names the interface of each packet.{outside}"
    )
}
