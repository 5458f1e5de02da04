//! How much is said: a phrase, the sentence, or the sentence with its grounds.

/// How much is said of each statement. Codes, facts and everything else are the same at all levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// A short sentence.
    Brief,
    /// What it says and why, as a teacher would say it.
    #[default]
    Full,
    /// The same, with what it rests on: packets, facts, and where its rule stands.
    Why,
}
