//! A browser's cookies: by origin and path, as RFC 6265 has them, without expiry by time.

use url::Url;

/// A jar of cookies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jar(Vec<Cookie>);

#[derive(Debug, Clone)]
struct Cookie {
    origin: String,
    path: String,
    name: String,
    value: String,
}

impl Jar {
    /// Takes over what a `set-cookie` header says.
    pub(crate) fn set(&mut self, url: &Url, header: &str) {
        let mut parts = header.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let attributes: Vec<_> = parts.map(|part| part.split_once('=').unwrap_or((part, ""))).collect();
        let attribute = |name: &str| {
            attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
        };
        let path = attribute("path").unwrap_or("/").to_owned();
        let origin = url.origin().ascii_serialization();
        self.0.retain(|c| !(c.origin == origin && c.name == name && c.path == path));
        if attribute("max-age") != Some("0") {
            self.0.push(Cookie { origin, path, name: name.to_owned(), value: value.to_owned() });
        }
    }

    /// The `cookie` header for a request.
    pub(crate) fn header(&self, url: &Url) -> Option<String> {
        let sent = self.0.iter().filter(|cookie| cookie.goes_to(url));
        let pairs: Vec<_> = sent.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// The value of the first cookie whose name begins so.
    pub(crate) fn value(&self, prefix: &str) -> Option<&str> {
        self.0.iter().find(|cookie| cookie.name.starts_with(prefix)).map(|cookie| cookie.value.as_str())
    }

    /// Puts another value into every cookie whose name begins so.
    pub(crate) fn forge(&mut self, prefix: &str, value: &str) {
        for cookie in self.0.iter_mut().filter(|cookie| cookie.name.starts_with(prefix)) {
            value.clone_into(&mut cookie.value);
        }
    }
}

impl Cookie {
    fn goes_to(&self, url: &Url) -> bool {
        let below = self.path.trim_end_matches('/');
        let rest = url.path().strip_prefix(below);
        self.origin == url.origin().ascii_serialization()
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_go_where_they_belong() {
        let url = |text: &str| Url::parse(text).expect("a URL");
        let mut jar = Jar::default();
        jar.set(&url("http://127.0.0.1:1/r/a/login"), "s=1; HttpOnly; Path=/r/a");
        for (to, expected) in [
            ("http://127.0.0.1:1/r/a", true),
            ("http://127.0.0.1:1/r/a/x", true),
            ("http://127.0.0.1:1/r/ab", false),
            ("http://127.0.0.1:1/", false),
            ("http://127.0.0.1:2/r/a", false),
        ] {
            assert_eq!(jar.header(&url(to)).is_some(), expected, "{to}");
        }
        jar.set(&url("http://127.0.0.1:1/r/a/x"), "s=; Path=/r/a; Max-Age=0");
        assert_eq!(jar.value("s"), None);
    }
}
