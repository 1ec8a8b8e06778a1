//! The shipped model, end to end: what frames live on must come out of the shipped weights.

use sanudo::article::Article;
use sanudo::model::Model;
use sanudo::parse::{Parsed, parse};
use sanudo::segment::segment;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("the shipped model")
});

fn analyse(text: &str) -> (Article, Parsed) {
    let article = Article { text: text.into(), ..Article::default() };
    let parsed = parse(&article, &segment(&article, &MODEL), &MODEL);
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

/// Texts that no reporter wrote: spans stay inside the text and in order, and every head inside its sentence.
#[test]
fn any_text_gives_a_sound_analysis() {
    let long = "the envoy of the minister met ".repeat(1700);
    let brackets = "((".repeat(400);
    let texts = [
        "😀😀 🇵🇪🇨🇱 👩‍👩‍👧‍👦!!! ???",
        "وزير الخارجية يلتقي نظيره في القاهرة. שר החוץ נפגש עם עמיתו.",
        "\u{202E}Peru\u{202C} met \u{200F}Chile\u{200E}\u{FEFF}.\u{0}\u{1B}[0m",
        "PERU AND CHILE SIGN TRADE PACT AFTER TALKS IN LIMA",
        "Peru expels envoy; Chile protests",
        "| Country | Dead |\n|---|---|\n| Peru | 1,200 |\n\n1. Lima\n2. Quito\n\t* a\n\t* b\n",
        "İstanbul’da ǅ ﬁ ß e\u{301}\u{301}\u{301} ’s n’t cannot gonna i'm I'ma d'ye 's 1990's",
        "....?!?! --- === '' ’’ ‘’ `` :-) (: http:// @ # #5 #a a@b a@b.c .com ,.; 1-2-3-4 5,5] +",
        &long,
        &brackets,
    ];
    for text in texts {
        let (article, parsed) = analyse(text);
        sound(&article.text, &parsed);
        for cut in (0..text.len().min(60)).filter(|cut| text.is_char_boundary(*cut)) {
            let (article, parsed) = analyse(&text[cut..].chars().take(200).collect::<String>());
            sound(&article.text, &parsed);
        }
    }
}

fn sound(text: &str, parsed: &Parsed) {
    let mut end = 0;
    for sentence in &parsed.sentences {
        assert!(sentence.words().len() <= 300, "{text:?}");
        for i in sentence.words() {
            let word = &parsed.words[i];
            assert!(word.span.start >= end && !word.span.of(text).is_empty(), "{text:?}");
            assert!(sentence.words().contains(&(word.head as usize)), "{text:?}");
            end = word.span.end;
        }
    }
    assert!(parsed.names.iter().all(|n| n.first < n.end && n.end as usize <= parsed.words.len()), "{text:?}");
}

/// The same capital as in UD, and numbers without their commas.
#[test]
fn conllu_shows_lemmas_as_the_treebanks_do() {
    let (article, parsed) = analyse("Two Peruvian ministers fled with 1,200 aides.");
    let text = sanudo::record::conllu::write(&article, &parsed);
    for row in ["2\tPeruvian\tPeruvian\tADJ", "4\tfled\tflee\tVERB", "6\t1,200\t1200\tNUM"] {
        assert!(text.contains(row), "{row} in {text}");
    }
    assert_eq!(parsed.lemma(1), "peruvian");
}
