//! What a filter asks, in Indonesian.

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
        Meaning::All(parts) => several(lines, "semua syarat ini:", parts),
        Meaning::OneOf(parts) => several(lines, "paling sedikit satu dari syarat ini:", parts),
        Meaning::Not(inner) => match &**inner {
            Meaning::Present(subject) => lines.push((depth, format!("paket tidak memuat {}", named(subject)))),
            other => {
                lines.push((
                    depth,
                    "syarat berikut tidak terpenuhi (perbandingan juga tidak terpenuhi bila paket tidak memiliki field-nya):".to_owned(),
                ));
                self::lines(other, depth + 1, lines);
            }
        },
        Meaning::Present(subject) if subject.is_protocol => lines.push((depth, format!("paket memuat {}", named(subject)))),
        Meaning::Present(subject) if subject.is_boolean => {
            let text = &subject.text;
            lines.push((depth, format!("paket memiliki field {}, bernilai 1 atau 0; untuk nilai 1 tulis `{text} == 1`", named(subject))));
        }
        Meaning::Present(subject) => lines.push((depth, format!("paket memiliki field {}, berapa pun nilainya", named(subject)))),
        Meaning::NotZero(subject) => {
            lines.push((depth, format!("{} bukan 0: paling sedikit satu dari bit itu bernilai 1", named(subject))))
        }
        Meaning::Compare { subject, every, relation, with } => {
            let one = one_of(subject);
            let is_single = subject.is_single;
            let subject = named(subject);
            let compared = match (relation, every) {
                (Relation::Equal, false) => format!("{subject} sama dengan {with}{one}"),
                (Relation::Equal, true) => format!("setiap nilai {subject} sama dengan {with}"),
                (Relation::NotEqual, _) if is_single => format!("{subject} ada dan nilainya bukan {with}"),
                (Relation::NotEqual, false) => format!("{subject} memiliki nilai yang bukan {with}; nilai lain boleh sama"),
                (Relation::NotEqual, true) => format!("{subject} ada dan tidak satu pun nilainya sama dengan {with}"),
                (Relation::Greater, false) => format!("{subject} lebih besar dari {with}{one}"),
                (Relation::Greater, true) => format!("setiap nilai {subject} lebih besar dari {with}"),
                (Relation::GreaterEqual, false) => {
                    format!("{subject} sama dengan atau lebih besar dari {with}{one}")
                }
                (Relation::GreaterEqual, true) => format!("setiap nilai {subject} sama dengan atau lebih besar dari {with}"),
                (Relation::Less, false) => format!("{subject} lebih kecil dari {with}{one}"),
                (Relation::Less, true) => format!("setiap nilai {subject} lebih kecil dari {with}"),
                (Relation::LessEqual, false) => {
                    format!("{subject} sama dengan atau lebih kecil dari {with}{one}")
                }
                (Relation::LessEqual, true) => format!("setiap nilai {subject} sama dengan atau lebih kecil dari {with}"),
                (Relation::Contains, false) => format!("{subject} memuat {with}, dengan huruf besar dan kecil seperti tertulis"),
                (Relation::Contains, true) => format!("setiap nilai {subject} memuat {with}"),
                (Relation::Matches, false) => {
                    format!("ekspresi reguler {with} cocok dengan isi {subject}; huruf besar dan kecil dianggap sama")
                }
                (Relation::Matches, true) => format!("ekspresi reguler {with} cocok dengan setiap nilai {subject}"),
            };
            lines.push((depth, compared));
        }
        Meaning::Member { subject, every: false, set } => {
            lines.push((depth, format!("{} adalah salah satu dari {set}{}", named(subject), one_of(subject))));
        }
        Meaning::Member { subject, every: true, set } => {
            lines.push((depth, format!("satu dari {set} sama dengan, atau mencakup, setiap nilai {}", named(subject))));
        }
    }
}

/// What is to be known where a packet may have a field several times.
const fn one_of(subject: &Subject) -> &'static str {
    if subject.is_single { "" } else { "; bila nilainya beberapa, satu saja cukup" }
}

fn named(subject: &Subject) -> String {
    match subject.title {
        Some(title) => format!("{} ({title})", subject.text),
        None => subject.text.clone(),
    }
}
