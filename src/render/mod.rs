//! How a report looks: finished records and documents become bytes for any [`std::io::Write`].
//!
//! - [`lines`]: packet rows as `tshark` prints them, written as they come;
//! - [`csv`]: packet rows for spreadsheets, written as they come;
//! - [`json`]: one JSON object a line, or one document, written as they come;
//! - [`table`]: a document for a terminal;
//! - [`markdown`]: a document as GitHub-flavoured Markdown;
//! - [`details`]: a packet with its fields and its bytes, [`hexdump`]: bytes alone;
//! - [`rows`]: explained packets for a terminal, written as they come;
//! - [`flows`]: conversations, a row each;
//! - [`summary`]: a capture on one page, as JSON;
//! - [`follow`]: the bytes of a stream, written as they come.
//!
//! Renderers see records and documents of [`crate::report`] and nothing behind them, so they can't compute what a packet
//! means; the same input gives the same bytes. Records are safe text already. Renderers check that once more, with
//! [`crate::text::Text::shown`], because a mistake here would let a packet drive the reader's terminal.

pub mod compare;
pub mod csv;
pub mod details;
mod epoch;
pub mod flows;
pub mod follow;
mod grid;
pub mod hexdump;
pub mod json;
pub mod lines;
pub mod markdown;
pub mod rows;
mod seconds;
pub mod summary;
pub mod table;
mod wrap;

#[cfg(test)]
mod samples;
