//! `ikigen preview`: the documents in a browser, live, from what is printed to where it stands in
//! the files and back.
//!
//! Two halves that share nothing but lines of JSON. The [`Session`] reads the project, lays its
//! documents out and answers [`Question`]s about them; it works on untrusted data, so the command
//! line lets it live in a worker process. [`Server`] is the door: the only one that listens, on
//! this machine alone, and it hands on nothing but questions of who knows the token ([`mod@http`],
//! [`server`]). It sees no data; of the project it knows only when files change ([`watch`]).
//!
//! The page in the browser decides what is made next: what is in sight first. Pages are known by
//! what they look like ([`crate::typeset::Pages::look`]), so what looks the same is never sent
//! again.

mod change;
mod http;
mod origin;
mod question;
mod search;
mod server;
mod session;
mod watch;
mod words;

pub use question::Question;
pub use server::{Answer, Options, Server};
pub use session::Session;
