//! Sanudo reads news articles and writes a structured, sourced record of politics.
//!
//! The library is pure: it opens no file, reads no clock, starts no thread. `pipeline::analyse` is the whole
//! program on one page; each folder below answers one question and its `mod.rs` opens with it.

pub mod article;
pub mod diag;
pub mod text;

pub mod actor;
pub mod attribute;
pub mod event;
pub mod explain;
pub mod frame;
pub mod gate;
pub mod language;
pub mod lexicon;
pub mod meeting;
pub mod mention;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod score;
pub mod segment;
pub mod source;
pub mod statement;
