//! Which lines are prose, and what are the others for?

use super::rules::Rules;
use super::{Block, BlockKind};
use crate::text::Span;

/// Lines longer than this are prose whatever they look like, in characters.
const LONGEST_HEADING: usize = 110;

/// Cuts the text into blocks, one a line; hard-wrapped lines of a paragraph are joined.
pub(super) fn blocks(text: &str, rules: &Rules) -> Vec<Block> {
    let lines = lines(text);
    let wrapped = looks_wrapped(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let kind = kind(text, *line, rules);
        let continues = wrapped
            && i > 0
            && kind == BlockKind::Body
            && !text[lines[i - 1].end as usize..line.start as usize].contains("\n\n");
        match blocks.last_mut() {
            Some(last) if continues && last.kind == BlockKind::Body => last.span.end = line.end,
            _ => blocks.extend(with_dateline(text, *line, kind)),
        }
    }
    headings(text, &mut blocks);
    credits(&mut blocks);
    blocks
}

/// The non-blank lines without the blanks around them.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            lines.push(Span::new(at, at + trimmed.len()));
        }
        start += line.len();
    }
    lines
}

/// Most lines are of middling length and end inside a sentence.
fn looks_wrapped(text: &str, lines: &[Span]) -> bool {
    let open = lines.iter().filter(|l| (50..=90).contains(&l.len()) && !ends_sentence(l.of(text))).count();
    lines.len() >= 4 && open * 2 > lines.len()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…', ':', ';'])
}

fn kind(text: &str, line: Span, rules: &Rules) -> BlockKind {
    let lower: String = line.of(text).chars().take(60).collect::<String>().to_lowercase();
    let short = line.of(text).chars().count() <= LONGEST_HEADING;
    let cue = rules
        .lines
        .iter()
        .find(|(kind, start)| lower.starts_with(start.as_str()) && (short || *kind != BlockKind::Byline));
    match cue {
        Some((BlockKind::Byline, start)) if start == "by " && ends_sentence(line.of(text)) => BlockKind::Body,
        Some((kind, _)) if short => *kind,
        _ if is_plain_date(line.of(text)) => BlockKind::FrontMatter,
        _ => BlockKind::Body,
    }
}

/// "Friday, January 4, 2019": few words, one of them a year, no verb can be among them.
fn is_plain_date(line: &str) -> bool {
    let words: Vec<&str> = line.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let year = |w: &&str| w.len() == 4 && w.chars().all(|c| c.is_ascii_digit());
    let numeric_or_name = |w: &&str| {
        w.chars().all(|c| c.is_ascii_digit() || c == ':') || w.chars().next().is_some_and(char::is_uppercase)
    };
    (2..=5).contains(&words.len())
        && words.iter().any(|w| year(&w))
        && words.iter().all(|w| numeric_or_name(&w))
        && !ends_sentence(line)
}

/// "MOSCOW, Nov 20 (Reuters) - The …": the dateline becomes a block of its own.
fn with_dateline(text: &str, line: Span, kind: BlockKind) -> Vec<Block> {
    if kind == BlockKind::Body {
        if let Some(end) = dateline_end(line.of(text)) {
            let rest = line.of(text)[end..].trim_start();
            let start = line.end as usize - rest.len();
            let head = line.of(text)[..end].trim_end_matches([' ', '-', '–', '—']).len();
            let dateline = Span::new(line.start as usize, line.start as usize + head);
            return vec![
                Block { kind: BlockKind::Dateline, span: dateline },
                Block { kind, span: Span::new(start, line.end as usize) },
            ];
        }
    }
    vec![Block { kind, span: line }]
}

/// Where a dateline at the start of a line ends, in bytes.
fn dateline_end(line: &str) -> Option<usize> {
    let window_end = line.char_indices().nth(70).map_or(line.len(), |(i, _)| i);
    let window = &line[..window_end];
    let (at, mark) = [" - ", " – ", " — ", " -- "].iter().filter_map(|m| window.find(m).map(|i| (i, *m))).min()?;
    let head = &window[..at];
    let first = head.split([' ', ',', '(']).next().unwrap_or("");
    let shouted = first.chars().count() >= 3 && first.chars().all(|c| c.is_uppercase() || c == '.');
    let tail = &line[at + mark.len()..];
    let sentence_follows =
        tail.chars().next().is_some_and(|c| c.is_uppercase() || c == '"' || c == '“') && tail.len() > 20;
    ((shouted || head.ends_with(')')) && head.split(' ').count() <= 9 && sentence_follows).then_some(at + mark.len())
}

/// Short lines that end no sentence and stand among longer ones are headings.
fn headings(text: &str, blocks: &mut [Block]) {
    let prose = blocks.iter().any(|b| b.kind == BlockKind::Body && ends_sentence(b.span.of(text)));
    for block in blocks.iter_mut().filter(|b| b.kind == BlockKind::Body) {
        let line = block.span.of(text);
        let words = line.split_whitespace().count();
        let short = words <= 12 && line.chars().count() <= LONGEST_HEADING;
        if prose && short && !ends_sentence(line) {
            block.kind = if is_person_and_office(line) { BlockKind::Byline } else { BlockKind::Heading };
        }
    }
}

/// "Antony J. Blinken, Secretary of State": all words are capitalised or small, with one comma.
fn is_person_and_office(line: &str) -> bool {
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    line.split_once(", ").is_some_and(|(name, office)| {
        let names = name.split(' ').count();
        (2..=5).contains(&names) && name.split(' ').all(capital) && office.split(' ').next().is_some_and(capital)
    })
}

/// Short lines right beside the closing credits belong to them: the publisher's own line.
fn credits(blocks: &mut [Block]) {
    let is_credit = |k: BlockKind| matches!(k, BlockKind::Photo | BlockKind::Source);
    let Some(last) = blocks.last().map(|b| b.kind) else { return };
    if !is_credit(last) {
        return;
    }
    for i in (0..blocks.len()).rev() {
        match blocks[i].kind {
            BlockKind::Heading => blocks[i].kind = BlockKind::Source,
            kind if is_credit(kind) => {}
            _ => return,
        }
    }
}
