#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "jose/jws.h"
#include "oauth/client/client_keys.h"
#include "unit/oauth/client/own_keys.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using testing::with_jwks;
using testing::with_key;
using testing::with_rsa_key;

const std::string ed25519 = testing::ed25519_jwk;
const std::string p256 = testing::p256_jwk;

std::string with_member(const std::string& jwk, const std::string& member) {
  return '{' + member + ',' + jwk.substr(1);
}

TEST(Signer, RefusesAKeyThatCannotBeReadAndNamesItsFile) {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const Case& c : {
           Case{"no key", "/k: is not a private key in PEM"},
           Case{"{", "/k: is not valid JSON (at line 1, column 2)"},
           Case{R"({"keys":{}})", "/k: \"keys\" must be an array, not an object"},
           Case{R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})",
                "/k: \"d\" is missing"},
       }) {
    const Error error = thrown_by([&] { has_signing_key(with_key(c.text)); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), c.message);
  }
}

TEST(Signer, RefusesWhereNoKeyFits) {
  struct Case {
    Client client;
    const char* alg;
    std::vector<std::string> supported;
    const char* message;
  };
  const char* no_es384 = "the client has no private key that can sign with 'ES384'";
  const char* nothing = "the client has no private key to sign with";
  for (const Case& c : {
           Case{{}, "", {}, nothing},
           Case{with_jwks(R"({"keys":[]})"), "", {}, nothing},
           Case{with_key(R"({"kty":"oct","k":"AAAA"})"), "", {}, nothing},
           Case{with_key(p256), "ES384", {}, no_es384},
           Case{with_key(with_member(p256, R"("alg":"ES256")")), "ES384", {}, no_es384},
           Case{with_key(p256), "HS256", {}, "the client has no private key that can sign with 'HS256'"},
           Case{with_key(p256), "none", {}, "the client has no private key that can sign with 'none'"},
           Case{with_key(p256),
                "",
                {"RS256", "PS256"},
                "the client has no private key for an algorithm that the server accepts: RS256, PS256"},
       }) {
    const Error error = thrown_by([&] { signer_of(c.client, c.alg, c.supported); });
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), c.message);
    EXPECT_NE(error.hint(), "");
  }
}

TEST(Signer, TakesTheAlgorithmThatIsNamedElseWhatSuitsKeyAndServer) {
  struct Case {
    Client client;
    const char* alg;
    std::vector<std::string> supported;
    const char* taken;
  };
  for (const Case& c : {
           Case{with_rsa_key(), "", {}, "RS256"},
           Case{with_rsa_key(), "", {"PS256", "ES256"}, "PS256"},
           Case{with_rsa_key(), "PS512", {"PS256"}, "PS512"},
           Case{with_key(p256), "", {}, "ES256"},
           Case{with_key(ed25519), "", {"RS256", "EdDSA"}, "EdDSA"},
           Case{with_jwks("{\"keys\":[" + p256 + ',' + ed25519 + "]}"), "", {}, "ES256"},
           Case{with_jwks("{\"keys\":[" + p256 + ',' + ed25519 + "]}"), "", {"EdDSA"}, "EdDSA"},
           Case{with_jwks("{\"keys\":[" + p256 + ',' + ed25519 + "]}"), "EdDSA", {}, "EdDSA"},
       }) {
    EXPECT_EQ(signer_of(c.client, c.alg, c.supported).alg, c.taken);
  }
}

TEST(Signer, PassesOverKeysThatAreNotForSigning) {
  const std::string published = R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})";
  for (const std::string& other :
       {with_member(p256, R"("use":"enc")"), published,
        std::string(R"({"kty":"OKP","crv":"X25519","d":"AA","x":"AA"})"), std::string(R"({"kty":"oct","k":"AAAA"})")}) {
    EXPECT_FALSE(has_signing_key(with_jwks("{\"keys\":[" + other + "]}"))) << other;
    EXPECT_EQ(signer_of(with_jwks("{\"keys\":[" + other + ',' + ed25519 + "]}"), "", {}).alg, "EdDSA") << other;
  }
}

TEST(Signer, ThePrivateKeyFileGoesBeforeTheSetInTheSecretsFile) {
  Client client = with_key(p256);
  client.jwks = Secret("{\"keys\":[" + ed25519 + "]}");
  EXPECT_EQ(signer_of(client, "", {}).alg, "ES256");
}

TEST(Signer, NamesItsKeyAndTypeInTheHeader) {
  const UnverifiedJws named = parse_jws(signer_of(with_key(ed25519), "", {}).sign({{"a", 1}}, "x+jwt"), "it");
  EXPECT_EQ(named.kid, "ed");
  EXPECT_EQ(named.header.string("typ"), "x+jwt");
  EXPECT_EQ(named.payload, R"({"a":1})");
  verify(named, JwkSet::parse(testing::ed25519_published, "keys"), {"EdDSA"});
  const UnverifiedJws nameless = parse_jws(signer_of(with_key(p256), "", {}).sign({}, ""), "it");
  EXPECT_EQ(nameless.header.names(), std::vector<std::string>{"alg"});
}

}  // namespace
}  // namespace oauthctl
