//! Reads the HTML that the templates write: every tag closed, every attribute quoted. Stricter than a browser on purpose.

/// An element: name, attributes as written, and the text inside it.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
}

impl Tag {
    pub(super) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Every element in the order of its opening tag; panics unless each is closed in the right place.
pub(super) fn open_tags(html: &str) -> Vec<Tag> {
    let mut rest = html.trim_start().strip_prefix("<!doctype html>").expect("a document type comes first");
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some(start) = rest.find('<') {
        let (text, tail) = rest.split_at(start);
        for &index in &open {
            tags[index].text.push_str(text);
        }
        let (inside, after) = tail[1..].split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            let index = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(tags[index].name, name, "</{name}> closes <{}>", tags[index].name);
        } else {
            let tag = opening(inside);
            if !VOID.contains(&tag.name.as_str()) {
                open.push(tags.len());
            }
            tags.push(tag);
        }
    }
    assert!(open.is_empty(), "never closed: {:?}", open.iter().map(|&i| &tags[i].name).collect::<Vec<_>>());
    tags
}

fn opening(inside: &str) -> Tag {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "<{inside}>");
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, tail) = rest.split_at(end);
        let (value, tail) = match tail.strip_prefix("=\"") {
            Some(quoted) => {
                quoted.split_once('"').unwrap_or_else(|| panic!("a quote is missing in <{inside}>"))
            }
            None => ("", tail),
        };
        let well_named = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(well_named && (tail.is_empty() || tail.starts_with(' ')), "`{key}` in <{inside}>");
        attributes.push((key.to_owned(), value.to_owned()));
        rest = tail.trim_start();
    }
    Tag { name: name.to_owned(), attributes, text: String::new() }
}

/// A text as the templates write it.
pub(super) fn escaped(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html).expect("writing to a string").to_string()
}
