"""The newsroom expects that only its own login makes members, however a token is twisted."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from cms.checks import the_login_is_named, the_login_keys_are_sound
from comments.api.passes import reader_token
from comments.models import Comment, Letter

pytestmark = pytest.mark.django_db
AUDIENCE, ISSUER = "https://newsroom.example", "https://login.paper.example"
SECRET = "a-secret-of-more-than-32-bytes-for-the-tests"  # noqa: S105
PEM = serialization.Encoding.PEM
PUBLIC = serialization.PublicFormat.SubjectPublicKeyInfo
PRIVATE = serialization.PrivateFormat.PKCS8
BARE = serialization.NoEncryption()
EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65_537, 2048)
EC_PUBLIC = EC_KEY.public_key().public_bytes(PEM, PUBLIC).decode()
RSA_PUBLIC = RSA_KEY.public_key().public_bytes(PEM, PUBLIC).decode()


@pytest.fixture(autouse=True)
def _login(settings):
    settings.READER_JWT_AUDIENCE = AUDIENCE
    settings.READER_JWT_ISSUER = ISSUER
    settings.READER_JWT_KEYS = {
        "ec": {"alg": "ES256", "key": EC_PUBLIC},
        "rsa": {"alg": "RS256", "key": RSA_PUBLIC},
        "mac": {"alg": "HS256", "key": SECRET},
    }


def now():
    return int(datetime.now(UTC).timestamp())


def claims(**facts):
    said = {"sub": "reader-17", "name": "Mira Voss", "aud": AUDIENCE, "iss": ISSUER}
    said |= {"exp": now() + 3600, **facts}
    return {name: value for name, value in said.items() if value is not None}


def signed(key=EC_KEY, alg="ES256", kid="ec", headers=None, **facts):
    return jwt.encode(claims(**facts), key, algorithm=alg, headers={"kid": kid, **(headers or {})})


def part(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def by_hand(header, body, signature=b""):
    return f"{part(header)}.{part(body)}.{part(signature)}"


def mac_with_the_public_key():
    body = f"{part({'alg': 'HS256', 'kid': 'rsa'})}.{part(claims())}"
    return f"{body}.{part(hmac.new(RSA_PUBLIC.encode(), body.encode(), hashlib.sha256).digest())}"


def send(api, story, token, text="A member's reply.", **facts):
    path = f"/api/v1/articles/{story.slug}/comments/"
    return api.post(
        path, {"text": text, **facts}, format="json", headers={"Authorization": f"Bearer {token}"}
    )


@pytest.mark.parametrize(
    ("key", "alg", "kid"),
    [(EC_KEY, "ES256", "ec"), (RSA_KEY, "RS256", "rsa"), (SECRET, "HS256", "mac")],
)
def test_who_is_signed_in_at_the_newspaper_is_a_member(api, strike_story, key, alg, kid):
    answer = send(api, strike_story, signed(key, alg, kid))

    assert answer.status_code == 202
    assert answer.json()["author"] == {"name": "Mira Voss", "kind": "member"}


def test_a_member_is_the_same_person_the_next_time_and_nobody_else(api, strike_story):
    send(api, strike_story, signed(), "One.")
    send(api, strike_story, signed(name="Mira V."), "Two.")
    send(api, strike_story, signed(sub="reader-18"), "Three.")

    one, two, three = Comment.objects.order_by("pk").values_list("identity", flat=True)
    assert one == two != three


WRONG = {
    "alg none": lambda: by_hand({"alg": "none", "kid": "ec"}, claims()),
    "alg None": lambda: by_hand({"alg": "None", "kid": "mac"}, claims()),
    "no alg": lambda: by_hand({"kid": "ec"}, claims(), b"x" * 64),
    "the public key as a secret": mac_with_the_public_key,
    "another alg of the same key": lambda: signed(RSA_KEY, "PS256", "rsa"),
    "another key": lambda: signed(ec.generate_private_key(ec.SECP256R1())),
    "no kid": lambda: jwt.encode(claims(), EC_KEY, algorithm="ES256"),
    "unknown kid": lambda: signed(kid="nobody"),
    "a path for a kid": lambda: signed(kid="../../../../dev/null"),
    "SQL for a kid": lambda: signed(kid="ec' OR 1=1 --"),
    "a list for a kid": lambda: by_hand({"alg": "ES256", "kid": ["ec"]}, claims(), b"x" * 64),
    "its own key": lambda: signed(headers={"jwk": {"kty": "oct", "k": "AAAA"}}, kid="mac"),
    "a key elsewhere": lambda: signed(kid="x", headers={"jku": "https://evil.example/keys"}),
    "another house": lambda: signed(aud="https://elsewhere.example"),
    "no audience": lambda: signed(aud=None),
    "another issuer": lambda: signed(iss="https://evil.example"),
    "no issuer": lambda: signed(iss=None),
    "no end": lambda: signed(exp=None),
    "an end too far": lambda: signed(exp=now() + 86_400 * 2),
    "an end that is none": lambda: signed(exp="soon"),
    "an endless end": lambda: signed(exp=float("inf")),
    "a huge end": lambda: signed(exp=10**300),
    "not yet": lambda: signed(nbf=now() + 120),
    "made tomorrow": lambda: signed(iat=now() + 120),
    "no subject": lambda: signed(sub=None),
    "an empty subject": lambda: signed(sub=""),
    "a long subject": lambda: signed(sub="x" * 256),
    "a NUL in the subject": lambda: signed(sub="a\x00b"),
    "a number for a name": lambda: signed(name=["Mira"]),
    "a huge token": lambda: signed(padding="x" * 5000),
    "no JSON inside": lambda: by_hand({"alg": "ES256", "kid": "ec"}, b"{", b"x" * 64),
    "a list inside": lambda: by_hand({"alg": "ES256", "kid": "ec"}, [], b"x" * 64),
    "no JSON in front": lambda: by_hand(b"\xff{", claims(), b"x" * 64),
    "deep JSON in front": lambda: by_hand(b"[" * 2000, claims(), b"x" * 64),
    "dots only": lambda: "..",
    "an unknown demand": lambda: signed(headers={"crit": ["b64"], "b64": False}),
    "a pass of nobody": lambda: "rd_nonsense",
    "a twisted pass": lambda: reader_token("0" * 32)[:-1] + "x",
    "a long pass": lambda: "rd_" + "x" * 5000,
}


@pytest.mark.parametrize("way", WRONG)
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_wrong_token_opens_nothing_and_never_says_why(api, strike_story, way):
    answer = send(api, strike_story, WRONG[way]())

    assert answer.status_code == 401
    said = answer.json()
    assert (said["code"], said["detail"]) == ("token_invalid", "This token opens nothing.")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert not Comment.objects.exists()


def test_a_token_whose_time_is_over_says_so(clock, api, strike_story):
    token, of_address = signed(), reader_token("0" * 32)
    clock.shift(3600 + 31)
    late = send(api, strike_story, token)
    clock.shift(90 * 86_400)
    later = send(api, strike_story, of_address)

    assert (late.status_code, late.json()["code"]) == (401, "token_expired")
    assert (later.status_code, later.json()["code"]) == (401, "token_expired")
    assert not Comment.objects.exists()


def test_clocks_may_differ_by_half_a_minute(clock, api, strike_story):
    token = signed(nbf=now() + 25, iat=now() + 25, exp=now() + 86_400)

    assert send(api, strike_story, token).status_code == 202


@pytest.mark.parametrize("missing", ["READER_JWT_AUDIENCE", "READER_JWT_ISSUER"])
def test_a_login_without_names_opens_nothing(api, strike_story, settings, missing):
    token = signed()
    setattr(settings, missing, "")

    assert send(api, strike_story, token).status_code == 401
    assert [found.id for found in the_login_is_named()] == ["newsroom.N009"]


def test_a_member_cannot_pass_for_staff(api, strike_story, moss):
    for name in ("Moss", "Mоderator", "moss\u200b"):  # noqa: RUF001
        answer = send(api, strike_story, signed(name=name))
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["code"] == "imitates_staff"
    assert not Comment.objects.exists()


def test_the_name_of_a_member_is_the_newspapers_to_say(api, strike_story):
    other = send(api, strike_story, signed(), author={"name": "Somebody Else"})
    same = send(api, strike_story, signed(), author={"name": " Mira  Voss "})
    nameless = send(api, strike_story, signed(name=None), "Again.", author={"name": "Mira"})

    assert other.json()["errors"][0]["code"] == "name_differs"
    assert (same.status_code, nameless.status_code) == (202, 202)


@pytest.mark.parametrize(("verified", "letters"), [(True, 0), (False, 1), ("true", 1), (1, 1)])
def test_only_an_address_that_the_newspaper_has_verified_is_taken_as_proven(
    api, strike_story, verified, letters
):
    token = signed(email="mira@reader.example", email_verified=verified)
    author = {"name": "Mira Voss", "email": "mira@reader.example"}

    answer = send(api, strike_story, token, author=author, notify=True)

    assert answer.status_code == 202
    assert Letter.objects.count() == letters
    assert bool(Comment.objects.get().subscription.confirmed_at) is (letters == 0)


@pytest.mark.parametrize(
    ("alg", "key", "why"),
    [
        ("HS256", "short", "too short"),
        ("ES256", RSA_PUBLIC, "no key for ES256"),
        ("HS256", RSA_PUBLIC, "no key for HS256"),
        ("none", "", "algorithm"),
        ("ES256", EC_KEY.private_bytes(PEM, PRIVATE, BARE).decode(), "private key"),
        ("ES256", "nonsense", "no key"),
    ],
)
def test_a_key_that_is_unsafe_is_explained(settings, alg, key, why):
    settings.READER_JWT_KEYS = {"k": {"alg": alg, "key": key}}

    [found] = the_login_keys_are_sound()

    assert found.id == "newsroom.N010"
    assert why in found.msg


def test_sound_keys_are_no_matter(settings):
    assert the_login_keys_are_sound() == the_login_is_named() == []
