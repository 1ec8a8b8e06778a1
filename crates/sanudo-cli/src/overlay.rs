//! Lexicon files as a user writes them: TOML text becomes a value that knows the lines of its entries, or an error that names the line.

use sanudo::diag::Error;
use sanudo::lexicon::actors::{ENTRIES, LINE};
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads the text of one lexicon file; `path` is what an error calls it.
///
/// # Errors
/// `E102` with the line where the text stops being TOML.
pub fn read(path: &str, text: &str) -> Result<Value, Error> {
    let mut value: Value = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|s| text.get(..s.start)).unwrap_or("");
        Error {
            code: "E102",
            file: path.to_owned(),
            line: 1 + before.matches('\n').count(),
            message: error.message().to_owned(),
            hint: "the form of each file stands in lexicon/README.md".into(),
        }
    })?;
    if let Ok(spanned) = DeTable::parse(text) {
        let lines = Lines::new(text);
        for kind in ENTRIES {
            let found = spanned.get_ref().get(kind).map(Spanned::get_ref);
            number(value.get_mut(kind), found, &lines, true);
        }
    }
    Ok(value)
}

/// Writes into each table of a list the line where it begins, and into their offices.
fn number(list: Option<&mut Value>, spanned: Option<&DeValue<'_>>, lines: &Lines, with_offices: bool) {
    let tables = list.and_then(Value::as_array_mut).into_iter().flatten();
    let spans = spanned.and_then(DeValue::as_array).into_iter().flat_map(|array| array.iter());
    for (entry, spanned) in tables.zip(spans) {
        let Value::Object(table) = entry else { continue };
        table.insert(LINE.to_owned(), lines.of(spanned.span().start).into());
        if with_offices {
            let offices = spanned.get_ref().as_table().and_then(|t| t.get("offices")).map(Spanned::get_ref);
            number(table.get_mut("offices"), offices, lines, false);
        }
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte, counted from one.
    fn of(&self, byte: usize) -> usize {
        1 + self.0.partition_point(|end| *end < byte)
    }
}
