//! Which media types a request speaks and wants, by the GraphQL-over-HTTP specification.

use axum::http::{HeaderMap, HeaderName, header};

/// The media type of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/graphql-response+json`: the status tells whether the request was understood.
    GraphqlResponse,
    /// `application/json`: whatever is a GraphQL request is answered with 200.
    Json,
}

/// What the body of a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Json,
    Multipart,
}

impl Media {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The media type that a client prefers; `None` when it takes none that we have.
    pub(super) fn preferred(headers: &HeaderMap) -> Option<Self> {
        let Some(accept) = text(headers, &header::ACCEPT) else { return Some(Self::Json) };
        let mut best: Option<(Self, f32)> = None;
        for (media, weight) in accept.split(',').filter_map(offer) {
            if best.is_none_or(|(_, most)| weight > most) {
                best = Some((media, weight));
            }
        }
        best.map(|(media, _)| media)
    }
}

impl Content {
    /// `None` for content that is no GraphQL request. A body without a type is not guessed at.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let content_type = text(headers, &header::CONTENT_TYPE)?;
        let mut parts = content_type.split(';').map(str::trim);
        match parts.next()?.to_ascii_lowercase().as_str() {
            "application/json" => parts.all(is_utf8).then_some(Self::Json),
            "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }
}

pub(super) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// One entry of `Accept`, with its weight, if it is one that we have.
fn offer(entry: &str) -> Option<(Media, f32)> {
    let mut parts = entry.split(';').map(str::trim);
    let media = match parts.next()?.to_ascii_lowercase().as_str() {
        "application/graphql-response+json" => Media::GraphqlResponse,
        "application/json" | "application/*" | "*/*" => Media::Json,
        _ => return None,
    };
    let mut weight = 1.0;
    for part in parts {
        match part.split_once('=') {
            Some(("q", value)) => weight = value.trim().parse().ok()?,
            _ if !is_utf8(part) => return None,
            _ => {}
        }
    }
    (weight > 0.0).then_some((media, weight))
}

/// Whether a parameter leaves the character set at UTF-8; other parameters do.
fn is_utf8(parameter: &str) -> bool {
    match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn with(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_client_has_the_choice_of_the_media_type() {
        let cases = [
            ("application/graphql-response+json", Some(Media::GraphqlResponse)),
            ("application/graphql-response+json; charset=utf-8, application/json;q=0.9", Some(Media::GraphqlResponse)),
            ("application/graphql-response+json;q=0.1, application/json", Some(Media::Json)),
            ("*/*", Some(Media::Json)),
            ("text/html", None),
            ("application/json;q=0", None),
            ("application/json;charset=latin1", None),
        ];
        for (accept, wanted) in cases {
            assert_eq!(Media::preferred(&with(header::ACCEPT, accept)), wanted, "{accept}");
        }
        assert_eq!(Media::preferred(&HeaderMap::new()), Some(Media::Json));
    }

    #[test]
    fn a_body_is_json_in_utf8_or_a_form_with_files() {
        let cases = [
            ("application/json", Some(Content::Json)),
            ("Application/JSON; charset=\"UTF-8\"", Some(Content::Json)),
            ("application/json; charset=latin1", None),
            ("multipart/form-data; boundary=x", Some(Content::Multipart)),
            ("text/plain", None),
        ];
        for (content_type, wanted) in cases {
            assert_eq!(Content::of(&with(header::CONTENT_TYPE, content_type)), wanted, "{content_type}");
        }
        assert_eq!(Content::of(&HeaderMap::new()), None);
    }
}
