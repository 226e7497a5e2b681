//! As much of HTML as a browser without scripts needs to fill in this gateway's forms.

/// A form of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Its `id`.
    pub id: String,
    /// `get` or `post`.
    pub method: String,
    /// Where it goes.
    pub action: String,
    /// Names and values of its fields that are sent whatever is ticked or pressed.
    pub fields: Vec<(String, String)>,
    /// Names and values of its checkboxes.
    pub boxes: Vec<(String, String)>,
    /// Names and values of the checkboxes that are ticked beforehand.
    pub ticked: Vec<(String, String)>,
    /// Its buttons.
    pub buttons: Vec<Button>,
}

/// A button of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Button {
    /// Its `id`, perhaps empty.
    pub id: String,
    /// Name that it sends.
    pub name: String,
    /// Value that it sends.
    pub value: String,
}

/// The forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    for tag in tags(html) {
        if tag.name == "form" {
            open = true;
            let (id, action) = (tag.get("id"), tag.get("action"));
            forms.push(Form { id, action, method: tag.get("method"), ..Form::default() });
        }
        open &= tag.name != "/form";
        let Some(form) = forms.last_mut().filter(|_| open) else { continue };
        let pair = || (tag.get("name"), tag.get("value"));
        match (tag.name, tag.get("type").as_str()) {
            ("input", "checkbox") => {
                form.boxes.push(pair());
                if tag.has("checked") {
                    form.ticked.push(pair());
                }
            }
            ("input", _) => form.fields.push(pair()),
            ("select", _) => form.fields.push((tag.get("name"), String::new())),
            ("button", _) => {
                form.buttons.push(Button {
                    id: tag.get("id"),
                    name: tag.get("name"),
                    value: tag.get("value"),
                });
            }
            _ => {}
        }
    }
    forms
}

/// The text of the element that is marked with `data-testid`.
pub fn marked(html: &str, testid: &str) -> Option<String> {
    let at = html.find(&format!("data-testid=\"{testid}\""))?;
    let inside = html.get(at..)?.split_once('>')?.1;
    Some(decoded(inside.split('<').next()?.trim()))
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> String {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(known, _)| *known == name)
    }
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.split('<').skip(1).map(|rest| {
        let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        let (name, mut rest) = rest.split_at(end);
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len());
            if end == 0 {
                break;
            }
            let (name, after) = rest.split_at(end);
            let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
            attributes.push((name, quoted.map(|(value, _)| decoded(value)).unwrap_or_default()));
            rest = quoted.map_or(after, |(_, after)| after);
        }
        Tag { name, attributes }
    })
}

fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';').unwrap_or(("amp", part));
        let number = entity.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16).ok());
        let number = number.unwrap_or_else(|| entity.strip_prefix('#')?.parse().ok());
        decoded.push(match entity {
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => number.and_then(char::from_u32).unwrap_or('&'),
        });
        decoded.push_str(rest);
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_boxes_and_buttons_belong_to_their_form() {
        let page = r#"<input name="outside" value="1"><form method="post" action="/a?x=1&amp;y=2" id="f">
            <input type="hidden" name="csrf" value="a&#34;b"><input type="checkbox" name="claim" value="name">
            <input type="checkbox" name="claim" value="email" checked>
            <select name="p"><option value="1">x</option></select><button name="allow" value="all" id="go">Go</button>
            </form><button name="outside">no</button>"#;
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let expected = Form {
            id: "f".to_owned(),
            method: "post".to_owned(),
            action: "/a?x=1&y=2".to_owned(),
            fields: vec![pair("csrf", "a\"b"), pair("p", "")],
            boxes: vec![pair("claim", "name"), pair("claim", "email")],
            ticked: vec![pair("claim", "email")],
            buttons: vec![Button { id: "go".to_owned(), name: "allow".to_owned(), value: "all".to_owned() }],
        };
        assert_eq!(forms(page), [expected]);
    }

    #[test]
    fn a_marked_element_is_found_by_its_mark() {
        let page = r#"<dd><code data-testid="error-code">a&#38;b</code></dd>"#;
        assert_eq!(marked(page, "error-code").as_deref(), Some("a&b"));
        assert_eq!(marked(page, "other"), None);
    }
}
