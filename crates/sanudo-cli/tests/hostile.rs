//! Hostile text through the whole pipeline: no panic, no hang, and every quotation stands where the record says.

use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::model::Model;
use sanudo::record::{self, Entity, Options, Quote, Record};

fn knowledge() -> (Lexicon, Model) {
    let lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).expect("JSON")).expect("a valid lexicon");
    (lexicon, Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a valid model"))
}

fn code(text: &str, (lexicon, model): &(Lexicon, Model)) -> Record {
    let article = Article { text: text.to_owned(), published: "2024-06-12".parse().ok(), ..Article::default() };
    let analysis = sanudo::pipeline::analyse(&article, lexicon, model);
    record::write(&article, &analysis, lexicon, model.hash(), Options { text: true, nested: true, uncoded: true })
}

/// Every text beside a span equals the characters at the span.
fn verify(text: &str, record: &Record) {
    let characters: Vec<char> = text.chars().collect();
    let at = |[start, end]: [u32; 2]| -> String { characters[start as usize..end as usize].iter().collect() };
    let quote = |q: &Quote| assert_eq!(at(q.span), q.text);
    let entities = |list: &[Entity]| list.iter().for_each(|e| assert_eq!(at(e.span), e.text));
    for event in &record.events {
        quote(&event.trigger);
        event.status_cue.iter().for_each(quote);
        entities(&event.actors);
        entities(&event.recipients);
        event.place.iter().for_each(|p| assert_eq!(at(p.span), p.text));
        event.date.iter().for_each(|d| assert_eq!(d.span.map(at), d.text));
    }
    record.statements.iter().for_each(|s| s.topic.iter().for_each(quote));
    record.meetings.iter().flat_map(|m| &m.agenda).for_each(|a| assert_eq!(at(a.span), a.text));
}

#[test]
fn strange_texts_are_survived() {
    let knowledge = knowledge();
    let long = "Chad attacked Niger and ".repeat(2_500) + "left.";
    let brackets = "(".repeat(100_000);
    let texts = [
        "",
        " \n\n\t ",
        "\u{0}\u{0}Chad\u{0} expelled two French diplomats.",
        "🙂🙃 Chad 🙂 expelled 🙂 two French diplomats 🙂.",
        "‏الرئيس‏ met the Chilean president on Monday. שלום",
        "CHAD EXPELLED TWO FRENCH DIPLOMATS ON MONDAY",
        "| Chad | 12 |\n|---|---|\n| Niger | 13 |",
        "- item\n- Chad met Niger\n* * *\n1.\n2.",
        "Le président a rencontré son homologue tchadien lundi à Paris.",
        "e\u{301}\u{301}\u{301}lysée — “Paris” ‘met’ …… Chad’s’s’s",
        &long,
        &brackets,
    ];
    for text in texts {
        verify(text, &code(text, &knowledge));
    }
}

#[test]
fn mutated_articles_are_survived() {
    const SEED: &str = "MOSCOW, Nov 20 - Chad’s president met his Nigerien counterpart on 7 October 2023 in Niamey to discuss trade, the crisis in Libya \
        and “security”. France condemned the attack by rebels on the U.N. mission; 12 people were killed. Peru will not lift sanctions on Chile.\n\nPhoto: AP";
    let knowledge = knowledge();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    for _ in 0..400 {
        let mut characters: Vec<char> = SEED.chars().collect();
        for _ in 0..1 + next(30) {
            let (a, b) = (next(characters.len()), next(characters.len()));
            match next(4) {
                0 => characters.swap(a, b),
                1 => characters.insert(a, ['.', ',', '"', '’', '-', '\n', ' ', 'é', '🙂', '0'][next(10)]),
                2 => drop(characters.remove(a)),
                _ => characters[a] = characters[b],
            }
        }
        let text: String = characters.into_iter().collect();
        verify(&text, &code(&text, &knowledge));
    }
}
