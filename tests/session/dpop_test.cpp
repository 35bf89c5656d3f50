#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "session/fakes.h"
#include "session/login.h"
#include "session/request.h"
#include "session/send.h"
#include "session/token.h"
#include "session/validate.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr const char* bound =
    R"({"access_token":"new-access","token_type":"DPoP","expires_in":3600,"refresh_token":"new-refresh"})";
constexpr const char* wants_nonce = R"({"error":"use_dpop_nonce"})";
constexpr const char* as_origin = "https://as.example:443";

/// The payload of a compact JWS; empty if the text is not one.
json claims_of(const std::string& compact) {
  const auto first = compact.find('.');
  const auto payload = base64url_decode(compact.substr(first + 1, compact.rfind('.') - first - 1));
  return payload ? json::parse(*payload) : json();
}

/// A profile whose tokens are bound to a key.
struct Bound : World {
  Bound() {
    secrets.client.dpop_bound_access_tokens = true;
    record().dpop_key = new_dpop_key({});
    record().tokens.token_type = dpop_token_type;
    request.url = "https://api.example/thing";
    request.sink = [this](const HttpResponse&, std::string_view piece) { body += piece; };
  }

  void is_valid() { record().tokens.expires_at = noon + 1h; }

  void answer(const std::string& path, int status, const std::string& text, const Params& headers) {
    transport.script[path].push_back([=](const HttpRequest&) {
      HttpResponse response;
      response.status = status;
      response.headers = headers;
      response.headers.add("content-type", "application/json");
      response.body = text;
      return response;
    });
  }
  void challenge(const std::string& path, const std::string& nonce) {
    answer(path, 401, "wait", {{"www-authenticate", "DPoP error=\"use_dpop_nonce\""}, {"dpop-nonce", nonce}});
  }

  json proof(std::size_t index) const { return claims_of(transport.sent.at(index).headers.get("DPoP")); }
  std::string nonce(std::size_t index) const { return proof(index).value("nonce", "none"); }

  HttpRequest request;
  std::string body;
};

TEST(Dpop, ARefusalForAnotherReasonIsNotRepeated) {
  for (const char* error : {"invalid_dpop_proof", "invalid_grant", "invalid_request"}) {
    Bound world;
    world.answer("/token", 400, json{{"error", error}}.dump(), {{"dpop-nonce", "n-1"}});
    ASSERT_TRUE(failure([&] { token("p", {}, world.services()); })) << error;
    EXPECT_EQ(world.transport.sent.size(), 1U) << error;
  }
}

TEST(Dpop, AServerThatWantsANonceAndGivesNoneIsNotAskedAgain) {
  Bound world;
  world.answer("/token", 400, wants_nonce, {});
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(world.transport.sent.size(), 1U);
}

TEST(Dpop, AServerThatWantsNonceAfterNonceIsAskedTwice) {
  Bound world;
  world.answer("/token", 400, wants_nonce, {{"dpop-nonce", "n-1"}});
  world.answer("/token", 400, wants_nonce, {{"dpop-nonce", "n-2"}});
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "old-refresh");
  EXPECT_EQ(world.transport.sent.size(), 2U);
}

TEST(Dpop, ABearerTokenInPlaceOfABoundOneIsRefused) {
  Bound world;
  world.transport.answer("/token", 200, R"({"access_token":"new-access","token_type":"Bearer"})");
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(Dpop, ARefreshTokenThatCameWithARefusedTokenIsKept) {
  Bound world;
  world.transport.answer("/token", 200,
                         R"({"access_token":"new-access","token_type":"Bearer","refresh_token":"new-refresh"})");
  const auto error = failure([&] { token("p", {}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_NE(std::string(error->what()).find("not bound to a DPoP key"), std::string::npos);
  const TokenSet& kept = world.record().tokens;
  EXPECT_EQ(kept.refresh_token.reveal(), "new-refresh");
  EXPECT_EQ(kept.access_token.reveal(), "old-access");
  EXPECT_EQ(kept.token_type, dpop_token_type);
  EXPECT_EQ(world.record().serial, 2U);

  world.transport.answer("/token", 200, bound);
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.transport.body(1).get("refresh_token"), "new-refresh") << "the profile is not lost";
}

TEST(Dpop, ARefreshTokenThatCameWithARefusedNarrowerTokenIsKept) {
  Bound world;
  world.record().tokens.scope = "read write";
  world.transport.answer("/token", 200,
                         R"({"access_token":"new-access","token_type":"Bearer","refresh_token":"new-refresh"})");
  const auto error = failure([&] { token("p", {.min_ttl = {}, .target = {.scope = "read"}}, world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "new-refresh");
}

TEST(Dpop, AnEarlierNonceIsInTheFirstProof) {
  Bound world;
  world.dpop_nonces.remember(DpopNonces::Giver::authorization_server, as_origin, "n-1");
  world.answer("/token", 200, bound, {});
  token("p", {}, world.services());
  EXPECT_EQ(world.nonce(0), "n-1");
  EXPECT_EQ(world.transport.sent.size(), 1U);
  EXPECT_EQ(world.dpop_nonces.find(DpopNonces::Giver::authorization_server, as_origin), "n-1");
}

TEST(Dpop, ANonceThatTheServerMayHaveRefusedIsForgotten) {
  for (const int status : {400, 401}) {
    Bound world;
    world.dpop_nonces.remember(DpopNonces::Giver::authorization_server, as_origin, "n-1");
    world.answer("/token", status, R"({"error":"invalid_dpop_proof"})", {});
    ASSERT_TRUE(failure([&] { token("p", {}, world.services()); }));
    EXPECT_EQ(world.dpop_nonces.find(DpopNonces::Giver::authorization_server, as_origin), "");
  }
}

TEST(Dpop, TheRenewalIsRetriedWithTheNonce) {
  Bound world;
  world.answer("/token", 400, wants_nonce, {{"dpop-nonce", "n-1"}});
  world.answer("/token", 200, bound, {});
  const Record fresh = token("p", {}, world.services());
  EXPECT_EQ(fresh.tokens.token_type, "DPoP");
  EXPECT_EQ(fresh.tokens.access_token.reveal(), "new-access");
  EXPECT_EQ(world.nonce(0), "none");
  EXPECT_EQ(world.nonce(1), "n-1");
  EXPECT_EQ(world.proof(1).at("htu"), "https://as.example/token");
  EXPECT_EQ(world.proof(1).at("htm"), "POST");
  EXPECT_FALSE(world.proof(1).contains("ath"));
  EXPECT_EQ(world.record().dpop_key.reveal(), fresh.dpop_key.reveal());
}

TEST(Dpop, ARequestIsProvenWithTheHashOfItsToken) {
  Bound world;
  world.is_valid();
  world.transport.answer("/thing", 200, "here");
  authenticated_request("p", world.request, world.services());
  EXPECT_EQ(world.transport.sent.at(0).headers.get("Authorization"), "DPoP old-access");
  EXPECT_EQ(world.proof(0).at("ath"), "SRJmDUMXCaartB0TjUBSVf9xGRVAbl7GvV2sju_wnSI");
  EXPECT_EQ(world.proof(0).at("htm"), "GET");
}

TEST(Dpop, AResourceThatWantsItsNonceIsAskedAgainWithoutARenewal) {
  Bound world;
  world.is_valid();
  world.challenge("/thing", "r-1");
  world.transport.answer("/thing", 200, "here");
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 200);
  EXPECT_EQ(world.body, "here") << "the refusal is not part of the answer";
  EXPECT_EQ(world.transport.log, (std::vector<std::string>{"/thing", "/thing"}));
  EXPECT_EQ(world.nonce(1), "r-1");
}

TEST(Dpop, NoncesOfTheTwoServersAreKeptApart) {
  Bound world;
  world.is_valid();
  world.request.url = "https://as.example/thing";
  world.challenge("/thing", "r-1");
  world.answer("/thing", 401, "expired", {{"www-authenticate", "DPoP error=\"invalid_token\""}, {"dpop-nonce", "r-2"}});
  world.answer("/token", 400, wants_nonce, {{"dpop-nonce", "a-1"}});
  world.answer("/token", 200, bound, {{"dpop-nonce", "a-2"}});
  world.answer("/thing", 200, "here", {});
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 200);
  EXPECT_EQ(world.body, "here");
  EXPECT_EQ(world.nonce(2), "none");
  EXPECT_EQ(world.nonce(3), "a-1");
  EXPECT_EQ(world.nonce(4), "r-2") << "the newest";
  EXPECT_EQ(world.transport.sent.at(4).headers.get("Authorization"), "DPoP new-access");
}

TEST(Dpop, ARefusalWithoutANonceIsTheAnswer) {
  Bound world;
  world.is_valid();
  world.record().tokens.refresh_token = Secret();
  world.answer("/thing", 401, "no", {{"www-authenticate", "DPoP error=\"use_dpop_nonce\""}});
  EXPECT_EQ(authenticated_request("p", world.request, world.services()).status, 401);
  EXPECT_EQ(world.body, "no");
}

TEST(Dpop, ABearerProfileSendsNoProof) {
  Bound world;
  world.is_valid();
  world.record().dpop_key = Secret();
  world.record().tokens.token_type = bearer_token_type;
  world.challenge("/thing", "r-1");
  world.record().tokens.refresh_token = Secret();
  authenticated_request("p", world.request, world.services());
  EXPECT_FALSE(world.transport.sent.at(0).headers.contains("DPoP"));
  EXPECT_EQ(world.transport.sent.size(), 1U);
}

TEST(Dpop, UserinfoIsAskedWithAProof) {
  Bound world;
  world.is_valid();
  world.record().server.userinfo_endpoint = "https://as.example/userinfo";
  world.secrets.server.userinfo_endpoint = "https://as.example/userinfo";
  world.challenge("/userinfo", "r-1");
  world.transport.answer("/userinfo", 200, R"({"sub":"1"})");
  EXPECT_TRUE(validate(world.record(), world.services()).active);
  EXPECT_EQ(world.nonce(1), "r-1");
  EXPECT_TRUE(world.proof(1).contains("ath"));
}

struct SigningIn : Bound {
  SigningIn() {
    seen.answer_with = [this](const Params& asked) {
      jkt = asked.get("dpop_jkt");
      return Params{{"code", "c"}, {"state", asked.get("state")}};
    };
  }
  LoginOutcome sign_in() {
    LoginRequest login_request;
    login_request.profile = "p";
    login_request.timeout = 60s;
    login_request.keeps_nothing = keeps_nothing;
    return login(login_request, services(), browser,
                 [this](const Client&) { return std::make_unique<ImmediateListener>(seen); });
  }
  ImmediateListener::Seen seen;
  RecordingBrowser browser{seen};
  std::string jkt;
  bool keeps_nothing = false;
};

TEST(Dpop, ALoginBindsItsCodeAndItsTokensToANewKey) {
  SigningIn world;
  const std::string old_key = world.record().dpop_key.reveal();
  world.answer("/token", 400, wants_nonce, {{"dpop-nonce", "n-1"}});
  world.answer("/token", 200, bound, {});
  const LoginOutcome outcome = world.sign_in();
  EXPECT_NE(world.record().dpop_key.reveal(), old_key);
  EXPECT_EQ(world.jkt, dpop_jkt(world.record().dpop_key));
  EXPECT_EQ(outcome.record.tokens.token_type, "DPoP");
  EXPECT_EQ(world.transport.body(0), world.transport.body(1)) << "use_dpop_nonce has not consumed the code";
  EXPECT_EQ(world.nonce(1), "n-1");
}

TEST(Dpop, APushedRequestSaysWhichKeyTheCodeIsBoundTo) {
  SigningIn world;
  world.secrets.client.require_pushed_authorization_requests = true;
  world.secrets.server.pushed_authorization_request_endpoint = "https://as.example/par";
  world.transport.answer("/par", 201, R"({"request_uri":"urn:example:1","expires_in":60})");
  world.answer("/token", 200, bound, {});
  world.seen.answer_with = [&](const Params& asked) {
    EXPECT_FALSE(asked.contains("dpop_jkt"));
    return Params{{"code", "c"}, {"state", world.transport.body(0).get("state")}};
  };
  world.sign_in();
  EXPECT_EQ(world.transport.body(0).get("dpop_jkt"), dpop_jkt(world.record().dpop_key));
}

TEST(Dpop, ASignedRequestSaysWhichKeyTheCodeIsBoundTo) {
  SigningIn world;
  world.secrets.client.client_secret = Secret(std::string(32, 's'));
  world.secrets.client.request_object_signing_alg = "HS256";
  world.answer("/token", 200, bound, {});
  json claims;
  world.seen.answer_with = [&](const Params& asked) {
    EXPECT_FALSE(asked.contains("dpop_jkt"));
    claims = claims_of(asked.get("request"));
    return Params{{"code", "c"}, {"state", claims.at("state")}};
  };
  world.sign_in();
  EXPECT_EQ(claims.at("dpop_jkt"), dpop_jkt(world.record().dpop_key));
}

TEST(Dpop, ALoginThatKeepsNothingIsRefusedForNobodyCouldUseItsToken) {
  SigningIn world;
  world.keeps_nothing = true;
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_NE(std::string(error->what()).find("kept nowhere (dpop_bound_access_tokens)"), std::string::npos);
  EXPECT_NE(error->hint().text().find("--no-store"), std::string::npos);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(Dpop, ALoginKeepsNoUnboundToken) {
  SigningIn world;
  world.transport.answer("/token", 200, R"({"access_token":"new-access","token_type":"Bearer"})");
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_NE(error->hint().text().find("dpop_bound_access_tokens"), std::string::npos);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(Dpop, ALoginForgetsTheKeyIfTheFileNoLongerAsksForOne) {
  SigningIn world;
  world.secrets.client.dpop_bound_access_tokens = false;
  world.transport.answer("/token", 200, R"({"access_token":"new-access","token_type":"Bearer"})");
  world.sign_in();
  EXPECT_TRUE(world.record().dpop_key.empty());
  EXPECT_EQ(world.jkt, "");
  EXPECT_FALSE(world.transport.sent.at(0).headers.contains("DPoP"));
}

}  // namespace
}  // namespace oauthctl::testing
