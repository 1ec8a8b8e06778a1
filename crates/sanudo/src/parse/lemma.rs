//! The dictionary form of a word: a table of what no rule gets right, then rules of endings.

use super::{Feats, Upos};
use rustc_hash::FxHashMap;

/// Exceptions and rules of one language.
#[derive(Debug, Default)]
pub struct Lemmas {
    exceptions: FxHashMap<(Upos, Box<str>), Box<str>>,
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    upos: Upos,
    ending: Box<str>,
    replacement: Box<str>,
}

impl Lemmas {
    /// Reads a table: `UPOS<tab>form<tab>lemma` for an exception, `UPOS<tab>-ending<tab>-replacement` for a rule. Rules are tried in order.
    pub fn read(table: &str) -> Lemmas {
        let mut lemmas = Lemmas::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(upos), Some(form), Some(lemma)) =
                (columns.next().and_then(Upos::from_name), columns.next(), columns.next())
            else {
                continue;
            };
            match (form.strip_prefix('-'), lemma.strip_prefix('-')) {
                (Some(ending), Some(replacement)) => {
                    lemmas.rules.push(Rule { upos, ending: ending.into(), replacement: replacement.into() })
                }
                _ => drop(lemmas.exceptions.insert((upos, form.into()), lemma.into())),
            }
        }
        lemmas
    }

    /// Appends the lemma of `form` to `out`.
    pub fn push(&self, form: &str, upos: Upos, feats: Feats, out: &mut String) {
        if matches!(upos, Upos::Propn) {
            return self.proper(form, feats, out);
        }
        let lower = form.to_lowercase();
        if let Some(lemma) = self.exceptions.get(&(upos, lower.as_str().into())) {
            return out.push_str(lemma);
        }
        let regular = match upos {
            Upos::Noun => feats.has(Feats::PLURAL),
            Upos::Verb | Upos::Aux => !feats.has(Feats::INFINITIVE),
            Upos::Adj | Upos::Adv => feats.has(Feats::COMPARED),
            _ => false,
        };
        let of = if upos == Upos::Aux { Upos::Verb } else { upos };
        let rule = self
            .rules
            .iter()
            .find(|r| regular && r.upos == of && lower.len() > r.ending.len() + 1 && lower.ends_with(&*r.ending));
        match rule {
            Some(rule) => {
                out.push_str(&lower[..lower.len() - rule.ending.len()]);
                out.push_str(&rule.replacement);
            }
            None => out.push_str(&lower),
        }
    }

    /// A name keeps its capitals; only its plural ending goes.
    fn proper(&self, form: &str, feats: Feats, out: &mut String) {
        let plural = feats.has(Feats::PLURAL) && form.len() > 3 && form.ends_with('s') && !form.ends_with("ss");
        out.push_str(if plural { &form[..form.len() - 1] } else { form });
    }
}
