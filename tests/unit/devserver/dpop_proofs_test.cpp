#include "devserver/clients/dpop_proofs.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "devserver/refusal.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "jose/keys/thumbprint.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Verifier = DpopProofs::Verifier;

struct Proofs : ::testing::Test {
  TimePoint now{1'800'000'000s};
  PrivateKey key = generate_key(KeyType::p256);
  json header{{"typ", "dpop+jwt"}, {"jwk", public_jwk(key.public_key())}};
  json claims{{"jti", "1"}, {"htm", "POST"}, {"htu", url}, {"iat", 1'800'000'000}};
  Secret token;
  Verifier verifier = Verifier::authorization_server;
  DpopProofs proofs{[this] { return now; }, false};

  static constexpr const char* url = "http://127.0.0.1:8910/token";

  std::string proof() const { return sign_jws(header, claims.dump(), "ES256", key); }
  std::string outcome_of(std::vector<std::string> fields, DpopProofs& by) const {
    try {
      return by.check({std::move(fields), "POST", url, token}, verifier);
    } catch (const Refusal& refusal) {
      return refusal.error() + ": " + refusal.description();
    }
  }
  std::string outcome_of(std::vector<std::string> fields) { return outcome_of(std::move(fields), proofs); }
  std::string outcome() { return outcome_of({proof()}); }
  std::string jkt() const { return thumbprint(JsonObject(header.at("jwk"), "", ErrorKind::protocol)); }
};

std::string refused(const std::string& why) {
  return "invalid_dpop_proof: the DPoP proof " + why;
}

TEST_F(Proofs, AreRefusedUnlessThereIsOne) {
  EXPECT_EQ(outcome_of({}), refused("must be the only one"));
  EXPECT_EQ(outcome_of({proof(), proof()}), refused("must be the only one"));
  EXPECT_EQ(outcome_of({"e30.e30"}), refused("is not a signed token: it has 2 parts, not 3"));
}

TEST_F(Proofs, WithAnotherHeaderAreRefused) {
  const json shared{{"kty", "oct"}, {"k", "AAAA"}};
  const std::vector<std::pair<json, std::string>> cases{
      {{{"typ", "JWT"}}, "must have the typ dpop+jwt"},
      {{{"typ", nullptr}}, "must have the typ dpop+jwt"},
      {{{"jwk", nullptr}}, "shows no key"},
      {{{"jwk", private_jwk(key)}}, "shows a private key"},
      {{{"jwk", shared}}, "shows a private key"},
  };
  for (const auto& [changed, why] : cases) {
    const json before = header;
    header.update(changed);
    EXPECT_EQ(outcome(), refused(why)) << changed;
    header = before;
  }
}

TEST_F(Proofs, ThatTheShownKeyDidNotSignAreRefused) {
  const PrivateKey another = generate_key(KeyType::p256);
  EXPECT_EQ(outcome_of({sign_jws(header, claims.dump(), "ES256", another)}),
            refused("is not signed by the key that it shows"));
  const Secret shared(std::string(32, 's'));
  EXPECT_TRUE(outcome_of({sign_jws(header, claims.dump(), "HS256", shared)})
                  .starts_with(refused("is signed with \"HS256\", ")));
}

TEST_F(Proofs, ForAnotherRequestAreRefused) {
  const std::vector<std::pair<json, std::string>> cases{
      {{{"jti", nullptr}}, "has no jti"},
      {{{"htm", "GET"}}, "is for another method"},
      {{{"htm", "post"}}, "is for another method"},
      {{{"htu", "http://127.0.0.1:8910/resource"}}, "is for another URL"},
      {{{"htu", "https://127.0.0.1:8910/token"}}, "is for another URL"},
      {{{"htu", "http://127.0.0.1:8911/token"}}, "is for another URL"},
      {{{"iat", nullptr}}, "has no iat"},
      {{{"iat", 1'799'999'939}}, "is too old"},
      {{{"iat", 1'800'000'061}}, "is from the future"},
  };
  for (const auto& [changed, why] : cases) {
    const json before = claims;
    claims.update(changed);
    EXPECT_EQ(outcome(), refused(why)) << changed;
    claims = before;
  }
}

TEST_F(Proofs, WithATokenNeedItsHash) {
  token = Secret("at");
  EXPECT_EQ(outcome(), refused("is for another access token"));
  claims["ath"] = base64url_encode(sha256("another"));
  EXPECT_EQ(outcome(), refused("is for another access token"));
  claims["ath"] = base64url_encode(sha256("at"));
  EXPECT_EQ(outcome(), jkt());
}

TEST_F(Proofs, AreGoodOnce) {
  EXPECT_EQ(outcome(), jkt());
  EXPECT_EQ(outcome(), refused("was used before"));
  now += 60s;
  EXPECT_EQ(outcome(), refused("was used before"));
  claims["jti"] = "2";
  EXPECT_EQ(outcome(), jkt());
}

TEST_F(Proofs, OfDifferentKeysMayShareAJti) {
  EXPECT_EQ(outcome(), jkt());
  key = generate_key(KeyType::ed25519);
  header["jwk"] = public_jwk(key.public_key());
  EXPECT_EQ(outcome_of({sign_jws(header, claims.dump(), "EdDSA", key)}), jkt());
}

TEST_F(Proofs, AreForAUrlHoweverItIsSpelled) {
  claims["htu"] = "HTTP://127.0.0.1:8910/token?query#fragment";
  EXPECT_EQ(outcome(), jkt());
}

struct Nonces : Proofs {
  DpopProofs strict{[this] { return now; }, true};
  std::string outcome() { return outcome_of({proof()}, strict); }

  static constexpr const char* wanted = "use_dpop_nonce: the DPoP proof needs this server's nonce";
};

TEST_F(Nonces, AreNotGivenWhereNoneIsWanted) {
  EXPECT_EQ(proofs.nonce(verifier), "");
}

TEST_F(Nonces, AreWantedFromTheRightVerifier) {
  for (const json& nonce : {json(nullptr), json("guessed"), json(strict.nonce(Verifier::resource_server))}) {
    claims["nonce"] = nonce;
    EXPECT_EQ(outcome(), wanted) << nonce;
  }
  claims["nonce"] = strict.nonce(Verifier::authorization_server);
  EXPECT_EQ(outcome(), jkt());
}

TEST_F(Nonces, GrowOld) {
  claims["nonce"] = strict.nonce(verifier);
  now += 5min;
  claims["iat"] = now.time_since_epoch().count();
  EXPECT_EQ(outcome(), jkt()) << "the one of before is still good";
  now += 5min;
  claims["iat"] = now.time_since_epoch().count();
  EXPECT_EQ(outcome(), wanted);
}

TEST_F(Nonces, AreNotSpentByARefusal) {
  EXPECT_EQ(outcome(), wanted);
  claims["nonce"] = strict.nonce(verifier);
  EXPECT_EQ(outcome(), jkt()) << "the same jti, which was not accepted before";
}

}  // namespace
}  // namespace oauthctl::devserver
