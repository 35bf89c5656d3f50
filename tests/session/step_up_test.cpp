#include "session/step_up.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

/// A profile that asked for "read" and got it, and a resource that answers 403 or 401.
struct Challenged : World {
  explicit Challenged(const std::string& challenge, int status = 403) {
    response.status = status;
    response.headers.add("www-authenticate", challenge);
  }
  std::optional<StepUp> step() { return step_up(response, record(), client_params); }
  std::string hint() {
    const auto wanted = step();
    return wanted ? step_up_hint(*wanted, "p", "/home/p.claims").text() : "nothing";
  }

  HttpResponse response;
  Params client_params;
};

std::string claims_challenge(const std::string& json) {
  return R"(Bearer error="insufficient_claims", claims=")" + base64_encode(json) + '"';
}

TEST(StepUp, NamesTheSignInWithBothScopes) {
  Challenged world(R"(Basic realm="x", Bearer error="insufficient_scope", scope="write read admin:x")");
  ASSERT_TRUE(world.step());
  EXPECT_EQ(world.step()->message, "the API wants a token with more scope: write admin:x");
  EXPECT_EQ(world.hint(), "oauthctl login -p p --scope 'read write admin:x'");
  Challenged other(R"(DPoP error="insufficient_scope", scope="write")");
  other.record().tokens.scope = "";
  EXPECT_EQ(other.hint(), "oauthctl login -p p --scope 'read write'");
}

TEST(StepUp, LosesNoScopeThatWasAskedForOrGranted) {
  Challenged world(R"(Bearer error="insufficient_scope", scope="write")");
  world.record().scope = "openid offline_access read email";
  world.record().tokens.scope = "https://www.googleapis.com/auth/userinfo.email read,extra";
  EXPECT_EQ(world.step()->scope, "openid offline_access read email extra write");
  // The person did not allow it the last time.
  world.record().scope = "read write";
  world.record().tokens.scope = "read";
  EXPECT_EQ(world.step()->scope, "read write");
}

TEST(StepUp, GivesASentenceIfTheScopeCannotBeTyped) {
  for (const char* scope : {"", R"(, scope="")", R"(, scope="a\"b")", ", scope=\"\xe2\x80\xae\"", ", scope=a, scope=b",
                            R"(, scope="a\\b")", ", scope=\"a\x1b[31mb\"", R"(, scope="read --home /tmp/x")",
                            R"(, scope="  ")", R"(, error="invalid_token", scope=write)"}) {
    Challenged world(R"(Bearer error="insufficient_scope")" + std::string(scope));
    ASSERT_TRUE(world.step()) << scope;
    EXPECT_NE(world.step()->obstacle, "") << scope;
    EXPECT_EQ(step_up_hint(*world.step(), "p").command(), "") << scope;
  }
  Challenged longest(R"(Bearer error="insufficient_scope", scope=)" + std::string(1001, 'x'));
  EXPECT_NE(longest.step()->obstacle, "");
  Challenged shell("Bearer error=insufficient_scope, scope=\"$(id) 'y'\"");
  EXPECT_EQ(shell.hint(), "oauthctl login -p p --scope 'read $(id) '\\''y'\\'''");
}

TEST(StepUp, NoSignInHelpsIfTheTokenHasTheScope) {
  Challenged world("Bearer error=insufficient_scope, scope=read");
  EXPECT_EQ(world.step()->message, "the API wants the scope read, which the token has");
  EXPECT_EQ(world.hint(), "the account may lack a right that the scope does not give");
}

TEST(StepUp, IsForThoseChallengesOnly) {
  EXPECT_FALSE(Challenged(R"(Bearer error="invalid_token")").step());
  EXPECT_FALSE(Challenged(R"(Other error="insufficient_scope")").step());
  EXPECT_FALSE(Challenged(R"(Bearer error="insufficient_scope")", 401).step());
  EXPECT_FALSE(Challenged(R"(Bearer error="insufficient_user_authentication", max_age=1)", 400).step());
  EXPECT_FALSE(Challenged(R"(Bearer scope="insufficient_scope")").step());
}

TEST(StepUp, AsksForAStrongerAndMoreRecentSignIn) {
  const std::string challenge =
      R"(Bearer error="insufficient_user_authentication", acr_values="urn:x  phr", max_age="300")";
  for (const int status : {401, 403}) {
    Challenged world(challenge, status);
    EXPECT_EQ(world.step()->message, "the API wants you to sign in again: acr urn:x phr, not older than 5 minutes");
    EXPECT_EQ(world.hint(), "oauthctl login -p p --scope 'read openid' --acr-values 'urn:x phr' --max-age 300")
        << "only an ID token says how the person signed in";
    world.record().scope = "openid read";
    EXPECT_EQ(world.hint(), "oauthctl login -p p --acr-values 'urn:x phr' --max-age 300");
  }
}

TEST(StepUp, AsksForOpenidThatTheServerGrantedUnasked) {
  Challenged world(R"(Bearer error="insufficient_user_authentication", acr_values="2")", 401);
  world.record().scope.clear();
  world.record().tokens.scope = "openid read";
  EXPECT_EQ(world.hint(), "oauthctl login -p p --scope 'openid read' --acr-values 2")
      << "a sign-in that asks for nothing does not ask for an ID token either";
}

TEST(StepUp, KeepsTheStricterAge) {
  Challenged world(R"(Bearer error="insufficient_user_authentication", max_age=300)", 401);
  world.record().scope = "openid";
  world.client_params = {{"max_age", "60"}};
  EXPECT_EQ(world.hint(), "oauthctl login -p p --max-age 60");
  world.record().params = {{"max_age", "3600"}};
  EXPECT_EQ(world.hint(), "oauthctl login -p p --max-age 300");
}

TEST(StepUp, AddsAScopeThatComesWithAnotherDemand) {
  Challenged world(R"(Bearer error="insufficient_user_authentication", max_age=0, scope="write")", 401);
  EXPECT_EQ(world.hint(), "oauthctl login -p p --scope 'read write openid' --max-age 0");
}

TEST(StepUp, GivesASentenceIfTheSignInCannotBeTyped) {
  for (const char* parameters :
       {"", R"(, acr_values="")", R"(, acr_values="a\"b")", ", acr_values=\"a\nb\"", ", max_age=-1", ", max_age=5m",
        ", max_age=99999999999999999999", ", max_age=1, max_age=2", R"(, acr_values="1 --store memory")",
        R"(, max_age=1, acr_values="\\")", R"(, max_age=1, DPoP error="insufficient_user_authentication", max_age=2)",
        R"(, max_age=1, DPoP error="insufficient_scope", scope="write")"}) {
    Challenged world(R"(Bearer error="insufficient_user_authentication")" + std::string(parameters), 403);
    ASSERT_TRUE(world.step()) << parameters;
    EXPECT_NE(world.step()->obstacle, "") << parameters;
  }
  Challenged twice(R"(Bearer error="insufficient_user_authentication", max_age=1, )"
                   R"(DPoP error="insufficient_user_authentication", max_age="1")",
                   401);
  EXPECT_EQ(twice.step()->obstacle, "") << "both schemes say the same";
}

TEST(StepUp, AProfileWithoutAPersonCannotSignInAgain) {
  Challenged world(R"(Bearer error="insufficient_user_authentication", max_age=1)", 401);
  world.record().grant_type = GrantType::client_credentials;
  EXPECT_EQ(world.hint(), "nobody signs in with this profile: its flow is client-credentials");
  Challenged scope("Bearer error=insufficient_scope, scope=write");
  scope.record().grant_type = GrantType::client_credentials;
  EXPECT_EQ(scope.hint(), "oauthctl login -p p --scope 'read write'");
}

TEST(StepUp, MergesTheClaimsWithTheProfiles) {
  Challenged world(claims_challenge(R"({"access_token":{"acrs":{"essential":true,"value":"c1"},"x":null}})"), 401);
  EXPECT_EQ(world.hint(), "oauthctl login -p p --claims /home/p.claims");
  EXPECT_EQ(world.step()->asked.get("claims"), R"({"access_token":{"acrs":{"essential":true,"value":"c1"},"x":null}})");
  world.client_params = {{"claims", R"({"userinfo":{"unused":null}})"}};
  world.record().params = {
      {"claims", R"({"userinfo":{"email":null},"access_token":{"acrs":{"value":"c9"},"x":{"essential":true}}})"}};
  EXPECT_EQ(world.step()->asked.get("claims"),
            R"({"access_token":{"acrs":{"essential":true,"value":"c1"},"x":{"essential":true}},)"
            R"("userinfo":{"email":null}})");
  world.record().params = {{"claims", "no JSON"}};
  EXPECT_NE(world.step()->obstacle, "");
}

TEST(StepUp, ReadsClaimsInEitherAlphabet) {
  const std::string json = R"({"id_token":{"x":{"value":"???>>>"}}})";
  for (const std::string& text : {base64_encode(json), base64url_encode(json), base64url_encode(json) + "=="}) {
    Challenged world(R"(Bearer error="insufficient_claims", claims=")" + text + '"', 401);
    EXPECT_EQ(world.step()->asked.get("claims"), json) << text;
  }
}

TEST(StepUp, AnEssentialAcrNeedsAnIdToken) {
  Challenged world(claims_challenge(R"({"id_token":{"acr":{"essential":true,"value":"2"}}})"), 401);
  EXPECT_EQ(world.hint(), "oauthctl login -p p --scope 'read openid' --claims /home/p.claims");
}

TEST(StepUp, GivesASentenceForClaimsThatAreNotClaims) {
  for (const std::string& challenge :
       {std::string(R"(Bearer error="insufficient_claims")"), claims_challenge(""), claims_challenge("[]"),
        claims_challenge("{}"), claims_challenge("{\"access_token\":"), claims_challenge(R"({"access_token":[]})"),
        claims_challenge(R"({"access_token":{"a":1}})"), claims_challenge(R"({"id_token":{},"id_token":{}})"),
        claims_challenge("{\"id_token\":{\"\xff\":null}}"),
        claims_challenge(std::string(100, '[') + std::string(100, ']')),
        claims_challenge("{\"id_token\":{\"a\":{\"value\":\"" + std::string(9000, 'x') + "\"}}}"),
        std::string(R"(Bearer error="insufficient_claims", claims="!!!")"),
        std::string(R"(Bearer error="insufficient_claims", claims="e30=, claims="e30=")"),
        claims_challenge(R"({"id_token":{"a":null}})") + R"(, claims="e30=")"}) {
    Challenged world(challenge, 401);
    ASSERT_TRUE(world.step()) << challenge;
    EXPECT_NE(world.step()->obstacle, "") << challenge;
  }
}

TEST(StepUp, EqualChallengesAreEqualDemands) {
  const auto demand = [](const char* challenge) { return Challenged(challenge).step()->demand; };
  EXPECT_EQ(demand("Bearer error=insufficient_scope, scope=\"a  b\""),
            demand("DPoP scope=\"a b\", error=\"insufficient_scope\""));
  EXPECT_NE(demand("Bearer error=insufficient_scope, scope=a"), demand("Bearer error=insufficient_scope, scope=b"));
}

}  // namespace
}  // namespace oauthctl::testing
