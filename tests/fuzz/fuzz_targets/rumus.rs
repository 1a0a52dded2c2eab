//! Any text as a formula: what is read prints as itself, computes the same, and never panics.
#![no_main]

use ikigen_fuzz::formula::{Bilangan, bagian, kata_kata, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(read) = parse(text) else { return };
    let printed = read.to_string();
    let again = parse(&printed).unwrap_or_else(|_| panic!("{printed:?} of {text:?}"));
    assert_eq!(read, again, "{text:?}");
    let value = |nama: &str| Some(Bilangan::from(i32::try_from(nama.len()).unwrap_or(1)));
    assert_eq!(read.nilai(&value), again.nilai(&value));
    if let Ok(number) = read.nilai(&value) {
        let _ = (number.bulat(2), number.desimal(), number.ringkas());
    }
    let _ = (bagian(&read, &str::to_owned), kata_kata(&read, &str::to_owned));
});
