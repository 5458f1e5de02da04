//! Which packets are shown. A filter hides rows; it changes nothing of what is known about packets and conversations.
//!
//! Today a filter is a BPF expression, as tcpdump takes it; one that is written in Wireshark's display-filter language
//! is recognised and refused with a hint.

pub mod bpf;
