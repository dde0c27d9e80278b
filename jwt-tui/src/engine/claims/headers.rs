//! Header parameters of the IANA registry.

use super::Meaning;
use super::text;

pub(super) const PARAMETERS: &[Meaning] = &[
    // RFC 7515 §4.1, in its order.
    text(
        "alg",
        "RFC 7515 §4.1.1",
        ["algorithm", "알고리즘"],
        [
            "How the token says it was signed. Whoever wrote the token wrote this, too: a verifier takes the algorithm from its key and only compares.",
            "토큰에 적힌 서명 알고리즘입니다. 토큰을 쓴 사람이 이것도 썼으므로, 검증자는 알고리즘을 키에서 정하고 여기 값은 비교만 합니다.",
        ],
    ),
    text(
        "jku",
        "RFC 7515 §4.1.2",
        ["key set address", "키 세트 주소"],
        [
            "Where the sender wants the keys to be fetched. Shown, never followed: an attacker would name a server of their own.",
            "보낸 쪽이 키를 가져가라고 적은 주소입니다. 공격자라면 자기 서버를 적을 것이므로 보여 주기만 하고 따라가지 않습니다.",
        ],
    ),
    text(
        "jwk",
        "RFC 7515 §4.1.3",
        ["key in the token", "토큰에 든 키"],
        [
            "A public key that the token brings along. It proves nothing: anybody can sign with a key of their own and attach it.",
            "토큰이 가져온 공개 키입니다. 누구나 자기 키로 서명하고 그 키를 붙일 수 있으므로 아무것도 증명하지 못합니다.",
        ],
    ),
    text(
        "kid",
        "RFC 7515 §4.1.4",
        ["key id", "키 ID"],
        [
            "A hint which key was used, chosen by whoever made the token. Only to be looked up among keys that are trusted already.",
            "어떤 키를 썼는지에 대한 힌트로, 토큰을 만든 쪽이 정합니다. 이미 믿는 키 중에서 찾을 때만 씁니다.",
        ],
    ),
    text(
        "x5u",
        "RFC 7515 §4.1.5",
        ["certificate address", "인증서 주소"],
        [
            "Where the sender wants a certificate to be fetched. Shown, never followed.",
            "보낸 쪽이 인증서를 가져가라고 적은 주소입니다. 보여 주기만 하고 따라가지 않습니다.",
        ],
    ),
    text(
        "x5c",
        "RFC 7515 §4.1.6",
        ["certificates", "인증서 체인"],
        [
            "A chain of certificates that the token brings along. Worth nothing until checked up to a root that is trusted.",
            "토큰이 가져온 인증서 체인입니다. 믿는 루트까지 확인하기 전에는 아무 가치가 없습니다.",
        ],
    ),
    text(
        "x5t",
        "RFC 7515 §4.1.7",
        ["certificate SHA-1", "인증서 SHA-1"],
        [
            "The SHA-1 hash of a certificate, as a hint which one to use.",
            "인증서의 SHA-1 해시로, 어떤 인증서인지에 대한 힌트입니다.",
        ],
    ),
    text(
        "x5t#S256",
        "RFC 7515 §4.1.8",
        ["certificate SHA-256", "인증서 SHA-256"],
        [
            "The SHA-256 hash of a certificate, as a hint which one to use.",
            "인증서의 SHA-256 해시로, 어떤 인증서인지에 대한 힌트입니다.",
        ],
    ),
    text(
        "typ",
        "RFC 7515 §4.1.9",
        ["token type", "토큰 타입"],
        [
            "What kind of token this is, such as JWT or at+jwt. Comparing it keeps one kind from being taken for another.",
            "JWT, at+jwt 같은 토큰의 종류입니다. 이 값을 비교해야 한 종류가 다른 종류로 쓰이지 않습니다.",
        ],
    ),
    text(
        "cty",
        "RFC 7515 §4.1.10",
        ["content type", "내용 타입"],
        [
            "What the payload is. JWT means that a token lies inside the token.",
            "페이로드의 종류입니다. JWT면 토큰 안에 또 토큰이 있다는 뜻입니다.",
        ],
    ),
    text(
        "crit",
        "RFC 7515 §4.1.11",
        ["must understand", "필수 확장"],
        [
            "Names of extensions that a verifier must understand, or else refuse the token.",
            "검증자가 반드시 이해해야 하는 확장의 이름입니다. 모르는 것이 있으면 토큰을 거부해야 합니다.",
        ],
    ),
    text(
        "b64",
        "RFC 7797 §3",
        ["payload encoding", "페이로드 인코딩"],
        [
            "false means that the payload is signed as it is, not as base64url.",
            "false면 페이로드를 base64url로 바꾸지 않고 그대로 서명했다는 뜻입니다.",
        ],
    ),
    // RFC 7516 §4.1 and RFC 7518 §4.
    text(
        "enc",
        "RFC 7516 §4.1.2",
        ["content encryption", "내용 암호화"],
        [
            "How the content is encrypted. Only an encrypted token (JWE) has it.",
            "내용을 암호화한 방식입니다. 암호화된 토큰(JWE)에만 있습니다.",
        ],
    ),
    text(
        "zip",
        "RFC 7516 §4.1.3",
        ["compression", "압축"],
        [
            "The content was compressed before it was encrypted; unpacking can be made very expensive.",
            "암호화하기 전에 내용을 압축했습니다. 압축 해제 비용을 아주 크게 만드는 공격이 있을 수 있습니다.",
        ],
    ),
    text(
        "epk",
        "RFC 7518 §4.6.1.1",
        ["ephemeral key", "임시 키"],
        [
            "The sender's one-time public key for the key agreement.",
            "키 합의에 한 번만 쓰는 보낸 쪽의 공개 키입니다.",
        ],
    ),
    text(
        "apu",
        "RFC 7518 §4.6.1.2",
        ["sender info", "보낸 쪽 정보"],
        [
            "Data about the sender that enters the key derivation.",
            "키 유도에 들어가는 보낸 쪽의 정보입니다.",
        ],
    ),
    text(
        "apv",
        "RFC 7518 §4.6.1.3",
        ["recipient info", "받는 쪽 정보"],
        [
            "Data about the recipient that enters the key derivation.",
            "키 유도에 들어가는 받는 쪽의 정보입니다.",
        ],
    ),
    text(
        "iv",
        "RFC 7518 §4.7.1.1",
        ["nonce of the key", "키의 초기화 벡터"],
        [
            "The initialization vector with which the content key was encrypted.",
            "내용 암호화 키를 암호화할 때 쓴 초기화 벡터입니다.",
        ],
    ),
    text(
        "tag",
        "RFC 7518 §4.7.1.2",
        ["tag of the key", "키의 인증 태그"],
        [
            "The authentication tag of the encrypted content key.",
            "암호화된 내용 암호화 키의 인증 태그입니다.",
        ],
    ),
    text(
        "p2s",
        "RFC 7518 §4.8.1.1",
        ["password salt", "암호 솔트"],
        [
            "The salt of the password-based key derivation.",
            "암호로 키를 유도할 때 쓰는 솔트입니다.",
        ],
    ),
    text(
        "p2c",
        "RFC 7518 §4.8.1.2",
        ["password rounds", "암호 반복 횟수"],
        [
            "How often the password is hashed; a huge count makes a recipient work for nothing.",
            "암호를 해시하는 횟수입니다. 아주 큰 값은 받는 쪽을 헛되이 일하게 만듭니다.",
        ],
    ),
    // Others of the registry.
    text(
        "iss",
        "RFC 7519 §5.3",
        ["issuer", "발급자"],
        [
            "The issuer again, readable although the token is encrypted.",
            "암호화된 토큰에서도 읽을 수 있도록 다시 적은 발급자입니다.",
        ],
    ),
    text(
        "sub",
        "RFC 7519 §5.3",
        ["subject", "주체"],
        [
            "The subject again, readable although the token is encrypted.",
            "암호화된 토큰에서도 읽을 수 있도록 다시 적은 주체입니다.",
        ],
    ),
    text(
        "aud",
        "RFC 7519 §5.3",
        ["audience", "대상(aud)"],
        [
            "The audience again, readable although the token is encrypted.",
            "암호화된 토큰에서도 읽을 수 있도록 다시 적은 대상(aud)입니다.",
        ],
    ),
    text(
        "ppt",
        "RFC 8225 §8.1",
        ["PASSporT kind", "PASSporT 종류"],
        [
            "Which kind of PASSporT, a token about a phone call, this is.",
            "전화 통화에 대한 토큰인 PASSporT의 종류입니다.",
        ],
    ),
    text(
        "url",
        "RFC 8555 §6.4.1",
        ["request address", "요청 주소"],
        ["The address that an ACME request is sent to.", "ACME 요청을 보내는 주소입니다."],
    ),
    text(
        "nonce",
        "RFC 8555 §6.5.2",
        ["replay guard", "재사용 방지 값"],
        [
            "A value of the server that an ACME request may use once.",
            "ACME 요청에 한 번만 쓸 수 있는 서버의 값입니다.",
        ],
    ),
    text(
        "svt",
        "RFC 9321",
        ["validation tokens", "서명 검증 토큰"],
        [
            "Signed results of earlier validations of this signature.",
            "이 서명을 앞서 검증한 결과를 서명한 토큰입니다.",
        ],
    ),
    text(
        "trust_chain",
        "OpenID Federation §4.3",
        ["trust chain", "신뢰 체인"],
        [
            "Statements of a federation that lead from the sender to a trust anchor.",
            "보낸 쪽에서 신뢰 앵커까지 이어지는 연합(federation)의 증명서입니다.",
        ],
    ),
];
