//! `labcap man`: the manual page of labcap and all its commands, made from the same words as `--help`.

use std::io::{self, Write};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::message::{Failure, Outcome};
use super::output::{Output, Target};

/// Prints the manual page
///
/// Prints the manual of labcap and of all its commands as one page for man(1).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  labcap man | man -l -
      read it
  labcap man > /usr/local/share/man/man1/labcap.1
      install it")]
pub struct Arguments {}

/// Writes the page of `command` to stdout.
pub fn run(mut command: clap::Command) -> Result<Outcome, Failure> {
    command.build();
    let mut page = Vec::new();
    write_page(command, &mut page)?;
    let mut output = Output::open(&Target::Stdout, &[])?;
    output.write_all(&page)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn write_page(command: clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        write_command(subcommand, page)?;
    }
    let mut examples = Vec::new();
    man.render_extra_section(&mut examples)?;
    append(&examples, ".SH", page);
    man.render_version_section(page)
}

/// A command as sections of labcap's page: its own sections, with the command's name over them.
fn write_command(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let mut heading = Roff::default();
    heading.control("SH", [name.as_str()]);
    if let Some(about) = command.get_long_about().or(command.get_about()) {
        heading.text([roman(about.to_string())]);
    }
    heading.to_writer(page)?;
    let man = Man::new(command.clone());
    let mut sections = Vec::new();
    man.render_synopsis_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    man.render_extra_section(&mut sections)?;
    append(&sections, ".SS", page);
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        write_command(subcommand, page)?;
    }
    Ok(())
}

/// Appends sections under headings of `macro_name`. What stands after a command's help is its examples, whose lines must stay lines.
fn append(sections: &[u8], macro_name: &str, page: &mut Vec<u8>) {
    let mut in_example = false;
    for line in sections.split(|&byte| byte == b'\n').filter(|line| !line.starts_with(b".ie") && !line.starts_with(b".el")) {
        if in_example && (line.is_empty() || line.starts_with(b".")) {
            page.extend_from_slice(b".fi\n.PP");
            in_example = false;
        }
        match line.strip_prefix(b".SH ") {
            _ if line == b"Examples:" => {
                page.extend_from_slice(b".nf");
                in_example = true;
            }
            Some(title) => {
                page.extend_from_slice(macro_name.as_bytes());
                page.push(b' ');
                page.extend_from_slice(if title == b"EXTRA" { b"EXAMPLES" } else { title });
            }
            None => page.extend_from_slice(line),
        }
        page.push(b'\n');
    }
    if in_example {
        page.extend_from_slice(b".fi\n");
    }
}
