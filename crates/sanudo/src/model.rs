//! The language model: weights and tables that segment, tag, parse and lemmatise one language.

use crate::diag::Error;
use crate::parse::hash;
use crate::parse::lemma::Lemmas;
use crate::parse::parser::Parser;
use crate::parse::table::Table;
use crate::parse::tagger::{Tag, Tagger};
use crate::parse::transition::Move;
use crate::parse::{Deprel, Upos};
use crate::segment::rules::Rules;

/// The first bytes of every weights file.
pub const MAGIC: &[u8; 8] = b"SANUDOw1";

/// Everything that knows the language.
#[derive(Debug)]
pub struct Model {
    hash: String,
    /// How text is cut up.
    pub(crate) rules: Rules,
    /// Word clusters, a feature of tagger and parser.
    pub clusters: Clusters,
    /// Parts of speech and morphology.
    pub tagger: Tagger,
    /// Dependencies.
    pub parser: Parser,
    /// Lemmas.
    pub lemmas: Lemmas,
}

impl Model {
    /// Loads a model from the parts of its weights file, in order, its `segment.toml` and its `lemmas.tsv`.
    ///
    /// # Errors
    /// Where the bytes are damaged, of another version, or the rules do not parse.
    pub fn load(parts: &[&[u8]], segment_toml: &str, lemmas: &str) -> Result<Model, Error> {
        let data = parts.concat();
        let rules = Rules::read(segment_toml)?;
        let body = body(&data)?;
        let sections = sections(body).ok_or_else(|| damaged("its sections do not fit"))?;
        let [tags, tag_weights, moves, move_weights, clusters] = sections;
        let (tags, moves) = (read_tags(tags), read_moves(moves));
        let tagger = tags.zip(Table::read(tag_weights)).map(|(tags, table)| Tagger { tags, table });
        let parser = moves.zip(Table::read(move_weights)).map(|(moves, table)| Parser { moves, table });
        let text = hash::bytes(segment_toml.as_bytes()).rotate_left(1) ^ hash::bytes(lemmas.as_bytes()).rotate_left(2);
        let seen = hash::bytes(body) ^ text;
        Ok(Model {
            hash: format!("{seen:016x}"),
            rules,
            clusters: Clusters::read(clusters),
            tagger: tagger.ok_or_else(|| damaged("the tagger cannot be read"))?,
            parser: parser.ok_or_else(|| damaged("the parser cannot be read"))?,
            lemmas: Lemmas::read(lemmas).ok_or_else(|| damaged("the lemmas cannot be read"))?,
        })
    }

    /// Names this model, weights and rules together; 16 hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// Puts the sections of a weights file together, as [`Model::load`] reads them.
pub fn assemble(sections: [&[u8]; 5]) -> Vec<u8> {
    let mut body = Vec::new();
    for section in sections {
        body.extend((section.len() as u32).to_le_bytes());
        body.extend(section);
    }
    let mut out = MAGIC.to_vec();
    out.extend(hash::bytes(&body).to_le_bytes());
    out.extend(body);
    out
}

/// The tags of a tagger as a section.
pub fn write_tags(tags: &[Tag]) -> Vec<u8> {
    tags.iter().flat_map(|t| [t.upos as u8, t.feats as u8, (t.feats >> 8) as u8]).collect()
}

/// The moves of a parser as a section.
pub fn write_moves(moves: &[Move]) -> Vec<u8> {
    let pair = |m: &Move| match m {
        Move::Shift => [0, 0],
        Move::Left(label) => [1, *label as u8],
        Move::Right(label) => [2, *label as u8],
    };
    moves.iter().flat_map(pair).collect()
}

fn damaged(message: &str) -> Error {
    Error {
        code: "E202",
        file: "weights".into(),
        line: 0,
        message: format!("the language model is damaged: {message}"),
        hint: "give all parts in the order of model.toml, from the same version of Sanudo".into(),
    }
}

fn body(data: &[u8]) -> Result<&[u8], Error> {
    let rest = data.strip_prefix(MAGIC).ok_or_else(|| damaged("it does not start as a weights file"))?;
    let (sum, body) = rest.split_first_chunk::<8>().ok_or_else(|| damaged("it is cut short"))?;
    if u64::from_le_bytes(*sum) != hash::bytes(body) {
        return Err(damaged("its checksum does not fit"));
    }
    Ok(body)
}

fn sections(mut rest: &[u8]) -> Option<[&[u8]; 5]> {
    let mut out = [&[][..]; 5];
    for section in &mut out {
        let (len, after) = rest.split_first_chunk::<4>()?;
        (*section, rest) = after.split_at_checked(u32::from_le_bytes(*len) as usize)?;
    }
    rest.is_empty().then_some(out)
}

fn read_tags(data: &[u8]) -> Option<Vec<Tag>> {
    let tag = |b: &[u8; 3]| {
        let upos = *Upos::ALL.get(b[0] as usize)?;
        Some(Tag { upos, feats: u16::from_le_bytes([b[1], b[2]]) })
    };
    data.as_chunks::<3>().0.iter().map(tag).collect()
}

fn read_moves(data: &[u8]) -> Option<Vec<Move>> {
    let read = |b: &[u8; 2]| {
        let label = *Deprel::ALL.get(b[1] as usize)?;
        [Move::Shift, Move::Left(label), Move::Right(label)].get(b[0] as usize).copied()
    };
    data.as_chunks::<2>().0.iter().map(read).collect()
}

/// Which cluster of distributionally similar words a word is in.
#[derive(Debug, Default)]
pub struct Clusters {
    words: Vec<(u32, u16)>,
}

impl Clusters {
    /// Clusters by the [`norm`](crate::parse::lex::Lex::norm) of their words.
    pub fn new(mut words: Vec<(u32, u16)>) -> Self {
        words.sort_unstable();
        words.dedup_by_key(|w| w.0);
        Clusters { words }
    }

    /// The cluster of a word, 0 where it has none.
    pub fn of(&self, norm: u32) -> u32 {
        let at = self.words.binary_search_by_key(&norm, |w| w.0);
        at.map_or(0, |i| u32::from(self.words[i].1))
    }

    /// As a section of a weights file.
    pub fn write(&self) -> Vec<u8> {
        let mut out: Vec<u8> = self.words.iter().flat_map(|w| w.0.to_le_bytes()).collect();
        out.extend(self.words.iter().flat_map(|w| w.1.to_le_bytes()));
        out
    }

    fn read(data: &[u8]) -> Self {
        let (keys, ids) = data.split_at(data.len() / 6 * 4);
        let keys = keys.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b));
        let ids = ids.as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b));
        Clusters { words: keys.zip(ids).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::table;

    const RULES: &str = include_str!("../../../models/en/segment.toml");
    const LEMMAS: &str = "NOUN\t0\t-s\t1\t\n";

    fn tiny() -> Vec<u8> {
        let empty = table::write(&[]);
        let tags = write_tags(&[Tag { upos: Upos::Noun, feats: 0 }]);
        let moves = write_moves(&[Move::Shift, Move::Left(Deprel::Root), Move::Right(Deprel::Dep)]);
        assemble([&tags, &empty, &moves, &empty, &Clusters::default().write()])
    }

    #[test]
    fn parts_make_a_model_and_damage_is_an_error() {
        let good = tiny();
        let (a, b) = good.split_at(40);
        let model = Model::load(&[a, b], RULES, LEMMAS).expect("a valid model");
        assert_eq!(model.hash().len(), 16);
        for cut in 0..good.len() {
            assert!(Model::load(&[&good[..cut]], RULES, LEMMAS).is_err());
            let mut bad = good.clone();
            bad[cut] ^= 0x40;
            assert!(Model::load(&[&bad], RULES, LEMMAS).is_err());
        }
    }
}
