//! An attribute's value in one line, in the reader's language: for the citizen who is asked for consent, and for the command line.

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::attribute::ValueType;
use jiff::civil::Date;
use serde_json::Value;

use crate::locale::Locale;

/// The value of `attribute` for a reader of `locale`.
pub(crate) fn preview(attribute: Attribute, value: &Value, locale: Locale) -> String {
    match attribute {
        Attribute::IdentityCard => card(value, locale),
        Attribute::EidAccount => account(value, locale),
        Attribute::Household => people(value.get("members"), locale),
        Attribute::Children => people(Some(value), locale),
        Attribute::Portrait => locale.texts().common.drawing.to_owned(),
        Attribute::Father | Attribute::Mother | Attribute::Spouse => person(value, locale),
        _ => match attribute.info().value_type {
            ValueType::Date | ValueType::BirthDate => date(Some(value), locale),
            ValueType::Object => object(value, locale),
            ValueType::ObjectList => (locale.texts().common.records)(value.as_array().map_or(0, Vec::len)),
            ValueType::TextList => {
                let items = value.as_array().into_iter().flatten();
                items.map(|item| coded(Some(item), locale)).collect::<Vec<_>>().join(", ")
            }
            _ => coded(Some(value), locale),
        },
    }
}

/// What an object says of itself, else its members that are texts.
fn object(value: &Value, locale: Locale) -> String {
    if let Some(own) = ["text", "name"].into_iter().find_map(|name| value.get(name)?.as_str()) {
        return own.to_owned();
    }
    let members = value.as_object().into_iter().flat_map(|object| object.values());
    let members = members.filter(|member| member.is_string());
    members
        .map(|member| date(Some(&Value::from(coded(Some(member), locale))), locale))
        .collect::<Vec<_>>()
        .join(", ")
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn coded(value: Option<&Value>, locale: Locale) -> String {
    locale.texts().common.values.label(&text(value)).to_owned()
}

fn date(value: Option<&Value>, locale: Locale) -> String {
    let text = text(value);
    text.parse::<Date>().map(|date| locale.date(date)).unwrap_or(text)
}

fn card(value: &Value, locale: Locale) -> String {
    let until = match value.get("expires_on") {
        None | Some(Value::Null) => locale.texts().common.for_life.to_owned(),
        some => date(some, locale),
    };
    format!("{}, {} – {until}", coded(value.get("kind"), locale), date(value.get("issued_on"), locale))
}

fn account(value: &Value, locale: Locale) -> String {
    let texts = &locale.texts().common;
    let level = value
        .get("level")
        .and_then(Value::as_u64)
        .and_then(|level| u8::try_from(level).ok())
        .unwrap_or_default();
    let locked = value.get("locked") == Some(&Value::Bool(true));
    let locked = if locked { format!(", {}", texts.traits.label("locked")) } else { String::new() };
    format!("{}, {}{locked}", (texts.account_level)(level), (texts.since)(&date(value.get("since"), locale)))
}

fn person(value: &Value, locale: Locale) -> String {
    let relation = match value.get("relation") {
        Some(_) => format!("{}, ", coded(value.get("relation"), locale)),
        None => String::new(),
    };
    format!("{} ({relation}{})", text(value.get("name")), date(value.get("birthdate"), locale))
}

fn people(value: Option<&Value>, locale: Locale) -> String {
    let people = value.and_then(Value::as_array).into_iter().flatten();
    people.map(|value| person(value, locale)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_read_in_the_readers_language() {
        let rows = [
            (Attribute::Gender, json!("male"), "Nam", "male"),
            (Attribute::Birthdate, json!("1990-05-17"), "17/05/1990", "17 May 1990"),
            (Attribute::Nationalities, json!(["VNM"]), "Việt Nam", "Vietnamese"),
            (
                Attribute::PermanentAddress,
                json!({"text": "Xã A, Huế", "commune": "Xã A"}),
                "Xã A, Huế",
                "Xã A, Huế",
            ),
            (
                Attribute::IdentityCard,
                json!({"kind": "citizen_card", "issued_on": "2021-03-14", "expires_on": null, "valid": true}),
                "Thẻ căn cước công dân, 14/03/2021 – không thời hạn",
                "citizen identity card, 14 March 2021 – for life",
            ),
            (
                Attribute::EidAccount,
                json!({"level": 2, "since": "2024-09-30", "locked": true}),
                "Tài khoản mức 2, từ 30/09/2024, Tài khoản bị khoá",
                "Level 2 account, since 30 September 2024, Locked account",
            ),
            (
                Attribute::Household,
                json!({"head": {}, "members": [{"name": "Lê An", "birthdate": "1990-01-02", "relation": "head"}]}),
                "Lê An (Chủ hộ, 02/01/1990)",
                "Lê An (head, 2 January 1990)",
            ),
        ];
        let more = [
            (Attribute::Land, json!([{"sheet": 1}, {"sheet": 2}]), "2 bản ghi", "2 records"),
            (Attribute::Occupation, json!({"code": "1", "name": "Y tá"}), "Y tá", "Y tá"),
            (
                Attribute::Passport,
                json!({"chip": true, "expires": "2031-05-06", "number": "X1"}),
                "06/05/2031, X1",
                "6 May 2031, X1",
            ),
            (Attribute::Portrait, json!("<svg/>"), "hình vẽ", "a drawing"),
        ];
        for (attribute, value, vi, en) in rows.into_iter().chain(more) {
            assert_eq!(preview(attribute, &value, Locale::Vi), vi);
            assert_eq!(preview(attribute, &value, Locale::En), en);
        }
    }
}
