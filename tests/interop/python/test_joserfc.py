"""The gateway's signatures before joserfc, and joserfc's before the gateway."""

import base64
import json
import time
import unittest
import urllib.parse
import uuid

from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidClaimError
from joserfc.jwk import ECKey, KeySet

from gateway import Gateway, form, http

ALGS = ["RS256", "ES256", "EdDSA"]
REDIRECT_URI = "http://127.0.0.1:1/callback"
SECRET = "a secret of the test"


def keys_of(issuer):
    return KeySet.import_key_set(json.loads(http("GET", f"{issuer}/jwks")[2]))


def verify(token, issuer, audience, alg):
    """The claims, after signature, issuer, audience and time have been checked."""
    verified = jwt.decode(token, keys_of(issuer), algorithms=[alg])
    expected = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": audience}}
    jwt.JWTClaimsRegistry(exp={"essential": True}, **expected).validate(verified.claims)
    return verified.claims


def spliced(token, claims_of):
    """Header and signature of one token around the claims of another."""
    header, _, signature = token.split(".")
    return f"{header}.{claims_of.split('.')[1]}.{signature}"


class Joserfc(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway()
        cls.addClassCleanup(cls.gateway.stop)
        cls.adult = cls.gateway.citizen("adult", "level-2")
        realm = {"name": "python", "seed": 1, "login": "instant"}
        cls.issuer = cls.gateway.control("POST", "/realms", realm)["issuer"]

    def log_in(self, client_id, citizen):
        """The ID token of a login in the instant realm."""
        request = {"client_id": client_id, "redirect_uri": REDIRECT_URI, "response_type": "code", "scope": "openid"}
        query = form(**request, login_hint=citizen["personal_number"])
        _, headers, _ = http("GET", f"{self.issuer}/authorize?{query}")
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(headers["location"]).query)["code"][0]
        grant = form(grant_type="authorization_code", code=code, redirect_uri=REDIRECT_URI)
        basic = base64.b64encode(f"{client_id}:{urllib.parse.quote_plus(SECRET)}".encode()).decode()
        status, _, text = http("POST", f"{self.issuer}/token", grant, {"authorization": f"Basic {basic}"})
        self.assertEqual(status, 200, text)
        return json.loads(text)["id_token"]

    def test_id_tokens_verify_under_each_signature_and_not_after_a_change(self):
        for alg in ALGS:
            with self.subTest(alg):
                client_id = alg.lower()
                client = {"client_id": client_id, "name": client_id, "redirect_uris": ["http://127.0.0.1/callback"]}
                client |= {"token_endpoint_auth_method": "client_secret_basic", "client_secret": SECRET}
                client |= {"id_token_signed_response_alg": alg}
                self.gateway.control("PUT", f"/realms/python/clients/{client_id}", client)
                token = self.log_in(client_id, self.adult)
                self.assertEqual(verify(token, self.issuer, client_id, alg)["acr"], "level2")
                others = self.log_in(client_id, self.gateway.citizen("elderly", "level-2"))
                with self.assertRaises(BadSignatureError):
                    verify(spliced(token, others), self.issuer, client_id, alg)
                with self.assertRaises(InvalidClaimError):
                    verify(token, self.issuer, "another", alg)

    def test_an_assertion_of_joserfc_authenticates_a_ministry_once_and_its_answer_verifies(self):
        issuer = self.gateway.ready["issuer"]
        jwk = self.gateway.client("health")["private_key_jwk"]
        now = int(time.time())
        claims = {"iss": "health", "sub": "health", "aud": issuer, "iat": now, "exp": now + 60, "jti": str(uuid.uuid4())}
        assertion = jwt.encode({"alg": "ES256", "kid": jwk["kid"]}, claims, ECKey.import_key(jwk))
        kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        grant = form(grant_type="client_credentials", client_assertion_type=kind, client_assertion=assertion)
        status, _, text = http("POST", f"{issuer}/token", grant)
        self.assertEqual(status, 200, text)
        replayed, _, refusal = http("POST", f"{issuer}/token", grant)
        self.assertEqual((replayed, json.loads(refusal)["error"]), (401, "invalid_client"))

        query = {"subject": {"personal_number": self.adult["personal_number"]}, "attributes": ["name"]}
        query |= {"purpose": "health-insurance-claim", "legal_basis": "law"}
        query |= {"case_reference": "INTEROP-1", "officer": "officer-1"}
        bearer = {"authorization": f"Bearer {json.loads(text)['access_token']}"}
        status, _, answer = http("POST", f"{issuer}/v1/attributes/query", query, bearer)
        self.assertEqual(status, 200, answer)
        self.assertEqual(verify(answer, issuer, "health", "EdDSA")["attributes"]["name"]["value"], self.adult["name"])
