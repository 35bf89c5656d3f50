#include <gtest/gtest.h>

#include "session/fakes.h"
#include "session/logout.h"
#include "session/request.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

constexpr const char* for_b = R"({"access_token":"for-b","expires_in":3600,"refresh_token":"rotated"})";

const Target to_b{.resource = {"https://b.example"}};

/// The token for a target as a record keeps it.
TargetedToken kept(const Target& target, const std::string& token, std::chrono::seconds life) {
  TokenSet tokens;
  tokens.access_token = Secret(token);
  tokens.expires_at = noon + life;
  tokens.obtained_at = noon - 1h;
  return {target, tokens};
}

/// A profile whose own token has not expired.
struct OneLogin : World {
  OneLogin() { record().tokens.expires_at = noon + 1h; }

  Record ask(const Target& target) { return token("p", {.min_ttl = {}, .target = target}, services()); }
  std::optional<Error> refusal(const Target& target) {
    return failure([&] { ask(target); });
  }
  void offer_exchange() {
    record().server.grant_types_supported = {"refresh_token", name_of(GrantType::token_exchange)};
  }
};

std::vector<std::string> all(const Params& params, const std::string& wanted) {
  std::vector<std::string> values;
  for (const auto& [name, value] : params)
    if (name == wanted) values.push_back(value);
  return values;
}

using Words = std::vector<std::string>;

TEST(TargetedToken, IsRequestedOnceAndThenFoundInAnyOrder) {
  OneLogin world;
  world.transport.answer("/token", 200, for_b);
  const Record record = world.ask({{"https://b.example", "https://a.example"}, {"y", "x"}, "read"});
  EXPECT_EQ(record.tokens.access_token.reveal(), "for-b");
  const Params sent = world.transport.body(0);
  EXPECT_EQ(sent.get("grant_type"), "refresh_token");
  EXPECT_EQ(all(sent, "resource"), (Words{"https://a.example", "https://b.example"}));
  EXPECT_EQ(all(sent, "audience"), (Words{"x", "y"}));
  EXPECT_EQ(sent.get("scope"), "read");

  const Record again = world.ask({{"https://a.example", "https://b.example"}, {"x", "y"}, "read"});
  EXPECT_EQ(again.tokens.access_token.reveal(), "for-b");
  EXPECT_EQ(world.transport.sent.size(), 1U);
  EXPECT_EQ(world.ask({}).tokens.access_token.reveal(), "old-access") << "the profile's own";
}

TEST(TargetedToken, NotesWhenTheSecretThatWasUsedExpires) {
  OneLogin world;
  world.record().client_secret_expires_at = noon - 1h;
  world.secrets.client.client_secret_expires_at = noon + 24h;
  world.transport.answer("/token", 200, for_b);
  world.ask(to_b);
  EXPECT_EQ(world.record().client_secret_expires_at, noon + 24h);
}

TEST(TargetedToken, LeavesTheRotatedRefreshTokenToTheProfile) {
  OneLogin world;
  world.transport.answer("/token", 200, for_b);
  world.ask(to_b);
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "rotated");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  world.transport.answer("/token", 200, R"({"access_token":"own-2","expires_in":3600,"refresh_token":"rotated-2"})");
  token("p", {.refresh = true, .min_ttl = {}}, world.services());
  EXPECT_EQ(world.transport.body(1).get("refresh_token"), "rotated");
  EXPECT_FALSE(world.transport.body(1).contains("resource"));
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "for-b") << "a renewal of the own token keeps the others";
}

TEST(TargetedToken, ReplacesTheProfilesResources) {
  OneLogin world;
  world.record().resource = {"https://a.example", "https://b.example"};
  world.transport.answer("/token", 200, for_b);
  world.ask(to_b);
  EXPECT_EQ(all(world.transport.body(0), "resource"), Words{"https://b.example"});
  world.transport.answer("/token", 200, for_b);
  world.ask({.audience = {"x"}});
  EXPECT_FALSE(world.transport.body(1).contains("resource")) << "the audience stands in their place";
  world.transport.answer("/token", 200, for_b);
  world.ask({.scope = "read"});
  EXPECT_EQ(all(world.transport.body(2), "resource").size(), 2U) << "only less scope";
}

TEST(TargetedToken, IsRenewedWhenItExpiresOrIsTooShort) {
  OneLogin world;
  world.transport.answer("/token", 200, for_b);
  world.ask(to_b);
  world.now += 1h;
  world.transport.answer("/token", 200, R"({"access_token":"for-b-2","expires_in":120})");
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "for-b-2");
  world.transport.answer("/token", 200, R"({"access_token":"for-b-3","expires_in":3600})");
  const Record longer = token("p", {.min_ttl = 180s, .target = to_b}, world.services());
  EXPECT_EQ(longer.tokens.access_token.reveal(), "for-b-3");
  world.transport.answer("/token", 200, R"({"access_token":"for-b-4","expires_in":3600})");
  const Record renewed = token("p", {.refresh = true, .min_ttl = {}, .target = to_b}, world.services());
  EXPECT_EQ(renewed.tokens.access_token.reveal(), "for-b-4");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access") << "only the target's token";
  EXPECT_EQ(world.record().targeted.size(), 1U);
}

TEST(TargetedToken, ThatAnotherProcessObtainedMeanwhileIsTakenOver) {
  OneLogin world;
  world.store.on_lock = [&] {
    ++world.record().serial;
    world.record().targeted = {kept(to_b, "theirs", 30s)};
  };
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "theirs");
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(TargetedToken, IsNotTakenOverFromARenewalOfTheProfilesOwn) {
  OneLogin world;
  world.record().targeted = {kept(to_b, "for-b-1", 1h)};
  world.store.on_lock = [&] {
    ++world.record().serial;
    world.record().tokens.access_token = Secret("own-2");
  };
  world.transport.answer("/token", 200, for_b);
  const Record renewed = token("p", {.refresh = true, .min_ttl = {}, .target = to_b}, world.services());
  EXPECT_EQ(renewed.tokens.access_token.reveal(), "for-b");
}

TEST(TargetedToken, IsServedUntilItExpiresIfTheServerIsInTrouble) {
  OneLogin world;
  world.record().targeted = {kept(to_b, "for-b-1", 30s)};
  world.transport.answer("/token", 503, "<html>", "text/html");
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "for-b-1");
  EXPECT_EQ(world.notices.warnings.size(), 1U);
}

TEST(TargetedToken, OfAnUnwillingServerIsExit2AndNothingIsLost) {
  OneLogin world;
  world.transport.answer("/token", 400, R"({"error":"invalid_target"})");
  EXPECT_EQ(world.refusal(to_b)->kind(), ErrorKind::usage);
  EXPECT_EQ(world.record().serial, 1U);
}

TEST(TargetedToken, WithMoreScopeThanAskedForIsNotKeptButTheRefreshTokenIs) {
  OneLogin world;
  world.transport.answer("/token", 200, R"({"access_token":"x","scope":"read write","refresh_token":"rotated"})");
  EXPECT_EQ(world.refusal({{"https://b.example"}, {}, "read"})->kind(), ErrorKind::protocol);
  EXPECT_TRUE(world.record().targeted.empty());
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "rotated");
}

TEST(TargetedToken, MayHaveAScopeOfItsResourceThatTheProfileLacks) {
  OneLogin world;
  world.transport.answer("/token", 200, R"({"access_token":"for-b","expires_in":60,"scope":"b.write"})");
  EXPECT_EQ(world.ask({{"https://b.example"}, {}, "b.write"}).tokens.scope, "b.write");
  EXPECT_EQ(world.refusal({.scope = "b.write"})->message(), "profile p was not granted the scope b.write");
}

/// Entra: the scope names the API, and no other parameter does.
TEST(TargetedToken, OfAnotherScopeIsRequestedIfTheServersScopesNameTheResource) {
  OneLogin world;
  world.secrets.client.rules.scope_names_resource = true;
  const std::string scope = "https://b.example/.default";
  world.transport.answer("/token", 200, R"({"access_token":"for-b","expires_in":60,"scope":"https://b.example/read"})");
  EXPECT_EQ(world.ask({.scope = scope}).tokens.access_token.reveal(), "for-b");
  EXPECT_EQ(world.transport.body(0).get("scope"), scope);
  world.transport.answer("/token", 200, R"({"access_token":"x","expires_in":60,"scope":"read write"})");
  EXPECT_EQ(world.refusal({.scope = "read"})->kind(), ErrorKind::protocol) << "less scope stays less scope";
}

TEST(TargetedToken, OfAClientOnItsOwnIsObtainedByItsGrant) {
  OneLogin world;
  world.record().grant_type = GrantType::client_credentials;
  world.record().params = {{"audience", "https://a.example"}, {"tenant", "t"}};
  world.secrets.client.params = {{"resource", "urn:a"}};
  world.transport.answer("/token", 200, R"({"access_token":"for-x","expires_in":60})");
  world.ask({.audience = {"x"}});
  const Params sent = world.transport.body(0);
  EXPECT_EQ(sent.get("grant_type"), "client_credentials");
  EXPECT_EQ(all(sent, "audience"), Words{"x"});
  EXPECT_FALSE(sent.contains("resource"));
  EXPECT_EQ(sent.get("tenant"), "t");
}

TEST(TargetedToken, IsExchangedIfTheServerDoesNotRenewForIt) {
  OneLogin world;
  world.offer_exchange();
  world.secrets.client.params = {{"prompt", "consent"}};
  world.transport.answer("/token", 400, R"({"error":"invalid_target"})");
  world.transport.answer("/token", 200,
                         R"({"access_token":"for-b","expires_in":60,"refresh_token":"not-ours",
                             "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"})");
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "for-b");
  const Params sent = world.transport.body(1);
  EXPECT_EQ(sent.get("grant_type"), name_of(GrantType::token_exchange));
  EXPECT_EQ(sent.get("subject_token"), "old-access");
  EXPECT_EQ(sent.get("requested_token_type"), "urn:ietf:params:oauth:token-type:access_token");
  EXPECT_EQ(sent.get("resource"), "https://b.example");
  EXPECT_FALSE(sent.contains("prompt"));
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "old-refresh");
}

TEST(TargetedToken, IsExchangedIfTheProfileHasNoRefreshToken) {
  OneLogin world;
  world.offer_exchange();
  world.record().tokens.refresh_token = Secret();
  world.transport.answer("/token", 200,
                         R"({"access_token":"for-b","expires_in":60,
                             "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"})");
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "for-b");
  world.now += 2h;
  EXPECT_EQ(world.refusal(to_b)->kind(), ErrorKind::login_required) << "its own token has expired, too";
}

TEST(TargetedToken, IsExchangedForARenewedTokenIfTheProfilesHasExpired) {
  World world;
  world.record().server.grant_types_supported = {name_of(GrantType::token_exchange)};
  world.transport.answer("/token", 400, R"({"error":"invalid_target"})");
  world.transport.answer("/token", 200, R"({"access_token":"own-2","expires_in":3600,"refresh_token":"rotated"})");
  world.transport.answer("/token", 200,
                         R"({"access_token":"for-b","expires_in":60,
                             "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"})");
  const Record record = token("p", {.min_ttl = {}, .target = to_b}, world.services());
  EXPECT_EQ(record.tokens.access_token.reveal(), "for-b");
  EXPECT_EQ(world.transport.body(2).get("subject_token"), "own-2");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "own-2");
  EXPECT_EQ(world.record().tokens.refresh_token.reveal(), "rotated");
}

/// oidc-provider spends the refresh token and then answers invalid_target.
TEST(TargetedToken, ForAResourceThatTheSignInDidNotNameDoesNotRiskTheRefreshToken) {
  OneLogin world;
  world.record().resource = {"https://a.example"};
  const auto error = world.refusal(to_b);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_EQ(error->hint(), "oauthctl login -p p --resource https://a.example --resource https://b.example");
  EXPECT_TRUE(world.transport.sent.empty());
  world.offer_exchange();
  world.transport.answer("/token", 200,
                         R"({"access_token":"for-b","expires_in":60,
                             "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"})");
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), "for-b");
  EXPECT_EQ(world.transport.body(0).get("subject_token"), "old-access");
}

TEST(TargetedToken, WithoutRefreshTokenAndExchangeNeedsALogin) {
  OneLogin world;
  world.record().tokens.refresh_token = Secret();
  EXPECT_EQ(world.refusal(to_b)->kind(), ErrorKind::login_required);
  EXPECT_TRUE(world.transport.sent.empty());
}

/// A JWT (RFC 9068) with that payload in base64url.
std::string at_jwt(const std::string& payload) {
  return "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9." + payload + ".c2ln";
}

TEST(TargetedToken, ThatIsForAnotherAudienceIsWarnedAbout) {
  OneLogin world;
  const std::string for_a = at_jwt("eyJhdWQiOiJodHRwczovL2EuZXhhbXBsZSJ9");  // {"aud":"https://a.example"}
  world.transport.answer("/token", 200, R"({"expires_in":60,"access_token":")" + for_a + "\"}");
  EXPECT_EQ(world.ask(to_b).tokens.access_token.reveal(), for_a);
  ASSERT_EQ(world.notices.warnings.size(), 1U);
  EXPECT_NE(world.notices.warnings[0].find("https://b.example"), std::string::npos);
}

TEST(TargetedToken, IsRevokedAtLogoutAndGone) {
  OneLogin world;
  world.record().server.revocation_endpoint = "https://as.example/revoke";
  world.record().targeted = {kept(to_b, "for-b", 1h), kept({.audience = {"x"}}, "expired", -1s)};
  for (int i = 0; i < 3; ++i) world.transport.answer("/revoke", 200, "");
  const LogoutOutcome outcome = logout("p", Settings::keep, world.services());
  EXPECT_EQ(outcome.targeted_tokens, 1U);
  EXPECT_EQ(world.transport.body(2).get("token"), "for-b");
  EXPECT_TRUE(world.record().targeted.empty());
}

TEST(TargetedToken, IsNotRevokedByAServerThatRefusesTheFirst) {
  OneLogin world;
  world.record().server.revocation_endpoint = "https://as.example/revoke";
  world.record().targeted = {kept(to_b, "for-b", 1h)};
  for (int i = 0; i < 2; ++i) world.transport.answer("/revoke", 400, R"({"error":"unsupported_token_type"})");
  EXPECT_EQ(logout("p", Settings::keep, world.services()).targeted_tokens, 0U);
  EXPECT_TRUE(world.record().targeted.empty());
}

HttpRequest get(const std::string& url) {
  HttpRequest request;
  request.method = "GET";
  request.url = url;
  return request;
}

TEST(RequestOfSeveralResources, SendsTheTokenOfTheOneThatCoversTheUrl) {
  OneLogin world;
  world.record().resource = {"https://a.example", "https://b.example"};
  world.transport.answer("/token", 200, for_b);
  for (int i = 0; i < 2; ++i) world.transport.answer("/x", 200, "{}");
  for (int i = 0; i < 2; ++i) authenticated_request("p", get("https://b.example/x"), world.services());
  EXPECT_EQ(world.transport.log, (Words{"/token", "/x", "/x"}));
  EXPECT_EQ(all(world.transport.body(0), "resource"), Words{"https://b.example"});
  EXPECT_EQ(world.transport.sent[1].headers.get("Authorization"), "Bearer for-b");
}

TEST(RequestOfSeveralResources, RenewsThatTokenAfterA401) {
  OneLogin world;
  world.record().resource = {"https://a.example", "https://b.example"};
  world.transport.answer("/token", 200, for_b);
  world.transport.answer("/x", 401, "");
  world.transport.answer("/token", 200, R"({"access_token":"for-b-2","expires_in":60})");
  world.transport.answer("/x", 200, "{}");
  authenticated_request("p", get("https://b.example/x"), world.services());
  EXPECT_EQ(world.transport.sent[3].headers.get("Authorization"), "Bearer for-b-2");
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(RequestOfSeveralResources, SendsTheTargetThatIsNamed) {
  OneLogin world;
  world.record().resource = {"https://a.example", "https://b.example"};
  world.transport.answer("/token", 200, R"({"access_token":"narrow","expires_in":60})");
  world.transport.answer("/x", 200, "{}");
  authenticated_request("p", get("https://b.example/x"), world.services(), Chosen::by_name, 0, {.scope = "read"});
  EXPECT_EQ(world.transport.sent[1].headers.get("Authorization"), "Bearer narrow");
}

}  // namespace
}  // namespace oauthctl::testing
