//! The ready-file, and what is printed when the gateway answers.

use std::io::Write as _;
use std::path::Path;

use dinhdanh_core::Fail;
use dinhdanh_core::realm::RootSecret;
use dinhdanh_core::seed::{self, SeedClient};
use dinhdanh_protocol::oauth::ClientAuthMethod;
use dinhdanh_protocol::ready::{Control, NationSummary, ReadyCitizen, ReadyClient, ReadyFile};

use crate::http::App;
use crate::realms::RealmRuntime;
use crate::registry::vietnam_date;

/// What a test needs of a running gateway.
pub(crate) fn ready_file(app: &App, realm: &RealmRuntime) -> Result<ReadyFile, Fail> {
    let root = realm.record().root.clone();
    let today = vietnam_date(realm.now());
    let clients = seed::clients().map(|seed| client(seed, &realm.issuer, &root));
    let citizens = app.register(realm).persona_summaries(today).into_iter().map(|person| ReadyCitizen {
        personal_number: person.number.expose().to_owned(),
        name: person.name,
        birthdate: person.birthdate.to_string(),
        traits: person.traits.iter().map(|t| (*t).to_owned()).collect(),
    });
    let spec = app.population.spec();
    Ok(ReadyFile {
        issuer: realm.issuer.clone(),
        control: Control {
            url: format!("{}/_sim", app.realms.base()),
            token: app.admin_token.expose().to_owned(),
        },
        nation: NationSummary { living: spec.living, seed: spec.seed, as_of: today.to_string() },
        clients: clients.collect::<Result<_, _>>()?,
        citizens: citizens.collect(),
    })
}

fn client(seed: &SeedClient, issuer: &str, root: &RootSecret) -> Result<ReadyClient, Fail> {
    let registered = seed.client(issuer, root)?;
    let has_secret =
        matches!(seed.method, ClientAuthMethod::ClientSecretBasic | ClientAuthMethod::ClientSecretPost);
    let has_key = seed.method == ClientAuthMethod::PrivateKeyJwt;
    Ok(ReadyClient {
        client_id: seed.id.to_owned(),
        client_secret: has_secret.then(|| root.client_secret(seed.id)),
        private_key_jwk: if has_key { Some(seed.key(root)?.private_jwk()?) } else { None },
        token_endpoint_auth_method: seed.method,
        redirect_uris: registered.redirect_uris,
        scope: registered.scopes.join(" "),
    })
}

/// A partner whose client has a secret, so that a shell can authenticate.
const CURL_CLIENT: &str = "education";

/// A query that works when pasted: token and attributes of a citizen in one line.
pub(crate) fn curl_query(issuer: &str, root: &RootSecret, personal_number: &str) -> String {
    let secret = root.client_secret(CURL_CLIENT);
    let body = serde_json::json!({
        "subject": { "personal_number": personal_number },
        "attributes": ["name", "birthdate", "permanent_address"],
        "purpose": "school-admission",
        "legal_basis": "law",
        "case_reference": "DEMO-1",
        "officer": "officer-1",
    });
    format!(
        "TOKEN=$(curl -s -u {CURL_CLIENT}:{secret} -d grant_type=client_credentials {issuer}/token | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\n\
         curl -s -H \"authorization: Bearer $TOKEN\" -H 'content-type: application/json' -d '{body}' {issuer}/v1/attributes/query \\\n  \
         | cut -d. -f2 | tr '_-' '/+' | base64 -d 2>/dev/null; echo"
    )
}

/// Writes the file so that a reader never sees half of it: to another name, to the disk, then renamed. Only the owner can read it.
pub(crate) fn write_atomically(path: &Path, ready: &ReadyFile) -> std::io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let partial = directory.join(format!(".{name}.{}", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // A file of this name is left from a crash or was put there by somebody: its owner and its links are not ours.
    if let Err(error) = std::fs::remove_file(&partial)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = options.open(&partial)?;
    serde_json::to_writer_pretty(&mut file, ready)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    std::fs::rename(&partial, path)
}
