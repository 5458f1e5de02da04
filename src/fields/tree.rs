//! How a walk tells fields: one after the other, with what stands below which.

use std::fmt;

use super::{Id, Kind, Protocol, Value};

/// One line of the details pane.
#[derive(Clone, Copy, Debug)]
pub struct Item<'v> {
    /// Its field; `None` where the line is text alone.
    pub field: Option<Id>,
    /// Its value.
    pub value: Value<'v>,
    /// The captured bytes that it was read from; empty where it comes from elsewhere.
    pub bytes: &'v [u8],
    /// Its line, where that isn't title and value.
    pub text: Option<fmt::Arguments<'v>>,
    /// No byte of the packet says it (in the details pane: in brackets).
    pub is_generated: bool,
    /// It can be asked for and isn't shown.
    pub is_hidden: bool,
}

/// Who takes the fields of a walk.
pub trait Sink {
    /// Whether fields of a protocol are wanted. Others may be told all the same.
    fn wants(&self, _protocol: Protocol) -> bool {
        true
    }

    /// Whether one field is wanted: asked before it is told.
    fn wants_field(&self, _field: Id) -> bool {
        true
    }

    /// The next field.
    fn item(&mut self, item: &Item<'_>);

    /// What follows stands below the latest field.
    fn open(&mut self) {}

    /// It ends.
    fn close(&mut self) {}
}

/// The writing end of a walk.
#[derive(Debug)]
pub struct Tree<'s, 'p, S> {
    sink: &'s mut S,
    /// What the current layer was read from: its bytes and all behind them.
    source: &'p [u8],
}

impl<'s, 'p, S: Sink> Tree<'s, 'p, S> {
    /// Tells `sink`.
    pub fn new(sink: &'s mut S) -> Self {
        Self { sink, source: &[] }
    }

    /// The same end of the walk, for layers that were read from elsewhere.
    pub fn apart<'q>(&mut self) -> Tree<'_, 'q, S> {
        Tree { sink: self.sink, source: &[] }
    }

    /// Goes on to a layer that was read from `source`.
    pub fn enter(&mut self, source: &'p [u8]) {
        self.source = source;
    }

    /// Whether fields of a protocol are wanted.
    #[inline]
    pub fn wants(&self, protocol: Protocol) -> bool {
        self.sink.wants(protocol)
    }

    /// Whether one field is wanted: worth asking where a value is dear to make.
    #[inline]
    pub fn wants_field(&self, field: Id) -> bool {
        self.sink.wants_field(field)
    }

    /// A protocol with its header and its line; its fields stand below it. What is searched in it is all that the layer was read from.
    #[inline]
    pub fn protocol<'v>(&mut self, field: Id, bytes: &'v [u8], text: fmt::Arguments<'v>)
    where
        'p: 'v,
    {
        let whole = if self.source.is_empty() { bytes } else { self.source };
        self.put_as(field, Value::Protocol(whole), bytes, text);
    }

    /// A protocol whose line is its title.
    #[inline]
    pub fn plain_protocol(&mut self, field: Id, bytes: &[u8]) {
        self.put(field, Value::Present, bytes);
    }

    /// A field that was read from `bytes`.
    #[inline]
    pub fn put<'v>(&mut self, field: Id, value: impl Into<Value<'v>>, bytes: &'v [u8]) {
        if self.sink.wants_field(field) {
            self.tell(&Item { field: Some(field), value: value.into(), bytes, text: None, is_generated: false, is_hidden: false });
        }
    }

    /// A field with a line of its own.
    #[inline]
    pub fn put_as<'v>(&mut self, field: Id, value: impl Into<Value<'v>>, bytes: &'v [u8], text: fmt::Arguments<'v>) {
        if self.sink.wants_field(field) {
            self.tell(&Item { field: Some(field), value: value.into(), bytes, text: Some(text), is_generated: false, is_hidden: false });
        }
    }

    /// A field that can be asked for and isn't shown.
    #[inline]
    pub fn hide<'v>(&mut self, field: Id, value: impl Into<Value<'v>>, bytes: &'v [u8]) {
        if self.sink.wants_field(field) {
            self.tell(&Item { field: Some(field), value: value.into(), bytes, text: None, is_generated: false, is_hidden: true });
        }
    }

    /// A field that no byte says.
    #[inline]
    pub fn made<'v>(&mut self, field: Id, value: impl Into<Value<'v>>) {
        if self.sink.wants_field(field) {
            self.tell(&Item { field: Some(field), value: value.into(), bytes: &[], text: None, is_generated: true, is_hidden: false });
        }
    }

    /// A field that no byte says in so many words, but that was worked out of `bytes`.
    #[inline]
    pub fn made_from<'v>(&mut self, field: Id, value: impl Into<Value<'v>>, bytes: &'v [u8]) {
        if self.sink.wants_field(field) {
            self.tell(&Item { field: Some(field), value: value.into(), bytes, text: None, is_generated: true, is_hidden: false });
        }
    }

    /// A field that was worked out of `bytes`, with a line of its own (without brackets).
    #[inline]
    pub fn made_from_as<'v>(&mut self, field: Id, value: impl Into<Value<'v>>, bytes: &'v [u8], text: fmt::Arguments<'v>) {
        if self.sink.wants_field(field) {
            self.tell(&Item { field: Some(field), value: value.into(), bytes, text: Some(text), is_generated: true, is_hidden: false });
        }
    }

    /// A field that no byte says, with a line of its own (without brackets).
    #[inline]
    pub fn made_as<'v>(&mut self, field: Id, value: impl Into<Value<'v>>, text: fmt::Arguments<'v>) {
        if self.sink.wants_field(field) {
            self.tell(&Item {
                field: Some(field),
                value: value.into(),
                bytes: &[],
                text: Some(text),
                is_generated: true,
                is_hidden: false,
            });
        }
    }

    /// A finding: a field that is there or not, with its severity and group (`Chat/Sequence`).
    #[inline]
    pub fn expert(&mut self, field: Id, severity: &'static str) {
        self.expert_as(field, severity, format_args!("{}", field.field().title));
    }

    /// A finding with a line of its own.
    pub fn expert_as(&mut self, field: Id, severity: &'static str, text: fmt::Arguments<'_>) {
        let (level, group) = severity.split_once('/').unwrap_or((severity, "Undecoded"));
        self.made_as(super::problem::EXPERT, Value::Present, format_args!("Expert Info ({severity}): {text}"));
        self.below(|tree| {
            tree.made_as(field, Value::Present, text);
            tree.made_line(format_args!("Severity level: {level}"));
            tree.made_line(format_args!("Group: {group}"));
        });
        if group == "Malformed" {
            self.hide(super::problem::MALFORMED, Value::Protocol(&[]), &[]);
        }
    }

    /// A line that is no field.
    #[inline]
    pub fn line<'v>(&mut self, text: fmt::Arguments<'v>, bytes: &'v [u8]) {
        self.tell(&Item { field: None, value: Value::Present, bytes, text: Some(text), is_generated: false, is_hidden: false });
    }

    /// A line that is no field and that no byte says.
    #[inline]
    pub fn made_line(&mut self, text: fmt::Arguments<'_>) {
        self.tell(&Item { field: None, value: Value::Present, bytes: &[], text: Some(text), is_generated: true, is_hidden: false });
    }

    /// What stands below the latest field. A walk that ends early, where bytes are missing, may say so; nobody asks.
    #[inline]
    pub fn below<End>(&mut self, tell: impl FnOnce(&mut Self) -> End) {
        self.sink.open();
        let _ = tell(self);
        self.sink.close();
    }

    #[inline]
    fn tell(&mut self, item: &Item<'_>) {
        // A protocol that is told without its bytes.
        if let (Value::Present, Some(field)) = (item.value, item.field)
            && field.field().kind == Kind::Protocol
        {
            let whole = if self.source.is_empty() { item.bytes } else { self.source };
            return self.sink.item(&Item { value: Value::Protocol(whole), ..*item });
        }
        self.sink.item(item);
    }
}
