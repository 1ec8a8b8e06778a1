//! A line on the terminal that tells how far a long run is; nothing where nobody looks.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// The line, if there is one.
pub struct Bar {
    bar: Option<ProgressBar>,
}

impl Bar {
    /// A bar over `size` bytes of input, or a counter where the size is not known.
    pub fn new(size: impl FnOnce() -> Option<u64>, output_on_terminal: bool) -> Bar {
        if !std::io::stderr().is_terminal() || output_on_terminal {
            return Bar { bar: None };
        }
        let size = size();
        // no colour at all, so that there is none to switch off
        let form = match size {
            Some(_) => "{wide_bar} {percent}% {msg}, {eta} left",
            None => "{spinner} {msg}, {elapsed}",
        };
        let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr_with_hz(5));
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style.progress_chars("=> "));
        }
        Bar { bar: Some(bar) }
    }

    /// Tells how far the run is; `here` articles were coded since it was started.
    pub fn tell(&self, bytes: u64, articles: u64, events: u64, here: u64) {
        let Some(bar) = &self.bar else { return };
        let seconds = bar.elapsed().as_secs_f64().max(0.001);
        bar.set_message(format!("{articles} articles, {events} events, {:.1} articles/s", here as f64 / seconds));
        bar.set_position(bytes);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
