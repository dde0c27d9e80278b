//! Private claims that known issuers write: of no standard, but met every day.

use super::Meaning;
use super::text;

pub(super) const CLAIMS: &[Meaning] = &[
    // Microsoft Entra ID.
    text(
        "tid",
        "Microsoft identity platform",
        ["tenant", "테넌트"],
        [
            "The Microsoft tenant in which the person signed in.",
            "사용자가 로그인한 Microsoft 테넌트입니다.",
        ],
    ),
    text(
        "oid",
        "Microsoft identity platform",
        ["object id", "객체 ID"],
        [
            "The unchanging id of the user or service in the Microsoft tenant; the one to store.",
            "Microsoft 테넌트에서 바뀌지 않는 사용자나 서비스의 ID입니다. 저장한다면 이 값을 씁니다.",
        ],
    ),
    text(
        "upn",
        "Microsoft identity platform",
        ["login name", "로그인 이름"],
        [
            "The login name. It may change and be given to somebody else: never a key.",
            "로그인 이름입니다. 바뀌거나 다른 사람에게 넘어갈 수 있으므로 식별자로 쓰면 안 됩니다.",
        ],
    ),
    text(
        "unique_name",
        "Microsoft identity platform",
        ["display login", "표시용 로그인 이름"],
        [
            "A login name for display. It is not unique over time, whatever it is called.",
            "화면에 보여 줄 로그인 이름입니다. 이름과 달리 시간이 지나면 유일하지 않을 수 있습니다.",
        ],
    ),
    text(
        "appid",
        "Microsoft identity platform",
        ["application", "애플리케이션"],
        [
            "The client application, in Microsoft tokens of version 1; azp in version 2.",
            "Microsoft 토큰 버전 1의 클라이언트 애플리케이션입니다. 버전 2에서는 azp입니다.",
        ],
    ),
    text(
        "appidacr",
        "Microsoft identity platform",
        ["client sign-in", "클라이언트 인증 방식"],
        [
            "How the client proved itself: 0 not at all, 1 secret, 2 certificate.",
            "클라이언트를 인증한 방법입니다. 0은 인증 없음, 1은 비밀 값, 2는 인증서입니다.",
        ],
    ),
    text(
        "azpacr",
        "Microsoft identity platform",
        ["client sign-in", "클라이언트 인증 방식"],
        [
            "How the client proved itself: 0 not at all, 1 secret, 2 certificate.",
            "클라이언트를 인증한 방법입니다. 0은 인증 없음, 1은 비밀 값, 2는 인증서입니다.",
        ],
    ),
    text(
        "scp",
        "Microsoft identity platform, Okta",
        ["scopes", "권한 범위"],
        [
            "What the client may do for the person; a text at Microsoft, a list at Okta.",
            "클라이언트가 사용자를 대신해 할 수 있는 일입니다. Microsoft는 문자열, Okta는 목록입니다.",
        ],
    ),
    text(
        "idp",
        "Microsoft identity platform",
        ["identity provider", "신원 제공자"],
        [
            "Who signed the person in, when that is not the issuer.",
            "사용자를 로그인시킨 곳입니다. 발급자와 다를 때 씁니다.",
        ],
    ),
    text(
        "idtyp",
        "Microsoft identity platform",
        ["kind of subject", "주체 종류"],
        [
            "app when the token is for a service and not for a person.",
            "사람이 아니라 서비스의 토큰이면 app입니다.",
        ],
    ),
    text(
        "wids",
        "Microsoft identity platform",
        ["directory roles", "디렉터리 역할"],
        [
            "Roles of the person in the whole Microsoft tenant.",
            "Microsoft 테넌트 전체에 대한 사용자의 역할입니다.",
        ],
    ),
    text(
        "hasgroups",
        "Microsoft identity platform",
        ["too many groups", "그룹이 너무 많음"],
        [
            "The person is in more groups than fit into the token: ask the directory.",
            "그룹이 너무 많아 토큰에 다 담지 못했습니다. 디렉터리에 조회해야 합니다.",
        ],
    ),
    text(
        "ver",
        "Microsoft identity platform, Okta",
        ["token version", "토큰 버전"],
        [
            "The version of the token format, at Microsoft and Okta.",
            "Microsoft와 Okta에서 쓰는 토큰 형식의 버전입니다.",
        ],
    ),
    text(
        "aio",
        "Microsoft identity platform",
        ["internal", "내부용"],
        [
            "For Microsoft itself; not to be used by others.",
            "Microsoft 내부용입니다. 다른 곳에서 쓰면 안 됩니다.",
        ],
    ),
    text(
        "rh",
        "Microsoft identity platform",
        ["internal", "내부용"],
        [
            "For Microsoft itself; not to be used by others.",
            "Microsoft 내부용입니다. 다른 곳에서 쓰면 안 됩니다.",
        ],
    ),
    text(
        "uti",
        "Microsoft identity platform",
        ["internal token id", "내부 토큰 ID"],
        [
            "A name of the token inside Microsoft, much like jti.",
            "Microsoft 내부에서 쓰는 토큰의 이름으로, jti와 비슷합니다.",
        ],
    ),
    // Keycloak.
    text(
        "realm_access",
        "Keycloak",
        ["realm roles", "realm 역할"],
        [
            "Roles in the whole realm, under roles.",
            "realm 전체에 대한 역할입니다. roles 아래에 있습니다.",
        ],
    ),
    text(
        "resource_access",
        "Keycloak",
        ["client roles", "클라이언트 역할"],
        [
            "Roles for single clients, each under the name of the client.",
            "클라이언트별 역할입니다. 클라이언트 이름 아래에 있습니다.",
        ],
    ),
    text(
        "session_state",
        "Keycloak",
        ["session", "세션"],
        [
            "The session at the issuer; sid in newer versions.",
            "발급자 쪽의 세션입니다. 새 버전에서는 sid입니다.",
        ],
    ),
    text(
        "allowed-origins",
        "Keycloak",
        ["web origins", "허용 출처"],
        [
            "Origins from which the client's web pages may call.",
            "클라이언트의 웹 페이지가 호출해도 되는 출처(origin)입니다.",
        ],
    ),
    text(
        "typ",
        "Keycloak",
        ["kind of token", "토큰 종류"],
        [
            "Bearer, ID or Refresh. Here a claim; the standard puts it into the header.",
            "Bearer, ID, Refresh 중 하나입니다. 표준에서는 클레임이 아니라 헤더에 둡니다.",
        ],
    ),
    // Amazon Cognito.
    text(
        "cognito:groups",
        "Amazon Cognito",
        ["groups", "그룹"],
        ["Groups of the person in the user pool.", "사용자 풀에서 사용자가 속한 그룹입니다."],
    ),
    text(
        "cognito:username",
        "Amazon Cognito",
        ["user name", "사용자 이름"],
        ["The name of the person in the user pool.", "사용자 풀에서 쓰는 사용자의 이름입니다."],
    ),
    text(
        "cognito:roles",
        "Amazon Cognito",
        ["IAM roles", "IAM 역할"],
        ["IAM roles of the person's groups.", "사용자가 속한 그룹의 IAM 역할입니다."],
    ),
    text(
        "cognito:preferred_role",
        "Amazon Cognito",
        ["IAM role", "IAM 역할"],
        [
            "The IAM role that goes first among those of the groups.",
            "그룹의 IAM 역할 중 우선하는 것입니다.",
        ],
    ),
    text(
        "token_use",
        "Amazon Cognito",
        ["kind of token", "토큰 종류"],
        [
            "id or access. Compare it, or one kind passes for the other.",
            "id 또는 access입니다. 비교하지 않으면 한 종류가 다른 종류로 쓰일 수 있습니다.",
        ],
    ),
    text(
        "origin_jti",
        "Amazon Cognito",
        ["first token id", "첫 토큰 ID"],
        [
            "Ties the tokens of one sign-in together, for revoking them.",
            "한 번의 로그인에서 나온 토큰들을 이어 줍니다. 폐기할 때 씁니다.",
        ],
    ),
    text(
        "event_id",
        "Amazon Cognito",
        ["sign-in id", "로그인 ID"],
        ["The sign-in that the token comes from.", "토큰이 나온 로그인입니다."],
    ),
    text(
        "username",
        "Amazon Cognito",
        ["user name", "사용자 이름"],
        [
            "The name of the person, in access tokens of Cognito.",
            "Cognito 액세스 토큰에 있는 사용자의 이름입니다.",
        ],
    ),
    // Auth0, Okta, Firebase and Google.
    text(
        "gty",
        "Auth0",
        ["grant type", "승인 방식"],
        [
            "The grant by which the token was had, such as client-credentials.",
            "client-credentials처럼 토큰을 받은 방식입니다.",
        ],
    ),
    text(
        "permissions",
        "Auth0",
        ["permissions", "권한"],
        [
            "Single rights of the person or the client for this API.",
            "이 API에 대한 사용자나 클라이언트의 개별 권한입니다.",
        ],
    ),
    text(
        "org_id",
        "Auth0",
        ["organization", "조직"],
        ["The organization that the person signed in to.", "사용자가 로그인한 조직입니다."],
    ),
    text(
        "cid",
        "Okta",
        ["client", "클라이언트"],
        ["The client, in access tokens of Okta.", "Okta 액세스 토큰에 있는 클라이언트입니다."],
    ),
    text(
        "uid",
        "Okta",
        ["user id", "사용자 ID"],
        [
            "The id of the person, in access tokens of Okta.",
            "Okta 액세스 토큰에 있는 사용자의 ID입니다.",
        ],
    ),
    text(
        "firebase",
        "Firebase",
        ["sign-in", "로그인 정보"],
        [
            "How the person signed in to Firebase, an object.",
            "Firebase에 로그인한 방법을 담은 객체입니다.",
        ],
    ),
    text(
        "user_id",
        "Firebase",
        ["user id", "사용자 ID"],
        [
            "The id of the person at Firebase, the same as sub.",
            "Firebase에서 쓰는 사용자의 ID로, sub와 같습니다.",
        ],
    ),
    text(
        "hd",
        "Google Identity",
        ["domain", "도메인"],
        ["The Google Workspace domain of the person.", "사용자의 Google Workspace 도메인입니다."],
    ),
    // Kubernetes.
    text(
        "kubernetes.io",
        "Kubernetes",
        ["workload", "워크로드"],
        [
            "Namespace, pod and service account that the token was made for.",
            "토큰을 만든 대상인 네임스페이스, 파드, 서비스 계정입니다.",
        ],
    ),
];
