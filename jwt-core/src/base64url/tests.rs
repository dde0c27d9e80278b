use super::*;

#[test]
fn encodes_and_decodes_every_short_group() {
    for octets in [&b""[..], b"f", b"fo", b"foo", b"foob"] {
        assert_eq!(decode(encode(octets)).as_deref(), Ok(octets));
    }
}
