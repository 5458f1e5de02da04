//! A report that is written at the end of the input: headings, paragraphs and tables in reading order,
//! for the renderers of `table` and `markdown`.

/// A whole report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// In reading order.
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the report's, 2 a section's, 3 a part of a section.
    Heading {
        /// 1, 2 or 3.
        level: u8,
        /// One line.
        text: String,
    },
    /// One line that stands close to the line before it, such as the phases below a flow's heading.
    Line(String),
    /// Sentences, to be wrapped.
    Paragraph(String),
    /// A list of sentences.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table with a header row. Every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What stands over the cells.
    pub columns: Vec<ColumnHead>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnHead {
    /// One or two words.
    pub title: String,
    /// On which side the cells line up.
    pub align: Align,
    /// May be broken over several lines where the terminal is narrow.
    pub wraps: bool,
}

/// On which side cells line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Safe text, without colours.
    pub cells: Vec<String>,
    /// What a terminal may show by colour. Nothing may depend on it.
    pub tone: Tone,
}

/// What a row is about, for colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No colour.
    #[default]
    Plain,
    /// A TCP handshake.
    Handshake,
    /// Data and its acknowledgements.
    Data,
    /// A close.
    Close,
    /// A reset, an error or an oddity.
    Trouble,
}
