//! Wireshark's display-filter language, as version 4.0 has it (User's Guide 6.4; wireshark-filter(4)).
//!
//! An expression is read once (`lexer`, `syntax`), its types are checked before any packet is seen (`check`, `literal`),
//! and what comes of that is asked of each packet (`test`) without allocating once the largest packet has been seen. What tshark refuses is refused
//! here, with the column, the reason and the nearest name.

mod check;
mod error;
mod lexer;
mod literal;
pub mod meaning;
mod pattern;
mod pattern_set;
mod syntax;
mod test;

pub use error::{FilterError, nearest};

use self::meaning::Meaning;
use self::test::{Scratch, Test};
use crate::fields::collect::Collector;
use crate::fields::{Id, Protocol, Subject};

/// The longest expression, in bytes.
const MOST_BYTES: usize = 64 * 1024;

/// An expression, ready to be asked.
#[derive(Debug)]
pub struct DisplayFilter {
    test: Test,
    collector: Box<Collector>,
    scratch: Scratch,
    fields: Vec<Id>,
    syntax: syntax::Syntax,
    expression: String,
}

impl DisplayFilter {
    /// Reads an expression.
    ///
    /// # Errors
    /// Where tshark would refuse it, where it names a field that isn't known, or where it is too long or nested too deep.
    pub fn parse(expression: &str) -> Result<Self, FilterError> {
        Self::parse_knowing(expression, &[])
    }

    /// Reads an expression, and knows all codes that a statement can have (`labcap.code`): another one is refused. None: any code is taken.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_knowing(expression: &str, codes: &[&'static str]) -> Result<Self, FilterError> {
        if expression.len() > MOST_BYTES {
            return Err(FilterError::whole(format!("the filter has {} bytes, over the limit of {MOST_BYTES}", expression.len())));
        }
        let syntax = syntax::parse(expression)?;
        let mut collector = Box::new(Collector::default());
        let mut fields = Vec::new();
        let test = check::check(&syntax, expression, codes, &mut |id| {
            collector.want_bytes(id);
            if !fields.contains(&id) {
                fields.push(id);
            }
        })?;
        Ok(Self { test, collector, scratch: Scratch::default(), fields, syntax, expression: expression.to_owned() })
    }

    /// What it asks, for whoever puts it into words.
    pub fn meaning(&self) -> Meaning {
        meaning::of(&self.syntax, &self.expression)
    }

    /// The fields that it looks at.
    pub fn fields(&self) -> &[Id] {
        &self.fields
    }

    /// Whether it looks at a field of a protocol.
    pub fn needs(&self, protocol: Protocol) -> bool {
        self.fields.iter().any(|id| id.protocol() == protocol)
    }

    /// Whether a packet is selected.
    pub fn matches(&mut self, subject: &Subject<'_, '_>) -> bool {
        self.collector.collect(subject);
        self.test.holds(&self.collector, &self.scratch)
    }
}
