//! Why an expression is refused: where, why, and what was perhaps meant.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// A refusal. Display is the reason, and below it [`Self::marked`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    reason: String,
    hint: Option<String>,
    /// The expression and the bytes that the reason is about.
    place: Option<(String, Range<usize>)>,
}

impl FilterError {
    /// About the expression as a whole.
    pub(super) const fn whole(reason: String) -> Self {
        Self { reason, hint: None, place: None }
    }

    /// About these bytes of it.
    pub(super) fn at(expression: &str, place: Range<usize>, reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), hint: None, place: Some((expression.to_owned(), place)) }
    }

    /// With what was perhaps meant.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The reason and the hint, without the expression.
    pub fn reason(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{}. Hint: {hint}", self.reason),
            None => self.reason.clone(),
        }
    }

    /// The column of the first character that it is about, from 1.
    pub fn column(&self) -> Option<usize> {
        let (expression, place) = self.place.as_ref()?;
        Some(expression.get(..place.start)?.chars().count() + 1)
    }
}

impl FilterError {
    /// The expression, and carets below what the reason is about; a long expression around that place only.
    pub fn marked(&self) -> Option<[String; 2]> {
        let (expression, place) = self.place.as_ref()?;
        let column = self.column()?;
        const SHOWN: usize = 120;
        let start = column.saturating_sub(SHOWN / 2);
        let shown: String = expression.chars().skip(start).take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        // A character may be two columns wide, or none.
        let at = shown.char_indices().nth(column - 1 - start).map_or(shown.len(), |(at, _)| at);
        let length = expression.get(place.clone()).map_or(0, |text| text.chars().count());
        let marked = shown[at..].char_indices().nth(length).map_or(&shown[at..], |(end, _)| &shown[at..at + end]);
        let (indent, carets) = (shown[..at].width(), marked.width().max(1));
        Some([shown, format!("{:indent$}{}", "", "^".repeat(carets))])
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason())?;
        match self.marked() {
            Some([shown, carets]) => write!(formatter, "\n  {shown}\n  {carets}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FilterError {}

/// The candidate that is nearest to `wanted`, if one is near enough to have been meant.
pub fn nearest<'c>(wanted: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (wanted.chars().count() / 3).max(1);
    let lower = wanted.to_lowercase();
    candidates
        .filter(|candidate| candidate.len().abs_diff(wanted.len()) <= limit)
        .map(|candidate| (distance(&lower, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Letters to change, add, leave out or swap with the next until one word is the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (row, letter) in one.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, &against) in other.iter().enumerate() {
            let mut cost = (last[column] + usize::from(letter != against)).min(last[column + 1] + 1).min(current[column] + 1);
            if column > 0 && previous == Some(against) && other[column - 1] == letter {
                cost = cost.min(before_last[column - 1] + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(letter);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name() {
        let names = ["ip.addr", "ip.dst", "tcp.port", "udp.port"];
        for (wanted, expected) in
            [("ip.adr", Some("ip.addr")), ("tcp.prot", Some("tcp.port")), ("IP.ADDR", Some("ip.addr")), ("http", None)]
        {
            assert_eq!(nearest(wanted, names.into_iter()), expected, "{wanted}");
        }
    }

    #[test]
    fn the_caret_stands_below_what_it_is_about() {
        let error = FilterError::at("tcp and ip.adr == 1", 8..14, "no such field").hint("did you mean `ip.addr`?");
        assert_eq!(error.to_string(), "no such field. Hint: did you mean `ip.addr`?\n  tcp and ip.adr == 1\n          ^^^^^^");
        assert_eq!(error.column(), Some(9));
        let expression = "frame contains \"日本\" and ip.adr";
        let start = expression.len() - 6;
        let error = FilterError::at(expression, start..expression.len(), "no such field");
        assert_eq!(error.marked().unwrap()[1], format!("{:26}^^^^^^", ""));
    }
}
