//! The tests from outside: documents, command line, fixtures. One binary, a module a topic.

mod any_edit;
mod books;
mod build;
mod calculate;
mod cases;
mod check;
mod documents;
mod edit;
mod languages;
mod limits;
mod measurement;
mod mutations;
mod names;
mod overlay;
mod own_documents;
mod pages;
mod reading;
mod review;
mod robustness;
mod signing;
mod sources;
mod support;
mod text;
mod trace;
mod verify;
mod yearly;
