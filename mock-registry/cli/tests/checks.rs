//! The checks pass where the nation is as it should be, and fail where it is not.

use std::process::{Command, Output};

fn mock_registry(arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(env!("CARGO_BIN_EXE_mock-registry")).args(arguments).output()
}

#[test]
fn the_invariants_hold_for_a_small_nation() {
    let output = mock_registry(&["invariants", "--population", "10000", "--people", "2000"]).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert_eq!(text.matches(" 0 broken").count(), 8, "{text}");
}

#[test]
fn a_nation_of_five_provinces_is_not_calibrated_and_says_so() {
    let output = mock_registry(&["calibrate", "--population", "10000", "--sample", "10000"]).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    assert!(text.contains("MISSED") && text.contains(" met "), "{text}");
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("are outside their tolerance"), "{error}");
}
