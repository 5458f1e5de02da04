//! What the codes of statements mean, as a list and as a page each.

use super::document::{Align, Block, ColumnHead, Document, Row, Table, Tone};
use crate::explain::examples::{self, Example};
use crate::explain::phrase::{CodeLabel, Phrase};
use crate::explain::{Code, Lang, Names, Reference};

/// Everything that is known of a code, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRecord {
    /// The code.
    pub code: Code,
    /// What its statements say.
    pub meaning: &'static str,
    /// The rule behind it, with its numbers.
    pub trigger: &'static str,
    /// What else makes the same packets.
    pub alike: &'static str,
    /// What would contradict it.
    pub contradiction: &'static str,
    /// What to do about it, where there is something to do.
    pub fix: Option<&'static str>,
    /// How sure it is: the words of records, the usual first.
    pub certainties: Vec<&'static str>,
    /// Where the rule stands, with titles; nothing where it is about the capture.
    pub references: Vec<CitedRecord>,
    /// The sample that shows it.
    pub example: Option<ExampleRecord>,
}

/// A reference, and the title of what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitedRecord {
    /// As statements cite it.
    pub reference: Reference,
    /// The section's title, where it is one of an RFC.
    pub title: Option<&'static str>,
}

/// A sample, and what is said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleRecord {
    /// The file.
    pub file: &'static str,
    /// What to type to see it.
    pub command: String,
    /// The sentence.
    pub text: &'static str,
}

impl CodeRecord {
    /// What is known of `code`, in `lang`.
    pub fn new(code: Code, lang: Lang) -> Self {
        let example = examples::example(code).zip(lang.example(code)).map(|(Example { sample, arguments }, text)| {
            let command = format!("labcap analyze {sample} {arguments}");
            ExampleRecord { file: sample, command: command.trim_end().to_owned(), text }
        });
        Self {
            code,
            meaning: lang.meaning(code),
            trigger: lang.trigger(code),
            alike: lang.alike(code),
            contradiction: lang.contradiction(code),
            fix: lang.fix(code),
            certainties: code.certainties().iter().map(|certainty| certainty.as_str()).collect(),
            references: code.references().iter().map(|reference| CitedRecord { reference: *reference, title: reference.title() }).collect(),
            example,
        }
    }

    /// The page on it.
    pub fn document(&self, lang: Lang) -> Document {
        let label = |label: CodeLabel| lang.phrase(&Phrase::CodeLabel(label), &Names::default());
        let mut document = Document::default();
        let mut put = |title: CodeLabel, text: String| {
            document.blocks.push(Block::Heading { level: 3, text: label(title) });
            document.blocks.push(Block::Paragraph(text));
        };
        put(CodeLabel::Trigger, self.trigger.to_owned());
        put(CodeLabel::Alike, self.alike.to_owned());
        put(CodeLabel::Contradiction, self.contradiction.to_owned());
        if let Some(fix) = self.fix {
            put(CodeLabel::Fix, fix.to_owned());
        }
        let certainties = self.code.certainties().iter().map(|certainty| label(CodeLabel::Certain(*certainty)));
        put(CodeLabel::Certainty, certainties.collect::<Vec<_>>().join(" "));
        let cited = self.references.iter().map(|cited| match cited.title {
            Some(title) => format!("{}, {title}", cited.reference),
            None => cited.reference.to_string(),
        });
        let cited: Vec<String> = cited.collect();
        put(CodeLabel::References, if cited.is_empty() { label(CodeLabel::NoReference) } else { cited.join("; ") });
        document.blocks.push(Block::Heading { level: 3, text: label(CodeLabel::Example) });
        match &self.example {
            Some(example) => {
                document.blocks.push(Block::Line(example.command.clone()));
                document.blocks.push(Block::Paragraph(example.text.to_owned()));
            }
            None => document.blocks.push(Block::Paragraph(label(CodeLabel::NoExample))),
        }
        let about = label(CodeLabel::About(self.code.about()));
        let opening =
            [Block::Heading { level: 1, text: self.code.to_string() }, Block::Line(about), Block::Paragraph(self.meaning.to_owned())];
        document.blocks.splice(..0, opening);
        document
    }

    /// Its meaning in one line: the first sentence.
    pub fn line(&self) -> &'static str {
        match self.meaning.find(". ") {
            Some(end) => &self.meaning[..=end],
            None => self.meaning,
        }
    }
}

/// Codes, each with a line of meaning.
pub fn list(records: &[CodeRecord], lang: Lang) -> Document {
    let label = |label: CodeLabel| lang.phrase(&Phrase::CodeLabel(label), &Names::default());
    let column = |title: CodeLabel, wraps| ColumnHead { title: label(title), align: Align::Left, wraps };
    let rows = records.iter().map(|record| Row { cells: vec![record.code.to_string(), record.line().to_owned()], tone: Tone::Plain });
    let columns = vec![column(CodeLabel::Code, false), column(CodeLabel::Meaning, true)];
    Document { blocks: vec![Block::Table(Table { columns, rows: rows.collect() })] }
}
