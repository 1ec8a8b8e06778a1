//! The lines of a dictionary become entries as they are written: names, codes with their lines, plurals and sets spelled out.

use super::Problem;
use std::collections::BTreeMap;

/// An entry as it is written.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub names: Vec<String>,
    /// What stands in brackets, without `~`, with its line.
    pub codes: Vec<(usize, String)>,
    pub agent: bool,
    pub line: usize,
}

/// A name may stand for this many spellings at most.
const SPELLINGS: usize = 64;

type Sets = BTreeMap<String, Vec<String>>;

/// All entries, and the lines that are none.
pub(super) fn entries(text: &str) -> (Vec<Raw>, Vec<Problem>) {
    let (mut entries, mut problems): (Vec<Raw>, Vec<Problem>) = (Vec::new(), Vec::new());
    let mut sets = Sets::new();
    let mut hidden = false;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = uncommented(line, &mut hidden).trim();
        let at = number + 1;
        if line.is_empty() {
            continue;
        }
        if let Some((name, words)) = set(line) {
            sets.insert(name, words);
            continue;
        }
        let outcome = match (line.strip_prefix('+'), line.starts_with('['), entries.last_mut()) {
            (Some(synonym), _, Some(entry)) => add(entry, synonym, at, &sets),
            (None, true, Some(entry)) => add(entry, line, at, &sets),
            (None, false, _) => {
                entries.push(Raw { line: at, ..Raw::default() });
                entries.last_mut().map_or(Ok(()), |entry| add(entry, line, at, &sets))
            }
            _ => Err(("it belongs to no name".into(), "begin with a name, then its + synonyms and [codes]")),
        };
        problems.extend(outcome.err().map(|(message, hint)| (at, format!("“{}”: {message}", short(line)), hint)));
    }
    (entries, problems)
}

/// A line without its comment; `<!-- … -->` may go over many lines.
fn uncommented<'a>(line: &'a str, hidden: &mut bool) -> &'a str {
    if *hidden {
        let Some((_, rest)) = line.split_once("-->") else { return "" };
        *hidden = false;
        return uncommented_here(rest);
    }
    if let Some((before, rest)) = line.split_once("<!--") {
        *hidden = !rest.contains("-->");
        return uncommented_here(before);
    }
    uncommented_here(line)
}

fn uncommented_here(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or("")
}

/// `!PERSON! = MAN, WOMAN`.
fn set(line: &str) -> Option<(String, Vec<String>)> {
    let (name, words) = line.split_once('=')?;
    let name = name.trim().strip_prefix('!')?.strip_suffix('!')?;
    let words = words.split(',').map(str::trim).filter(|w| !w.is_empty());
    Some((name.trim().to_owned(), words.map(str::to_owned).collect()))
}

type Fault = (String, &'static str);

/// Adds names, plural and codes of a line to its entry.
fn add(entry: &mut Raw, line: &str, at: usize, sets: &Sets) -> Result<(), Fault> {
    let end = line.find(['[', '{']).unwrap_or(line.len());
    let (name, mut rest) = line.split_at(end);
    names(entry, name, sets)?;
    if let Some(braced) = rest.strip_prefix('{') {
        let (plural, behind) = braced.split_once('}').ok_or(("a } is missing".to_owned(), "close the plural"))?;
        names(entry, plural, sets)?;
        rest = behind;
    }
    while let Some((_, open)) = rest.split_once('[') {
        let (code, behind) = open.split_once(']').ok_or(("a ] is missing".to_owned(), "close the code"))?;
        entry.agent |= code.contains('~');
        entry.codes.push((at, code.replace('~', "").trim().to_owned()));
        rest = behind;
    }
    Ok(())
}

fn names(entry: &mut Raw, written: &str, sets: &Sets) -> Result<(), Fault> {
    if written.trim().is_empty() {
        return Ok(());
    }
    for name in spelled(written, sets)? {
        let (plain, inside) = bracketed(&name);
        for name in [plain, inside] {
            let name = name.split(['_', ' ', '\t']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            if name.chars().any(char::is_alphanumeric) && !entry.names.contains(&name) {
                entry.names.push(name);
            }
        }
    }
    Ok(())
}

/// A name with each word of the sets that it names: `FISHER!PERSON!`.
fn spelled(written: &str, sets: &Sets) -> Result<Vec<String>, Fault> {
    const HINT: &str = "define it above: !NAME! = WORD, WORD";
    let parts: Vec<&str> = written.split('!').collect();
    let mut forms = vec![String::new()];
    for (n, part) in parts.iter().enumerate() {
        let plain = [(*part).to_owned()];
        let words = if n % 2 == 0 {
            &plain[..]
        } else {
            sets.get(part.trim()).map(Vec::as_slice).ok_or_else(|| (format!("there is no set !{part}!"), HINT))?
        };
        if forms.len().saturating_mul(words.len()) > SPELLINGS {
            return Err(("its sets make too many names".into(), "write fewer sets into one name"));
        }
        forms = forms.iter().flat_map(|form| words.iter().map(move |word| format!("{form}{word}"))).collect();
    }
    Ok(forms)
}

/// `ISLAMIC_ARMY_(IAA)_`: the name without what stands in brackets, and that.
fn bracketed(name: &str) -> (String, String) {
    let Some((before, rest)) = name.split_once('(') else { return (name.to_owned(), String::new()) };
    let (inside, behind) = rest.split_once(')').unwrap_or((rest, ""));
    (format!("{before} {behind}"), inside.to_owned())
}

fn short(line: &str) -> String {
    line.chars().take(40).collect()
}
