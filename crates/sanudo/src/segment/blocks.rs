//! Blocks: which lines are prose, and what the other lines are for.

use super::rules::{Blocks, Rules};
use super::{Block, BlockKind};
use crate::text::Span;

/// A heading or a name line is not longer than this, in characters.
const SHORT: usize = 110;

/// Cuts `text` into blocks; every non-blank line is in exactly one.
pub(super) fn find(text: &str, rules: &Rules) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in paragraphs(text) {
        if is_wrapped(text, &paragraph) {
            let (first, last) = (paragraph[0], paragraph[paragraph.len() - 1]);
            push(text, first.cover(last), rules, &mut blocks);
        } else {
            for line in paragraph {
                push(text, line, rules, &mut blocks);
            }
        }
    }
    settle_headings(text, &mut blocks);
    close(text, &mut blocks);
    blocks
}

/// Runs of non-blank lines, each trimmed.
fn paragraphs(text: &str) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let (start, kept) = (at + line.len() - line.trim_start().len(), line.trim());
        if !kept.is_empty() {
            if let Some(last) = out.last_mut() {
                last.push(Span::new(start, start + kept.len()));
            }
        } else if !line.starts_with('\n') || !text[..at].ends_with('\r') {
            out.push(Vec::new());
        }
        at += line.len();
    }
    out.retain(|p| !p.is_empty());
    out
}

/// Whether the lines of a paragraph are one text broken at a column.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((last, full)) = lines.split_last() else { return false };
    let longest = full.iter().map(Span::len).max().unwrap_or(0);
    let even = full.iter().all(|l| l.len() + 24 > longest);
    let open = full.iter().filter(|l| !ends_sentence(l.of(text))).count();
    let low = lines.iter().skip(1).filter(|l| l.of(text).starts_with(char::is_lowercase)).count();
    let narrow = (40..=120).contains(&longest) && last.len() <= longest + 24;
    narrow && even && open * 2 > full.len() && (low > 0 || full.len() > 3)
}

fn push(text: &str, span: Span, rules: &Rules, out: &mut Vec<Block>) {
    let line = span.of(text);
    let kind = classify(line, &rules.blocks, rules);
    let cut = if kind == BlockKind::Body { dateline(line, &rules.blocks) } else { 0 };
    if cut == 0 {
        return out.push(Block { kind, span });
    }
    let start = span.start as usize;
    let head = line[..cut].trim_end().len();
    out.push(Block { kind: BlockKind::Dateline, span: Span::new(start, start + head) });
    let rest = line[cut..].trim_start();
    if !rest.is_empty() {
        out.push(Block { kind: BlockKind::Body, span: Span::new(span.end as usize - rest.len(), span.end as usize) });
    }
}

fn classify(line: &str, cues: &Blocks, rules: &Rules) -> BlockKind {
    if line.chars().count() > SHORT * 2 {
        return BlockKind::Body;
    }
    let lower = line.to_lowercase();
    let is_sentence = ends_sentence(line);
    let has = |list: &[String]| list.iter().any(|cue| begins_with(&lower, cue));
    if !line.chars().any(char::is_alphanumeric) || is_date(&lower, cues) {
        return BlockKind::FrontMatter;
    }
    if has(&cues.photo) && (!is_sentence || lower.contains(':')) {
        return BlockKind::Photo;
    }
    if has(&cues.source) && !(is_sentence && line.split(' ').count() > 14) {
        return BlockKind::Source;
    }
    if has(&cues.front) && !is_sentence || lower.starts_with("for press inquiries") {
        return BlockKind::FrontMatter;
    }
    let is_open = !is_sentence || line.ends_with(':');
    if has(&cues.byline) && is_open && is_byline(line, &lower, cues, rules) || is_name_line(line, &lower, cues) {
        return BlockKind::Byline;
    }
    // "The Security Council," goes on in the next line
    let goes_on = line.ends_with(',');
    let heads = !is_sentence && !goes_on && line.chars().count() <= SHORT;
    if heads { BlockKind::Heading } else { BlockKind::Body }
}

/// Whether `lower` begins with the cue as whole words.
fn begins_with(lower: &str, cue: &str) -> bool {
    lower.strip_prefix(cue).is_some_and(|rest| {
        cue.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(|c: char| c.is_alphanumeric())
    })
}

/// `By Jane Doe`, not `By the end of the year, …`.
fn is_byline(line: &str, lower: &str, cues: &Blocks, rules: &Rules) -> bool {
    let named = line.split(' ').skip(1).all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
            || cues.small.contains(w)
            || rules.titles.contains(w)
    });
    !lower.starts_with("by ") || (named && line.split(' ').nth(1).is_some_and(|w| w.starts_with(char::is_uppercase)))
}

/// `Antony J. Blinken, Secretary of State`.
fn is_name_line(line: &str, lower: &str, cues: &Blocks) -> bool {
    if line.chars().count() > SHORT || ends_sentence(line) {
        return false;
    }
    let Some((name, _)) = line.split_once(", ") else { return false };
    let role = lower.get(name.len() + 2..).unwrap_or("");
    let words = name.split(' ').count();
    let capital = name.split(' ').all(|w| w.starts_with(char::is_uppercase));
    (2..=5).contains(&words) && capital && cues.roles.iter().any(|r| begins_with(role, r))
}

/// `Friday, January 4, 2019`.
fn is_date(lower: &str, cues: &Blocks) -> bool {
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (mut dates, mut digits, mut count) = (0, 0, 0);
    for word in words.take(9) {
        count += 1;
        dates += usize::from(cues.months.contains(word) || cues.days.contains(word));
        digits += usize::from(word.starts_with(|c: char| c.is_ascii_digit()));
    }
    (2..=8).contains(&count) && digits > 0 && dates > 0 && dates + digits == count
}

/// The length of `MOSCOW, Nov 20 (Reuters) - ` at the start of a line; 0 where there is none.
fn dateline(line: &str, cues: &Blocks) -> usize {
    let window = line.char_indices().nth(90).map_or(line.len(), |(i, _)| i);
    let head = &line[..window];
    if let Some(end) = leading_agency(head, cues) {
        return end;
    }
    let dashes = [" — ", " – ", " - ", " -- ", ") — ", ")-", ") -", "/.", "/ -", ")."];
    let ends = dashes.iter().filter_map(|d| head.find(d).map(|i| (i, i + d.len())));
    let Some((at, end)) = ends.min_by_key(|e| e.1) else { return 0 };
    let place = &head[..at];
    let first: Vec<char> = place.chars().take_while(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-')).collect();
    let is_caps = first.len() > 2 && first.iter().all(|c| !c.is_lowercase());
    let mut words = place.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let all_named = words.clone().all(|w| !w.starts_with(char::is_lowercase) || cues.small.contains(w));
    let agency = agency(&head[..end], cues);
    let date = words.any(|w| cues.months.contains(&w.to_lowercase()));
    let is_dash = head[at..end].contains(['-', '–', '—']);
    // "Lima, May 17, ANDINA - " tells itself by the capitals at its end
    let initials = place.rsplit_once(", ").is_some_and(|(_, last)| is_initials(last));
    if is_dash && date && initials && all_named {
        return end;
    }
    let whole = is_dash && is_caps && (date || place.chars().filter(|c| c.is_lowercase()).count() * 2 < place.len());
    if all_named && !place.contains(':') && (agency || whole) { end } else { 0 }
}

/// The length of `(CNN) ` at the start of a line.
fn leading_agency(head: &str, cues: &Blocks) -> Option<usize> {
    let (name, rest) = head.strip_prefix('(')?.split_once(") ")?;
    let known = cues.agencies.contains(name.trim().to_lowercase().as_str());
    (known && rest.starts_with(char::is_uppercase)).then(|| head.len() - rest.len())
}

fn is_initials(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether `(Reuters)` or `/TASS/` stands in `head`.
fn agency(head: &str, cues: &Blocks) -> bool {
    let inside = head.split_once(['(', '/']).and_then(|(_, rest)| rest.split_once([')', '/']));
    inside.is_some_and(|(name, _)| cues.agencies.contains(name.trim().to_lowercase().as_str()))
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', ' ', '»']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。'])
}

/// Long quotes without a final stop are prose; so is everything where nothing else is.
fn settle_headings(text: &str, blocks: &mut [Block]) {
    let has_prose = blocks.iter().any(|b| b.kind == BlockKind::Body);
    for block in blocks.iter_mut().filter(|b| b.kind == BlockKind::Heading) {
        let line = block.span.of(text);
        let words = line.split(' ').count();
        if !has_prose || words > 16 || (line.starts_with(['"', '“']) && words > 10) {
            block.kind = BlockKind::Body;
        }
    }
}

/// Short lines among photo and source lines at the end are the publisher's own.
fn close(text: &str, blocks: &mut [Block]) {
    let ending =
        |kind| matches!(kind, BlockKind::Photo | BlockKind::Source | BlockKind::FrontMatter | BlockKind::Heading);
    let first = blocks.iter().rposition(|b| !ending(b.kind)).map_or(0, |i| i + 1);
    let tail = &mut blocks[first..];
    if first == 0 || !tail.iter().any(|b| matches!(b.kind, BlockKind::Photo | BlockKind::Source)) {
        return;
    }
    for block in tail {
        if block.kind == BlockKind::Heading && block.span.of(text).split(' ').count() <= 12 {
            block.kind = BlockKind::Source;
        }
    }
}
