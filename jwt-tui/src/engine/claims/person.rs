//! Claims about a person: OpenID Connect Core §5.1 and Identity Assurance.

use super::Meaning;
use super::date;
use super::text;

pub(super) const CLAIMS: &[Meaning] = &[
    text(
        "name",
        "OpenID Connect Core §5.1",
        ["full name", "전체 이름"],
        ["The whole name as it is shown to people.", "사람에게 보여 주는 전체 이름입니다."],
    ),
    text(
        "given_name",
        "OpenID Connect Core §5.1",
        ["given name", "이름"],
        ["The first name or names.", "성을 뺀 이름입니다."],
    ),
    text(
        "family_name",
        "OpenID Connect Core §5.1",
        ["family name", "성"],
        ["The last name or names.", "성입니다."],
    ),
    text(
        "middle_name",
        "OpenID Connect Core §5.1",
        ["middle name", "중간 이름"],
        ["The middle name or names.", "중간 이름입니다."],
    ),
    text(
        "nickname",
        "OpenID Connect Core §5.1",
        ["nickname", "별명"],
        ["What the person is called casually.", "편하게 부르는 이름입니다."],
    ),
    text(
        "preferred_username",
        "OpenID Connect Core §5.1",
        ["user name", "사용자 이름"],
        [
            "A short name for display. It may change and may be taken over by somebody else: never a key.",
            "화면에 보여 줄 짧은 이름입니다. 바뀔 수 있고 다른 사람이 이어받을 수 있으므로 식별자로 쓰면 안 됩니다.",
        ],
    ),
    text(
        "profile",
        "OpenID Connect Core §5.1",
        ["profile page", "프로필 페이지"],
        ["The address of the profile page.", "프로필 페이지의 주소입니다."],
    ),
    text(
        "picture",
        "OpenID Connect Core §5.1",
        ["picture", "사진"],
        [
            "The address of a picture. Shown here, never fetched.",
            "사진의 주소입니다. 여기서는 보여 주기만 하고 가져오지 않습니다.",
        ],
    ),
    text(
        "website",
        "OpenID Connect Core §5.1",
        ["web site", "웹사이트"],
        ["The address of a web page or blog.", "웹 페이지나 블로그의 주소입니다."],
    ),
    text(
        "email",
        "OpenID Connect Core §5.1",
        ["e-mail address", "이메일 주소"],
        [
            "The preferred e-mail address. Look at email_verified before trusting it.",
            "주로 쓰는 이메일 주소입니다. 믿기 전에 email_verified를 보세요.",
        ],
    ),
    text(
        "email_verified",
        "OpenID Connect Core §5.1",
        ["e-mail checked", "이메일 확인 여부"],
        [
            "Whether the issuer made sure that the address belongs to the person.",
            "발급자가 그 사람의 주소인지 확인했는지를 나타냅니다.",
        ],
    ),
    text(
        "gender",
        "OpenID Connect Core §5.1",
        ["gender", "성별"],
        ["The gender, in any words.", "성별입니다. 정해진 표현은 없습니다."],
    ),
    text(
        "birthdate",
        "OpenID Connect Core §5.1",
        ["birth date", "생년월일"],
        [
            "A date as YYYY-MM-DD; the year 0000 means that it is left out.",
            "YYYY-MM-DD 형식의 날짜입니다. 연도 0000은 생략했다는 뜻입니다.",
        ],
    ),
    text(
        "zoneinfo",
        "OpenID Connect Core §5.1",
        ["time zone", "시간대"],
        [
            "A name of the time zone database, such as Asia/Seoul.",
            "Asia/Seoul처럼 시간대 데이터베이스에 있는 이름입니다.",
        ],
    ),
    text(
        "locale",
        "OpenID Connect Core §5.1",
        ["language", "언어"],
        ["A language tag, such as ko-KR.", "ko-KR 같은 언어 태그입니다."],
    ),
    text(
        "phone_number",
        "OpenID Connect Core §5.1",
        ["phone number", "전화번호"],
        ["The preferred phone number.", "주로 쓰는 전화번호입니다."],
    ),
    text(
        "phone_number_verified",
        "OpenID Connect Core §5.1",
        ["phone checked", "전화번호 확인 여부"],
        [
            "Whether the issuer made sure that the number belongs to the person.",
            "발급자가 그 사람의 번호인지 확인했는지를 나타냅니다.",
        ],
    ),
    text(
        "address",
        "OpenID Connect Core §5.1",
        ["postal address", "우편 주소"],
        ["The postal address, an object.", "우편 주소를 담은 객체입니다."],
    ),
    date(
        "updated_at",
        "OpenID Connect Core §5.1",
        ["profile changed", "프로필 변경"],
        [
            "When the data about the person last changed.",
            "사람에 대한 정보가 마지막으로 바뀐 시각입니다.",
        ],
    ),
    text(
        "verified_claims",
        "OpenID Identity Assurance Schema §5",
        ["verified claims", "확인된 클레임"],
        [
            "Claims about the person together with how and when each was verified.",
            "사람에 대한 클레임과, 그것을 언제 어떻게 확인했는지를 함께 담습니다.",
        ],
    ),
    text(
        "nationalities",
        "OpenID Identity Assurance Claims §4",
        ["nationalities", "국적"],
        [
            "The nationalities of the person, as codes of countries.",
            "사람의 국적을 국가 코드로 적은 목록입니다.",
        ],
    ),
    text(
        "place_of_birth",
        "OpenID Identity Assurance Claims §4",
        ["place of birth", "출생지"],
        ["Where the person was born, an object.", "태어난 곳을 담은 객체입니다."],
    ),
];
