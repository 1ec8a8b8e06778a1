//! How are names compared? Cut as the segmenter cuts words, without accents, stops and most capitals.

/// Appends the words of a name as the segmenter cuts them, folded, with blanks between them, and says how many they are: blanks, hyphens
/// and possessive endings part words.
pub(super) fn push_words(name: &str, out: &mut String) -> usize {
    // most names have nothing to part
    if !name.contains(['-', '\'', '’', ',', '&']) {
        return push_spaced(name, out);
    }
    let spaced = name
        .replace('-', " - ")
        .replace("'s ", " 's ")
        .replace("’s ", " 's ")
        .replace("s' ", "s ' ")
        .replace(',', " ,")
        .replace('&', " & ");
    push_spaced(&spaced, out)
}

fn push_spaced(name: &str, out: &mut String) -> usize {
    let (mut count, start) = (0, out.len());
    for word in name.split_whitespace() {
        let before = out.len();
        if count > 0 {
            out.push(' ');
        }
        push_folded(word, out);
        // an article before the name goes
        match count == 0 && &out[start..] == "the" {
            true => out.truncate(before),
            false => count += 1,
        }
    }
    count
}

/// The words of a name, folded.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut words = String::new();
    match push_words(name, &mut words) {
        0 => Vec::new(),
        _ => words.split(' ').map(str::to_owned).collect(),
    }
}

/// The last word of a name, folded.
pub(super) fn last_word(name: &str) -> Option<String> {
    let mut words = String::new();
    push_words(name, &mut words);
    words.rsplit(' ').next().filter(|word| !word.is_empty()).map(str::to_owned)
}

/// A word as names are compared: acronyms keep their capitals, all else is small; accents and stops go.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    push_folded(word, &mut out);
    out
}

/// Appends what [`fold`] makes of a word.
pub fn push_folded(word: &str, out: &mut String) {
    if word.is_ascii() {
        return push_folded_ascii(word, out);
    }
    let acronym = word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && word.chars().all(|c| !c.is_lowercase())
        && word.chars().count() <= 6;
    for c in word.chars().filter(|c| *c != '.') {
        match base(c) {
            Some(ascii) => out.push_str(ascii),
            None if acronym => out.push(c),
            None => out.extend(c.to_lowercase()),
        }
    }
}

/// What [`fold`] makes of most words, without a look at any table.
fn push_folded_ascii(word: &str, out: &mut String) {
    let bytes = word.as_bytes();
    let small = bytes.iter().any(u8::is_ascii_lowercase);
    let acronym = !small && bytes.len() <= 6 && bytes.iter().filter(|b| b.is_ascii_alphabetic()).count() >= 2;
    let start = out.len();
    match bytes.contains(&b'.') {
        true => out.extend(word.chars().filter(|c| *c != '.')),
        false => out.push_str(word),
    }
    if !acronym {
        out[start..].make_ascii_lowercase();
    }
}

/// The ASCII form of an accented letter or curly mark.
fn base(c: char) -> Option<&'static str> {
    const TABLE: [(&str, &str); 25] = [
        ("àáâãäåāăąÀÁÂÃÄÅĀ", "a"),
        ("çćčĉÇĆČ", "c"),
        ("ďđĎĐ", "d"),
        ("èéêëēěęėÈÉÊËĒ", "e"),
        ("ğģĞ", "g"),
        ("ìíîïīıİÌÍÎÏ", "i"),
        ("ķ", "k"),
        ("łľļŁ", "l"),
        ("ñńňņÑŃ", "n"),
        ("òóôõöøōőÒÓÔÕÖØ", "o"),
        ("řŕŘ", "r"),
        ("śšşșŚŠŞȘ", "s"),
        ("ťţțŤŢȚ", "t"),
        ("ùúûüūůűÙÚÛÜŪ", "u"),
        ("ýÿÝ", "y"),
        ("źžżŹŽŻ", "z"),
        ("æÆ", "ae"),
        ("œŒ", "oe"),
        ("ß", "ss"),
        ("þÞ", "th"),
        ("ð", "d"),
        ("’‘ʼ`´", "'"),
        ("‑–", "-"),
        ("ə", "a"),
        ("ґ", "g"),
    ];
    if c.is_ascii() {
        return None;
    }
    TABLE.iter().find(|(letters, _)| letters.contains(c)).map(|(_, ascii)| *ascii)
}
