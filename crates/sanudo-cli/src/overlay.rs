//! Lexicon files as a user writes them: TOML text becomes a value, or an error that names the line.

use sanudo::diag::Error;
use serde_json::Value;

/// Reads the text of one lexicon file; `path` is what an error calls it.
///
/// # Errors
/// `E102` with the line where the text stops being TOML.
pub fn read(path: &str, text: &str) -> Result<Value, Error> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|s| text.get(..s.start)).unwrap_or("");
        Error {
            code: "E102",
            file: path.to_owned(),
            line: 1 + before.matches('\n').count(),
            message: error.message().to_owned(),
            hint: "the form of each file stands in lexicon/README.md".into(),
        }
    })
}
