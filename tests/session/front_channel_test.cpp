#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "jose/digest.h"
#include "jose/jws.h"
#include "jose/keys/jwk.h"
#include "session/fakes.h"
#include "session/login/code_flow.h"

namespace oauthctl::testing {
namespace {

using nlohmann::json;

const PrivateKey& server_key() {
  static const PrivateKey key = generate_key(KeyType::p256);
  return key;
}

std::string half_hash(const std::string& text) {
  const std::string whole = digest("SHA256", text);
  return base64url_encode(whole.substr(0, whole.size() / 2));
}

constexpr ResponseType id_token_and_token{.code = false, .id_token = true, .token = true};
constexpr ResponseType code_and_id_token{.code = true, .id_token = true};

/// A server that sends tokens through the browser, and a person who wants that.
struct FrontChannelWorld : World {
  explicit FrontChannelWorld(const ResponseType& type) : browser(seen) {
    secrets.server.jwks_uri = "https://as.example/jwks";
    secrets.client.id_token_signed_response_alg = "ES256";
    request.profile = "p";
    request.scope = "openid";
    request.flow = type.code ? GrantType::authorization_code : GrantType::implicit;
    request.response_type = type;
    request.timeout = std::chrono::minutes{1};
    store.records.clear();
    answer_with_keys();
    seen.answer_with = [this](const Params& asked) { return answer_to(asked); };
  }

  void answer_with_keys() {
    json jwk = public_jwk(server_key().public_key());
    jwk["kid"] = "1";
    transport.answer("/jwks", 200, json{{"keys", {jwk}}}.dump());
  }
  Params answer_to(const Params& asked) {
    if (!front.contains("nonce")) front["nonce"] = asked.get("nonce");
    back["nonce"] = asked.get("nonce");
    const std::string type = asked.get("response_type");
    Params out{{"state", asked.get("state")}, {"iss", "https://as.example"}};
    if (type.find("code") == 0) out.add("code", "the-code");
    if (type.find("id_token") != std::string::npos) out.add("id_token", signed_token(front));
    if (type.ends_with(" token")) {
      out.add("access_token", "front-access");
      out.add("token_type", "Bearer");
      out.add("expires_in", "60");
    }
    return out;
  }
  /// The claims are read when the token is requested, because the nonce is known by then.
  void answer_at_token_endpoint(bool with_id_token = true) {
    transport.script["/token"].push_back([this, with_id_token](const HttpRequest&) {
      HttpResponse response;
      response.status = 200;
      response.headers = {{"content-type", "application/json"}};
      json body = {{"access_token", "back-access"}, {"token_type", "Bearer"}, {"refresh_token", "back-refresh"}};
      if (with_id_token) body["id_token"] = signed_token(back);
      response.body = body.dump();
      return response;
    });
    answer_with_keys();
  }
  static std::string signed_token(const json& claims) {
    return sign_jws({{"kid", "1"}}, claims.dump(), "ES256", server_key());
  }
  LoginOutcome sign_in() {
    return login(request, services(), browser,
                 [this](const Client&) { return std::make_unique<ImmediateListener>(seen); });
  }
  void expect_refused(const std::string& message) {
    const auto error = failure([&] { sign_in(); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::protocol);
    EXPECT_EQ(error->message(), message);
    EXPECT_TRUE(store.records.empty());
    EXPECT_FALSE(seen.finished.has_value()) << "the browser is told that it failed";
  }

  json back = {{"iss", "https://as.example"},
               {"sub", "alice"},
               {"aud", "client"},
               {"exp", noon.time_since_epoch().count() + 300},
               {"iat", noon.time_since_epoch().count()}};
  json front = [this] {
    json claims = back;
    claims["at_hash"] = half_hash("front-access");
    claims["c_hash"] = half_hash("the-code");
    return claims;
  }();
  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

TEST(ImplicitLogin, WhoseIdTokenIsAnotherLoginsOrTokensStoresNothing) {
  FrontChannelWorld injected(id_token_and_token);
  injected.front["nonce"] = "another";
  injected.expect_refused(R"(the ID token: "nonce" is "another", which is not the one that was sent)");
  FrontChannelWorld unbound(id_token_and_token);
  unbound.front.erase("at_hash");
  unbound.expect_refused(R"(the ID token: "at_hash" is missing, though the token came through the browser)");
}

TEST(ImplicitLogin, AtAServerWithoutKeysStoresNothing) {
  FrontChannelWorld world(id_token_and_token);
  world.secrets.server.jwks_uri = "";
  world.expect_refused("the ID token came through the browser, and the server publishes no keys to check it with");
}

TEST(ImplicitLogin, WarnsAndKeepsWhatCameWithoutARefreshToken) {
  FrontChannelWorld world(id_token_and_token);
  world.sign_in();
  ASSERT_EQ(world.notices.warnings.size(), 1U);
  EXPECT_TRUE(
      world.notices.warnings[0].starts_with("response type id_token token sends an access token through the browser"));
  EXPECT_TRUE(world.seen.expects_fragment);
  const Record& record = world.record();
  EXPECT_EQ(record.grant_type, GrantType::implicit);
  EXPECT_EQ(record.response_type, id_token_and_token);
  EXPECT_EQ(record.tokens.access_token.reveal(), "front-access");
  EXPECT_EQ(record.tokens.expires_at, noon + std::chrono::seconds{60});
  EXPECT_EQ(record.account.sub, "alice");
  EXPECT_FALSE(is_renewable(record));
  EXPECT_EQ(world.seen.finished, true);
}

TEST(ImplicitLogin, AsksForAnIdTokenWhereOpenidIsAsked) {
  FrontChannelWorld world(id_token_and_token);
  world.request.response_type.reset();
  world.sign_in();
  EXPECT_EQ(world.record().response_type, id_token_and_token);
  FrontChannelWorld plain(id_token_and_token);
  plain.request.response_type.reset();
  plain.request.scope = "read";
  plain.seen.answer_with = [](const Params& asked) {
    return Params{{"state", asked.get("state")}, {"access_token", "a"}, {"token_type", "Bearer"}};
  };
  plain.sign_in();
  EXPECT_EQ(plain.record().response_type.text(), "token");
}

TEST(ImplicitLogin, OfAnIdTokenAloneEndsWithIt) {
  FrontChannelWorld world({.code = false, .id_token = true});
  world.secrets.server.userinfo_endpoint = "https://as.example/userinfo";
  world.sign_in();
  EXPECT_FALSE(world.record().tokens.is_access_token()) << "userinfo was not asked with it";
  EXPECT_EQ(world.record().tokens.expires_at, noon + std::chrono::seconds{300});
}

TEST(ImplicitLogin, IsRepeatedAsItWasUnlessAnotherFlowIsNamed) {
  FrontChannelWorld world(id_token_and_token);
  world.sign_in();
  world.request.response_type.reset();
  world.request.flow = {};
  world.answer_with_keys();
  world.sign_in();
  EXPECT_EQ(world.record().response_type, id_token_and_token);
  world.request.flow = GrantType::authorization_code;
  world.answer_at_token_endpoint();
  world.sign_in();
  EXPECT_EQ(world.record().response_type, ResponseType{});
}

TEST(HybridLogin, WhoseIdTokenIsForAnotherCodeRedeemsNone) {
  FrontChannelWorld world(code_and_id_token);
  world.front["c_hash"] = half_hash("another-code");
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->message().starts_with("the ID token: \"c_hash\" is ")) << error->message();
  EXPECT_EQ(world.transport.log, std::vector<std::string>{"/jwks"});
  FrontChannelWorld unbound(code_and_id_token);
  unbound.front.erase("c_hash");
  unbound.expect_refused(R"(the ID token: "c_hash" is missing, though the token came through the browser)");
}

TEST(HybridLogin, WhoseIdTokensAreOfTwoPeopleStoresNothing) {
  FrontChannelWorld world(code_and_id_token);
  world.back["sub"] = "bob";
  world.answer_at_token_endpoint();
  world.expect_refused(R"(the ID token: "sub" is "bob", but in the ID token beside the code it is "alice")");
}

TEST(HybridLogin, WhoseTokenEndpointGivesNoIdTokenStoresNothing) {
  FrontChannelWorld world(code_and_id_token);
  world.answer_at_token_endpoint(false);
  world.expect_refused("the token endpoint gave no ID token, though one came with the code");
}

TEST(HybridLogin, KeepsWhatTheTokenEndpointGave) {
  FrontChannelWorld world({.code = true, .id_token = true, .token = true});
  world.answer_at_token_endpoint();
  world.sign_in();
  const Record& record = world.record();
  EXPECT_EQ(record.grant_type, GrantType::authorization_code);
  EXPECT_EQ(record.tokens.access_token.reveal(), "back-access");
  EXPECT_EQ(record.tokens.refresh_token.reveal(), "back-refresh");
  EXPECT_TRUE(world.seen.expects_fragment);
  EXPECT_TRUE(world.transport.body(1).contains("code_verifier"));
}

TEST(HybridLogin, CanComeInAFormOfTheServers) {
  FrontChannelWorld world(code_and_id_token);
  world.secrets.client.response_mode = "form_post";
  world.answer_at_token_endpoint();
  world.sign_in();
  EXPECT_FALSE(world.seen.expects_fragment);
}

TEST(CodeLogin, ExpectsNoFragmentAndWarnsOfNothing) {
  FrontChannelWorld world({});
  world.transport.script.clear();
  world.answer_at_token_endpoint();
  world.sign_in();
  EXPECT_FALSE(world.seen.expects_fragment);
  EXPECT_TRUE(world.notices.warnings.empty());
}

}  // namespace
}  // namespace oauthctl::testing
