//! Which characters do these bytes mean? UTF-8, unless a mark, the page or the bytes themselves tell otherwise.

use super::rejected;
use crate::diag::Error;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text, and the name of its encoding where that had to be guessed.
pub(super) fn decode(
    bytes: Vec<u8>,
    label: Option<&'static Encoding>,
) -> Result<(String, Option<&'static str>), Error> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return with(encoding, &bytes).map(|text| (text, None));
    }
    if let Some(kind) = foreign(&bytes) {
        return Err(kind);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => return Err(binary(text.as_bytes())),
        Ok(text) => return Ok((text, None)),
        Err(error) => error.into_bytes(),
    };
    if bytes.contains(&0) {
        return Err(binary(&bytes));
    }
    if let Some(encoding) = label.filter(|e| *e != encoding_rs::UTF_8) {
        return with(encoding, &bytes).map(|text| (text, None));
    }
    if mostly_utf8(&bytes) {
        return Err(damaged(&bytes, "UTF-8"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    with(encoding, &bytes).map(|text| (text, Some(encoding.name())))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Error> {
    let (text, _, errors) = encoding.decode(bytes);
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * 20 > text.chars().count() {
        return Err(binary(bytes));
    }
    if errors { Err(damaged(bytes, encoding.name())) } else { Ok(text.into_owned()) }
}

/// UTF-8 with a few broken bytes must not be read as something else: that would spoil all the good ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

fn damaged(bytes: &[u8], encoding: &str) -> Error {
    let offset = std::str::from_utf8(bytes).err().map_or(0, |e| e.valid_up_to());
    let line = 1 + bytes.iter().take(offset).filter(|b| **b == b'\n').count();
    let hint = "repair that byte, or convert the file: iconv -f ENCODING -t UTF-8";
    rejected("E303", line, format!("byte {offset} is no {encoding}"), hint)
}

/// Documents and archives, told from their first bytes.
fn foreign(bytes: &[u8]) -> Option<Error> {
    const TO_TEXT: &str = "turn it into text first, for example with pdftotext or pandoc";
    const UNPACK: &str = "unpack it first; .gz and .zst are read as they are";
    let (kind, hint) = match bytes {
        [b'%', b'P', b'D', b'F', ..] => ("a PDF file", TO_TEXT),
        [b'{', b'\\', b'r', b't', b'f', ..] => ("an RTF document", TO_TEXT),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => ("an old office document", TO_TEXT),
        [b'P', b'K', 3, 4, ..] => ("a ZIP archive or an office document", "unpack it, or turn it into text first"),
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => ("a bzip2 file", UNPACK),
        [0xfd, b'7', b'z', b'X', b'Z', ..] => ("an xz file", UNPACK),
        [b'7', b'z', 0xbc, 0xaf, ..] => ("a 7-Zip archive", UNPACK),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => ("a picture", "read its words first (OCR)"),
        _ => return None,
    };
    Some(rejected("E302", 0, format!("this is {kind}, not text"), hint))
}

fn binary(bytes: &[u8]) -> Error {
    let at = bytes.iter().position(|b| *b == 0).map_or(String::new(), |at| format!(" (byte {at} is 0)"));
    let hint = "turn it into text first, or convert it: iconv -f ENCODING -t UTF-8";
    rejected("E302", 0, format!("this is a binary file, not text{at}"), hint)
}
