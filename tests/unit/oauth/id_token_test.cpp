#include "oauth/identity/id_token.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/digest.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "unit/oauth/thrown.h"

namespace oauthctl {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr TimePoint now{1'800'000'000s};  // 2027-01-15T08:00:00Z

std::int64_t at(std::chrono::seconds from_now) {
  return (now + from_now).time_since_epoch().count();
}

std::string half_hash(const char* name, const std::string& text) {
  const std::string whole = digest(name, text);
  return base64url_encode(whole.substr(0, whole.size() / 2));
}

/// A token in which all holds; each test breaks one thing.
class IdToken : public ::testing::Test {
 protected:
  IdToken() {
    server_.issuer = "https://as.example";
    server_.jwks_uri = "https://as.example/jwks";
    client_.client_id = "client";
    client_.id_token_signed_response_alg = "ES256";
    context_.asked->nonce = Secret("n-1");
    context_.code = Secret("the-code");
    context_.access_token = Secret("the-token");
    claims_ = {{"iss", "https://as.example"},
               {"sub", "alice"},
               {"aud", "client"},
               {"exp", at(300s)},
               {"iat", at(0s)},
               {"nonce", "n-1"},
               {"at_hash", half_hash("SHA256", "the-token")},
               {"c_hash", half_hash("SHA256", "the-code")}};
  }

  static const PrivateKey& key() {
    static const PrivateKey key = generate_key(KeyType::p256);
    return key;
  }
  static JwkSet set_of(const PrivateKey& key) {
    return JwkSet::parse(json{{"keys", {public_jwk(key.public_key())}}}.dump(), "the set");
  }

  IdTokenClaims checked() const {
    const Secret token(sign_jws({}, claims_.dump(), "ES256", key()));
    return verify_id_token(token, server_, client_, set_of(key()), context_, now);
  }
  std::string message() const {
    const Error error = thrown_by([&] { checked(); });
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
    return error.message();
  }
  std::string message_without(const char* claim) {
    claims_.erase(claim);
    return message();
  }
  std::string message_with(const char* claim, const json& value) {
    claims_[claim] = value;
    return message();
  }
  void accepts(const char* claim, const json& value) {
    const json before = claims_;
    claims_[claim] = value;
    EXPECT_NO_THROW(checked()) << claim << ' ' << value;
    claims_ = before;
  }

  ServerMetadata server_;
  Client client_;
  IdTokenContext context_{.asked = Expectation{}};
  json claims_;
};

TEST_F(IdToken, OfThePastIsRefusedAlsoIfItHasNotExpired) {
  claims_["exp"] = at(std::chrono::hours{48});
  EXPECT_TRUE(message_with("iat", at(-std::chrono::hours{25})).starts_with("the ID token: \"iat\" is "));
  accepts("iat", at(-std::chrono::hours{23}));
}

TEST_F(IdToken, IsRefusedIfNobodySaysWhatWasAskedFor) {
  context_.asked.reset();
  EXPECT_EQ(thrown_by([&] { checked(); }).message(), "an ID token cannot be checked without what was asked for");
}

TEST_F(IdToken, OfAnotherIssuerIsRefused) {
  EXPECT_EQ(message_with("iss", "https://as.example/"),
            R"(the ID token: "iss" is "https://as.example/", expected "https://as.example")");
  EXPECT_EQ(message_with("iss", "accounts.google.com"),
            R"(the ID token: "iss" is "accounts.google.com", expected "https://as.example")");
  EXPECT_EQ(message_without("iss"), R"(the ID token: "iss" is missing)");
}

TEST_F(IdToken, ForAnotherAudienceIsRefused) {
  EXPECT_EQ(message_with("aud", "other"), R"(the ID token: "aud" is "other", expected "client")");
  EXPECT_EQ(message_with("aud", {"a", "b"}), R"(the ID token: "aud" is "a b", expected "client")");
  EXPECT_EQ(message_with("aud", json::array()), R"(the ID token: "aud" is "", expected "client")");
  EXPECT_EQ(message_with("aud", 5), R"(the ID token: "aud" must be an array of strings, not a number)");
  EXPECT_EQ(message_without("aud"), R"(the ID token: "aud" is missing)");
}

TEST_F(IdToken, ForSeveralAudiencesNeedsAnAuthorizedPartyThatIsUs) {
  claims_["aud"] = {"client", "other"};
  EXPECT_EQ(message(), R"(the ID token: "azp" is missing, though "aud" is "client other")");
  EXPECT_EQ(message_with("azp", "other"), R"(the ID token: "azp" is "other", expected "client")");
  accepts("azp", "client");
}

TEST_F(IdToken, IssuedToAnotherPartyIsRefused) {
  EXPECT_EQ(message_with("azp", "other"), R"(the ID token: "azp" is "other", expected "client")");
}

TEST_F(IdToken, WithoutSubjectIsRefused) {
  EXPECT_EQ(message_with("sub", ""), R"(the ID token: "sub" is missing)");
  EXPECT_EQ(message_with("sub", 5), R"(the ID token: "sub" must be a string, not a number)");
  EXPECT_EQ(message_without("sub"), R"(the ID token: "sub" is missing)");
}

TEST_F(IdToken, ThatExpiredIsRefused) {
  EXPECT_EQ(message_with("exp", at(-60s)),
            "the ID token: \"exp\" is 2027-01-15T07:59:00Z, which is past: by this machine's clock it is "
            "2027-01-15T08:00:00Z");
  EXPECT_NE(message_with("exp", -1e300), "");
  EXPECT_EQ(message_with("exp", std::to_string(at(300s))), R"(the ID token: "exp" must be a number of seconds)");
  EXPECT_EQ(message_without("exp"), R"(the ID token: "exp" is missing)");
}

TEST_F(IdToken, OfTheFutureIsRefused) {
  EXPECT_EQ(message_with("iat", at(61s)),
            "the ID token: \"iat\" is 2027-01-15T08:01:01Z, which is in the future: by this machine's clock it is "
            "2027-01-15T08:00:00Z");
  EXPECT_NE(message_with("iat", 1e300), "");
  EXPECT_EQ(message_without("iat"), R"(the ID token: "iat" is missing)");
}

TEST_F(IdToken, NotYetValidIsRefused) {
  EXPECT_EQ(message_with("nbf", at(61s)),
            "the ID token: \"nbf\" is 2027-01-15T08:01:01Z, which is in the future: by this machine's clock it is "
            "2027-01-15T08:00:00Z");
}

TEST_F(IdToken, MayBeAMinuteOffAndHaveFractionsOfSeconds) {
  accepts("exp", at(-59s));
  accepts("exp", static_cast<double>(at(300s)) + 0.5);
  accepts("exp", 1e300);
  accepts("iat", at(60s));
  accepts("iat", at(-23h));
  accepts("nbf", at(60s));
}

TEST_F(IdToken, WithAnotherNonceIsRefused) {
  EXPECT_EQ(message_with("nonce", "n-2"), R"(the ID token: "nonce" is "n-2", which is not the one that was sent)");
  EXPECT_EQ(message_with("nonce", "\x1b[31m"),
            R"(the ID token: "nonce" is "[31m", which is not the one that was sent)");
  EXPECT_EQ(message_without("nonce"), R"(the ID token: "nonce" is missing, though one was sent)");
  EXPECT_EQ(thrown_by([&] { checked(); }).hint(),
            "if this server never sends it back (LinkedIn), sign in without the scope openid");
}

TEST_F(IdToken, MayHaveANonceWhereNoneWasSent) {
  context_.asked->nonce = Secret();
  EXPECT_NO_THROW(checked());
}

TEST_F(IdToken, ForAnotherAccessTokenIsRefused) {
  context_.access_token = Secret("another-token");
  EXPECT_EQ(message(), "the ID token: \"at_hash\" is \"" + half_hash("SHA256", "the-token") + "\", expected \"" +
                           half_hash("SHA256", "another-token") + '"');
  EXPECT_EQ(message_with("at_hash", 5), R"(the ID token: "at_hash" must be a string, not a number)");
}

TEST_F(IdToken, ForAnotherCodeIsRefused) {
  EXPECT_EQ(message_with("c_hash", half_hash("SHA512", "the-code")),
            "the ID token: \"c_hash\" is \"" + half_hash("SHA512", "the-code") + "\", expected \"" +
                half_hash("SHA256", "the-code") + '"');
}

TEST_F(IdToken, NeedNotHaveHashes) {
  claims_.erase("at_hash");
  claims_.erase("c_hash");
  EXPECT_NO_THROW(checked());
}

TEST_F(IdToken, OfAnOldSignInIsRefusedWhereMaxAgeWasAsked) {
  context_.asked->max_age = 5min;
  EXPECT_EQ(message(), R"(the ID token: "auth_time" is missing, though max_age was asked for)");
  EXPECT_EQ(message_with("auth_time", at(-361s)),
            "the ID token: \"auth_time\" is 2027-01-15T07:53:59Z, which is more than max_age (5 minutes) ago: by this "
            "machine's clock it is 2027-01-15T08:00:00Z");
  accepts("auth_time", at(-360s));
  accepts("auth_time", static_cast<double>(at(-359s)) - 0.25);
}

TEST_F(IdToken, OfAnotherContextClassIsRefusedWhereOneWasAsked) {
  accepts("acr", "pwd");
  // UAA writes an object. Nobody asked.
  accepts("acr", {{"values", {"urn:x"}}});
  claims_.erase("acr");
  context_.asked->acr_values = {"mfa", "hw"};
  EXPECT_EQ(message(), R"(the ID token: "acr" is missing, expected "mfa or hw")");
  EXPECT_EQ(message_with("acr", "pwd"), R"(the ID token: "acr" is "pwd", expected "mfa or hw")");
  accepts("acr", "hw");
}

TEST_F(IdToken, WithClaimsThatAreNotAnObjectOrRepeatOneIsRefused) {
  for (const auto& [payload, message] : std::vector<std::pair<std::string, std::string>>{
           {"[]", "the ID token: must be a JSON object, not an array"},
           {R"({"sub":"a","sub":"b"})", "the ID token: has the member \"sub\" twice"},
           {"\xff", "the ID token: is not valid UTF-8"},
       }) {
    const Secret token(sign_jws({}, payload, "ES256", key()));
    const Error error = thrown_by([&] { verify_id_token(token, server_, client_, set_of(key()), context_, now); });
    EXPECT_EQ(error.message(), message);
    EXPECT_EQ(error.kind(), ErrorKind::protocol);
  }
}

TEST_F(IdToken, IsCheckedBeforeItsClaimsAreRead) {
  claims_["iss"] = "https://evil.example";
  const Secret token(sign_jws({}, claims_.dump(), "ES256", generate_key(KeyType::p256)));
  EXPECT_EQ(thrown_by([&] { verify_id_token(token, server_, client_, set_of(key()), context_, now); }).message(),
            "the ID token has a signature that is not the server's");
}

TEST_F(IdToken, OfAnotherAlgorithmIsRefusedWithWhatToDo) {
  client_.id_token_signed_response_alg.clear();
  const Error error = thrown_by([&] { checked(); });
  EXPECT_EQ(error.message(), "the ID token is signed with ES256, expected RS256");
  EXPECT_EQ(error.hint(),
            "if the client is registered so, add to the client file: \"id_token_signed_response_alg\": \"ES256\"");
}

/// LINE does this whatever its metadata lists.
TEST_F(IdToken, WithTheMacOfAClientThatHasASecretIsRefusedWithWhatToDo) {
  client_.id_token_signed_response_alg.clear();
  client_.client_secret = Secret(std::string(32, 's'));
  const Secret token(sign_jws({}, claims_.dump(), "HS256", client_.client_secret));
  const Error error = thrown_by([&] { verify_id_token(token, server_, client_, set_of(key()), context_, now); });
  EXPECT_EQ(error.hint(),
            "if the client is registered so, add to the client file: \"id_token_signed_response_alg\": \"HS256\"");
  client_.id_token_signed_response_alg = "HS256";
  EXPECT_NO_THROW(verify_id_token(token, server_, client_, {}, context_, now));
}

TEST_F(IdToken, WithoutSignatureOrWithAMacIsRefusedWithoutAdvice) {
  for (const char* alg : {"none", "HS256"}) {
    const Secret token(base64url_encode(json{{"alg", alg}}.dump()) + '.' + base64url_encode(claims_.dump()) + '.');
    const Error error = thrown_by([&] { verify_id_token(token, server_, client_, {}, context_, now); });
    EXPECT_EQ(error.message(), "the ID token is signed with \"" + std::string(alg) + "\", expected \"ES256\"");
    EXPECT_EQ(error.hint(), "");
  }
}

TEST_F(IdToken, WithoutSignatureIsRefusedEvenIfTheClientIsRegisteredSo) {
  client_.id_token_signed_response_alg = "none";
  const Secret token(base64url_encode(R"({"alg":"none"})") + '.' + base64url_encode(claims_.dump()) + '.');
  EXPECT_THROW(verify_id_token(token, server_, client_, {}, context_, now), Error);
}

TEST_F(IdToken, ThatIsEncryptedIsRefused) {
  EXPECT_EQ(thrown_by([&] { verify_id_token(Secret("e30.a.b.c.d"), server_, client_, {}, context_, now); }).message(),
            "the ID token is encrypted, which is not supported");
}

TEST_F(IdToken, WithAMacNeedsTheClientsSecret) {
  client_.id_token_signed_response_alg = "HS256";
  const Secret secret(std::string(32, 's'));
  const Secret token(sign_jws({}, claims_.dump(), "HS256", secret));
  const auto check = [&] { verify_id_token(token, server_, client_, {}, context_, now); };
  const Error error = thrown_by(check);
  EXPECT_EQ(error.message(), "the ID token is signed with HS256 and needs a client_secret to be checked with");
  EXPECT_EQ(error.kind(), ErrorKind::usage);
  client_.client_secret = Secret(std::string(32, 't'));
  EXPECT_EQ(thrown_by(check).message(), "the ID token has a signature that is not made with the client's secret");
  client_.client_secret = secret;
  EXPECT_NO_THROW(check());
}

TEST_F(IdToken, NeedsPublishedKeysWhereThereAreSomeAndNoSecretDoes) {
  EXPECT_TRUE(needs_published_keys(server_, client_));
  client_.id_token_signed_response_alg = "HS256";
  EXPECT_FALSE(needs_published_keys(server_, client_));
  client_.id_token_signed_response_alg = "RS256";
  server_.jwks_uri.clear();
  EXPECT_FALSE(needs_published_keys(server_, client_));
}

TEST_F(IdToken, OfGoogleMayNameItWithoutScheme) {
  server_.issuer = "https://accounts.google.com";
  accepts("iss", "accounts.google.com");
  EXPECT_EQ(message_with("iss", "https://as.example"),
            R"(the ID token: "iss" is "https://as.example", expected "https://accounts.google.com")");
}

TEST_F(IdToken, OfAServerWhoseIssuerIsNotKnownMayNameAny) {
  server_.issuer.clear();
  EXPECT_NO_THROW(checked());
}

TEST_F(IdToken, ThatHoldsNamesTheAccount) {
  claims_.update({{"name", "Alice"}, {"preferred_username", "al"}, {"email", "al@x"}, {"auth_time", at(-1s)}});
  const IdTokenClaims claims = checked();
  EXPECT_EQ(claims.account, (Account{"alice", "Alice", "al", "al@x"}));
  EXPECT_EQ(claims.iss, "https://as.example");
  EXPECT_EQ(claims.aud, std::vector<std::string>{"client"});
  EXPECT_EQ(claims.nonce, Secret("n-1"));
}

TEST_F(IdToken, ThatIsUntimelyNamesHowFarTheServersClockIsFromOurs) {
  const std::string past = R"(the ID token: "exp" is 2027-01-15T07:00:00Z, which is past: )";
  const std::string ours = "by this machine's clock it is 2027-01-15T08:00:00Z";
  claims_["exp"] = at(-3600s);
  EXPECT_EQ(message(), past + ours);
  context_.server_time = now - 2h;
  EXPECT_EQ(message(), past + ours + ", and the server's clock is 2 hours behind it");
  context_.server_time = now + 90s;
  EXPECT_EQ(message(), past + ours + ", and the server's clock is 90 seconds ahead of it");
  context_.server_time = now - 4s;
  EXPECT_EQ(message(), past + ours + ", and by the server's too");
  claims_["exp"] = at(300s);
  context_.server_time = now + 5min;
  for (const char* claim : {"iat", "nbf"}) {
    claims_[claim] = at(300s);
    EXPECT_NE(message().find("and the server's clock is 5 minutes ahead of it"), std::string::npos) << message();
    claims_["iat"] = at(0s);
  }
}

TEST_F(IdToken, IsByDefaultSignedWithRs256) {
  const PrivateKey rsa = generate_key(KeyType::rsa);
  client_.id_token_signed_response_alg.clear();
  const Secret token(sign_jws({{"kid", "1"}}, claims_.dump(), "RS256", rsa));
  EXPECT_NO_THROW(verify_id_token(token, server_, client_, set_of(rsa), context_, now));
  EXPECT_TRUE(is_signed_by(set_of(rsa), token));
  EXPECT_FALSE(is_signed_by(set_of(key()), token));
}

TEST_F(IdToken, IsHashedAsItIsSigned) {
  const PrivateKey ed25519 = generate_key(KeyType::ed25519);
  client_.id_token_signed_response_alg = "EdDSA";
  claims_["at_hash"] = half_hash("SHA512", "the-token");
  claims_["c_hash"] = half_hash("SHA512", "the-code");
  const Secret token(sign_jws({}, claims_.dump(), "EdDSA", ed25519));
  EXPECT_NO_THROW(verify_id_token(token, server_, client_, set_of(ed25519), context_, now));
}

TEST_F(IdToken, OfARenewalIsAboutTheSameLogin) {
  const auto refusal = [&](const char* claim, const json& value) {
    const IdTokenClaims first = checked();
    json changed = claims_;
    changed[claim] = value;
    const IdTokenClaims renewed = read_id_token(Secret(sign_jws({}, changed.dump(), "ES256", key())));
    return thrown_by([&] { require_same_login(first, renewed); }).message();
  };
  EXPECT_EQ(refusal("sub", "bob"), R"(the renewed ID token: "sub" is "bob", but at sign-in it was "alice")");
  EXPECT_EQ(refusal("iss", "https://b"),
            R"(the renewed ID token: "iss" is "https://b", but at sign-in it was "https://as.example")");
  EXPECT_EQ(refusal("aud", "b"), R"(the renewed ID token: "aud" is "b", but at sign-in it was "client")");
  EXPECT_EQ(refusal("nonce", "b"), R"(the renewed ID token: "nonce" is not the one of the sign-in)");

  const IdTokenClaims first = checked();
  claims_["aud"] = {"more", "client"};
  claims_.erase("nonce");
  EXPECT_NO_THROW(require_same_login(first, read_id_token(Secret(sign_jws({}, claims_.dump(), "ES256", key())))));
}

class IdTokenFromTheBrowser : public IdToken {
 protected:
  IdTokenFromTheBrowser() { context_.from_browser = true; }
};

TEST_F(IdTokenFromTheBrowser, NeedsAKeyToBeCheckedWith) {
  const Secret token(sign_jws({}, claims_.dump(), "ES256", key()));
  const Error error = thrown_by([&] { verify_id_token(token, server_, client_, std::nullopt, context_, now); });
  EXPECT_EQ(error.kind(), ErrorKind::protocol);
  EXPECT_EQ(error.message(),
            "the ID token came through the browser, and the server publishes no keys to check it with");
  context_.from_browser = false;
  EXPECT_NO_THROW(verify_id_token(token, server_, client_, std::nullopt, context_, now));
}

TEST_F(IdTokenFromTheBrowser, NeedsTheNonceThatWasSent) {
  EXPECT_EQ(message_without("nonce"), R"(the ID token: "nonce" is missing, though one was sent)");
  context_.asked->nonce = Secret();
  EXPECT_EQ(message(), R"(the ID token: "nonce" was not sent, and nothing else ties it to this sign-in)");
}

TEST_F(IdTokenFromTheBrowser, NeedsTheHashOfTheAccessTokenBesideIt) {
  EXPECT_EQ(message_without("at_hash"),
            R"(the ID token: "at_hash" is missing, though the token came through the browser)");
  context_.access_token = Secret();
  EXPECT_NO_THROW(checked());
}

TEST_F(IdTokenFromTheBrowser, NeedsTheHashOfTheCodeBesideIt) {
  EXPECT_EQ(message_without("c_hash"),
            R"(the ID token: "c_hash" is missing, though the token came through the browser)");
  context_.code = Secret();
  EXPECT_NO_THROW(checked());
}

TEST_F(IdTokenFromTheBrowser, HoldsWithAllOfThem) {
  EXPECT_EQ(checked().account.sub, "alice");
  EXPECT_EQ(checked().expires_at, now + 300s);
}

TEST_F(IdToken, OfTheTokenEndpointIsAboutTheLoginOfTheOneBesideTheCode) {
  IdTokenClaims beside_code;
  beside_code.iss = "https://as.example";
  beside_code.account.sub = "bob";
  context_.beside_code = beside_code;
  EXPECT_EQ(message(), R"(the ID token: "sub" is "alice", but in the ID token beside the code it is "bob")");
  context_.beside_code->account.sub = "alice";
  context_.beside_code->iss = "https://other.example";
  EXPECT_EQ(message(), R"(the ID token: "iss" is "https://as.example", but in the ID token beside the code it is )"
                       R"("https://other.example")");
  context_.beside_code->iss = "https://as.example";
  EXPECT_NO_THROW(checked());
}

}  // namespace
}  // namespace oauthctl
