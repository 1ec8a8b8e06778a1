//! The language model: weights and tables that segment, tag, parse and lemmatise one language.

use crate::diag::Error;
use crate::parse::hash;
use crate::parse::lemma::Lemmas;
use crate::parse::net::{Bytes, Network};
use crate::segment::rules::Rules;
use crate::segment::splits::Splits;

/// The first bytes of every weights file.
pub const MAGIC: &[u8; 8] = b"SANUDOw3";

/// Everything that knows the language.
#[derive(Debug)]
pub struct Model {
    hash: String,
    /// How text is cut up.
    pub(crate) rules: Rules,
    /// Where sentences start.
    pub(crate) splits: Splits,
    /// Tags, names, dependencies.
    pub network: Network,
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
        whole(&data)?;
        Model::read(Bytes::Owned(data), segment_toml, lemmas)
    }

    /// As [`Model::load()`], for a weights file that is known not to be damaged: a test proves the built-in one, which is neither
    /// copied nor summed up at every start.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn load_proven(weights: &'static [u8], segment_toml: &str, lemmas: &str) -> Result<Model, Error> {
        Model::read(Bytes::Borrowed(weights), segment_toml, lemmas)
    }

    fn read(data: Bytes, segment_toml: &str, lemmas: &str) -> Result<Model, Error> {
        let rules = Rules::read(segment_toml)?;
        let (body, sum) = body(&data)?;
        let text = hash::bytes(segment_toml.as_bytes()).rotate_left(1) ^ hash::bytes(lemmas.as_bytes()).rotate_left(2);
        let seen = sum ^ text;
        let (splits, network) = two(body).ok_or_else(|| damaged("it is cut short"))?;
        let network = data.len() - network.len();
        Ok(Model {
            hash: format!("{seen:016x}"),
            rules,
            splits: Splits::read(splits).ok_or_else(|| damaged("the sentence starts cannot be read"))?,
            network: Network::read(&data, network).ok_or_else(|| damaged("the network cannot be read"))?,
            lemmas: Lemmas::read(lemmas).ok_or_else(|| damaged("the lemmas cannot be read"))?,
        })
    }

    /// Names this model, weights and rules together; 16 hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// A weights file around the weights of sentence starts and an exported network, as [`Model::load`] reads it.
pub fn assemble(splits: &[u8], network: &[u8]) -> Vec<u8> {
    let body = [&(splits.len() as u32).to_le_bytes()[..], splits, network].concat();
    let mut out = MAGIC.to_vec();
    out.extend(hash::bytes(&body).to_le_bytes());
    out.extend(body);
    out
}

/// The exported network in a weights file.
///
/// # Errors
/// Where the bytes are damaged or of another version.
pub fn network_of(data: &[u8]) -> Result<&[u8], Error> {
    two(whole(data)?).map(|(_, network)| network).ok_or_else(|| damaged("it is cut short"))
}

/// What stands in a body: sentence starts and network.
fn two(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = body.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
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

/// What stands behind the head, and the checksum that it should have.
fn body(data: &[u8]) -> Result<(&[u8], u64), Error> {
    let rest = data.strip_prefix(MAGIC).ok_or_else(|| damaged("it does not start as a weights file"))?;
    let (sum, body) = rest.split_first_chunk::<8>().ok_or_else(|| damaged("it is cut short"))?;
    Ok((body, u64::from_le_bytes(*sum)))
}

/// The body, which must have its checksum.
fn whole(data: &[u8]) -> Result<&[u8], Error> {
    let (body, sum) = body(data)?;
    if sum == hash::bytes(body) { Ok(body) } else { Err(damaged("its checksum does not fit")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = include_str!("../../../models/en/segment.toml");
    const LEMMAS: &str = "NOUN\t0\t-s\t1\t\n";

    /// A network of one layer and one known word that has learned nothing.
    fn tiny() -> Vec<u8> {
        let (dim, tags, names, labels, rows) = (16, 1, 9, crate::parse::Deprel::ALL.len(), [2, 1, 1, 1, 1024]);
        let heads = 4 * dim + tags + names + 1;
        let numbers = [dim, 1, dim, dim, tags, names, labels, 1, 1, 1, 1, 1024, 1];
        let mut out: Vec<u8> = numbers.iter().flat_map(|n| (*n as u32).to_le_bytes()).collect();
        let mut push = |ones: usize, zeros: usize| {
            out.extend(std::iter::repeat_n(1f32.to_le_bytes(), ones).flatten());
            out.extend(std::iter::repeat_n(0, zeros));
        };
        push(0, 4 * tags + 4);
        for n in rows {
            push(n, n * dim);
        }
        push(dim, 4 * dim);
        push(0, 4);
        push(dim, 4 * dim);
        push(1, 0);
        push(dim, 3 * dim * dim + 4 * dim);
        push(dim, 4 * dim);
        push(1, 0);
        push(heads, heads * dim + 4 * heads);
        push(0, 4 * (2 * dim + 1 + 3));
        push(0, 4 * (dim * labels + labels));
        assemble(&[], &out)
    }

    #[test]
    fn parts_make_a_model_and_damage_is_an_error() {
        let good = tiny();
        let (a, b) = good.split_at(40);
        let model = Model::load(&[a, b], RULES, LEMMAS).expect("a valid model");
        assert_eq!(model.hash().len(), 16);
        for cut in (0..good.len()).step_by(97) {
            assert!(Model::load(&[&good[..cut]], RULES, LEMMAS).is_err());
            let mut bad = good.clone();
            bad[cut] ^= 0x40;
            assert!(Model::load(&[&bad], RULES, LEMMAS).is_err());
        }
        // A checksum that fits does not make a network.
        for cut in (0..good.len() - 20).step_by(97) {
            assert!(Model::load(&[&assemble(&[], &good[20..20 + cut])], RULES, LEMMAS).is_err());
        }
    }
}
