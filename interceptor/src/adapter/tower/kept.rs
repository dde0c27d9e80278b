//! What is kept of a request to send it again. Nearly always it is thrown away, so it is made to be cheap then: the
//! header is a list, and becomes a map when it is needed.

use http::Extensions;
use http::HeaderName;
use http::HeaderValue;
use http::Method;
use http::Request;
use http::Uri;
use http::Version;

/// A request without its token, and what to send it with.
pub(super) struct Kept<S, B> {
    service: S,
    method: Method,
    uri: Uri,
    version: Version,
    /// In the order of the map, values of one name in theirs.
    fields: Vec<(HeaderName, HeaderValue)>,
    extensions: Extensions,
    body: B,
}

impl<S, B> Kept<S, B> {
    /// Keeps `request`, but with `body`.
    pub(super) fn new<A>(service: S, request: &Request<A>, body: B) -> Self {
        let mut fields = Vec::with_capacity(request.headers().len());
        fields.extend(request.headers().iter().map(|(name, value)| (name.clone(), value.clone())));
        Self {
            service,
            method: request.method().clone(),
            uri: request.uri().clone(),
            version: request.version(),
            fields,
            extensions: request.extensions().clone(),
            body,
        }
    }

    pub(super) fn body(&self) -> &B {
        &self.body
    }

    /// The request, and what to send it with.
    pub(super) fn into_parts(self) -> (S, Request<B>) {
        let mut request = Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = self.uri;
        *request.version_mut() = self.version;
        *request.extensions_mut() = self.extensions;
        for (name, value) in self.fields {
            request.headers_mut().append(name, value);
        }
        (self.service, request)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::ACCEPT;
    use http::header::COOKIE;
    use http::header::HOST;

    use super::*;

    /// P43: nothing of a request is lost on the way, and no value of a field that is there more than once.
    #[test]
    fn what_is_kept_becomes_the_same_request() {
        let mut request = Request::new("octets");
        *request.method_mut() = Method::PATCH;
        *request.uri_mut() = Uri::from_static("https://api.example.com/orders?page=2");
        *request.version_mut() = Version::HTTP_2;
        request.extensions_mut().insert(42_u8);
        for (name, value) in
            [(COOKIE, "a=1"), (ACCEPT, "text/html"), (COOKIE, "b=2"), (HOST, "h"), (COOKIE, "a=1")]
        {
            request.headers_mut().append(name, HeaderValue::from_static(value));
        }
        let (service, again) = Kept::new("service", &request, "octets").into_parts();
        let listed = |headers: &HeaderMap| -> Vec<_> {
            headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
        };
        assert_eq!((service, again.body()), ("service", request.body()));
        assert_eq!((again.method(), again.uri()), (request.method(), request.uri()));
        assert_eq!(again.version(), request.version());
        assert_eq!(again.extensions().get::<u8>(), Some(&42));
        assert_eq!(again.headers().len(), 5);
        assert_eq!(listed(again.headers()), listed(request.headers()));
    }
}
