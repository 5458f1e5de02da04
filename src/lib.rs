//! labcap explains the traffic of a networking lab: which packets a capture holds, and why each of them is there.
//!
//! # The way the data goes
//!
//! ```text
//! capture ──Frame──▶ inspect( decode ──Packet──▶ track ──Seen──▶ ) ──Inspected──▶ filter ──▶ explain ──Statement──▶ report ──records──▶ render ──▶ Write
//!    file, stdin, live                                               (hides rows only)         lang en │ id ┘
//! ```
//!
//! One direction, no way back; [`lab`] makes traffic and stands aside. A front end (the `cli` of the program) is one loop:
//! next frame, [`inspect::Inspector::push`], filter, explain, report, render.
//!
//! # The rooms
//!
//! | room | what lives there |
//! |---|---|
//! | [`time`] | points in time and spans; can't read a clock |
//! | [`frame`] | what capture gives and decode takes |
//! | [`text`] | captured bytes made safe to show |
//! | [`capture`] | where frames come from (files, pipes, interfaces) and where recorded ones go; the only room that opens captures |
//! | [`decode`] | bytes to layers, one file per protocol |
//! | [`track`] | packets to conversations: sides, sequence numbers, phases, what answers what |
//! | [`inspect`] | decode and track, in order |
//! | [`fields`] | every field of a packet under Wireshark's name, with value and bytes |
//! | [`filter`] | which rows are shown |
//! | [`explain`] | which claims can be made, with their certainty, and the sentences of both languages |
//! | [`report`] | which rows, columns and sections are shown, in words |
//! | [`render`] | how it looks: table, lines, CSV, Markdown, JSON |
//! | [`lab`] | the programs of the lab, which make the traffic, and its machines; uses no other room |
//!
//! Where does a line of code live? Reads bytes at an offset: `decode`. Compares two packets: `track`. Tests what the user
//! typed: `filter`. Picks which claim to make: `explain`. Is a sentence: `explain::lang`. Picks rows, columns, order:
//! `report`. Draws a border or a colour: `render`. Opens a capture: `capture`. Opens a socket: `lab`. Knows arguments, a
//! terminal or an exit code: the program's `cli`.
//!
//! # Invariants
//!
//! A test reads the sources and enforces what can be read off them: which room uses which, and 1, 5, 6 and 9.
//!
//! 1. `time`, `frame`, `text`, `decode`, `track`, `inspect`, `filter`, `explain`, `report` and `render` open nothing, print
//!    nothing and read no clock: same bytes in, same text out. (BPF filters are compiled by libpcap: one file, `filter/bpf`.)
//! 2. Decoding never fails and never panics: a [`decode::Packet`] holds the layers read so far and says where and why it
//!    stopped, and whether the bytes were cut by the capture or are wrong.
//! 3. The tracker sees every frame. A filter only hides rows, so phases, sequence numbers and findings don't depend on it.
//! 4. "Not yet seen" is an `Option`, never 0. Sequence arithmetic lives in [`track::seq`].
//! 5. Detection and wording are apart: rules make [`explain::Statement`]s; only `explain::lang` holds sentences. A missing
//!    translation doesn't compile.
//! 6. Renderers receive finished records. They can't see a packet, so they can't compute.
//! 7. All state is bounded: a budget ([`track::Limits`]), an order of eviction and a counter that the report shows.
//! 8. No captured text is written but through [`text::Text`].
//! 9. No `unsafe` code, but for one attribute in the program's `cli/closed_stdout`.
//!
//! # What a change costs
//!
//! A protocol: one file in `decode`, one variant and one arm there, one file in `explain`, sentences in both languages, its
//! Info text in `report`, a sample and its expected output; no renderer. A finding: one claim in [`explain::claim`] with its line in
//! [`explain::code`], its rule, in each language its sentence, its phrase and what `labcap codes` says of it, one scenario test. A
//! language: one file. An output format: one file in `render`. An exercise: one file in `lab/scenarios` and its line in
//! [`lab::scenario::EMBEDDED`]. A flag: one field and one test in its command's file.

pub mod capture;
pub mod decode;
pub mod explain;
pub mod fields;
pub mod filter;
pub mod frame;
pub mod inspect;
pub mod lab;
pub mod render;
pub mod report;
pub mod text;
pub mod time;
pub mod track;
