//! Whether stdout was closed when the program started (`labcap … >&-`).
//!
//! The standard library opens `/dev/null` in place of a closed stdout before `main` runs, after which a program would write everything to nowhere and
//! call it a success. So this looks before the standard library does, in a function that the loader calls: the attribute that asks the loader for
//! it is the only unsafe code of the program. The function makes one system call and stores one flag.
#![allow(unsafe_code)]

use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether there is nowhere to write to. Elsewhere than on Linux: not known, so no.
pub fn is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

// SAFETY: the loader calls every function of this section once, before `main`, on the only thread. This one takes no arguments, doesn't unwind and
// uses nothing that the standard library sets up later.
#[cfg(target_os = "linux")]
#[used]
#[unsafe(link_section = ".init_array")]
static LOOK: extern "C" fn() = look;

#[cfg(target_os = "linux")]
extern "C" fn look() {
    if rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err() {
        CLOSED.store(true, Ordering::Relaxed);
    }
}
