//! Trees as CoNLL-U, for other tools and for scoring.

use crate::article::Article;
use crate::parse::{Feats, Parsed, Upos, Word};
use crate::segment::Sentence;
use std::borrow::Cow;
use std::fmt::Write;

/// Writes all sentences; every word stands on its own line, written words that come apart have a range line.
pub fn write(article: &Article, parsed: &Parsed) -> String {
    let mut out = String::with_capacity(parsed.words.len() * 48);
    for (i, sentence) in parsed.sentences.iter().enumerate() {
        let text = sentence.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {text}", i + 1);
        write_sentence(&article.text, parsed, *sentence, &mut out);
        out.push('\n');
    }
    out
}

fn write_sentence(text: &str, parsed: &Parsed, sentence: Sentence, out: &mut String) {
    let words = parsed.words.get(sentence.words()).unwrap_or(&[]);
    let space = |word: Option<&Word>, i: usize| match (word, words.get(i)) {
        (Some(word), Some(next)) if word.span.end == next.span.start => "SpaceAfter=No",
        _ => "",
    };
    let mut names = parsed.names.iter().skip_while(|n| n.end <= sentence.first).peekable();
    for (i, word) in words.iter().enumerate() {
        let parts = words[i + 1..].iter().take_while(|w| w.joined).count();
        let last = words.get(i + parts);
        if parts > 0 && !word.joined {
            let form = word.span.cover(last.map_or(word.span, |w| w.span)).of(text);
            let misc = misc(space(last, i + parts + 1), None);
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", i + 1, i + 1 + parts);
        }
        let own = sentence.first + i as u32;
        let head = if word.head == own { 0 } else { (word.head + 1).saturating_sub(sentence.first) };
        while names.next_if(|n| n.end <= own).is_some() {}
        let name =
            names.peek().filter(|n| n.first <= own).map(|n| (if n.first == own { "B" } else { "I" }, n.kind.name()));
        let misc = misc(if word.joined || parts > 0 { "" } else { space(Some(word), i + 1) }, name);
        let form = word.span.of(text);
        let lemma = cased(form, parsed.lemma(own as usize), &words[i..], i);
        let (upos, deprel) = (word.upos.name(), word.deprel.name());
        let feats = feats(word.feats);
        let _ = writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}", i + 1);
    }
}

/// The lemma with the capital that UD leaves to adjectives of names: `Chadian`, `United` in `United Nations`. Inside the program
/// lemmas of all but proper nouns are in lower case. `words` begin with the word, which has the place `at` in its sentence.
fn cased<'l>(form: &str, lemma: &'l str, words: &[Word], at: usize) -> Cow<'l, str> {
    let (own, in_name) = (words[0], words.get(1).is_some_and(|w| w.upos == Upos::Propn));
    let is_participle = own.upos == Upos::Verb && own.feats.has(Feats::PARTICIPLE);
    let named = (own.upos == Upos::Adj && (at > 0 || in_name)) || (is_participle && at > 0 && in_name);
    let mut chars = form.chars();
    if !named || !chars.next().is_some_and(char::is_uppercase) || !chars.next().is_some_and(char::is_lowercase) {
        return Cow::Borrowed(lemma);
    }
    let mut rest = lemma.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    Cow::Owned(first.chain(rest).collect())
}

/// The last column: `Name=B-PER|SpaceAfter=No`.
fn misc(space: &str, name: Option<(&str, &str)>) -> String {
    match (name, space) {
        (None, "") => "_".into(),
        (None, space) => space.into(),
        (Some((place, kind)), "") => format!("Name={place}-{kind}"),
        (Some((place, kind)), space) => format!("Name={place}-{kind}|{space}"),
    }
}

fn feats(feats: Feats) -> String {
    let names = [
        (Feats::COMPARED, "Degree=Cmp"),
        (Feats::IMPERATIVE, "Mood=Imp"),
        (Feats::PLURAL, "Number=Plur"),
        (Feats::POSSESSIVE, "Poss=Yes"),
        (Feats::PAST, "Tense=Past"),
        (Feats::PRESENT, "Tense=Pres"),
        (Feats::FINITE, "VerbForm=Fin"),
        (Feats::GERUND, "VerbForm=Ger"),
        (Feats::INFINITIVE, "VerbForm=Inf"),
        (Feats::PARTICIPLE, "VerbForm=Part"),
        (Feats::PASSIVE, "Voice=Pass"),
    ];
    let set: Vec<&str> = names.iter().filter(|(bit, _)| feats.has(*bit)).map(|(_, name)| *name).collect();
    if set.is_empty() { "_".into() } else { set.join("|") }
}
