//! A ministry's batch job: checks a list of insured people against the population registry.
//!
//! ```text
//! cargo run -p dinhdanh-sdk --features sandbox --example ministry_batch                # the sandbox's own citizens
//! cargo run -p dinhdanh-sdk --features sandbox --example ministry_batch -- insured.csv # a file with a column `personal_number`
//! ```
//!
//! Without `--issuer` a gateway is started inside this process.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::path::PathBuf;

use clap::Parser;
use dinhdanh_sdk::{
    Attribute, AttributeResponse, Client, ClientId, Error, ErrorKind, PersonalNumber, Purpose, Sandbox,
    Verified,
};
use tokio::task::JoinSet;

/// Queries that are under way at the same time: the agreement, not the network, is the limit.
const AT_ONCE: usize = 8;

/// What the job needs, and what it should not have asked for: the agreement on insurance claims does not cover religion.
const WANTED: [Attribute; 4] =
    [Attribute::Name, Attribute::Birthdate, Attribute::PermanentAddress, Attribute::Religion];

#[derive(Parser)]
pub(crate) struct Arguments {
    /// CSV file with a column `personal_number`.
    pub(crate) file: Option<PathBuf>,
    /// Issuer of a running gateway.
    #[arg(long, env = "DINHDANH_ISSUER", requires = "key_file")]
    pub(crate) issuer: Option<String>,
    /// The ministry's client id.
    #[arg(long, env = "DINHDANH_CLIENT_ID", default_value = "health")]
    pub(crate) client_id: ClientId,
    /// File with the client's private JWK.
    #[arg(long, env = "DINHDANH_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    print!("{}", run(Arguments::parse()).await?);
    Ok(())
}

/// Runs the job and returns its report.
pub(crate) async fn run(arguments: Arguments) -> Result<String, Box<dyn StdError>> {
    // 1. A client: of a gateway that runs somewhere, or of one that runs in here.
    let (client, sandbox) = match (&arguments.issuer, &arguments.key_file) {
        (Some(issuer), Some(key)) => {
            let builder =
                Client::builder(issuer, arguments.client_id).private_key_jwk(std::fs::read_to_string(key)?);
            (builder.connect().await?, None)
        }
        _ => {
            let sandbox = Sandbox::start().await?;
            (sandbox.client(arguments.client_id.as_str()).await?, Some(sandbox))
        }
    };

    // 2. Whom to ask about.
    let people = match (&arguments.file, &sandbox) {
        (Some(path), _) => read_numbers(path)?,
        (None, Some(sandbox)) => sandbox.citizens().iter().map(|citizen| citizen.number().clone()).collect(),
        (None, None) => {
            return Err(
                "expected a CSV file, got none; a gateway elsewhere does not tell whom to ask about".into()
            );
        }
    };

    // 3. One query per person, a few at a time. Each answer is verified before this program sees it.
    let purpose = Purpose::parse("health-insurance-claim")?;
    let mut answers = BTreeMap::new();
    let numbered: Vec<_> = people.into_iter().enumerate().collect();
    for some in numbered.chunks(AT_ONCE) {
        let mut queries = JoinSet::new();
        for (line, number) in some.iter().cloned() {
            let query = client
                .query()
                .by_law(&number)
                .purpose(purpose.clone())
                .case_reference(format!("claims-2026/{line:05}"))
                .officer("batch-claims")
                .attributes(WANTED);
            queries.spawn(async move { (line, query.send().await) });
        }
        answers.extend(queries.join_all().await);
    }
    Ok(report(&answers))
}

fn read_numbers(path: &PathBuf) -> Result<Vec<PersonalNumber>, Box<dyn StdError>> {
    let mut reader = csv::Reader::from_path(path)?;
    let column = reader.headers()?.iter().position(|name| name.trim() == "personal_number");
    let column = column.ok_or("expected a column `personal_number` in the first line, got none")?;
    reader
        .records()
        .map(|record| Ok(PersonalNumber::parse(record?.get(column).unwrap_or_default())?))
        .collect()
}

/// A table and a summary. No personal number appears: the case reference leads back to it.
fn report(answers: &BTreeMap<usize, Result<Verified<AttributeResponse>, Error>>) -> String {
    let mut lines =
        vec![format!("{:<18} {:<8} {:<28} {:<12} {}", "case", "record", "name", "born", "not released")];
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for (line, result) in answers {
        match result {
            Ok(answer) => {
                let refused: Vec<_> = answer
                    .refused()
                    .iter()
                    .map(|r| format!("{} ({})", r.attribute, r.reason.code()))
                    .collect();
                lines.push(format!(
                    "{:<18} {:<8} {:<28} {:<12} {}",
                    answer.case_reference(),
                    answer.transaction(),
                    answer.text(Attribute::Name).unwrap_or("-"),
                    answer.text(Attribute::Birthdate).unwrap_or("-"),
                    refused.join(", "),
                ));
                *outcomes.entry("answered".to_owned()).or_default() += 1;
            }
            Err(error) => {
                lines.push(format!("{:<18} {error}", format!("claims-2026/{line:05}")));
                // A refusal is an outcome of the job; anything else is a reason to look into it.
                let outcome = match error.kind() {
                    ErrorKind::Refused => format!("refused: {}", error.code().unwrap_or("without a code")),
                    kind if error.is_retryable() => format!("to be repeated: {kind:?}"),
                    kind => format!("failed: {kind:?}"),
                };
                *outcomes.entry(outcome).or_default() += 1;
            }
        }
    }
    lines.push(String::new());
    lines.push(format!("{} asked", answers.len()));
    lines.extend(outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")));
    lines.join("\n") + "\n"
}
