//! The tests from outside: documents, command line, fixtures. One binary, a module a topic.

mod books;
mod build;
mod calculate;
mod cases;
mod check;
mod documents;
mod measurement;
mod mutations;
mod pages;
mod reading;
mod review;
mod robustness;
mod sources;
mod support;
mod tahunan;
mod text;
mod verify;
