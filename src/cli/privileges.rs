//! Giving up the rights that opening an interface or making machines took, before anything else is done with what comes from the network.
//!
//! Afterwards the process belongs to whoever called sudo, has no capability, and can't win one back by starting a program. Threads take after
//! the one that starts them, so this comes before the first.

use std::ffi::CString;
use std::fs::File;
use std::io;
use std::os::unix::fs::fchown;

use nix::unistd::{Gid, Uid, User};
use rustix::thread::{CapabilitySet, CapabilitySets};

use crate::cli::message::Failure;

/// Who called sudo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    user: Uid,
    group: Gid,
}

impl Caller {
    /// Who called sudo, where this process is root because of it.
    pub fn of_sudo() -> Option<Self> {
        if !Uid::effective().is_root() {
            return None;
        }
        let number = |name: &str| std::env::var(name).ok()?.parse::<u32>().ok();
        let caller = Self { user: Uid::from_raw(number("SUDO_UID")?), group: Gid::from_raw(number("SUDO_GID")?) };
        (!caller.user.is_root()).then_some(caller)
    }

    /// Gives them a folder, an open one, so that no link leads anywhere else.
    pub fn give(self, folder: &File) -> io::Result<()> {
        fchown(folder, Some(self.user.as_raw()), Some(self.group.as_raw()))
    }

    fn become_them(self) -> nix::Result<()> {
        let user = User::from_uid(self.user)?.and_then(|user| CString::new(user.name).ok());
        match user {
            Some(name) => nix::unistd::initgroups(&name, self.group)?,
            None => nix::unistd::setgroups(&[self.group])?,
        }
        nix::unistd::setresgid(self.group, self.group, self.group)?;
        nix::unistd::setresuid(self.user, self.user, self.user)
    }
}

/// Gives up all rights; as `caller`, if there is one.
pub fn drop(caller: Option<Caller>) -> Result<(), Failure> {
    let failed = |what: &str| Failure::could_not("privileges", format!("can't be given up: {what}"));
    if let Some(caller) = caller {
        caller.become_them().map_err(|error| failed(error.desc()))?;
    }
    let none = CapabilitySets { effective: CapabilitySet::empty(), permitted: CapabilitySet::empty(), inheritable: CapabilitySet::empty() };
    rustix::thread::set_no_new_privs(true)
        .and_then(|()| rustix::thread::set_capabilities(None, none))
        .map_err(|error| failed(&error.to_string()))
}
