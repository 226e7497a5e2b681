//! Nothing that may be a real person's comes in: numbers, telephones and addresses are of reserved spaces.

use dinhdanh_population::{IdSpace, Nation, PhoneNumber};
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;
use dinhdanh_protocol::overlay::{Change, ChangeKind};

use super::{Refused, id_of};

/// Top-level domains that no name server answers for (RFC 2606 section 2).
const RESERVED_TLDS: [&str; 4] = ["example", "test", "invalid", "localhost"];
/// Second-level domains held for examples (RFC 2606 section 3).
const RESERVED_DOMAINS: [&str; 3] = ["example.com", "example.net", "example.org"];
/// Longest address of mail (RFC 5321 section 4.5.3.1).
const LONGEST_EMAIL: usize = 254;

pub(super) fn check(nation: &Nation, change: &Change) -> Result<(), Refused> {
    // A nation of plausible numbers was asked for in full knowledge.
    let reserved = nation.spec().id_space == IdSpace::Reserved;
    // The numbers of the nation's foreigners begin with `8`: nobody has one.
    let made_up = |number: &PersonalNumber| {
        let foreigner = || id_of(number).is_some_and(|number| nation.foreigner_by_number(number).is_some());
        number.expose().starts_with('9') || foreigner()
    };
    if reserved && !change.named().into_iter().all(made_up) {
        return suspected(
            "expected personal numbers of the reserved space, which begin with `9`, got one that somebody may have",
        );
    }
    let ChangeKind::Edited(edit) = &change.change else { return Ok(()) };
    if let Some(text) = &edit.phone_number {
        let phone: PhoneNumber = text.parse().map_err(|error: dinhdanh_population::IdentError| {
            Refused::new(Reason::ParameterInvalid, error.to_string())
        })?;
        if reserved && !phone.is_unassigned() {
            return suspected(
                "expected a mobile number of a prefix that no operator holds, such as `030`, got an assigned one",
            );
        }
    }
    match &edit.email {
        Some(text) => email(text),
        None => Ok(()),
    }
}

fn email(text: &str) -> Result<(), Refused> {
    let plain = text.len() <= LONGEST_EMAIL && text.bytes().all(|b| b.is_ascii_graphic());
    let parts =
        text.split_once('@').filter(|(local, domain)| plain && !local.is_empty() && !domain.is_empty());
    let Some((_, domain)) = parts.filter(|(_, domain)| !domain.contains('@')) else {
        let detail = format!("expected `email` as `name@domain` of at most {LONGEST_EMAIL} ASCII characters");
        return Err(Refused::new(Reason::ParameterInvalid, detail));
    };
    let domain = domain.to_ascii_lowercase();
    let below =
        |parent: &str| domain.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if RESERVED_TLDS.iter().chain(&RESERVED_DOMAINS).any(|parent| below(parent)) {
        return Ok(());
    }
    suspected(
        "expected an e-mail address below a domain reserved for examples, such as `mail.example`, got one that may be delivered",
    )
}

fn suspected(detail: &str) -> Result<(), Refused> {
    Err(Refused::new(Reason::RealDataSuspected, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_goes_nowhere() {
        let code = |text: &str| email(text).map_err(|refused| refused.reason);
        for text in
            ["a@mail.example", "a@example.com", "a@x.EXAMPLE.org", "a.b+c@test", "a@b.invalid", "a@localhost"]
        {
            assert_eq!(code(text), Ok(()), "{text}");
        }
        for text in [
            "a@gmail.com",
            "a@notexample.com",
            "a@example.vn",
            "a@mail.example.vn",
            "a@contest",
            "a@example.com.vn",
        ] {
            assert_eq!(code(text), Err(Reason::RealDataSuspected), "{text}");
        }
        for text in [
            "",
            "a",
            "@test",
            "a@",
            "a@b@test",
            "a b@test",
            "\u{1EA1}@test",
            &format!("{}@test", "a".repeat(250)),
        ] {
            assert_eq!(code(text), Err(Reason::ParameterInvalid), "{text}");
        }
    }
}
