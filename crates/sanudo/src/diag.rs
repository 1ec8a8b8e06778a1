//! Diagnostics: what the reader should know, with a code to search for, a place and a hint.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A remark on one article; it never stops the analysis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// `W` and three digits, stable across versions.
    pub code: String,
    /// What was seen.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Why a lexicon, a model or an input could not be loaded: code, place, message and hint.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// `E` and three digits, stable across versions.
    pub code: &'static str,
    /// The file, as the caller named it; empty where there is none.
    pub file: String,
    /// 1-based line, 0 where unknown.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if !self.file.is_empty() {
            write!(f, " {}", self.file)?;
        }
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\n  hint: {}", self.hint) }
    }
}

impl std::error::Error for Error {}
