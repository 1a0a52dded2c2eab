//! The tests from outside: documents, command line, fixtures. One binary, a module a topic.

mod any_edit;
mod books;
mod build;
mod calculate;
mod cases;
mod check;
mod cut_off;
mod documents;
mod edit;
mod equations;
mod growth;
mod hostile;
mod languages;
mod limits;
mod measurement;
mod mutations;
mod names;
mod overlay;
mod own_documents;
mod pages;
mod printed;
mod reading;
mod review;
mod robustness;
mod rules;
mod sources;
mod support;
mod text;
mod trace;
mod typed;
mod unread;
mod verify;
#[cfg(unix)]
mod writing;
mod year;
mod yearly;
