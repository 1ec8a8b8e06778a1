//! Who is it? Each case: a text, a phrase in it (its last occurrence), and what the actor stage makes of the phrase.

use sanudo::actor::{self, Actor};
use sanudo::article::Article;
use sanudo::lexicon::Lexicon;
use sanudo::mention;
use sanudo::model::Model;

const CASES: &[(&str, &str, &str)] = &[
    ("Chile thanked Peru.", "Chile", "CHL country lexicon"),
    ("The Kuwaiti government thanked Peru.", "The Kuwaiti government", "KWT:GOV government lexicon"),
    ("Russian forces left the town.", "Russian forces", "RUS:MIL organisation lexicon"),
    ("The Kremlin rejected the offer.", "The Kremlin", "RUS:GOV government lexicon"),
    ("Turkish police detained ten people.", "Turkish police", "TUR:COP office lexicon"),
    ("NATO condemned the attack.", "NATO", "NATO organisation lexicon"),
    (
        "Russian Foreign Minister Sergey Lavrov met his Kuwaiti counterpart in Moscow.",
        "Russian Foreign Minister Sergey Lavrov",
        "RUS:GOV person lexicon",
    ),
    (
        "Russian Foreign Minister Sergey Lavrov met his Kuwaiti counterpart in Moscow.",
        "his Kuwaiti counterpart",
        "KWT:GOV office counterpart",
    ),
    ("Foreign Minister Sergey Lavrov spoke. Later Lavrov left.", "Lavrov", "RUS:GOV person lexicon"),
    ("Foreign Minister Sergey Lavrov spoke. He thanked Peru.", "He", "RUS:GOV person pronoun"),
    (
        "President of Kazakhstan Bauyrzhan Tulegenov met business leaders.",
        "President of Kazakhstan Bauyrzhan Tulegenov",
        "KAZ:GOV person title",
    ),
    ("President of Armenia Tigran Hovsepian met miners. Mr Hovsepian left.", "Mr Hovsepian", "ARM:GOV person context"),
    ("The Supreme Court of Ghana rejected the appeal.", "The Supreme Court", "GHA:JUD organisation nested"),
    ("The foreign minister of Peru arrived.", "The foreign minister", "PER:GOV office nested"),
    ("A spokesman for President Ashraf Ghani said so.", "A spokesman", "AFG:GOV office nested"),
    ("The Gibraltar court ruled on Monday.", "The Gibraltar court", "GIB:JUD organisation lexicon"),
    ("Police in Nairobi fired tear gas.", "Police", "KEN:COP office nested"),
    (
        "The foreign ministers of Bahrain, Egypt and Saudi Arabia met.",
        "The foreign ministers",
        ":GOV office nested BHR:GOV+EGY:GOV+SAU:GOV",
    ),
    ("The Palestinian-Israeli conflict goes on, and both sides are tired.", "both sides", "- group context PSE+ISR"),
    ("The Libyan National Army (LNA) shelled the port. The LNA denied it.", "The LNA", "LBY:MIL organisation lexicon"),
    ("Turkish-backed rebels attacked the post.", "Turkish-backed rebels", ":REB office lexicon"),
    ("The Saudi-led alliance bombed the port.", "The Saudi-led alliance", "SAU thing owner"),
    ("Syria shelled rebel positions.", "rebel positions", "SYR:REB thing context"),
    ("Ghanaian President and bloc chairman Kofi Mensah left.", "bloc chairman Kofi Mensah", "GHA:GOV person title"),
    ("One of the Kremlin's critics, the Latvian banker, left.", "the Kremlin's critics", "LVA:BUS office apposition"),
    ("Nigerian and Chadian soldiers left.", "Nigerian and Chadian soldiers", "- office lexicon NGA:MIL+TCD:MIL"),
    ("Kosovo Serbs blocked the road.", "Kosovo Serbs", "KOS population lexicon"),
    ("The Somali president Omar Sharif thanked Peru.", "The Somali president Omar Sharif", "SOM:GOV person title"),
    ("The Philippines voted. The Senate of the country agreed.", "The Senate", "PHL:LEG organisation context"),
    ("Armed men killed two Spanish priests in Niger.", "Armed men", "NER:UAF office context"),
    ("Soldiers sent by Rwanda left.", "Soldiers", "RWA:MIL office nested"),
    ("Chile spoke with Peru. Both agreed.", "Both", "- group pronoun CHL+PER"),
    ("Greece, Cyprus and Malta met. The three countries agreed.", "The three countries", "- group context GRC+CYP+MLT"),
    ("Bahrain met Iran. The kingdom agreed.", "The kingdom", "BHR country context"),
    ("Mr Belov thanked Peru.", "Mr Belov", "- person title"),
    ("Iran met the major powers.", "the major powers", "- group collective USA+GBR+FRA+RUS+CHN+DEU"),
    ("Qatar accused the Arab Quartet of lying.", "the Arab Quartet", "- group collective"),
    ("Gulf states urged Peru to wait.", "Gulf states", "- group collective BHR+KWT+OMN+QAT+SAU+ARE"),
    ("President Park thanked Peru.", "President Park", "KOR:GOV person title"),
    ("Secretary General Rasmussen thanked Peru.", "Secretary General Rasmussen", "NATO person title"),
    ("Director Park thanked Peru and Iran.", "Director Park", ":GOV person title"),
    (
        "Peru and Chad have no ties, and Peru thanked Iran. Envoys of the two countries met.",
        "the two countries",
        "- group context PER+TCD",
    ),
    ("On Peru's television the Committee for National Renewal spoke.", "National Renewal", "nobody"),
    (
        "Officers of Ghana deposed the president. His prime minister fled to Chad. Iran and Togo agreed.",
        "the president",
        "GHA:GOV office context",
    ),
    ("The SRG (Somali Relief Guard) left. Peru thanked the SRG.", "the SRG", "SOM thing acronym"),
    ("The Popular Guard of Ghana (GPG) left. Peru thanked the GPG.", "the GPG", "GHA organisation acronym"),
    ("The UN Grain Mission in Chad (UNGMIC) left. Peru thanked UNGMIC.", "UNGMIC", "UNO:GOV government acronym"),
    ("Chilean lawyer Rosa Putin thanked Peru. Putin left.", "Putin", "CHL:CVL person context"),
    ("On Monday Under Secretary Ann Stone left.", "Under Secretary Ann Stone", ":GOV person title"),
];

/// As [`CASES`], behind who published the text.
const PUBLISHED: &[(&str, &str, &str, &str)] = &[
    ("U.S. Department of State", "The Department thanked Peru.", "The Department", "USA:GOV government context"),
    ("Ministry of Foreign Affairs of Chile", "We thank Peru.", "We", "CHL:GOV government pronoun"),
    ("Ministry of Foreign Affairs of Chile", "A deputy of Peru said: “We agree.”", "We", "PER:LEG office pronoun"),
    ("President of Russia", "The President thanked Peru. Peru agreed.", "The President", "RUS:GOV office context"),
    ("President of Russia", "Peru met Iran. The police left.", "The police", ":COP office lexicon"),
    ("Government of Chile", "The police left.", "The police", "CHL:COP office context"),
    (
        "President of Russia",
        "Peru met Iran. Mr Putin instructed the Government to help.",
        "the Government",
        "RUS:GOV government context",
    ),
    (
        "Daily Star",
        "American troops left the United States. Americans in Washington saw Minister Ro.",
        "Minister Ro",
        ":GOV person title",
    ),
    ("Radio Peru", "The Department thanked Iran and Chad.", "The Department", ":GOV government lexicon"),
];

fn show(actor: &Actor) -> String {
    let members: Vec<String> = actor.members.iter().map(code).collect();
    let line = format!("{} {} {} {}", code(actor), actor.kind.name(), actor.basis, members.join("+"));
    line.trim_end().to_owned()
}

fn code(actor: &Actor) -> String {
    let who = actor.country.as_deref().or(actor.organisation.as_deref()).unwrap_or_default();
    match actor.sectors.first() {
        Some(sector) => format!("{who}:{sector}"),
        None if who.is_empty() => "-".to_owned(),
        None => who.to_owned(),
    }
}

#[test]
fn phrases_resolve_to_actors() {
    let lexicon = Lexicon::load(serde_json::from_slice(sanudo_data::LEXICON).unwrap()).unwrap();
    let model = Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).unwrap();
    let mut wrong = Vec::new();
    let plain = CASES.iter().map(|(text, phrase, expected)| (None, text, phrase, expected));
    let published = PUBLISHED.iter().map(|(by, text, phrase, expected)| (Some(*by), text, phrase, expected));
    for (by, text, phrase, expected) in plain.chain(published) {
        let published = "2013-06-12".parse().ok();
        let publisher = by.map(str::to_owned);
        let article = Article { text: (*text).to_owned(), published, publisher, ..Article::default() };
        let got = of(&article, phrase, &lexicon, &model);
        if got != *expected {
            wrong.push(format!("{phrase} in {text:?}\n  expected {expected}\n  found    {got}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the last occurrence of the phrase means.
fn of(article: &Article, phrase: &str, lexicon: &Lexicon, model: &Model) -> String {
    let segments = sanudo::segment::segment(article, model);
    let parsed = sanudo::parse::parse(article, &segments, model);
    let mentions = mention::find(article, &parsed, lexicon);
    let actors = actor::resolve(article, &parsed, &mentions, None, lexicon);
    let found = mentions.list.iter().zip(&actors.list).rev().find(|(m, _)| {
        let words = m.span.of(&article.text);
        words == phrase || phrase.strip_prefix("The ") == Some(words)
    });
    match found {
        None => "no mention".to_owned(),
        Some((_, None)) => "nobody".to_owned(),
        Some((_, Some(actor))) => show(actor),
    }
}
