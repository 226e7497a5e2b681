//! The examples are documentation, and documentation that does not run is wrong.

use clap::Parser;
use dinhdanh_sdk::Sandbox;

#[expect(dead_code, reason = "`main` is for the command line")]
#[path = "../../examples/citizen_login.rs"]
mod citizen_login;
#[expect(dead_code, reason = "`main` is for the command line")]
#[path = "../../examples/ministry_batch.rs"]
mod ministry_batch;

#[tokio::test]
async fn the_web_back_end_logs_a_citizen_in() {
    citizen_login::run(citizen_login::Arguments::parse_from(["citizen_login", "--once"])).await.unwrap();
}

#[tokio::test]
async fn the_batch_job_reports_answers_and_refusals_without_personal_numbers() {
    let sandbox = Sandbox::start().await.unwrap();
    let report =
        ministry_batch::run(ministry_batch::Arguments::parse_from(["ministry_batch"])).await.unwrap();
    assert!(report.contains(sandbox.citizens()[0].name()), "{report}");
    assert!(report.contains("religion (attribute-not-agreed)"), "{report}");
    assert!(report.contains(&format!("{} asked", sandbox.citizens().len())), "{report}");
    for citizen in sandbox.citizens() {
        assert!(!report.contains(citizen.number().expose()), "{report}");
    }

    let file = std::env::temp_dir().join(format!("dinhdanh-batch-{}.csv", std::process::id()));
    let number = sandbox.citizens()[0].number().expose();
    std::fs::write(&file, format!("id,personal_number\n1,{number}\n2,000000000000\n")).unwrap();
    let arguments = ministry_batch::Arguments::parse_from(["ministry_batch", file.to_str().unwrap()]);
    let report = ministry_batch::run(arguments).await.unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(report.contains("2 asked\n1 answered\n1 refused: subject-unknown"), "{report}");
}
