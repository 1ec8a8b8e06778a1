//! What language is the article in? What is surely not the model's own is left uncoded, and said so.
//!
//! The article decides as a whole: a quotation in another language or a translation below the text must not lose the article, and a
//! sentence alone is too short to be sure of. Two witnesses must agree that it is foreign: the commonest words of the model's language
//! (`models/en/segment.toml`) are missing, and its letters are another script's or its trigrams surely another language's. What is
//! too short, shouted in capitals or made of names stays: a foreign text read in vain costs little, a lost article is never seen.

use crate::model::Model;
use crate::segment::rules::Rules;
use whatlang::Lang;

/// A language other than the model's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-1, else 639-3.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
}

/// What the words of an article say about its language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// The model's own: its code.
    Own(&'static str),
    /// Too little to tell: read as if it were the model's own.
    #[default]
    Unsure,
    /// Surely another one.
    Other(Language),
}

/// Tells the language of a text.
pub fn tell(text: &str, model: &Model) -> Verdict {
    let seen = Seen::of(text, &model.rules);
    match seen.own_share() {
        share if share >= OWN && seen.words >= FEWEST => own(model),
        share if share >= NONE || !seen.suffices() => Verdict::Unsure,
        _ => foreign(text, &model.rules, seen.is_other_script()).map_or(Verdict::Unsure, Verdict::Other),
    }
}

/// The model's own language.
pub fn own(model: &Model) -> Verdict {
    let known = CODES.iter().map(|(_, short)| *short).find(|short| *short == model.rules.language);
    Verdict::Own(known.unwrap_or("und"))
}

/// Commonest words make a fifth of English prose, an eighth of its news headlines, hardly a fiftieth of any other language.
const OWN: f32 = 0.08;
/// Below this share they are there by chance.
const NONE: f32 = 0.04;
/// So many words are enough to know one's own language by.
const FEWEST: u32 = 8;
/// So many letters are enough for trigrams to be sure.
const LETTERS: u32 = 120;
/// A script tells itself much earlier.
const LETTERS_OF_SCRIPT: u32 = 20;
/// Names and headlines in capitals have fewer small words than this; German, with all its nouns, has more.
const SMALL: f32 = 0.4;
/// Trigrams of so many bytes tell as much as those of a book.
const SAMPLE: usize = 4096;

/// What was counted in a text.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    words: u32,
    /// Words that begin with a small letter.
    small: u32,
    /// Commonest words of the model's language.
    own: u32,
    letters: u32,
    /// Letters that are not Latin.
    other: u32,
}

impl Seen {
    fn of(text: &str, rules: &Rules) -> Seen {
        let mut seen = Seen::default();
        let mut lower = String::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with(char::is_alphabetic)) {
            seen.words += 1;
            seen.small += u32::from(word.starts_with(char::is_lowercase));
            seen.letters += word.chars().count() as u32;
            if word.is_ascii() {
                lower.clear();
                lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
                seen.own += u32::from(rules.common.contains(&lower));
            } else {
                seen.other += word.chars().filter(|c| !is_latin(*c)).count() as u32;
            }
        }
        seen
    }

    fn own_share(&self) -> f32 {
        self.own as f32 / self.words.max(1) as f32
    }

    fn is_other_script(&self) -> bool {
        self.other * 2 > self.letters
    }

    fn suffices(&self) -> bool {
        match self.is_other_script() {
            true => self.other >= LETTERS_OF_SCRIPT,
            false => self.letters >= LETTERS && self.small as f32 >= SMALL * self.words as f32,
        }
    }
}

/// Latin letters end before Greek; more of them stand for Vietnamese and in full width.
fn is_latin(c: char) -> bool {
    matches!(c, '\0'..'\u{370}' | '\u{1e00}'..'\u{1f00}' | '\u{2c60}'..'\u{2c80}' | '\u{ff21}'..'\u{ff5b}')
}

/// Which language another script or its trigrams tell.
fn foreign(text: &str, rules: &Rules, other_script: bool) -> Option<Language> {
    let found = whatlang::detect(&text[..text.floor_char_boundary(SAMPLE)])?;
    let sure = other_script || found.is_reliable();
    let language = Language { code: code(found.lang()), name: found.lang().eng_name() };
    (sure && language.code != rules.language).then_some(language)
}

fn code(lang: Lang) -> &'static str {
    CODES.iter().find(|(long, _)| *long == lang.code()).map_or(lang.code(), |(_, short)| short)
}

/// The detector's ISO 639-3 and the shorter 639-1; some languages have none.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"), ("bul", "bg"), ("cat", "ca"),
    ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"),
    ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"),
    ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"),
    ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"), ("nob", "nb"), ("ori", "or"),
    ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"),
    ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"),
    ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];
