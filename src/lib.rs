//! labcap

pub mod capture;
pub mod decode;
pub mod explain;
pub mod filter;
pub mod frame;
pub mod inspect;
pub mod render;
pub mod report;
pub mod text;
pub mod time;
pub mod track;
