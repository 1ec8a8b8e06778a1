//! UTF-16 as the UTF-8 that all readers expect, decoded on the way.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, Read};

/// Which UTF-16 this is, told from its mark, or from where the zeros of its Latin letters stand.
pub(super) fn told(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        // the mark of UTF-32
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match (even, odd) {
        _ if head.len() < 4 => None,
        (0, odd) if odd * 10 > half * 7 => Some(UTF_16LE),
        (even, 0) if even * 10 > half * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes what it reads.
#[derive(Debug)]
pub(super) struct Wide<R> {
    inner: R,
    decoder: Decoded,
    out: Vec<u8>,
    at: usize,
    used: u64,
    ended: bool,
    /// What is wrong behind `out`: told whenever more is asked for.
    failed: Option<String>,
}

/// A decoder, which cannot be shown.
struct Decoded(Decoder, &'static Encoding);

impl std::fmt::Debug for Decoded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.1.name())
    }
}

impl<R: BufRead> Wide<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = Decoded(encoding.new_decoder_with_bom_removal(), encoding);
        Wide { inner, decoder, out: Vec::new(), at: 0, used: 0, ended: false, failed: None }
    }

    /// Decodes more, until there is something or nothing follows.
    fn more(&mut self) -> io::Result<()> {
        while self.at == self.out.len() {
            if let Some(message) = &self.failed {
                return Err(io::Error::new(io::ErrorKind::InvalidData, message.clone()));
            }
            if self.ended {
                break;
            }
            let chunk = self.inner.fill_buf()?;
            self.ended = chunk.is_empty();
            self.out.resize(chunk.len() * 2 + 16, 0);
            let (result, read, written) =
                self.decoder.0.decode_to_utf8_without_replacement(chunk, &mut self.out, self.ended);
            self.inner.consume(read);
            self.used += read as u64;
            self.out.truncate(written);
            self.at = 0;
            if let DecoderResult::Malformed(..) = result {
                self.failed = Some(format!("byte {} is no {}", self.used, self.decoder.1.name()));
            }
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Wide<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.more()?;
        Ok(self.out.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

impl<R: BufRead> Read for Wide<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let n = there.len().min(buf.len());
        buf.iter_mut().zip(there).for_each(|(to, from)| *to = *from);
        self.consume(n);
        Ok(n)
    }
}
