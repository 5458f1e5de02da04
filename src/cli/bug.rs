//! A panic is a bug: one line says so, instead of a backtrace, and the program ends with code 70.

use std::panic::PanicHookInfo;

use labcap::text::Text;

use super::message::Message;

/// Has every panic announced in one line.
pub fn announce() {
    std::panic::set_hook(Box::new(|panic| Message::new(line(panic)).hint(HINT).print()));
}

const HINT: &str = "please report it with the command and, if you may, the capture";

fn line(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or_else(String::new, |place| format!(" at {place}"));
    let cause = panic.payload_as_str().unwrap_or("no reason given");
    format!("this is a bug in labcap{place}: {}", Text::preview(cause, 200))
}
