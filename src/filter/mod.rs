//! Which packets are shown. A filter hides rows; it changes nothing of what is known about packets and conversations.
//!
//! Two languages: Wireshark's display filters, which look at fields, and BPF, as tcpdump takes it, which looks at bytes.

pub mod bpf;
pub mod display;
