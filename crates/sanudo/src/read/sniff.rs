//! What kind of file is this? Decided from its first bytes, never from its name.

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One article of plain text.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// One JSON object, or an array of them.
    Json,
    /// A web page that holds one article.
    Html,
    /// PETRARCH's `<Sentences>` or `<Articles>`.
    Petrarch,
}

/// The format that a file with this beginning has; plain text where nothing tells otherwise.
pub fn sniff(head: &[u8]) -> Format {
    let head = trimmed(head);
    match head.first() {
        Some(b'{') if trimmed(&head[1..]).first().is_none_or(|b| matches!(b, b'"' | b'}')) => object(head),
        Some(b'[') if trimmed(&head[1..]).first().is_some_and(|b| matches!(b, b'{' | b']')) => Format::Json,
        Some(b'<') => markup(head),
        _ => Format::Text,
    }
}

/// An object that ends where its line ends is a line of JSON Lines.
fn object(head: &[u8]) -> Format {
    let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
    let whole = line.len() == head.len();
    if whole || line.trim_ascii_end().ends_with(b"}") { Format::Jsonl } else { Format::Json }
}

fn markup(head: &[u8]) -> Format {
    let start = String::from_utf8_lossy(head.get(..2048).unwrap_or(head)).to_ascii_lowercase();
    let has = |names: &[&str]| names.iter().any(|name| start.contains(name));
    if has(&["<sentences", "<sentence ", "<articles", "<article date", "<validation"])
        && !has(&["<html", "<!doctype html"])
    {
        return Format::Petrarch;
    }
    if has(&[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<div",
        "<meta",
        "<title",
        "<article",
        "<p>",
        "<ul",
        "<table",
    ]) {
        return Format::Html;
    }
    Format::Text
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// The encoding that a page's own `<meta charset>` names.
pub(super) fn charset(page: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = page.get(..2048).unwrap_or(page).to_ascii_lowercase();
    let at = start.windows(8).position(|w| w == b"charset=")? + 8;
    let rest = start.get(at..)?;
    let label: Vec<u8> = rest
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    encoding_rs::Encoding::for_label(&label)
}
