//! The words of the Explain screen and of `jwt-tui explain`.

use crate::text::phrases;

pub mod core;

phrases! {
    /// Name of a value: the header.
    HEADER = "header", "헤더";
    /// Name of a value: the payload.
    PAYLOAD = "payload", "페이로드";
    /// Name of a value: a part of the token.
    SEGMENT = "segment", "세그먼트";
    /// Name of a value: the signature.
    SIGNATURE = "signature", "서명";
    /// Name of a value: what is signed.
    SIGNING_INPUT = "signing input", "서명 입력";
    /// Name of a value: a digest.
    HASH = "hash", "해시";
    /// Check: a segment is well encoded.
    IS_BASE64URL = "the segment is strict base64url", "세그먼트가 엄격한 base64url입니다";

    /// Step: the header's JSON.
    HEADER_TITLE = "Header: JSON text → octets", "헤더: JSON 텍스트 → 바이트";
    /// Why.
    HEADER_TEXT = "A computer keeps text as numbers from 0 to 255, called octets; UTF-8 says which ones stand for which character. The header is a small JSON object that names the algorithm. Blanks and line breaks count, too.",
        "컴퓨터는 텍스트를 바이트라고 하는 0에서 255까지의 수로 저장합니다. 어떤 글자가 어떤 수인지는 UTF-8이 정합니다. 헤더는 알고리즘 이름을 담은 작은 JSON 객체입니다. 빈칸과 줄바꿈도 그대로 들어갑니다.";
    /// Step: the payload's JSON.
    PAYLOAD_TITLE = "Payload: JSON text → octets", "페이로드: JSON 텍스트 → 바이트";
    /// Why.
    PAYLOAD_TEXT = "The claims are a JSON object of their own. Nothing in it is encrypted: the next step only writes the same octets with other characters, and everybody can undo that.",
        "클레임도 하나의 JSON 객체입니다. 암호화된 것은 없습니다. 다음 단계는 같은 바이트를 다른 글자로 적을 뿐이고, 누구나 되돌릴 수 있습니다.";
    /// Step: the header in base64url.
    ENCODE_HEADER_TITLE = "Header: octets → base64url", "헤더: 바이트 → base64url";
    /// Why.
    ENCODE_TEXT = "Three octets are 24 bits; cut into four groups of six they become four characters of an alphabet of 64 that passes through any URL. There is no = at the end. The pane with the groups shows each step of it.",
        "바이트 세 개는 24비트입니다. 이것을 6비트씩 네 묶음으로 나누면 어떤 URL에도 쓸 수 있는 64글자 알파벳의 네 글자가 됩니다. 끝에 =는 붙이지 않습니다. 묶음 창에서 그 과정을 볼 수 있습니다.";
    /// Step: the payload in base64url.
    ENCODE_PAYLOAD_TITLE = "Payload: octets → base64url", "페이로드: 바이트 → base64url";
    /// Why.
    ENCODE_PAYLOAD_TEXT = "The same again. 3 octets become 4 characters, so a token is a third longer than its JSON.",
        "같은 일을 한 번 더 합니다. 바이트 3개가 글자 4개가 되므로 토큰은 JSON보다 3분의 1 길어집니다.";
    /// Step: a segment that is no base64url.
    NOT_ENCODED_TITLE = "A segment that is not base64url", "base64url이 아닌 세그먼트";
    /// Why.
    NOT_ENCODED_TEXT = "A character outside A–Z a–z 0–9 - _, a length that no octets have, or bits that belong to no octet: what it should carry cannot be said. A payload may also stand unencoded, where the header says b64 false.",
        "A–Z a–z 0–9 - _가 아닌 글자가 있거나, 있을 수 없는 길이이거나, 어느 바이트에도 속하지 않는 비트가 있습니다. 그래서 무엇을 담았는지 알 수 없습니다. 헤더의 b64가 false이면 페이로드를 인코딩하지 않고 둘 수도 있습니다.";
    /// Step: the signing input.
    INPUT_TITLE = "Signing input = header . payload", "서명 입력 = 헤더 . 페이로드";
    /// Why.
    INPUT_TEXT = "The two segments with one dot (0x2e) between them. These exact characters are signed, not the JSON: another order of the members or one more blank gives other characters, and so another signature.",
        "두 세그먼트를 점 하나(0x2e)로 잇습니다. 서명하는 것은 JSON이 아니라 바로 이 글자들입니다. 멤버의 순서가 다르거나 빈칸 하나가 더 있으면 글자가 달라지고 서명도 달라집니다.";
    /// Step: the hash, without a key.
    HASH_TITLE = "Hash of the signing input", "서명 입력의 해시";
    /// Why.
    HASH_TEXT = "A hash turns any text into a few octets; nobody finds a second text with the same ones. Anyone can compute it, so it proves nothing yet: the key comes in after it.",
        "해시는 어떤 텍스트든 몇 개의 바이트로 바꿉니다. 같은 해시가 나오는 다른 텍스트는 아무도 찾지 못합니다. 해시는 누구나 계산할 수 있으므로 아직 증명하는 것이 없습니다. 키는 그다음에 쓰입니다.";
    /// Step: the signature, without a key.
    SIGNATURE_TITLE = "Signature: base64url → octets", "서명: base64url → 바이트";
    /// Why.
    SIGNATURE_TEXT = "The third segment. To somebody without a key these octets say nothing: they look drawn at random, and no one can tell a genuine signature from a made-up one.",
        "세 번째 세그먼트입니다. 키가 없으면 이 바이트에서 아무것도 알 수 없습니다. 무작위로 고른 것처럼 보이고, 진짜 서명인지 지어낸 서명인지 구별할 수 없습니다.";
    /// Step: what a key would add.
    KEY_TITLE = "What a key would add", "키가 있으면 볼 수 있는 것";
    /// For HMAC.
    KEY_HMAC = "With the shared secret: the secret filled up to a block, both pads, the inner and the outer hash, and whether the result is the signature. Whoever can check an HMAC can also make one.",
        "공유 비밀 값이 있으면 블록 크기로 채운 비밀 값, 두 패드, 안쪽 해시와 바깥쪽 해시, 그리고 그 결과가 서명과 같은지를 봅니다. HMAC을 검증할 수 있으면 만들 수도 있습니다.";
    /// For RSASSA-PKCS1-v1_5.
    KEY_RSA = "With the public key: the signature as a number s, s^e mod n, the octets that come out of it, and whether they hold this hash. With the private key, how s was made, too.",
        "공개 키가 있으면 서명을 수 s로 읽은 값, s^e mod n, 거기에서 나온 바이트, 그리고 그 안에 이 해시가 있는지를 봅니다. 개인 키가 있으면 s를 어떻게 만들었는지도 봅니다.";
    /// For RSASSA-PSS.
    KEY_PSS = "With the public key: s^e mod n, the masked block, the mask, the salt, and whether hash and salt give H again.",
        "공개 키가 있으면 s^e mod n, 마스크된 블록, 마스크, 솔트, 그리고 해시와 솔트에서 H가 다시 나오는지를 봅니다.";
    /// For ECDSA.
    KEY_ECDSA = "With the public key: r and s, the inverse of s, u1 and u2, the point R, and whether its x coordinate is r. With the private key the nonce k, too.",
        "공개 키가 있으면 r과 s, s의 역원, u1과 u2, 점 R, 그리고 그 x 좌표가 r인지를 봅니다. 개인 키가 있으면 논스 k도 봅니다.";
    /// For Ed25519.
    KEY_EDDSA = "With the public key: the point R, the number k that ties it to key and message, and whether S · B = R + k · A. With the private key, how R and S were made, too.",
        "공개 키가 있으면 점 R, 이를 키와 메시지에 묶는 수 k, 그리고 S · B = R + k · A인지를 봅니다. 개인 키가 있으면 R과 S를 어떻게 만들었는지도 봅니다.";
    /// For ML-DSA.
    KEY_MLDSA = "With the public key: its hash, the message representative μ, the three parts of the signature, and whether they fit together.",
        "공개 키가 있으면 그 해시, 메시지 대표값 μ, 서명의 세 부분, 그리고 서로 맞는지를 봅니다.";
    /// For an algorithm that is not known.
    KEY_UNKNOWN = "The header names no algorithm that can be checked here, so no key would help.",
        "헤더에 여기에서 확인할 수 있는 알고리즘이 없으므로 키가 있어도 소용이 없습니다.";
    /// Where a key would help: how to give one.
    KEY_GIVE = "{give-key} gives a key.", "{give-key} 키로 검증 키를 줍니다.";
    /// Where none would: what can be seen instead.
    KEY_DEMONSTRATE = "{choose-algorithm} shows the same text signed with an algorithm of your choice.",
        "{choose-algorithm} 키를 누르면 같은 텍스트를 고른 알고리즘으로 서명해서 보여 줍니다.";

    /// Step: the idea of an algorithm, HMAC.
    IDEA_HMAC_TITLE = "The idea: a hash with a secret in it", "원리: 비밀 값을 섞은 해시";
    /// In plain words.
    IDEA_HMAC = "HMAC hashes the text together with a secret, and the result once more. Who does not know the secret cannot compute the tag; who knows it computes it again and compares. So both sides share one secret, and each of them could have made the token.",
        "HMAC은 텍스트를 비밀 값과 함께 해시하고, 그 결과를 한 번 더 해시합니다. 비밀 값을 모르면 태그를 계산할 수 없고, 알면 다시 계산해서 비교할 수 있습니다. 두 쪽이 비밀 하나를 나눠 가지므로 어느 쪽이든 이 토큰을 만들 수 있습니다.";
    /// Step: the idea of RSA.
    IDEA_RSA_TITLE = "The idea: a power that only one side can undo", "원리: 한쪽만 되돌릴 수 있는 거듭제곱";
    /// In plain words.
    IDEA_RSA = "The hash is put into a large number, and the signer raises it to a secret exponent d, counting only up to n as on a clock. Raising the result to the public exponent e gives the number back. Everybody can do that and compare; nobody can find d.",
        "해시를 큰 수에 담고, 서명자는 시계처럼 n까지만 세면서 비밀 지수 d로 거듭제곱합니다. 그 결과를 공개 지수 e로 거듭제곱하면 원래 수가 나옵니다. 이것은 누구나 해서 비교할 수 있지만 d는 아무도 찾지 못합니다.";
    /// Step: the idea of ECDSA.
    IDEA_ECDSA_TITLE = "The idea: points on a curve", "원리: 곡선 위의 점";
    /// In plain words.
    IDEA_ECDSA = "On the curve one can add points: k · G is the base point G added k times. From the point nobody finds k. The signer draws a secret k, takes the x coordinate of k · G as r, and mixes hash, r and private key into s. With the public key the verifier arrives at the same point.",
        "곡선에서는 점을 더할 수 있습니다. k · G는 기준점 G를 k번 더한 점이고, 점에서 k를 알아낼 수는 없습니다. 서명자는 비밀 k를 정해 k · G의 x 좌표를 r로 쓰고, 해시와 r과 개인 키를 섞어 s를 만듭니다. 검증자는 공개 키로 같은 점에 이릅니다.";
    /// Step: the idea of Ed25519.
    IDEA_EDDSA_TITLE = "The idea: one equation between points", "원리: 점 사이의 등식 하나";
    /// In plain words.
    IDEA_EDDSA = "The signer makes a secret number r and shows the point R = r · B. A hash of R, public key and text gives k, and S = r + k · a, with the private number a. Whoever multiplies that equation by B needs only points to check it: S · B = R + k · A.",
        "서명자는 비밀 수 r을 만들고 점 R = r · B를 보여 줍니다. R, 공개 키, 텍스트의 해시에서 k가 나오고, 개인 수 a로 S = r + k · a를 계산합니다. 이 식에 B를 곱하면 점만으로 확인할 수 있습니다: S · B = R + k · A.";
    /// Step: the idea of ML-DSA.
    IDEA_MLDSA_TITLE = "The idea: short answers to a random question", "원리: 무작위 질문에 대한 짧은 답";
    /// In plain words.
    IDEA_MLDSA = "The key is a set of equations with small unknowns. The signer commits to something random (c̃), and answers with z, which must be short. Without the secret, short answers are not to be found, not even with a quantum computer.",
        "키는 작은 미지수를 가진 방정식들입니다. 서명자는 무작위 값을 정해 두고(c̃) 짧아야 하는 z로 답합니다. 비밀을 모르면 짧은 답을 찾을 수 없고, 양자 컴퓨터로도 마찬가지입니다.";

    /// Heading over steps.
    PHASE_WRITE = "How it is written", "적는 방법";
    /// Heading over steps.
    PHASE_SIGN = "How it was signed", "서명한 과정";
    /// The same when the tag is another.
    PHASE_SIGN_WRONG = "How your key would sign it", "이 키로 서명하는 과정";
    /// Heading over steps.
    PHASE_CHECK = "How it is checked", "검증하는 과정";

    /// Title of the flip.
    FLIP = "Flip one bit and watch", "비트 하나를 뒤집어 보기";
    /// Which bit: bit, octet, of how many, segment.
    FLIP_PLACE = "bit {0} of octet {1} of {2}, {3}", "{3}: 바이트 {1}/{2}의 비트 {0}";
    /// Row: the octet.
    FLIP_OCTET = "octet", "바이트";
    /// Row: its characters.
    FLIP_CHARS = "characters", "글자";
    /// After the characters: how many changed.
    FLIP_CHANGED = "{0} of {1} characters of the token", "토큰 {1}글자 중 {0}글자";
    /// Row: bits of the hash: how many of how many.
    FLIP_BITS = "{0} of {1} bits differ", "{1}비트 중 {0}비트가 다름";
    /// When the hash stays.
    FLIP_SAME = "the same: the signature is not part of what is signed", "그대로입니다. 서명은 서명 입력에 들어가지 않습니다";
    /// Row: the tag.
    FLIP_TAG = "HMAC tag", "HMAC 태그";
    /// Row: before.
    BEFORE = "before", "이전";
    /// Row: after.
    AFTER = "after", "이후";
    /// Row: the verdict.
    VERDICT = "verdict", "판정";
    /// The verdict is good.
    HOLDS = "the signature holds", "서명이 맞음";
    /// The verdict is bad.
    REFUSED = "refused", "거부";
    /// There is no key.
    NO_VERDICT = "not checked: there is no key", "확인하지 않음: 키가 없음";
    /// What does not hold any more.
    FIRST_FAILURE = "no longer true", "더는 맞지 않는 것";
    /// What the flip leaves alone.
    FLIP_NOTE = "The token itself stays as it is. ←→ bit, ↑↓ octet, Tab next segment, Esc ends it.",
        "토큰 자체는 바뀌지 않습니다. ←→ 비트, ↑↓ 바이트, Tab 다음 세그먼트, Esc 끝내기.";
    /// When there is nothing to flip.
    NOTHING_TO_FLIP = "there are no octets here whose bits could be flipped", "뒤집을 비트가 없습니다";

    /// Row of a group: octets as characters.
    GROUP_TEXT = "text", "글자";
    /// Row of a group.
    GROUP_HEX = "hex", "16진수";
    /// Row of a group.
    GROUP_BITS = "bits", "비트";
    /// Row of a group.
    GROUP_SIX = "6 bits", "6비트";
    /// Row of a group.
    GROUP_INDEX = "index", "번호";
    /// Row of a group.
    GROUP_CHAR = "char", "문자";
    /// Where the group is: its number, of how many, name of the segment.
    GROUP_PLACE = "{2}, group {0} of {1}", "{2}: 묶음 {0}/{1}";
    /// Where its characters are: first and last in the segment, in the token.
    GROUP_CHARS = "characters {0}–{1} of the segment, {2}–{3} of the token",
        "세그먼트의 {0}–{1}번째 글자, 토큰의 {2}–{3}번째 글자";
    /// About spare bits: octets, how many are left in the last group, spare bits.
    GROUP_SPARE = "the last group: {0} octets, {1} spare bits, all zero; no = is written",
        "마지막 묶음: 바이트 {0}개, 남는 비트 {1}개는 모두 0. =는 적지 않음";
    /// The same with one octet.
    GROUP_SPARE_ONE = "the last group: 1 octet, {1} spare bits, all zero; no = is written",
        "마지막 묶음: 바이트 1개, 남는 비트 {1}개는 모두 0. =는 적지 않음";
    /// A full last group.
    GROUP_FULL = "{0} octets are a multiple of 3: no group is short, nothing is left over",
        "바이트 {0}개는 3의 배수라서 짧은 묶음이 없고 남는 비트도 없음";
    /// Spare bits that are not zero.
    GROUP_NOT_ZERO = "spare bits that are not zero: a second spelling, refused", "남는 비트가 0이 아님: 다른 표기이므로 거부";
    /// A character outside the alphabet.
    GROUP_DAMAGED = "not base64url: carries nothing", "base64url이 아니므로 담은 것이 없음";
    /// An empty segment.
    GROUP_NONE = "this segment has no characters", "이 세그먼트에는 글자가 없음";

    /// Heading over a recipe.
    TRY = "Try it in a shell ({copy-recipe} copies it)", "셸에서 해 보기 ({copy-recipe} 키로 복사)";
    /// When there is none because it only compares.
    NO_RECIPE_COMPARE = "Nothing to compute here: two values are compared.", "계산할 것은 없고 두 값을 비교합니다.";
    /// When there is none because it is an idea.
    NO_RECIPE_IDEA = "The steps that follow have a command each, where one exists.", "다음 단계부터는 가능하면 명령이 하나씩 있습니다.";
    /// When openssl shows no such value.
    NO_RECIPE_INTERNAL = "openssl does not show this value: it goes straight to the result. The last step has a command for the whole check.",
        "openssl은 이 값을 보여 주지 않고 바로 결과를 냅니다. 마지막 단계에 전체 검증 명령이 있습니다.";
    /// When the nonce cannot be had.
    NO_RECIPE_NONCE = "There is no command for this: openssl draws another nonce each time and never shows it.",
        "이 값을 보는 명령은 없습니다. openssl은 매번 다른 논스를 정하고 보여 주지 않습니다.";
    /// When openssl is too old on most machines.
    NO_RECIPE_MLDSA = "openssl can check ML-DSA from version 3.5 on; there is no command that works everywhere.",
        "openssl은 3.5부터 ML-DSA를 검증할 수 있어서, 어디에서나 되는 명령은 없습니다.";
    /// When a key is needed.
    NO_RECIPE_KEY = "A key is needed first.", "먼저 키가 필요합니다.";

    /// A secret value before it is revealed.
    MASKED = "•••••••• ({reveal} reveals)", "•••••••• ({reveal} 키로 표시)";
    /// How many octets.
    OCTETS = "{0} octets", "{0}바이트";
    /// One octet.
    OCTET = "1 octet", "1바이트";
    /// After the checks of a comparison: how many octets are equal, of how many.
    ALL_EQUAL = "equal, {0} of {1} octets", "같음: {1}바이트 중 {0}바이트";
    /// The same where they differ, with the place of the first that does.
    SOME_EQUAL = "{0} of {1} octets are equal; the first other one is octet {2}, counted from 0",
        "{1}바이트 중 {0}바이트가 같음. 처음 다른 바이트는 {2}번(0부터 셈)";
    /// What is left out of a value.
    MORE = "… {0} more octets; {copy} copies all", "… {0}바이트 더 있음. {copy} 키로 모두 복사";
    /// Foot of the steps: which of how many.
    STEP_OF = "step {0} of {1}", "{1}단계 중 {0}";
    /// While it plays.
    PLAYING = "playing", "재생 중";
    /// On a demonstration: the algorithm.
    DEMONSTRATION = "DEMONSTRATION {0}: key made for this view, your token is untouched; Esc ends it",
        "시연 {0}: 이 화면용으로 만든 키입니다. 토큰은 그대로입니다. Esc로 끝내기";
    /// The same, short.
    DEMONSTRATION_SHORT = "DEMO {0}", "시연 {0}";
    /// When there is nothing to explain.
    NO_TOKEN = "There is no token yet. Paste one, or make one on the workbench (1).",
        "아직 토큰이 없습니다. 붙여넣거나 작업대(1)에서 만드세요.";
    /// When secrets show.
    REVEALED = "secrets are shown; {reveal} hides them", "비밀 값을 표시합니다. {reveal} 키로 숨깁니다";
    /// When secrets do not show any more.
    HIDDEN = "secrets are hidden again", "비밀 값을 다시 숨겼습니다";
    /// When a secret would be copied.
    REVEAL_FIRST = "this value is secret; {reveal} shows it, then {copy} copies it", "비밀 값입니다. {reveal} 키로 표시한 뒤 {copy} 키로 복사하세요";
    /// What was copied: a value.
    THE_VALUE = "value", "값";
    /// What was copied: a command.
    THE_RECIPE = "shell command", "셸 명령";
    /// While a key is made for a demonstration.
    MAKING_DEMONSTRATION = "making a demonstration key for {0} …", "{0} 시연용 키를 만드는 중 …";
    /// At the end of a demonstration.
    DEMONSTRATION_ENDED = "back to your token and key", "사용자의 토큰과 키로 돌아왔습니다";
    /// Why a key cannot be used.
    KEY_UNUSABLE = "the key cannot be used: {0}", "이 키는 쓸 수 없습니다: {0}";

    /// What the command line says of a secret value.
    CLI_SECRET = "(secret)", "(비밀)";
    /// What the command line says over a command.
    CLI_TRY = "Try it in a shell:", "셸에서 해 보기:";
    /// A step that is not there: which, and how many there are.
    CLI_NO_SUCH_STEP = "--step {0}: this token has the steps 1 to {1}; jwt-tui explain lists them",
        "--step {0}: 이 토큰의 단계는 1부터 {1}까지입니다. jwt-tui explain이 모두 보여 줍니다";
    /// What the command line says when there is nothing to explain.
    CLI_NOT_A_TOKEN = "not a token: nothing could be decoded", "토큰이 아닙니다. 디코딩할 수 있는 것이 없습니다";
    /// When the token has characters that a shell would change.
    NO_RECIPE_TOKEN = "The token holds characters that no shell passes on unchanged, so there is no command.",
        "셸이 그대로 전달하지 못하는 글자가 토큰에 있어서 명령이 없습니다.";
    /// In a recipe: what a shell says when the secret is missing.
    COMMENT_SECRET = "put the secret into SECRET_HEX first, in hex", "먼저 SECRET_HEX에 비밀 값을 16진수로 넣으세요";
    /// In a recipe: what it says when that is no hex.
    COMMENT_NO_HEX = "SECRET_HEX must be in hex, two digits a byte", "SECRET_HEX에는 바이트마다 두 자리인 16진수를 넣으세요";
    /// In a recipe: what a shell says when the seed is missing.
    COMMENT_SEED = "put the 32-octet seed of the key into SECRET_HEX first, in hex",
        "먼저 SECRET_HEX에 키의 32바이트 시드를 16진수로 넣으세요";
    /// In a recipe: what a shell says when the private key is missing.
    COMMENT_KEY = "put your private key into key.pem first, in this folder", "먼저 이 폴더의 key.pem에 개인 키를 넣으세요";
}
