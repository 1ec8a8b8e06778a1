//! Files as their content: gzip and Zstandard are unpacked on the way, but no more than is reasonable.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much a compressed file may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In bytes.
    pub unpacked: u64,
    /// In multiples of its own size.
    pub ratio: u64,
}

/// Below this the ratio says nothing: a page of blanks packs well, too.
const FREE: u64 = 16 << 20;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Zstandard's skippable frames, written first by parallel packers.
const SKIPPABLE: &[u8] = &[0x2a, 0x4d, 0x18];

/// The content of `raw`; `read` counts the bytes of the file that were used.
///
/// # Errors
/// `raw`'s own, when its first bytes cannot be read. What is wrong with packed content is told while it is read.
pub fn unpack(raw: Box<dyn Read>, read: Arc<AtomicU64>, limits: Limits) -> io::Result<Box<dyn BufRead>> {
    let mut input = BufReader::with_capacity(64 << 10, Counted { inner: raw, read: Arc::clone(&read) });
    let head = input.fill_buf()?;
    let start = read.load(Ordering::Relaxed).saturating_sub(head.len() as u64);
    let unpacked: Box<dyn Read> = if head.starts_with(GZIP) {
        Box::new(flate2::bufread::MultiGzDecoder::new(input))
    } else if head.starts_with(ZSTD) || head.get(1..4) == Some(SKIPPABLE) {
        Box::new(Frames { source: input, frame: FrameDecoder::new(), inside: false })
    } else {
        return Ok(Box::new(input));
    };
    Ok(Box::new(BufReader::with_capacity(64 << 10, Guard { inner: unpacked, unpacked: 0, read, start, limits })))
}

/// Counts what is read.
struct Counted {
    inner: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops a file that unpacks to too much.
struct Guard {
    inner: Box<dyn Read>,
    unpacked: u64,
    read: Arc<AtomicU64>,
    start: u64,
    limits: Limits,
}

impl Read for Guard {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.unpacked += n as u64;
        let packed = self.read.load(Ordering::Relaxed).saturating_sub(self.start).max(1);
        if self.unpacked > self.limits.unpacked {
            let message = format!("it unpacks to more than {} bytes (--max-unpacked BYTES)", self.limits.unpacked);
            return Err(io::Error::other(message));
        }
        if self.unpacked > FREE && self.unpacked / packed > self.limits.ratio {
            let message = format!("it unpacks to more than {} times its size (--max-ratio N)", self.limits.ratio);
            return Err(io::Error::other(message));
        }
        Ok(n)
    }
}

/// Zstandard frames one after the other, as parallel packers and `cat` leave them.
struct Frames {
    source: BufReader<Counted>,
    frame: FrameDecoder,
    /// Whether a frame has begun.
    inside: bool,
}

impl Read for Frames {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            let n = if self.inside { self.go_on(buf)? } else { 0 };
            if n > 0 || buf.is_empty() {
                return Ok(n);
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.inside = self.begin()?;
        }
    }
}

impl Frames {
    fn go_on(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.frame.can_collect() == 0 && !self.frame.is_finished() {
            let step = BlockDecodingStrategy::UptoBlocks(1);
            self.frame.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
        }
        self.frame.read(buf)
    }

    /// Begins the next frame; false for one to be skipped.
    fn begin(&mut self) -> io::Result<bool> {
        match self.frame.init(&mut self.source) {
            Ok(()) => Ok(true),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                Ok(false)
            }
            Err(error) => Err(io::Error::other(error)),
        }
    }
}
