//! Which network namespace is captured in. Entering one takes root's rights, or those of whoever made it.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::sched::CloneFlags;
use rustix::fs::OFlags;

use crate::cli::message::{Failure, reason};

/// Where `ip netns` keeps its namespaces.
const NAMED: &str = "/run/netns";

/// Where to capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In this process's own network.
    Here,
    /// In a namespace of `ip netns`, or one that a path leads to.
    Named(PathBuf),
    /// In that of a process.
    OfProcess(u32),
}

impl Place {
    /// Goes there. Only while this process has one thread: namespaces belong to threads.
    pub(super) fn enter(&self) -> Result<(), Failure> {
        match self {
            Self::Here => Ok(()),
            Self::Named(name) => {
                let path = if name.components().count() > 1 { name.clone() } else { Path::new(NAMED).join(name) };
                // A FIFO would wait for its writer.
                let file =
                    OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(&path).map_err(|error| {
                        match error.kind() {
                            io::ErrorKind::NotFound => {
                                Failure::could_not(name.display().to_string(), "no such network namespace").hint("`ip netns` lists them")
                            }
                            _ => Failure::could_not(path.display().to_string(), reason(&error)),
                        }
                    })?;
                join(&file, CloneFlags::CLONE_NEWNET, &format!("network namespace {}", name.display()))
            }
            Self::OfProcess(pid) => {
                let name = format!("network namespace of process {pid}");
                let open = |kind: &str| {
                    File::open(format!("/proc/{pid}/ns/{kind}")).map_err(|error| match error.kind() {
                        io::ErrorKind::NotFound => Failure::could_not(format!("process {pid}"), "there is none with this number"),
                        _ => Failure::could_not(&name, reason(&error)).hint("root may look into other users' processes"),
                    })
                };
                let (network, user) = (open("net")?, open("user")?);
                // A user's own namespaces: the rights over the network come with the user namespace that it was made in.
                if !rustix::process::geteuid().is_root() && !is_own(&user)? {
                    join(&user, CloneFlags::CLONE_NEWUSER, &name)?;
                }
                join(&network, CloneFlags::CLONE_NEWNET, &name)
            }
        }
    }
}

fn join(namespace: &File, kind: CloneFlags, name: &str) -> Result<(), Failure> {
    nix::sched::setns(namespace, kind).map_err(|error| {
        let failure = Failure::could_not(name, format!("can't be entered: {}", error.desc()));
        if error == nix::errno::Errno::EPERM { failure.hint("entering takes root's rights: sudo") } else { failure }
    })
}

fn is_own(user: &File) -> Result<bool, Failure> {
    let identity = |file: &File| file.metadata().map(|metadata| (metadata.dev(), metadata.ino()));
    let own = File::open("/proc/self/ns/user").and_then(|own| Ok(identity(&own)? == identity(user)?));
    own.map_err(|error| Failure::could_not("/proc/self/ns/user", reason(&error)))
}
