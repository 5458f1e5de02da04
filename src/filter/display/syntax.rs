//! Words to a tree, by precedence (Pratt): `||`, `&&`, `!`, comparisons, `&`, `+ -`, `* / %`, unary minus, slices and layers.

use std::ops::Range;

use super::error::FilterError;
use super::lexer::{Symbol, Token, TokenKind, tokens};

/// How deep parentheses, braces, calls and negations may nest.
const MOST_NESTED: usize = 200;

/// A piece of an expression that is true or false.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Syntax {
    All(Vec<Syntax>),
    OneOf(Vec<Syntax>),
    Not(Box<Syntax>),
    Compare { quantifier: Option<Quantifier>, operator: Operator, left: Term, right: Term, place: Range<usize> },
    Member { quantifier: Option<Quantifier>, left: Term, set: Vec<(Term, Option<Term>)> },
    Present(Term),
}

/// Whether one value of a field has to fit or each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantifier {
    Any,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Contains,
    Matches,
}

/// A piece of an expression that has a value, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) kind: TermKind,
    pub(super) place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TermKind {
    Word(String),
    Text(Vec<u8>),
    Character(u8),
    Layers(Box<Term>, Vec<Piece>),
    Slice(Box<Term>, Vec<Piece>),
    Call(String, Vec<Term>),
    Arithmetic(Arithmetic, Box<Term>, Box<Term>),
    Negate(Box<Term>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    BitAnd,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// Bytes of a value, or layers of a packet: from an offset, which counts from the end where it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: i32,
    pub(super) end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// So many bytes.
    Length(u32),
    /// Up to this offset, which is included.
    Last(i32),
    /// To the end.
    Open,
}

/// Reads an expression.
pub(super) fn parse(expression: &str) -> Result<Syntax, FilterError> {
    let tokens = tokens(expression)?;
    if tokens.is_empty() {
        return Err(FilterError::whole("the filter is empty".to_owned()));
    }
    let mut parser = Parser { expression, tokens: &tokens, at: 0, depth: 0 };
    let syntax = parser.one_of()?;
    match parser.tokens.get(parser.at) {
        None => Ok(syntax),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser<'e> {
    expression: &'e str,
    tokens: &'e [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn one_of(&mut self) -> Result<Syntax, FilterError> {
        let mut all = vec![self.all()?];
        while self.take(Symbol::Or) {
            all.push(self.all()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Syntax::OneOf(all) })
    }

    fn all(&mut self) -> Result<Syntax, FilterError> {
        let mut all = vec![self.not()?];
        while self.take(Symbol::And) {
            all.push(self.not()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Syntax::All(all) })
    }

    fn not(&mut self) -> Result<Syntax, FilterError> {
        if self.take(Symbol::Not) {
            return self.nested(|parser| Ok(Syntax::Not(Box::new(parser.not()?))));
        }
        if self.take(Symbol::Open) {
            return self.nested(|parser| {
                let inner = parser.one_of()?;
                parser.expect(Symbol::Close)?;
                Ok(inner)
            });
        }
        self.relation()
    }

    fn relation(&mut self) -> Result<Syntax, FilterError> {
        let quantifier = match self.symbol() {
            Some(Symbol::Any) => Some(Quantifier::Any),
            Some(Symbol::All) => Some(Quantifier::All),
            _ => None,
        };
        if quantifier.is_some() {
            self.at += 1;
        }
        let left = self.term(0)?;
        if let Some(is_member) = self.membership() {
            let set = self.set()?;
            return Ok(if is_member {
                Syntax::Member { quantifier, left, set }
            } else {
                // As in Wireshark `all` says nothing more there: none of the values is in the set.
                Syntax::Not(Box::new(Syntax::Member { quantifier: None, left, set }))
            });
        }
        let mut relations = Vec::new();
        let mut left = left;
        while let Some((operator, own)) = self.operator() {
            let place = self.place();
            self.at += 1;
            let right = self.term(0)?;
            let next = right.clone();
            relations.push(Syntax::Compare { quantifier: quantifier.or(own), operator, left, right, place });
            left = next;
        }
        match relations.len() {
            0 if quantifier.is_some() => Err(self.unexpected()),
            0 => Ok(Syntax::Present(left)),
            1 => Ok(relations.remove(0)),
            _ => Ok(Syntax::All(relations)),
        }
    }

    /// `in`, `not in`.
    fn membership(&mut self) -> Option<bool> {
        if self.take(Symbol::In) {
            return Some(true);
        }
        let is_in = matches!(self.tokens.get(self.at + 1), Some(Token { kind: TokenKind::Symbol(Symbol::In), .. }));
        if self.symbol() == Some(Symbol::Not) && is_in {
            self.at += 2;
            return Some(false);
        }
        None
    }

    fn set(&mut self) -> Result<Vec<(Term, Option<Term>)>, FilterError> {
        self.expect(Symbol::OpenBrace)?;
        let mut set = Vec::new();
        loop {
            let first = self.term(0)?;
            let last = if self.take(Symbol::Range) { Some(self.term(0)?) } else { None };
            set.push((first, last));
            if !self.take(Symbol::Comma) {
                break;
            }
        }
        let is_word = matches!(self.tokens.get(self.at), Some(Token { kind: TokenKind::Word(_) | TokenKind::Text(_), .. }));
        self.expect(Symbol::CloseBrace)
            .map_err(|error| if is_word { error.hint("the values of a set are separated by commas") } else { error })?;
        Ok(set)
    }

    /// The comparison that comes next, and the quantifier that its spelling has.
    fn operator(&self) -> Option<(Operator, Option<Quantifier>)> {
        Some(match self.symbol()? {
            Symbol::AnyEqual => (Operator::Equal, None),
            Symbol::AllEqual => (Operator::Equal, Some(Quantifier::All)),
            Symbol::AllNotEqual => (Operator::NotEqual, Some(Quantifier::All)),
            Symbol::AnyNotEqual => (Operator::NotEqual, Some(Quantifier::Any)),
            Symbol::Greater => (Operator::Greater, None),
            Symbol::GreaterEqual => (Operator::GreaterEqual, None),
            Symbol::Less => (Operator::Less, None),
            Symbol::LessEqual => (Operator::LessEqual, None),
            Symbol::Contains => (Operator::Contains, None),
            Symbol::Matches => (Operator::Matches, None),
            _ => return None,
        })
    }

    /// A value, of operators that bind at least as strongly as `strength`.
    fn term(&mut self, strength: u8) -> Result<Term, FilterError> {
        let mut left = self.unary()?;
        while let Some((operator, own)) = self.arithmetic() {
            if own < strength {
                break;
            }
            self.at += 1;
            let right = self.term(own + 1)?;
            let place = left.place.start..right.place.end;
            left = Term { kind: TermKind::Arithmetic(operator, Box::new(left), Box::new(right)), place };
        }
        Ok(left)
    }

    fn arithmetic(&self) -> Option<(Arithmetic, u8)> {
        Some(match self.symbol()? {
            Symbol::BitAnd => (Arithmetic::BitAnd, 0),
            Symbol::Plus => (Arithmetic::Add, 1),
            Symbol::Minus => (Arithmetic::Subtract, 1),
            Symbol::Times => (Arithmetic::Multiply, 2),
            Symbol::Divide => (Arithmetic::Divide, 2),
            Symbol::Remainder => (Arithmetic::Remainder, 2),
            _ => return None,
        })
    }

    fn unary(&mut self) -> Result<Term, FilterError> {
        let start = self.place().start;
        if self.take(Symbol::Minus) {
            return self.nested(|parser| {
                let inner = parser.unary()?;
                let place = start..inner.place.end;
                Ok(Term { kind: TermKind::Negate(Box::new(inner)), place })
            });
        }
        // A plus before a number says nothing.
        if self.take(Symbol::Plus) {
            return self.nested(Self::unary);
        }
        self.postfix()
    }

    fn postfix(&mut self) -> Result<Term, FilterError> {
        let mut term = self.atom()?;
        loop {
            // A layer's number follows its field at once.
            if self.symbol() == Some(Symbol::Hash) && self.place().start == term.place.end {
                self.at += 1;
                let pieces = if self.symbol() == Some(Symbol::OpenBracket) { self.brackets()? } else { vec![self.layer()?] };
                let place = term.place.start..self.last_end();
                term = Term { kind: TermKind::Layers(Box::new(term), pieces), place };
            } else if self.symbol() == Some(Symbol::OpenBracket) {
                let pieces = self.brackets()?;
                let place = term.place.start..self.last_end();
                term = Term { kind: TermKind::Slice(Box::new(term), pieces), place };
            } else {
                return Ok(term);
            }
        }
    }

    fn atom(&mut self) -> Result<Term, FilterError> {
        let Some(token) = self.tokens.get(self.at) else { return Err(self.unexpected()) };
        let place = token.place.clone();
        match &token.kind {
            TokenKind::Text(bytes) => {
                self.at += 1;
                Ok(Term { kind: TermKind::Text(bytes.clone()), place })
            }
            TokenKind::Character(byte) => {
                self.at += 1;
                Ok(Term { kind: TermKind::Character(*byte), place })
            }
            TokenKind::Word(word) => {
                self.at += 1;
                if self.take(Symbol::Open) {
                    return self.nested(|parser| parser.call(word.clone(), place));
                }
                Ok(Term { kind: TermKind::Word(word.clone()), place })
            }
            TokenKind::Symbol(Symbol::OpenBrace) => {
                self.at += 1;
                self.nested(|parser| {
                    let inner = parser.term(0)?;
                    parser.expect(Symbol::CloseBrace)?;
                    Ok(Term { place: place.start..parser.last_end(), ..inner })
                })
            }
            TokenKind::Symbol(_) => Err(self.unexpected()),
        }
    }

    fn call(&mut self, name: String, place: Range<usize>) -> Result<Term, FilterError> {
        let mut arguments = Vec::new();
        if !self.take(Symbol::Close) {
            loop {
                arguments.push(self.term(0)?);
                if !self.take(Symbol::Comma) {
                    break;
                }
            }
            self.expect(Symbol::Close)?;
        }
        let place = place.start..self.last_end();
        Ok(Term { kind: TermKind::Call(name, arguments), place })
    }

    /// `[0:3]`, `[2]`, `[1-2,-4:]`: read from the text, because `2:3` is a word elsewhere.
    fn brackets(&mut self) -> Result<Vec<Piece>, FilterError> {
        let open = self.place();
        let is_close = |token: &Token| token.kind == TokenKind::Symbol(Symbol::CloseBracket);
        let Some(offset) = self.tokens[self.at..].iter().position(is_close) else {
            let error = FilterError::at(self.expression, open.start..self.expression.len(), "the bracket isn't closed");
            return Err(error.hint("write a ] behind the offsets, as eth.src[0:3]"));
        };
        let close = self.tokens[self.at + offset].place.clone();
        self.at += offset + 1;
        let mut pieces = Vec::new();
        let mut start = open.end;
        for text in self.expression[open.end..close.start].split(',') {
            pieces.push(self.piece(text, start)?);
            start += text.len() + 1;
        }
        Ok(pieces)
    }

    fn piece(&self, text: &str, start: usize) -> Result<Piece, FilterError> {
        let place = start..start + text.len();
        let text = text.trim();
        let wrong = |reason: String| FilterError::at(self.expression, place.clone(), reason);
        let number = |text: &str| {
            text.trim()
                .parse::<i32>()
                .map_err(|_| wrong(format!("`{}` is no offset", text.trim())).hint("offsets are written as [start:length] or [first-last]"))
        };
        if let Some((first, length)) = text.split_once(':') {
            let start = if first.trim().is_empty() { 0 } else { number(first)? };
            if length.trim().is_empty() {
                return Ok(Piece { start, end: End::Open });
            }
            let length = number(length)?;
            return match u32::try_from(length) {
                Ok(length) if length > 0 => Ok(Piece { start, end: End::Length(length) }),
                _ => Err(wrong(format!("a length of {length} selects nothing"))),
            };
        }
        // A minus at the start belongs to the number.
        let dash = text.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(index, _)| index);
        match dash {
            Some(dash) => {
                let (first, last) = (number(&text[..dash])?, number(&text[dash + 1..])?);
                if first > last && (first < 0) == (last < 0) {
                    return Err(wrong(format!("{first} comes after {last}")));
                }
                Ok(Piece { start: first, end: End::Last(last) })
            }
            None => Ok(Piece { start: number(text)?, end: End::Length(1) }),
        }
    }

    /// The number behind `#`.
    fn layer(&mut self) -> Result<Piece, FilterError> {
        let place = self.place();
        let number = match self.tokens.get(self.at) {
            Some(Token { kind: TokenKind::Word(word), .. }) => word.parse::<i32>().ok().filter(|number| *number > 0),
            _ => None,
        };
        let Some(start) = number else {
            let error = FilterError::at(self.expression, place, "behind # stands the number of a layer");
            return Err(error.hint("ip.src#1 is the outermost IP header's"));
        };
        self.at += 1;
        Ok(Piece { start, end: End::Length(1) })
    }

    fn symbol(&self) -> Option<Symbol> {
        match self.tokens.get(self.at)?.kind {
            TokenKind::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    fn take(&mut self, symbol: Symbol) -> bool {
        let is_it = self.symbol() == Some(symbol);
        self.at += usize::from(is_it);
        is_it
    }

    fn expect(&mut self, symbol: Symbol) -> Result<(), FilterError> {
        if self.take(symbol) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn place(&self) -> Range<usize> {
        let end = self.expression.len();
        self.tokens.get(self.at).map_or(end..end, |token| token.place.clone())
    }

    fn last_end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.place.end)
    }

    fn unexpected(&self) -> FilterError {
        let place = self.place();
        match self.expression.get(place.clone()).filter(|text| !text.is_empty()) {
            None => self.ended(place),
            Some(text) => {
                let error = FilterError::at(self.expression, place, format!("`{text}` isn't expected here"));
                match text {
                    "$" => error.hint("macros and references aren't known here"),
                    _ => error,
                }
            }
        }
    }

    /// The expression ends where more of it has to come: an operand, or what closes a bracket.
    fn ended(&self, place: Range<usize>) -> FilterError {
        let mut open = Vec::new();
        for token in self.tokens {
            match token.kind {
                TokenKind::Symbol(Symbol::Open | Symbol::OpenBrace | Symbol::OpenBracket) => open.push(&token.place),
                TokenKind::Symbol(Symbol::Close | Symbol::CloseBrace | Symbol::CloseBracket) => drop(open.pop()),
                _ => {}
            }
        }
        let text = |place: &Range<usize>| self.expression.get(place.clone()).unwrap_or_default();
        let is_closing = |symbol| matches!(symbol, Symbol::Close | Symbol::CloseBrace | Symbol::CloseBracket);
        match (self.tokens.last(), open.last()) {
            (Some(Token { kind: TokenKind::Symbol(symbol), place: last }), _) if !is_closing(*symbol) => {
                FilterError::at(self.expression, place, format!("behind `{}` something is missing", text(last)))
            }
            (_, Some(open)) => FilterError::at(self.expression, (*open).clone(), format!("this `{}` isn't closed", text(open))),
            _ => FilterError::at(self.expression, place, "the filter ends too early"),
        }
    }

    /// Goes one level down, where the expression nests.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, FilterError>) -> Result<T, FilterError> {
        if self.depth >= MOST_NESTED {
            return Err(FilterError::at(self.expression, self.place(), format!("the filter nests more than {MOST_NESTED} levels deep")));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}
