//! What the segmenter knows of a language, as read from `models/LANGUAGE/segment.toml`.

use super::BlockKind;
use crate::diag::Error;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    abbreviations: Vec<String>,
    maybe: Vec<String>,
    clitics: Vec<String>,
    pairs: Vec<(String, String)>,
    prefixes: Vec<String>,
    block: Vec<Lines>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lines {
    kind: String,
    starts: Vec<String>,
}

/// Ready for look-up; all in lower case.
#[derive(Debug, Default)]
pub struct Rules {
    pub(super) abbreviations: FxHashSet<String>,
    pub(super) maybe: FxHashSet<String>,
    pub(super) clitics: Vec<String>,
    pub(super) pairs: Vec<(String, String)>,
    pub(super) prefixes: FxHashSet<String>,
    pub(super) lines: Vec<(BlockKind, String)>,
}

impl Rules {
    /// Reads the file.
    ///
    /// # Errors
    /// `E201` with the place of the mistake.
    pub fn read(text: &str) -> Result<Rules, Error> {
        let file: File = toml::from_str(text).map_err(|e| Error {
            code: "E201",
            file: "segment.toml".into(),
            line: e.span().map_or(0, |s| text.get(..s.start).map_or(0, |t| t.matches('\n').count() + 1)),
            message: e.message().into(),
            hint: "the keys stand in models/en/segment.toml".into(),
        })?;
        let lines = file.block.into_iter().flat_map(|b| {
            let kind = kind(&b.kind);
            b.starts.into_iter().map(move |s| (kind, s))
        });
        Ok(Rules {
            abbreviations: file.abbreviations.into_iter().collect(),
            maybe: file.maybe.into_iter().collect(),
            clitics: file.clitics,
            pairs: file.pairs,
            prefixes: file.prefixes.into_iter().collect(),
            lines: lines.collect(),
        })
    }
}

fn kind(name: &str) -> BlockKind {
    match name {
        "photo" => BlockKind::Photo,
        "source" => BlockKind::Source,
        "byline" => BlockKind::Byline,
        _ => BlockKind::FrontMatter,
    }
}
