//! The words about names: what kind of claim or header parameter one is.

use crate::text::phrases;

phrases! {
    /// A claim that RFC 7519 §4.1 defines.
    REGISTERED_CLAIM = "registered claim", "등록 클레임";
    /// A claim of the IANA registry, or with a name that cannot collide.
    PUBLIC_CLAIM = "public claim", "공개 클레임";
    /// A claim that issuer and recipient agreed on.
    PRIVATE_CLAIM = "private claim", "비공개 클레임";
    /// A header parameter of the IANA registry.
    REGISTERED_PARAMETER = "registered header parameter", "등록 헤더 파라미터";
    /// A header parameter with a name that cannot collide.
    PUBLIC_PARAMETER = "public header parameter", "공개 헤더 파라미터";
    /// A header parameter that issuer and recipient agreed on.
    PRIVATE_PARAMETER = "private header parameter", "비공개 헤더 파라미터";
}
