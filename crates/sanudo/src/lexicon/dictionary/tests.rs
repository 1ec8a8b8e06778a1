//! Dictionaries in the forms of PETRARCH and TABARI, and what is wrong with some.

use super::*;
use crate::lexicon::countries::Countries;

fn book() -> CodeBook {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon/ontology/");
    let read =
        |name: &str| toml::from_str(&std::fs::read_to_string(format!("{root}{name}")).expect("a file")).expect("TOML");
    let files = ["countries.toml", "dictionaries.toml"].map(|name| (format!("ontology/{name}"), read(name)));
    CodeBook::load(&files, &Countries::load(&files).expect("countries")).expect("a book")
}

fn entries(text: &str) -> Vec<Entry> {
    let (entries, errors) = read("my.actors.txt", text, &book());
    assert!(errors.is_empty(), "{errors:?}");
    entries
}

fn errors(text: &str) -> Vec<String> {
    read("my.actors.txt", text, &book()).1.iter().map(ToString::to_string).collect()
}

fn date(text: &str) -> Option<Date> {
    Some(text.parse().expect("a date"))
}

#[test]
fn petrarch_names_stand_above_their_codes() {
    let list = entries(
        "# a comment\nBELMARA_GUARD_ ; another\n+GUARD_OF_BELMARA_\n+BELMARAN_GUARD_(BLG)_\n\t[PERREB <20030101]\n\t[PERMIL 20030101-20101231]\n\t[PERGOV >20110101]\n\nTALLOW_BANK [MNCUSABUS]\n",
    );
    assert_eq!(list.len(), 2);
    assert_eq!(list[0].names, ["BELMARA GUARD", "GUARD OF BELMARA", "BELMARAN GUARD", "BLG"]);
    let days: Vec<_> =
        list[0].terms.iter().map(|t| (t.from, t.to, t.meaning.sector.clone().unwrap_or_default())).collect();
    assert_eq!(days[0], (None, date("2002-12-31"), "REB".into()));
    assert_eq!(days[1], (date("2003-01-01"), date("2010-12-31"), "MIL".into()));
    assert_eq!(days[2], (date("2011-01-01"), None, "GOV".into()));
    let bank = Meaning { country: Some("USA".into()), organisation: Some("MNC".into()), sector: Some("BUS".into()) };
    assert_eq!(list[1].terms[0].meaning, bank);
}

#[test]
fn tabari_names_have_their_codes_beside_them_and_short_years() {
    let list = entries(
        "SEÑOR_ILDEFONSO [CHLELI <900311][CHLGOV 900311-940311][CHLELI >19940311] ; x\nILDEFONSO_PARTY [CHLPTY]",
    );
    let terms = &list[0].terms;
    assert_eq!((terms[1].from, terms[1].to), (date("1990-03-11"), date("1994-03-11")));
    assert_eq!(terms[2].from, date("1994-03-11"));
    assert_eq!(terms[0].to, date("1990-03-10"));
    assert_eq!(day("300101", false), date("2030-01-01"));
    assert_eq!(day("310101", false), date("1931-01-01"));
    assert_eq!(day("20040000", true), date("2004-12-31"));
}

#[test]
fn agents_have_plurals_and_sets() {
    let list = entries(
        "!PERSON! = MAN, WOMEN\nSHEEP!PERSON! [~AGR]\nCHIEF_OF_STAFF {CHIEFS_OF_STAFF} [~MIL]\nRELIEF_BODY [IGO~]\nQUAY {} [~BUS]",
    );
    assert!(list.iter().all(|e| e.agent));
    assert_eq!(list[0].names, ["SHEEPMAN", "SHEEPWOMEN"]);
    assert_eq!(list[1].names, ["CHIEF OF STAFF", "CHIEFS OF STAFF"]);
    assert_eq!(list[2].terms[0].meaning.organisation.as_deref(), Some("IGO"));
    assert_eq!(list[3].names, ["QUAY"]);
}

#[test]
fn codes_are_states_bodies_and_sectors() {
    let book = book();
    let of = |code: &str| {
        let m = book.meaning(code).expect("a code");
        [m.country, m.organisation, m.sector].map(Option::unwrap_or_default)
    };
    assert_eq!(of("USAGOV"), ["USA", "", "GOV"]);
    assert_eq!(of("ISRMIL"), ["ISR", "", "MIL"]);
    assert_eq!(of("NGO"), ["", "NGO", ""]);
    assert_eq!(of("IGOUNO"), ["", "UNO", ""]);
    assert_eq!(of("IGOUNOHCR"), ["", "UNO", ""]);
    assert_eq!(of("IGOEUREEC"), ["", "EUR", ""]);
    assert_eq!(of("IGOWSTNAT"), ["", "NATO", ""]);
    assert_eq!(of("NGOUSAHLH"), ["USA", "NGO", "MED"]);
    assert_eq!(of("IRQREBMUS"), ["IRQ", "", "REB"]);
    assert_eq!(of("USRGOVMIL"), ["RUS", "", "GOV"]);
    assert_eq!(of("ROMGOV"), ["ROU", "", "GOV"]);
    for bad in ["", "US", "USAGO", "usagov", "USAXQX", "ÄÄB", "XQX"] {
        assert!(book.meaning(bad).is_err(), "{bad}");
    }
}

#[test]
fn mistakes_are_told_all_at_once_with_their_lines() {
    let told = errors(
        "+LOST_SYNONYM\nNO_CODE\nBAD_CODE [USAXQX]\nBAD_DATE [USAGOV >2004017]\nBACKWARDS [USAGOV 20050101-20040101]\nOPEN [USAGOV\n\
         TWO_AT_ONCE\n [USAGOV 20010101-20050101]\n [USAREB 20040101-20060101]\nTWICE [PERGOV]\nTWICE_ [CHLGOV]\n!NOBODY!_X [~GOV]\n",
    );
    let expected = [
        ("my.actors.txt:1:", "belongs to no name"),
        ("my.actors.txt:2:", "has no code"),
        ("my.actors.txt:3:", "nothing is called XQX"),
        ("my.actors.txt:4:", "is no date"),
        ("my.actors.txt:5:", "before the beginning"),
        ("my.actors.txt:6:", "a ] is missing"),
        ("my.actors.txt:6:", "has no code"),
        ("my.actors.txt:7:", "two codes at one time"),
        ("my.actors.txt:11:", "also in line 10"),
        ("my.actors.txt:12:", "no set !NOBODY!"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, message) in expected {
        assert!(
            told.iter().any(|t| t.contains(line) && t.contains(message) && t.contains("hint:")),
            "{line} {message}\n{told:#?}"
        );
    }
}

#[test]
fn wrong_entries_can_be_left_out() {
    let text = "+LOST\nGOOD_ONE [PERGOV]\nBAD_ONE\n+BAD_TWO\n\t[XQXGOV]\n\t[PERGOV]\nTWICE [PERGOV]\nTWICE [CHLGOV]\n\nLAST [PERMIL";
    let (rest, wrong) = sound("x", text, &book());
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    let names: Vec<String> = entries(&rest).into_iter().map(|e| e.names[0].clone()).collect();
    assert_eq!(names, ["GOOD ONE", "TWICE"]);
    assert_eq!(entries(&rest)[1].line, 7);
}

#[test]
fn one_code_twice_is_no_mistake() {
    let list = entries(
        "ANA_ROJAS\n\t[PERGOV 780430-790916]\n\t[PERGOV 780501-790327]\n\t[PERELI]\nANA_ROJAS_\n\t[PERGOV 780430-790916]\n\t[PERGOV 780501-790327]\n\t[PERELI]\n",
    );
    assert_eq!(list.len(), 2);
}

#[test]
fn hostile_dictionaries_do_no_harm() {
    let sets: String = (0..9).map(|_| "!A!").collect();
    for text in [
        "[",
        "]",
        "{",
        "+",
        "!",
        "!=",
        "A [~",
        "A {",
        "\u{feff}A [USA]",
        "A [USA <]",
        "A [USA -]",
        "A [USA 1-2-3]",
        "<!--\nA [X]\n-->B [USA]",
        "A\u{0}B [USA]",
    ] {
        let _ = read("x", text, &book());
    }
    let many = format!("!A! = B, C\n{sets} [USA]\n");
    assert!(errors(&many)[0].contains("too many names"));
    assert_eq!(entries("<!-- A [XQX]\n-->\nPUERTO_NUEVO [CHL]").len(), 1);
    assert_eq!(read("x", &"A_".repeat(100_000), &book()).1.len(), 1);
}
