//! Where does one word end and the next begin? UD's words for English: clitics and hyphenated parts are words of their own.

use super::Token;
use super::rules::Rules;
use crate::text::Span;

/// The words of one block, in order.
pub(super) fn words(text: &str, block: Span, rules: &Rules, tokens: &mut Vec<Token>) {
    let mut start = block.start as usize;
    for chunk in block.of(text).split(char::is_whitespace) {
        if !chunk.is_empty() {
            written(text, Span::new(start, start + chunk.len()), rules, tokens);
        }
        start += chunk.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
}

/// One run of non-blank characters.
fn written(text: &str, chunk: Span, rules: &Rules, tokens: &mut Vec<Token>) {
    if is_address(chunk.of(text)) {
        let end = chunk.end as usize - trailing(chunk.of(text), ".,;:!?)\"'”’");
        push(tokens, chunk.start as usize, end, false);
        punctuation(text, end, chunk.end as usize, tokens);
        return;
    }
    let (mut start, mut end) = (chunk.start as usize, chunk.end as usize);
    while let Some(c) = text[start..end].chars().next().filter(|c| is_opening(*c)) {
        let keep_apostrophe = c == '\'' || c == '’';
        if keep_apostrophe && text[start..end].len() <= 3 {
            break;
        }
        push(tokens, start, start + c.len_utf8(), false);
        start += c.len_utf8();
    }
    let closing = end;
    end = closing_punctuation(text, start, end, rules);
    core(text, start, end, rules, tokens);
    punctuation(text, end, closing, tokens);
}

fn is_address(chunk: &str) -> bool {
    chunk.contains("://")
        || chunk.starts_with("www.")
        || (chunk.contains('@') && chunk.contains('.') && chunk.len() > 4)
}

fn trailing(chunk: &str, of: &str) -> usize {
    chunk.len() - chunk.trim_end_matches(|c| of.contains(c)).len()
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '„'
            | '«'
            | '‘'
            | '\''
            | '('
            | '['
            | '{'
            | '<'
            | '¿'
            | '¡'
            | '$'
            | '£'
            | '€'
            | '¥'
            | '#'
            | '*'
            | '—'
            | '–'
            | '…'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”'
            | '»'
            | '’'
            | '\''
            | ')'
            | ']'
            | '}'
            | '>'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '…'
            | '*'
            | '—'
            | '–'
    )
}

/// Where the word itself ends: a full stop stays with initials and abbreviations.
fn closing_punctuation(text: &str, start: usize, end: usize, rules: &Rules) -> usize {
    let mut at = end;
    while at > start {
        let word = &text[start..at];
        let Some(last) = word.chars().next_back() else { break };
        let stop = last == '.' && (word.ends_with("..") || !keeps_stop(word, rules));
        let possessive = (last == '\'' || last == '’')
            && word.len() > last.len_utf8()
            && word[..word.len() - last.len_utf8()].ends_with('s');
        if possessive || !(stop || is_closing(last)) || word.len() == last.len_utf8() {
            break;
        }
        at -= last.len_utf8();
    }
    at
}

/// "U.S.", "J.", "Mr.", "etc."
fn keeps_stop(word: &str, rules: &Rules) -> bool {
    let body = word.trim_end_matches('.');
    let lower = body.to_lowercase();
    let initials = body.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    initials || rules.abbreviations.contains(&lower) || rules.maybe.contains(&lower)
}

/// The middle of a run: clitics, hyphens, slashes, dashes.
fn core(text: &str, start: usize, end: usize, rules: &Rules, tokens: &mut Vec<Token>) {
    if start >= end {
        return;
    }
    if let Some(cut) = clitic(&text[start..end], rules) {
        let before = tokens.len();
        pieces(text, start, start + cut, rules, tokens);
        push(tokens, start + cut, end, tokens.len() > before);
        return;
    }
    if let Some((first, _)) =
        rules.pairs.iter().find(|(a, b)| text[start..end].eq_ignore_ascii_case(&format!("{a}{b}")))
    {
        push(tokens, start, start + first.len(), false);
        push(tokens, start + first.len(), end, true);
        return;
    }
    pieces(text, start, end, rules, tokens);
}

/// Where a clitic begins: "do|n't", "Russia|'s", "ministers|'".
fn clitic(word: &str, rules: &Rules) -> Option<usize> {
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return None;
    }
    let found = rules
        .clitics
        .iter()
        .find(|c| lower.len() > c.len() && lower.ends_with(c.as_str()) && word.is_char_boundary(word.len() - c.len()));
    let bare = || word.ends_with("s'").then_some(1).or_else(|| word.ends_with("s’").then_some('’'.len_utf8()));
    found.map(String::len).or_else(bare).map(|n| word.len() - n)
}

/// Splits at hyphens between letters and at dashes and slashes; "e-mail" and "1990-95" of numbers stay as the treebanks have them.
fn pieces(text: &str, start: usize, end: usize, rules: &Rules, tokens: &mut Vec<Token>) {
    let word = &text[start..end];
    let mut from = 0;
    let mut previous: Option<char> = None;
    for (i, c) in word.char_indices() {
        let next = word[i + c.len_utf8()..].chars().next();
        let between_letters = previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let prefix = || rules.prefixes.contains(&word[from..i].to_lowercase());
        let splits = match c {
            '-' | '‑' => between_letters && !prefix(),
            '—' | '–' | '…' => true,
            '/' => {
                between_letters && previous.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic)
            }
            '"' | '“' | '”' | '(' | ')' | '[' | ']' => true,
            _ => false,
        };
        if splits {
            push(tokens, start + from, start + i, false);
            push(tokens, start + i, start + i + c.len_utf8(), false);
            from = i + c.len_utf8();
        }
        previous = Some(c);
    }
    push(tokens, start + from, end, false);
}

/// Closing punctuation, one word a mark, runs of the same mark together.
fn punctuation(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let mut from = start;
    while from < end {
        let c = text[from..end].chars().next().unwrap_or(' ');
        let run = if matches!(c, '.' | '!' | '?' | '-' | '*') {
            text[from..end].chars().take_while(|x| *x == c).count()
        } else {
            1
        };
        let to = from + c.len_utf8() * run;
        push(tokens, from, to, false);
        from = to;
    }
}

fn push(tokens: &mut Vec<Token>, start: usize, end: usize, joined: bool) {
    if start < end {
        tokens.push(Token { span: Span::new(start, end), joined });
    }
}
