//! The words of `jwt-core`'s trace, found by their English.
//!
//! A test takes tokens of every algorithm apart, sound and damaged, and finds each text here. Names
//! out of the standards, such as `u1`, are the same in every language and need no row.

use crate::text::Phrase;

/// The words in both languages; a text that is not in the table stays as it is.
#[must_use]
pub fn phrase(english: &'static str) -> Phrase {
    let row = ALL.iter().find(|(text, _)| *text == english);
    row.map_or_else(|| Phrase::new(english, english), |(_, phrase)| *phrase)
}

/// Every row, under its English.
pub const ALL: &[(&str, Phrase)] = &[
    t("there are three segments", "세그먼트가 세 개입니다"),
    t(
        "they are base64url characters, the payload printable ASCII under b64 false",
        "base64url 글자로 되어 있습니다. b64가 false인 페이로드는 출력 가능한 ASCII입니다",
    ),
    t("token", "토큰"),
    t("Split the token at its two dots", "두 점에서 토큰을 나누기"),
    t(
        "A compact token is three segments: header, payload and signature. They are base64url; only where b64 is false does the payload stand as it is.",
        "컴팩트 형식의 토큰은 헤더, 페이로드, 서명의 세 세그먼트입니다. 모두 base64url이고, b64가 false일 때만 페이로드가 원문 그대로 들어갑니다.",
    ),
    t("the token is not over the limit", "토큰이 길이 제한을 넘지 않습니다"),
    t("header", "헤더"),
    t("payload", "페이로드"),
    t("signature", "서명"),
    t("Decode the JOSE Header", "JOSE 헤더 디코딩하기"),
    t(
        "The header is one JSON object that says how the token is meant to be checked. It is not to be believed until the signature has held.",
        "헤더는 토큰을 어떻게 검증해야 하는지 알려 주는 JSON 객체 하나입니다. 서명이 맞는지 확인하기 전에는 믿으면 안 됩니다.",
    ),
    t("the header has an alg", "헤더에 alg가 있습니다"),
    t("the header is base64url", "헤더가 base64url입니다"),
    t("crit is a well-formed list of names", "crit이 올바른 이름 목록입니다"),
    t("registered parameters have their types", "등록된 파라미터의 타입이 맞습니다"),
    t("the header is not over the limit", "헤더가 길이 제한을 넘지 않습니다"),
    t(
        "the header is one JSON object with unique names",
        "헤더가 이름이 겹치지 않는 JSON 객체 하나입니다",
    ),
    t("alg is not none", "alg가 none이 아니다"),
    t(
        "the header is a well-formed JOSE Header with an alg",
        "헤더가 alg를 가진 올바른 JOSE 헤더입니다",
    ),
    t("algorithm", "알고리즘"),
    t("Compare alg with the algorithm of the key", "alg를 키의 알고리즘과 비교하기"),
    t(
        "A key serves exactly one algorithm. The header may confirm it and never choose another.",
        "키 하나는 알고리즘 하나에만 씁니다. 헤더는 그것을 확인할 수 있을 뿐 다른 것을 고를 수 없습니다.",
    ),
    t("algorithm of the key", "키의 알고리즘"),
    t("alg is the algorithm of the key", "alg가 키의 알고리즘과 같습니다"),
    t("the payload is encoded", "페이로드가 인코딩되어 있습니다"),
    t("crit names b64, which is false", "crit에 b64가 있고 그 값은 false입니다"),
    t("every critical parameter is understood", "필수(crit) 헤더 파라미터를 모두 이해합니다"),
    t("Look for parameters that must be understood", "꼭 이해해야 하는 파라미터 찾기"),
    t(
        "A token whose crit names something that the verifier does not handle is refused. Where b64 is false the payload stands as it is, and crit must name b64, so that nobody decodes it.",
        "crit에 검증자가 처리하지 못하는 이름이 있으면 토큰을 거부합니다. b64가 false이면 페이로드를 원문 그대로 두며, 아무도 디코딩하지 않도록 crit에 b64를 적어야 합니다.",
    ),
    t(
        "the signature is base64url, its padding exact or left out",
        "서명이 base64url이고, 패딩은 정확하거나 없습니다",
    ),
    t("the signature is strict base64url", "서명이 엄격한 base64url입니다"),
    t("Decode the signature", "서명 디코딩하기"),
    t(
        "The third segment carries the octets of the signature. There is one spelling for them: bits that belong to no octet must be zero.",
        "세 번째 세그먼트에는 서명의 바이트가 들어 있습니다. 적는 방법은 하나뿐이라서, 어느 바이트에도 속하지 않는 남는 비트는 0이어야 합니다.",
    ),
    t("Take the signing input", "서명 입력 정하기"),
    t(
        "What is signed is the ASCII text of header, dot and payload exactly as sent, not the JSON inside. Nothing has to be written again in the same way to check it.",
        "서명하는 것은 안의 JSON이 아니라, 보낸 그대로의 헤더, 점, 페이로드를 이은 ASCII 텍스트입니다. 그래서 검증할 때 똑같이 다시 적을 필요가 없습니다.",
    ),
    t("signing input", "서명 입력"),
    t("Check the signature", "서명 확인하기"),
    t(
        "How this algorithm comes to its answer is not taken apart here.",
        "이 알고리즘이 답에 이르는 과정은 여기에서 풀어 보이지 않습니다.",
    ),
    t("message", "메시지"),
    t("the signature holds for the signing input", "서명이 서명 입력과 맞습니다"),
    t(
        "Only now is the payload looked at: whoever holds the key has vouched for it.",
        "이제야 페이로드를 봅니다. 키를 가진 쪽이 그 내용을 보증했습니다.",
    ),
    t("Take the payload as it stands", "페이로드를 그대로 받기"),
    t(
        "the payload is base64url, its padding exact or left out",
        "페이로드가 base64url이고, 패딩은 정확하거나 없습니다",
    ),
    t("the payload is strict base64url", "페이로드가 엄격한 base64url입니다"),
    t("Decode the payload", "페이로드 디코딩하기"),
    t("The signature holds", "서명이 맞습니다"),
    t(
        "The verifier, which computes on its own, accepts the token. Whether its claims are acceptable is another question.",
        "따로 계산하는 검증자가 토큰을 받아들였습니다. 클레임을 받아들여도 되는지는 다른 문제입니다.",
    ),
    t("The token is refused", "토큰을 거부합니다"),
    t(
        "The verifier, which computes on its own, does not accept the token. The check below is the first that does not hold.",
        "따로 계산하는 검증자가 토큰을 받아들이지 않았습니다. 아래는 처음으로 맞지 않은 검사입니다.",
    ),
    t("the verifier accepts the token", "검증자가 토큰을 받아들입니다"),
    t("secret", "비밀 값"),
    t("SHA-256 of the signing input", "서명 입력의 SHA-256"),
    t("SHA-384 of the signing input", "서명 입력의 SHA-384"),
    t("SHA-512 of the signing input", "서명 입력의 SHA-512"),
    t("hash", "해시"),
    t(
        "The signature is made over this digest of fixed length, not over the text itself. One changed bit of header or payload gives a wholly different digest.",
        "서명은 텍스트 자체가 아니라 길이가 정해진 이 해시에 합니다. 헤더나 페이로드의 한 비트만 바뀌어도 전혀 다른 해시가 나옵니다.",
    ),
    t("XOR the block with 36 36 36 …", "블록을 36 36 36 …과 XOR하기"),
    t(
        "One secret becomes two keys that differ in half of their bits. This one goes into the inner hash.",
        "비밀 값 하나가 절반의 비트가 서로 다른 두 키가 됩니다. 이 키는 안쪽 해시에 들어갑니다.",
    ),
    t("Hash the inner block and the signing input", "안쪽 블록과 서명 입력을 해시하기"),
    t(
        "The message is taken in here, behind a block that nobody without the secret knows.",
        "메시지는 여기에서 들어갑니다. 그 앞에는 비밀 값을 모르면 알 수 없는 블록이 있습니다.",
    ),
    t("inner hash", "안쪽 해시"),
    t("XOR the block with 5c 5c 5c …", "블록을 5c 5c 5c …와 XOR하기"),
    t("The second key goes into the outer hash.", "두 번째 키는 바깥쪽 해시에 들어갑니다."),
    t("Hash the outer block and the inner hash", "바깥쪽 블록과 안쪽 해시를 해시하기"),
    t(
        "The second pass keeps anyone from lengthening a message whose tag is known. Its result is the tag.",
        "두 번째 해시 덕분에, 태그를 아는 메시지를 아무도 늘려 쓸 수 없습니다. 그 결과가 태그입니다.",
    ),
    t("Compare the tag with the signature", "태그를 서명과 비교하기"),
    t(
        "All octets must agree; a shortened tag is none. A verifier compares in constant time, so that its answer does not tell how many octets were right.",
        "모든 바이트가 같아야 하고, 잘린 태그는 인정하지 않습니다. 검증자는 상수 시간으로 비교해서, 응답 시간으로 몇 바이트가 맞았는지 알 수 없게 합니다.",
    ),
    t("the signature is as long as the hash", "서명의 길이가 해시와 같습니다"),
    t("the tag equals the signature", "태그가 서명과 같습니다"),
    t("hash of the secret", "비밀 값의 해시"),
    t("Bring the secret to the size of a block", "비밀 값을 블록 크기에 맞추기"),
    t(
        "A secret longer than one block of the hash is hashed first. What is left of the block is filled with zeros.",
        "해시의 한 블록보다 긴 비밀 값은 먼저 해시합니다. 블록의 남은 자리는 0으로 채웁니다.",
    ),
    t("zeros", "0 채움"),
    t("Name the hash in front of the digest", "해시값 앞에 해시 이름 붙이기"),
    t(
        "DigestInfo is a fixed prefix that says which hash was used, then the digest. Naming it keeps a digest of one hash from passing as that of another.",
        "DigestInfo는 어떤 해시를 썼는지 알려 주는 고정된 접두부와 그 뒤의 해시값입니다. 이름을 붙여서 한 해시의 값이 다른 해시의 값으로 통하지 않게 합니다.",
    ),
    t("Fill it up to the length of the modulus", "모듈러스 길이까지 채우기"),
    t(
        "00 01, as many ff as fit, 00, and the DigestInfo. Every octet is determined: a verifier compares the whole and parses nothing.",
        "00 01, 들어갈 만큼의 ff, 00, 그리고 DigestInfo입니다. 모든 바이트가 정해져 있으므로 검증자는 아무것도 파싱하지 않고 전체를 비교합니다.",
    ),
    t("expected EM", "기대하는 EM"),
    t("Compare EM with the expected one", "EM을 기대하는 값과 비교하기"),
    t(
        "The signature opens to exactly the octets that this message asks for, or it does not hold. What s^e gives for a forged signature looks like noise.",
        "서명을 열면 이 메시지에 맞는 바이트가 정확히 나와야 합니다. 위조된 서명이면 s^e는 잡음처럼 보입니다.",
    ),
    t("EM begins with 00 01", "EM이 00 01로 시작합니다"),
    t("ff fills EM up to one 00", "00 하나가 나올 때까지 EM을 ff로 채웠습니다"),
    t("the DigestInfo names the hash", "DigestInfo에 해시 이름이 적혀 있습니다"),
    t("the hash in EM is that of the message", "EM의 해시가 메시지의 해시와 같습니다"),
    t("EM is the expected EM", "EM이 기대하는 EM과 같습니다"),
    t("Take EM apart", "EM 나누기"),
    t(
        "EM is the masked data block, the hash H and the octet bc. It has one bit less than the modulus, so that it is the smaller number.",
        "EM은 마스크된 데이터 블록, 해시 H, 바이트 bc로 이루어집니다. 모듈러스보다 한 비트 짧아서 항상 더 작은 수입니다.",
    ),
    t("EM has room for a hash and a salt", "EM에 해시와 솔트가 들어갈 자리가 있습니다"),
    t("EM ends with bc", "EM이 bc로 끝납니다"),
    t("the bits of EM over its length are zero", "EM의 길이를 넘는 비트가 0입니다"),
    t("Make the mask from H and take it off", "H로 마스크를 만들어 벗기기"),
    t(
        "MGF1 hashes H with a counter until there are octets enough. XOR with them turns maskedDB back into zeros, 01 and the salt.",
        "MGF1은 카운터를 붙여 H를 충분한 길이가 될 때까지 해시합니다. 이것과 XOR하면 maskedDB가 0 여러 개, 01, 솔트로 돌아옵니다.",
    ),
    t("mask", "마스크"),
    t("salt", "솔트"),
    t("DB is zeros and 01 before the salt", "솔트 앞의 DB가 0과 01입니다"),
    t(
        "Hash the message's hash with the salt and compare",
        "메시지의 해시를 솔트와 함께 해시해서 비교하기",
    ),
    t(
        "M' is eight zeros, the hash of the signing input and the salt. Its hash H' must be the H of EM; the salt makes two signatures of one message differ.",
        "M'은 0 여덟 개, 서명 입력의 해시, 솔트입니다. 그 해시 H'이 EM의 H와 같아야 합니다. 솔트 때문에 같은 메시지의 두 서명이 서로 다릅니다.",
    ),
    t("Read the signature as an integer s", "서명을 정수 s로 읽기"),
    t(
        "The octets are one large integer, big-endian. It must be written with as many octets as the modulus n and be less than n.",
        "바이트들은 빅 엔디언으로 적은 큰 정수 하나입니다. 모듈러스 n과 같은 수의 바이트로 적고 n보다 작아야 합니다.",
    ),
    t("s has as many octets as n", "s의 바이트 수가 n과 같습니다"),
    t("Raise s to the public exponent", "s를 공개 지수로 거듭제곱하기"),
    t(
        "s^e mod n undoes what the private exponent did. Anyone can do this; only the holder of d can find an s that opens to something meaningful.",
        "s^e mod n은 개인 지수가 한 일을 되돌립니다. 이것은 누구나 할 수 있습니다. 하지만 의미 있는 값으로 열리는 s를 찾는 것은 d를 가진 쪽만 할 수 있습니다.",
    ),
    t("Raise EM to the private exponent", "EM을 개인 지수로 거듭제곱하기"),
    t(
        "s = EM^d mod n. The computation is blinded with a random factor that cancels out, so that its timing tells nothing of d.",
        "s = EM^d mod n입니다. 걸린 시간으로 d를 알 수 없도록, 나중에 상쇄되는 난수를 섞어(블라인딩) 계산합니다.",
    ),
    t("DigestInfo prefix", "DigestInfo 접두부"),
    t("Read the hash as an integer", "해시를 정수로 읽기"),
    t(
        "The leftmost bits of the hash, as many as the group order n has, are taken as an integer. All curves of JOSE come with a hash that is not longer than n.",
        "해시의 왼쪽 비트를 군의 위수 n의 비트 수만큼 정수로 읽습니다. JOSE의 모든 곡선은 n보다 길지 않은 해시와 짝지어져 있습니다.",
    ),
    t("Split the signature into r and s", "서명을 r과 s로 나누기"),
    t(
        "The two integers stand side by side, each as long as a coordinate of the curve, without any DER around them. Both must be at least 1 and less than the group order n.",
        "두 정수가 DER로 감싸지 않고 나란히 있으며, 각각 곡선 좌표와 길이가 같습니다. 둘 다 1 이상이고 군의 위수 n보다 작아야 합니다.",
    ),
    t("the signature is twice as long as a coordinate", "서명의 길이가 좌표의 두 배입니다"),
    t("Invert s", "s의 역원 구하기"),
    t(
        "Dividing by s modulo n is multiplying by its inverse: w · s = 1 mod n.",
        "n을 법으로 s로 나누는 것은 그 역원을 곱하는 것과 같습니다: w · s = 1 mod n.",
    ),
    t("Compute the two factors", "두 계수 계산하기"),
    t(
        "u1 = z · w carries the message, u2 = r · w the signature.",
        "u1 = z · w에는 메시지가, u2 = r · w에는 서명이 들어 있습니다.",
    ),
    t("Find the signer's point R again", "서명자의 점 R을 다시 찾기"),
    t(
        "R = u1 · G + u2 · Q is the point k · G that the signer drew, without k being known. Its x coordinate, reduced modulo n, must be r.",
        "R = u1 · G + u2 · Q는 서명자가 고른 점 k · G입니다. k를 몰라도 구할 수 있습니다. 그 x 좌표를 n으로 나눈 나머지가 r이어야 합니다.",
    ),
    t("R is not the point at infinity", "R이 무한원점이 아니다"),
    t("Draw the nonce k and sign", "논스 k를 정해 서명하기"),
    t(
        "k is derived from the private key and the hash, so that no two messages share one: two signatures with one k give the private key away. r is x(k · G) mod n, s is (z + r · d) / k mod n; a signer that prefers the lower of two puts n − s in its place.",
        "k는 개인 키와 해시에서 유도해서, 두 메시지가 같은 k를 쓰지 않게 합니다. 같은 k로 만든 서명이 두 개 있으면 개인 키가 드러납니다. r은 x(k · G) mod n, s는 (z + r · d) / k mod n입니다. 둘 중 작은 값을 쓰는 서명자는 s 대신 n − s를 넣습니다.",
    ),
    t("s is in the signature", "s가 서명에 있습니다"),
    t("n − s is in the signature", "n − s가 서명에 있습니다"),
    t("Split the signature into R and S", "서명을 R과 S로 나누기"),
    t(
        "R is a point, S an integer. S must be less than the group order L, so that one message has no second signature.",
        "R은 점, S는 정수입니다. 한 메시지에 두 번째 서명이 생기지 않도록 S는 군의 위수 L보다 작아야 합니다.",
    ),
    t("the signature has 64 octets", "서명이 64바이트입니다"),
    t("R is a point of the curve", "R이 곡선 위의 점입니다"),
    t("R is not of small order", "R의 위수가 작지 않습니다"),
    t("Compare S · B with R + k · A", "S · B를 R + k · A와 비교하기"),
    t(
        "B is the base point. Whoever made S knew the number behind A; the verifier needs only the points. R is compared in its encoded form.",
        "B는 기준점입니다. S를 만든 쪽은 A 뒤에 숨은 수를 알았고, 검증자는 점만 있으면 됩니다. R은 인코딩된 모습으로 비교합니다.",
    ),
    t("S · B − k · A, encoded, is R", "S · B − k · A를 인코딩하면 R입니다"),
    t("Hash the private seed and split it", "개인 시드를 해시해서 나누기"),
    t(
        "The lower half becomes the secret scalar: its three lowest bits are cleared, its highest is cleared and the one below set. The upper half is the prefix that nonces are made of.",
        "아래쪽 절반은 비밀 스칼라가 됩니다. 가장 낮은 세 비트와 가장 높은 비트는 0으로, 그 바로 아래 비트는 1로 둡니다. 위쪽 절반은 논스를 만드는 접두부입니다.",
    ),
    t("seed", "시드"),
    t("lower half", "아래쪽 절반"),
    t("prefix", "접두부"),
    t("Make the nonce r and the point R", "논스 r과 점 R 만들기"),
    t(
        "r = SHA-512(prefix ‖ M) mod L is as random as a drawn number to everybody else, and needs no source of randomness. R = r · B is the first half of the signature.",
        "r = SHA-512(prefix ‖ M) mod L은 다른 사람에게는 뽑은 난수나 다름없고, 난수원이 필요 없습니다. R = r · B가 서명의 앞 절반입니다.",
    ),
    t("r · B is the first half of the signature", "r · B가 서명의 앞 절반입니다"),
    t("Compute S", "S 계산하기"),
    t(
        "S = r + k · a mod L is the second half. Without r, which only the signer knows, it tells nothing of a.",
        "S = r + k · a mod L이 서명의 뒤 절반입니다. 서명자만 아는 r이 없으면 a에 대해 아무것도 알 수 없습니다.",
    ),
    t(
        "r + k · a mod L is the second half of the signature",
        "r + k · a mod L이 서명의 뒤 절반입니다",
    ),
    t("Hash R, the public key and the signing input", "R, 공개 키, 서명 입력을 해시하기"),
    t(
        "k = SHA-512(R ‖ A ‖ M) mod L ties this R to this key and this message. The signing input itself goes in, not a digest of it.",
        "k = SHA-512(R ‖ A ‖ M) mod L은 이 R을 이 키와 이 메시지에 묶습니다. 서명 입력의 해시가 아니라 서명 입력 자체가 들어갑니다.",
    ),
    t("Expand the private seed", "개인 시드 펼치기"),
    t(
        "H of the seed and the size of the matrix gives three seeds: ρ for the public matrix, ρ' for the secret vectors, and K for the nonce. Everything else of the key is computed from them.",
        "시드와 행렬 크기의 H에서 시드 세 개가 나옵니다. ρ는 공개 행렬, ρ'은 비밀 벡터, K는 논스를 위한 것입니다. 키의 나머지는 모두 여기에서 계산합니다.",
    ),
    t("the public key begins with ρ", "공개 키가 ρ로 시작합니다"),
    t("Hash the public key", "공개 키 해시하기"),
    t(
        "tr is SHAKE256 of the encoded public key. Hashed into what is signed, it binds a signature to this one key.",
        "tr은 인코딩된 공개 키의 SHAKE256입니다. 서명하는 값에 함께 해시해서 서명을 이 키 하나에 묶습니다.",
    ),
    t("public key", "공개 키"),
    t("Make the message representative μ", "메시지 대표값 μ 만들기"),
    t(
        "μ is SHAKE256 of tr, two zeros and the signing input. The first zero says that the message was not hashed before, the second that the context, which JOSE leaves empty, has no octet.",
        "μ는 tr, 0 두 개, 서명 입력의 SHAKE256입니다. 첫 번째 0은 메시지를 미리 해시하지 않았다는 뜻이고, 두 번째 0은 JOSE가 비워 두는 컨텍스트의 길이가 0이라는 뜻입니다.",
    ),
    t("Split the signature into c̃, z and h", "서명을 c̃, z, h로 나누기"),
    t(
        "c̃ is the hash that the signer committed to, z the response, h hints for rounding. Small z is what is hard to find without the key, and h has exactly one encoding.",
        "c̃는 서명자가 정해 둔 해시, z는 응답, h는 반올림을 위한 힌트입니다. 키 없이 찾기 어려운 것은 작은 z이고, h는 인코딩이 정확히 하나입니다.",
    ),
    t(
        "the signature has the length of its parameter set",
        "서명의 길이가 파라미터 집합에 맞습니다",
    ),
    t("h is a list of hints in its one encoding", "h가 하나뿐인 인코딩을 따르는 힌트 목록입니다"),
    t("every coefficient of z is below γ1 − β", "z의 모든 계수가 γ1 − β보다 작습니다"),
    t("Compute w1 and hash it again", "w1을 계산해서 다시 해시하기"),
    t(
        "From z, c̃, h and the public key follows w1, the high bits of what the signer drew; c̃ must be H(μ ‖ w1). The arithmetic on polynomials is left to the primitive here.",
        "z, c̃, h와 공개 키에서 서명자가 뽑은 값의 상위 비트 w1이 나옵니다. c̃는 H(μ ‖ w1)이어야 합니다. 다항식 연산은 여기에서 풀지 않고 구현에 맡깁니다.",
    ),
    t("H(μ ‖ w1) is c̃", "H(μ ‖ w1)이 c̃입니다"),
    t("K0 xor ipad", "K0 xor ipad"),
    t("K0 xor opad", "K0 xor opad"),
];

const fn t(en: &'static str, ko: &'static str) -> (&'static str, Phrase) {
    (en, Phrase::new(en, ko))
}
