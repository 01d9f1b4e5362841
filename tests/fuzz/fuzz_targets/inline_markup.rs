#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code)] // the other targets' checks
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::inline_markup(bytes));
