//! The lemma table: rules of endings, and every word of the treebanks that they get wrong.

use crate::treebank::{Sentence, Tags};
use sanudo::parse::Upos;
use sanudo::parse::lemma::Lemmas;
use std::collections::BTreeMap;

/// English endings, longest first; the table of exceptions corrects them.
const RULES: &str = include_str!("../configs/endings.tsv");

/// Forms that the endings get wrong, known from elsewhere.
const IRREGULAR: &str = include_str!("../configs/irregular.tsv");

/// The table as `models/en/lemmas.tsv` holds it.
pub fn table(sentences: &[Sentence], tags: &Tags) -> String {
    let rules = Lemmas::read(&format!("{RULES}{IRREGULAR}"));
    let mut seen: BTreeMap<(Upos, String), BTreeMap<String, usize>> = BTreeMap::new();
    let mut feats = BTreeMap::new();
    for sentence in sentences {
        for (i, word) in sentence.words.iter().enumerate() {
            let (upos, f) = tags.list[sentence.tags[i] as usize];
            let key = (upos, word.to_lowercase());
            if matches!(upos, Upos::Propn | Upos::X | Upos::Sym | Upos::Num)
                || word.contains('\t')
                || sentence.lemmas[i] == "_"
            {
                continue;
            }
            feats.insert(key.clone(), f);
            *seen.entry(key).or_default().entry(sentence.lemmas[i].to_lowercase()).or_insert(0) += 1;
        }
    }
    let mut out =
        String::from("# Written by sanudo-train from crates/sanudo-train/configs/endings.tsv and the treebanks.\n");
    out += RULES;
    out += IRREGULAR;
    for ((upos, form), lemmas) in seen {
        let Some((lemma, _)) = lemmas.iter().max_by_key(|(lemma, count)| (**count, std::cmp::Reverse(*lemma))) else {
            continue;
        };
        let mut by_rule = String::new();
        rules.push(&form, upos, feats[&(upos, form.clone())], &mut by_rule);
        if *lemma != by_rule {
            out += &format!("{}\t{form}\t{lemma}\n", upos.name());
        }
    }
    out
}
