//! Leaving this computer's process and mount namespaces: as root, or in a user namespace of one's own. Where neither is allowed, this says why.

use std::fmt;
use std::fs;
use std::io;

use nix::sched::{CloneFlags, unshare};
use rustix::process::{getegid, geteuid};

use super::Error;

/// What gives the rights that making machines takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// This process is root.
    Root,
    /// It has a user namespace of its own, in which it is root.
    UserNamespace,
}

/// Why neither way is open.
#[derive(Debug)]
pub struct Refusal {
    /// What was said to root, if it was root.
    root: Option<io::Error>,
    /// What was tried for a user namespace, and what was said.
    user: (&'static str, io::Error),
    /// The setting that forbids it, and the value that allows it.
    setting: Option<(&'static str, &'static str)>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tried, error) = &self.user;
        match &self.root {
            Some(root) => write!(formatter, "this root may not make namespaces ({root}), nor may a user namespace ({tried}: {error})")?,
            None => {
                write!(formatter, "machines take root's rights or a user namespace, and this user may not have one ({tried}: {error})")?
            }
        }
        match self.setting {
            Some((setting, allowed)) => write!(formatter, "; the setting {setting} forbids it, it would have to be {allowed}"),
            None => Ok(()),
        }
    }
}

impl Refusal {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match (&self.root, self.setting) {
            (None, Some((setting, allowed))) => format!("run it with sudo, or once: sudo sysctl -w {setting}={allowed}"),
            (None, None) => "run it with sudo".to_owned(),
            (Some(_), _) => {
                "in a container: start that with --privileged, or with the capabilities SYS_ADMIN, NET_ADMIN and NET_RAW".to_owned()
            }
        }
    }
}

/// What children of this process get: process, mount and, without root, user namespaces of their own. Only while this process has one thread.
pub(super) fn separate() -> Result<Way, Error> {
    let kinds = CloneFlags::CLONE_NEWPID | CloneFlags::CLONE_NEWNS;
    let root = if geteuid().is_root() {
        match unshare(kinds) {
            Ok(()) => return Ok(Way::Root),
            Err(error) => Some(error.into()),
        }
    } else {
        None
    };
    let setting = forbidding_setting();
    let (user, group) = (geteuid().as_raw(), getegid().as_raw());
    let result = step("unshare", unshare(CloneFlags::CLONE_NEWUSER))
        .and_then(|()| step("setgroups", fs::write("/proc/self/setgroups", "deny")))
        .and_then(|()| step("uid_map", fs::write("/proc/self/uid_map", format!("0 {user} 1"))))
        .and_then(|()| step("gid_map", fs::write("/proc/self/gid_map", format!("0 {group} 1"))))
        .and_then(|()| step("unshare within it", unshare(kinds)));
    result.map_err(|user| Error::Refused(Refusal { root, user, setting })).map(|()| Way::UserNamespace)
}

fn step<E: Into<io::Error>>(tried: &'static str, result: Result<(), E>) -> Result<(), (&'static str, io::Error)> {
    result.map_err(|error| (tried, error.into()))
}

/// The first setting of this kernel that forbids user namespaces.
fn forbidding_setting() -> Option<(&'static str, &'static str)> {
    let settings = [
        ("kernel.unprivileged_userns_clone", "0", "1"),
        ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
        ("user.max_user_namespaces", "0", "10000"),
    ];
    let value = |setting: &str| fs::read_to_string(format!("/proc/sys/{}", setting.replace('.', "/"))).unwrap_or_default();
    let found = settings.into_iter().find(|(setting, forbids, _)| value(setting).trim() == *forbids);
    found.map(|(setting, _, allows)| (setting, allows))
}
