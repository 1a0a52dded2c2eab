//! Any text as a formula: what is read prints as itself, computes the same, and never panics.
#![no_main]

use ikigen::formula::{MAX_CHARS, parse, pieces, spoken};
use ikigen::number::Rational;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(read) = parse(text) else { return };
    let printed = read.to_string();
    // It has a space around every sign, and so may be longer than what is read.
    if printed.chars().count() > MAX_CHARS {
        return;
    }
    let again = parse(&printed).unwrap_or_else(|_| panic!("{printed:?} of {text:?}"));
    assert_eq!(read, again, "{text:?}");
    let value = |name: &str| Some(Rational::from(i32::try_from(name.len()).unwrap_or(1)));
    assert_eq!(read.value(&value), again.value(&value));
    if let Ok(number) = read.value(&value) {
        let _ = (number.round(2), number.decimal(), number.shorten());
    }
    let _ = (pieces(&read, &str::to_owned), spoken(&read, &str::to_owned));
});
