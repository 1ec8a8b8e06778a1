//! The parts of the program that take bytes from outside: a library, so that tests and fuzzers reach them without a process.

pub mod overlay;
pub mod unpack;
