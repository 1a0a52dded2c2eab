//! The tests from outside: documents, command line, fixtures. One binary, a module a topic.

mod any_edit;
mod books;
mod build;
mod calculate;
mod cases;
mod check;
mod documents;
mod edit;
mod measurement;
mod mutations;
mod pages;
mod review;
mod robustness;
mod sources;
mod support;
mod tahunan;
mod text;
mod verify;
