//! What a filter asks, in English.

use crate::filter::display::meaning::{Meaning, Relation, Subject};

/// The lines of an explanation, each with how deep it stands.
pub fn lines(meaning: &Meaning, depth: usize, lines: &mut Vec<(usize, String)>) {
    let several = |lines: &mut Vec<(usize, String)>, head: &str, parts: &[Meaning]| {
        lines.push((depth, head.to_owned()));
        for part in parts {
            self::lines(part, depth + 1, lines);
        }
    };
    match meaning {
        Meaning::All(parts) => several(lines, "all of these:", parts),
        Meaning::OneOf(parts) => several(lines, "at least one of these:", parts),
        Meaning::Not(inner) => match &**inner {
            Meaning::Present(subject) => lines.push((depth, format!("the packet has no {}", named(subject)))),
            other => {
                lines.push((
                    depth,
                    "this doesn't hold (a comparison doesn't hold either where the packet hasn't got the field):".to_owned(),
                ));
                self::lines(other, depth + 1, lines);
            }
        },
        Meaning::Present(subject) if subject.is_protocol => lines.push((depth, format!("the packet has {}", named(subject)))),
        Meaning::Present(subject) if subject.is_boolean => {
            let text = &subject.text;
            lines.push((
                depth,
                format!("the packet has the field {}, set or not; to ask whether it is set, write `{text} == 1`", named(subject)),
            ));
        }
        Meaning::Present(subject) => lines.push((depth, format!("the packet has the field {}, whatever its value", named(subject)))),
        Meaning::NotZero(subject) => lines.push((depth, format!("{} isn't 0: at least one of these bits is set", named(subject)))),
        Meaning::Compare { subject, every, relation, with } => {
            let one = one_of(subject);
            let is_single = subject.is_single;
            let subject = named(subject);
            let compared = match (relation, every) {
                (Relation::Equal, false) => format!("{subject} is {with}{one}"),
                (Relation::Equal, true) => format!("each value of {subject} is {with}"),
                (Relation::NotEqual, _) if is_single => format!("{subject} is there and isn't {with}"),
                (Relation::NotEqual, false) => format!("{subject} has a value that isn't {with}; another value may be"),
                (Relation::NotEqual, true) => format!("{subject} is there and none of its values is {with}"),
                (Relation::Greater, false) => format!("{subject} is greater than {with}{one}"),
                (Relation::Greater, true) => format!("each value of {subject} is greater than {with}"),
                (Relation::GreaterEqual, false) => format!("{subject} is {with} or greater{one}"),
                (Relation::GreaterEqual, true) => format!("each value of {subject} is {with} or greater"),
                (Relation::Less, false) => format!("{subject} is less than {with}{one}"),
                (Relation::Less, true) => format!("each value of {subject} is less than {with}"),
                (Relation::LessEqual, false) => format!("{subject} is {with} or less{one}"),
                (Relation::LessEqual, true) => format!("each value of {subject} is {with} or less"),
                (Relation::Contains, false) => format!("{subject} contains {with}, with capitals and small letters as written"),
                (Relation::Contains, true) => format!("each value of {subject} contains {with}"),
                (Relation::Matches, false) => {
                    format!("the regular expression {with} finds something in {subject}; capitals and small letters are the same")
                }
                (Relation::Matches, true) => format!("the regular expression {with} finds something in each value of {subject}"),
            };
            lines.push((depth, compared));
        }
        Meaning::Member { subject, every: false, set } => {
            lines.push((depth, format!("{} is one of {set}{}", named(subject), one_of(subject))));
        }
        Meaning::Member { subject, every: true, set } => {
            lines.push((depth, format!("one of {set} is, or covers, each value of {}", named(subject))));
        }
    }
}

/// What is to be known where a packet may have a field several times.
const fn one_of(subject: &Subject) -> &'static str {
    if subject.is_single { "" } else { "; of several values, one is enough" }
}

fn named(subject: &Subject) -> String {
    match subject.title {
        Some(title) => format!("{} ({title})", subject.text),
        None => subject.text.clone(),
    }
}
