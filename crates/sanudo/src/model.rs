//! The language model: what training wrote, checked and ready to score.

use crate::diag::Error;
use crate::parse::lemma::Lemmas;
use crate::parse::perceptron::Sparse;
use crate::parse::{Feats, Upos};
use crate::segment::Rules;

/// First bytes of the weights.
pub const MAGIC: &[u8; 8] = b"SANUDO01";

/// Weights and language data of one language.
#[derive(Debug)]
pub struct Model {
    /// Tokens, sentences, blocks.
    pub(crate) rules: Rules,
    /// Lemma tables.
    pub(crate) lemmas: Lemmas,
    /// What each class of the tagger means.
    pub(crate) tags: Vec<(Upos, Feats)>,
    /// Scores tags.
    pub(crate) tagger: Sparse,
    /// Scores shift, left-arc and right-arc.
    pub(crate) actions: Sparse,
    /// Scores relations.
    pub(crate) labels: Sparse,
    hash: String,
}

impl Model {
    /// Loads weights (in parts, in order), the segmenter's language data and the lemma table.
    ///
    /// # Errors
    /// `E202` where the weights are cut short or not ours, `E201` where the segmenter's file is wrong.
    pub fn load(parts: &[&[u8]], segment_toml: &str, lemmas: &str) -> Result<Model, Error> {
        let bytes = parts.concat();
        let mut reader = Reader { bytes: &bytes, at: 0 };
        if reader.take(MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(broken("the weights do not begin with SANUDO01"));
        }
        let tags = reader.tags().ok_or_else(|| broken("the tag list is cut short"))?;
        let mut table = |name: &str| {
            reader.sparse().ok_or_else(|| broken(&format!("the {name} weights are cut short or inconsistent")))
        };
        let (tagger, actions, labels) = (table("tagger")?, table("action")?, table("label")?);
        Ok(Model {
            rules: Rules::read(segment_toml)?,
            lemmas: Lemmas::read(lemmas),
            tags,
            tagger,
            actions,
            labels,
            hash: hash(&bytes),
        })
    }

    /// Tells models apart: FNV-1a of the weights, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

fn broken(message: &str) -> Error {
    Error {
        code: "E202",
        file: "models".into(),
        line: 0,
        message: message.into(),
        hint: "fetch the files again, or train them: cargo run -p sanudo-train --release".into(),
    }
}

/// FNV-1a over 8-byte words: as fast as reading, and enough to tell two files apart.
fn hash(bytes: &[u8]) -> String {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{state:016x}")
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let slice = self.bytes.get(self.at..self.at.checked_add(n)?)?;
        self.at += n;
        Some(slice)
    }

    fn number(&mut self) -> Option<usize> {
        self.take(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize)
    }

    fn tags(&mut self) -> Option<Vec<(Upos, Feats)>> {
        let count = self.number()?.min(1 << 12);
        let bytes = self.take(count * 3)?;
        bytes
            .chunks_exact(3)
            .map(|c| Some((*Upos::ALL.get(c[0] as usize)?, Feats(u16::from_le_bytes([c[1], c[2]])))))
            .collect()
    }

    fn sparse(&mut self) -> Option<Sparse> {
        let (classes, slots, entries) = (self.number()?, self.number()?, self.number()?);
        let keys = self
            .take(slots.checked_mul(4)?)?
            .chunks_exact(4)
            .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        let starts =
            self.take((slots + 1) * 4)?.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let ids = self.take(entries)?.to_vec();
        let weights =
            self.take(entries.checked_mul(2)?)?.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect();
        Sparse::new(classes, keys, starts, ids, weights)
    }
}
