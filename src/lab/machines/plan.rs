//! What `first` is to do, as whoever starts it tells it: one line of JSON on its standard input, which stays open as long as the run is wanted.

use std::env;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Error;
use crate::lab::scenario::{Link, MAX_FILE, Scenario};

/// Longest plan, in bytes: JSON makes text at most six times as long.
const MAX_PLAN: u64 = MAX_FILE as u64 * 6 + (1 << 16);

/// Where programs are that only an administrator has in `PATH`.
const SYSTEM_FOLDERS: [&str; 3] = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

/// What to make, and what to do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The scenario's text.
    pub scenario: String,
    /// What messages call it.
    pub title: String,
    /// What the machines are made for.
    pub purpose: Purpose,
    /// The programs that make them.
    pub tools: Tools,
    /// Whether to tell of everything.
    pub is_verbose: bool,
}

/// What machines are made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// To run the steps, with a capture on each machine.
    Run {
        /// Where the captures go: a folder that exists, from the root.
        folder: PathBuf,
        /// The link type of the captures, as `labcap live --link-type` knows it.
        link_type: String,
    },
    /// To stand until they are ended.
    Stand,
}

/// The system's programs that make machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tools {
    pub(super) ip: PathBuf,
    pub(super) tc: Option<PathBuf>,
    pub(super) ethtool: Option<PathBuf>,
}

impl Tools {
    /// Finds what `scenario` takes.
    ///
    /// # Errors
    ///
    /// One of them is missing.
    pub fn find(scenario: &Scenario) -> Result<Self, Error> {
        let missing = |program, package| Error::Missing { program, package };
        let takes = |is_so: fn(&Link) -> bool| scenario.machines.iter().any(|machine| is_so(&machine.link));
        let find_if = |is_needed: bool, program, package| {
            let found = is_needed.then(|| find_program(program).ok_or(missing(program, package)));
            found.transpose()
        };
        Ok(Self {
            ip: find_program("ip").ok_or(missing("ip", "iproute2"))?,
            tc: find_if(takes(|link| link.rate.is_some() || link.delay.is_some() || link.loss.is_some()), "tc", "iproute2")?,
            ethtool: find_if(takes(|link| link.offload.is_some()), "ethtool", "ethtool")?,
        })
    }
}

/// The path of a program, also of one that only an administrator has in `PATH`.
fn find_program(name: &str) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let is_program = |path: &PathBuf| path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0);
    search_path().into_iter().map(|folder| folder.join(name)).find(is_program)
}

/// The folders of `PATH`, and those that only an administrator has there.
pub(super) fn search_path() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    for folder in SYSTEM_FOLDERS.map(Path::new) {
        if !folders.iter().any(|known| known == folder) {
            folders.push(folder.to_owned());
        }
    }
    folders
}

impl Plan {
    /// Gives the plan to a process that reads it with [`Plan::read`].
    ///
    /// # Errors
    ///
    /// It can't be written.
    pub fn write(&self, mut writer: impl Write) -> io::Result<()> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        writer.write_all(&line)
    }

    /// Reads a plan, and not a byte more.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn read(reader: impl BufRead) -> Result<Self, Error> {
        let mut line = Vec::new();
        let wrong = |why: String| Error::Plan(why);
        reader.take(MAX_PLAN).read_until(b'\n', &mut line).map_err(|error| wrong(error.to_string()))?;
        if line.pop() == Some(b'\n') {
            return serde_json::from_slice(&line).map_err(|error| wrong(error.to_string()));
        }
        Err(Error::CalledOff)
    }
}

/// A word as one would type it.
pub(super) fn typed(word: &str) -> String {
    shlex::try_quote(word).map_or_else(|_| word.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_comes_through_and_nothing_after_it_is_read() {
        let plan = Plan {
            scenario: "a = \"\n\"".to_owned(),
            title: "scenario 2".to_owned(),
            purpose: Purpose::Run { folder: "/tmp/a b".into(), link_type: "sll".to_owned() },
            tools: Tools { ip: "/sbin/ip".into(), tc: None, ethtool: None },
            is_verbose: true,
        };
        let mut bytes = Vec::new();
        plan.write(&mut bytes).expect("memory");
        bytes.push(b'+');
        let mut reader = &bytes[..];
        assert_eq!(Plan::read(&mut reader).expect("a plan"), plan);
        assert_eq!(reader, b"+");
        assert!(matches!(Plan::read(&b"{}"[..]), Err(Error::CalledOff)));
        assert!(matches!(Plan::read(&b"{}\n"[..]), Err(Error::Plan(_))));
    }
}
