//! The shipped model, end to end: what frames live on must come out of the shipped weights.

use sanudo::article::Article;
use sanudo::model::Model;
use sanudo::parse::{Parsed, parse};
use sanudo::segment::segment;

fn analyse(text: &str) -> (Article, Parsed) {
    let model =
        Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("the shipped model");
    let article = Article { text: text.into(), ..Article::default() };
    let parsed = parse(&article, &segment(&article, &model), &model);
    (article, parsed)
}

/// `word/lemma/UPOS/relation<head`, one a word.
fn tree(text: &str) -> String {
    let (article, parsed) = analyse(text);
    let form = |i: usize| parsed.words[i].span.of(&article.text);
    let word = |i: usize| {
        let w = &parsed.words[i];
        format!("{}/{}/{}/{}<{}", form(i), parsed.lemma(i), w.upos.name(), w.deprel.name(), form(w.head as usize))
    };
    (0..parsed.words.len()).map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn passives_and_their_agents_are_told() {
    let tree = tree("Two diplomats were expelled by Chad.");
    assert_eq!(
        tree,
        "Two/two/NUM/nummod<diplomats diplomats/diplomat/NOUN/nsubj:pass<expelled were/be/AUX/aux:pass<expelled \
         expelled/expel/VERB/root<expelled by/by/ADP/case<Chad Chad/Chad/PROPN/obl:agent<expelled ././PUNCT/punct<expelled"
    );
}

#[test]
fn every_sentence_has_one_root_and_its_words_lead_there() {
    let text = "Peru said on Monday that it would recall its envoy, who met rebels. \"Why?\" asked Chile's minister; none knew!";
    let (article, parsed) = analyse(text);
    assert!(sanudo::record::conllu::write(&article, &parsed).contains("\t0\troot\t"));
    for sentence in &parsed.sentences {
        assert_eq!(sentence.words().filter(|i| parsed.is_root(*i)).count(), 1);
        for mut word in sentence.words() {
            let mut steps = 0;
            while !parsed.is_root(word) {
                word = parsed.words[word].head as usize;
                steps += 1;
                assert!(sentence.words().contains(&word) && steps <= sentence.words().len());
            }
        }
    }
}
