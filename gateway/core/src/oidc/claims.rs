//! Claims: which are asked for, which are granted, what they say. One pipeline for consent page, ID token and UserInfo.

use std::collections::BTreeMap;

use dinhdanh_protocol::Attribute;
use dinhdanh_protocol::PersonalNumber;
use dinhdanh_protocol::error::Reason;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::ACR_VALUES;
use crate::Refusal;
use crate::registry::Registry;

/// A standard claim that is not an attribute itself but follows from one (OpenID Connect Core section 5.1).
struct DerivedClaim {
    name: &'static str,
    scope: &'static str,
    from: Attribute,
    derive: fn(&Value) -> Value,
}

const DERIVED: &[DerivedClaim] = &[
    DerivedClaim {
        name: "address",
        scope: "address",
        from: Attribute::PermanentAddress,
        derive: standard_address,
    },
    // The registry's number is the one whose SIM is registered to the citizen.
    DerivedClaim {
        name: "phone_number_verified",
        scope: "phone",
        from: Attribute::PhoneNumber,
        derive: |_| Value::Bool(true),
    },
    DerivedClaim {
        name: "email_verified",
        scope: "email",
        from: Attribute::Email,
        derive: |_| Value::Bool(false),
    },
];

/// The `address` claim (OpenID Connect Core section 5.1.1) of a registry address.
fn standard_address(address: &Value) -> Value {
    let text = |name: &str| address.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let members = [
        ("formatted", text("text")),
        ("street_address", text("line")),
        ("locality", text("commune")),
        ("region", text("province")),
        ("country", "VN".to_owned()),
    ];
    let filled = members.into_iter().filter(|(_, value)| !value.is_empty());
    Value::Object(filled.map(|(name, value)| (name.to_owned(), Value::String(value))).collect())
}

/// The attribute from which a claim comes, `None` if the claim is unknown.
pub fn attribute_of(claim: &str) -> Option<Attribute> {
    DERIVED.iter().find(|d| d.name == claim).map(|d| d.from).or_else(|| Attribute::by_name(claim))
}

/// Names of every claim about a citizen, for discovery.
pub fn supported() -> Vec<String> {
    let derived = DERIVED.iter().map(|d| d.name);
    let mut names: Vec<_> =
        Attribute::ALL.iter().map(|a| a.name()).chain(derived).map(str::to_owned).collect();
    names.extend(["sub", "acr", "auth_time"].map(str::to_owned));
    names.sort();
    names
}

/// Names of the claims that a scope includes.
pub fn in_scope(scope: &str) -> impl Iterator<Item = &'static str> {
    let derived = DERIVED.iter().filter(move |d| d.scope == scope).map(|d| d.name);
    Attribute::in_scope(scope).map(Attribute::name).chain(derived)
}

/// How one claim is asked for (OpenID Connect Core section 5.5.1).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimDemand {
    /// Without it the service cannot work.
    pub essential: bool,
    /// Only this value, or one of these, is wanted; another is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// The `claims` parameter (OpenID Connect Core section 5.5): unknown members and unknown claims are ignored, as it demands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimsRequest {
    /// For the UserInfo endpoint.
    pub userinfo: BTreeMap<String, ClaimDemand>,
    /// For the ID token.
    pub id_token: BTreeMap<String, ClaimDemand>,
}

impl ClaimsRequest {
    /// Reads the parameter.
    pub fn parse(text: Option<&str>) -> Result<Self, Refusal> {
        let Some(text) = text else { return Ok(Self::default()) };
        let invalid =
            || Refusal::new(Reason::ParameterInvalid, "expected `claims` as a JSON object of objects");
        let object: Map<String, Value> = serde_json::from_str(text).map_err(|_| invalid())?;
        let part = |name: &str| -> Result<BTreeMap<String, ClaimDemand>, Refusal> {
            let members = match object.get(name) {
                None | Some(Value::Null) => return Ok(BTreeMap::new()),
                Some(Value::Object(members)) => members,
                Some(_) => return Err(invalid()),
            };
            members
                .iter()
                .map(|(claim, demand)| match demand {
                    Value::Null => Ok((claim.clone(), ClaimDemand::default())),
                    Value::Object(demand) => Ok((claim.clone(), ClaimDemand::from_json(demand))),
                    _ => Err(invalid()),
                })
                .collect()
        };
        Ok(Self { userinfo: part("userinfo")?, id_token: part("id_token")? })
    }

    /// The lowest authentication context that satisfies an essential `acr` demand.
    pub(super) fn required_acr(&self) -> Option<String> {
        let demand =
            self.id_token.get("acr").filter(|demand| demand.essential && !demand.values.is_empty())?;
        let known = ACR_VALUES.iter().find(|acr| demand.values.iter().any(|value| value == **acr));
        // An essential demand for contexts nobody has cannot be met: keep it, so that the login fails.
        Some(known.map_or_else(|| "unknown".to_owned(), |acr| (*acr).to_owned()))
    }

    /// A demanded subject, if any.
    pub fn demanded_subject(&self) -> Option<&str> {
        [&self.id_token, &self.userinfo]
            .into_iter()
            .find_map(|part| part.get("sub")?.values.first()?.as_str())
    }
}

impl ClaimDemand {
    fn from_json(demand: &Map<String, Value>) -> Self {
        let mut values: Vec<Value> =
            demand.get("values").and_then(Value::as_array).cloned().unwrap_or_default();
        values.extend(demand.get("value").cloned());
        Self { essential: demand.get("essential").and_then(Value::as_bool).unwrap_or(false), values }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.values.is_empty() || self.values.contains(value)
    }
}

/// The attributes behind the claims that a request asks for, each with whether it is essential, in catalogue order. Consent is given to
/// attributes: a derived claim goes with the attribute it says something about.
pub fn asked(scopes: &[String], request: &ClaimsRequest) -> Vec<Asked> {
    let by_scope = scopes.iter().flat_map(|scope| in_scope(scope)).map(|name| (name, false));
    let parts = [&request.userinfo, &request.id_token];
    let by_name = parts.into_iter().flatten().map(|(name, demand)| (name.as_str(), demand.essential));
    let mut essential_by_attribute = BTreeMap::new();
    for (name, essential) in by_scope.chain(by_name) {
        if let Some(attribute) = attribute_of(name) {
            *essential_by_attribute.entry(attribute).or_insert(false) |= essential;
        }
    }
    essential_by_attribute.into_iter().map(|(attribute, essential)| Asked { attribute, essential }).collect()
}

/// An attribute that a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub attribute: Attribute,
    /// Whether the service says it cannot work without.
    pub essential: bool,
}

/// The values of `claims`, those that exist and satisfy their demand.
pub fn values<'a>(
    registry: &dyn Registry,
    number: &PersonalNumber,
    as_of: Date,
    claims: impl IntoIterator<Item = (&'a str, Option<&'a ClaimDemand>)>,
) -> Map<String, Value> {
    let wanted: Vec<(&str, Option<&ClaimDemand>, Attribute)> =
        claims.into_iter().filter_map(|(name, demand)| Some((name, demand, attribute_of(name)?))).collect();
    let attributes: Vec<Attribute> = wanted.iter().map(|(_, _, attribute)| *attribute).collect();
    let found = registry.attributes(number, as_of, &attributes);
    wanted
        .into_iter()
        .filter_map(|(name, demand, attribute)| {
            let value = found.get(&attribute)?;
            let derived = DERIVED.iter().find(|d| d.name == name);
            let value = derived.map_or_else(|| value.clone(), |d| (d.derive)(value));
            demand.is_none_or(|d| d.accepts(&value)).then(|| (name.to_owned(), value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(scopes: &[&str], claims: &str) -> Vec<(&'static str, bool)> {
        let scopes: Vec<String> = scopes.iter().map(|s| (*s).to_owned()).collect();
        let request = ClaimsRequest::parse((!claims.is_empty()).then_some(claims)).unwrap();
        asked(&scopes, &request).into_iter().map(|a| (a.attribute.name(), a.essential)).collect()
    }

    #[test]
    fn scopes_ask_for_their_claims_as_voluntary_and_the_claims_parameter_can_make_them_essential() {
        assert_eq!(names(&["openid"], ""), []);
        assert_eq!(names(&["openid", "phone"], ""), [("phone_number", false)]);
        assert_eq!(names(&["address"], ""), [("permanent_address", false)]);
        let name = r#"{"userinfo":{"name":{"essential":true},"shoe_size":null},"id_token":{"name":null}}"#;
        assert_eq!(names(&["openid"], name), [("name", true)]);
    }

    #[test]
    fn the_claims_parameter_must_be_objects_of_objects() {
        for bad in ["[]", "{\"userinfo\":[]}", "{\"userinfo\":{\"name\":1}}", "{", "null"] {
            assert_eq!(
                ClaimsRequest::parse(Some(bad)).unwrap_err().reason,
                Reason::ParameterInvalid,
                "{bad}"
            );
        }
        assert_eq!(
            ClaimsRequest::parse(Some("{\"id_token\":null,\"x\":1}")).unwrap(),
            ClaimsRequest::default()
        );
    }

    #[test]
    fn an_essential_context_nobody_has_cannot_be_met() {
        let request = |values: &str| {
            ClaimsRequest::parse(Some(&format!(
                r#"{{"id_token":{{"acr":{{"essential":true,"values":[{values}]}}}}}}"#
            )))
            .unwrap()
            .required_acr()
        };
        assert_eq!(request("\"level2\""), Some("level2".to_owned()));
        assert_eq!(request("\"level2\",\"level1\""), Some("level1".to_owned()));
        assert_eq!(request("\"loa4\""), Some("unknown".to_owned()));
    }
}
