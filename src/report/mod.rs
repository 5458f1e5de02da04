//! Which rows, columns and sections are shown, in words. The last room that knows the language.

pub mod codes;
pub mod columns;
pub mod compare;
pub mod details;
pub mod digest;
pub mod document;
pub mod ended;
pub mod flows;
pub mod follow;
pub mod packet_list;
pub mod record;
pub mod summary;
pub mod view;
