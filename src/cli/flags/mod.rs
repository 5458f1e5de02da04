//! Flags that several commands share, one group a file. A group's file holds its flags, the forms that they accept and what they are checked for.

pub mod details;
pub mod presentation;
pub mod selection;
pub mod wording;
