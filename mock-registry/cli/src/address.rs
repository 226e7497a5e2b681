//! Addresses in one line.

use dinhdanh_population::Address;

/// House and hamlet, commune, district if there is one, province: separated by commas, as in forms.
pub(crate) fn line(address: &Address) -> String {
    let mut text = String::with_capacity(96);
    let district = address.district.map(|district| district.name);
    let parts = [address.line.as_deref(), Some(address.commune.name), district, Some(address.province.name)];
    for part in parts.into_iter().flatten() {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(part);
    }
    text
}
