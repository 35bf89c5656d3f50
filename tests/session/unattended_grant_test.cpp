#include "session/unattended_grant.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jose/keys/pem.h"
#include "oauth/token_request.h"
#include "session/fakes.h"
#include "session/login.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

constexpr const char* granted = R"({"access_token":"new-access","token_type":"Bearer","expires_in":3600})";
constexpr const char* exchanged =
    R"({"access_token":"new-access","token_type":"Bearer","expires_in":3600,
        "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"})";

/// A profile without a refresh token, and nobody who could sign in.
struct OnItsOwn : World {
  OnItsOwn() : browser(seen) {
    record().tokens.refresh_token = Secret();
    request.profile = "p";
  }
  LoginOutcome sign_in() {
    return login(request, services(), browser, [](const Client&) -> std::unique_ptr<CallbackListener> {
      throw Error(ErrorKind::internal, "nobody is to listen");
    });
  }
  Record renew_it() { return token("p", {}, services()); }

  LoginRequest request;
  ImmediateListener::Seen seen;
  RecordingBrowser browser;
};

TEST(PasswordLogin, NeedsANameBeforeItAsksForThePassword) {
  OnItsOwn world;
  world.request.flow = GrantType::password;
  world.request.password = [](const std::string&) -> Secret { throw Error(ErrorKind::internal, "asked too soon"); };
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message(), "the password grant needs a user's name");
}

TEST(PasswordLogin, WarnsAndKeepsTheNameButNotThePassword) {
  OnItsOwn world;
  world.request.flow = GrantType::password;
  world.request.source = GrantSource{};
  world.request.source.username = "ann";
  std::string asked_for;
  world.request.password = [&](const std::string& username) {
    asked_for = username;
    return Secret("pass");
  };
  world.transport.answer("/token", 200, granted);
  world.sign_in();
  EXPECT_EQ(asked_for, "ann");
  EXPECT_EQ(world.transport.body(0).get("password"), "pass");
  EXPECT_EQ(world.notices.warnings.size(), 1U);
  EXPECT_EQ(world.record().source.username, "ann");
  EXPECT_EQ(world.record().grant_type, GrantType::password);
  EXPECT_FALSE(is_renewable(world.record()));
  world.now += std::chrono::hours{2};
  const auto error = failure([&] { world.renew_it(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::login_required);
}

/// A profile that a service account's file renews.
struct Robot : OnItsOwn {
  Robot() {
    record().grant_type = GrantType::jwt_bearer;
    secrets.client = {};
    secrets.service_account = ServiceAccount{"robot@example", write_private_pem(generate_key(KeyType::rsa)), "k"};
  }
};

TEST(ServiceAccount, IsTheFlowOfItsFileAndItsKeyIsNotKept) {
  Robot world;
  world.store.records.clear();
  world.request.client_file = "/robot.json";
  world.transport.answer("/token", 200, granted);
  world.sign_in();
  const Params body = world.transport.body(0);
  EXPECT_EQ(body.get("grant_type"), name_of(GrantType::jwt_bearer));
  EXPECT_FALSE(body.contains("scope")) << "it is in the assertion";
  EXPECT_FALSE(body.contains("client_id"));
  EXPECT_EQ(world.record().account.label(), "robot@example");
  EXPECT_TRUE(needs_no_person(world.record()));
  EXPECT_FALSE(world.record().client);
}

TEST(ServiceAccount, RenewsByAFreshAssertion) {
  Robot world;
  world.transport.answer("/token", 200, granted);
  EXPECT_EQ(world.renew_it().tokens.access_token.reveal(), "new-access");
  EXPECT_TRUE(world.transport.body(0).contains("assertion"));
  EXPECT_EQ(world.secrets_read, 1);
  EXPECT_TRUE(world.transport.sent[0].interruptible) << "nothing is lost that cannot be had again";
}

TEST(ServiceAccount, FromStandardInputCannotRenewItself) {
  Robot world;
  world.request.client_file_inline = world.secrets;
  world.transport.answer("/token", 200, granted);
  world.sign_in();
  EXPECT_FALSE(is_renewable(world.record()));
}

TEST(Assertion, FromAFileIsReadAgain) {
  OnItsOwn world;
  world.record().grant_type = GrantType::jwt_bearer;
  world.record().source.assertion_file = "/assertion";
  world.files["/assertion"] = Secret("a.b.c");
  world.transport.answer("/token", 400, R"({"error":"invalid_grant"})");
  const auto error = failure([&] { world.renew_it(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::refused);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
  world.transport.answer("/token", 200, granted);
  world.renew_it();
  EXPECT_EQ(world.transport.body(1).get("assertion"), "a.b.c");
  EXPECT_EQ(world.transport.body(1).get("scope"), "read");
  world.record().source.assertion_file = "-";
  EXPECT_FALSE(is_renewable(world.record()));
}

/// A profile whose token is exchanged from another profile's, which has expired.
struct Exchange : OnItsOwn {
  Exchange() {
    record().grant_type = GrantType::token_exchange;
    record().source.subject_profile = "person";
    Record person = record();
    person.profile = "person";
    person.grant_type = GrantType::authorization_code;
    person.source = {};
    person.tokens.refresh_token = Secret("persons-refresh");
    store.records["person"] = person;
  }
};

TEST(Exchange, WithoutASubjectIsAUsageError) {
  Exchange world;
  world.request.flow = GrantType::token_exchange;
  world.record().source = {};
  const auto error = failure([&] { world.sign_in(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message(), "the token-exchange grant needs a token to exchange");
}

TEST(Exchange, OfProfilesThatComeFromEachOtherIsRefused) {
  Exchange world;
  world.store.records.at("person").grant_type = GrantType::token_exchange;
  world.store.records.at("person").source.subject_profile = "p";
  const auto error = failure([&] { world.renew_it(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_TRUE(world.transport.sent.empty());
}

TEST(Exchange, OfAProfileThatHasGoneToAnotherServerIsRefused) {
  Exchange world;
  Record& person = world.store.records.at("person");
  EXPECT_EQ(subject_party(person), "") << "a record of an earlier version";
  person.client_id = "client";
  world.record().source.subject_party = subject_party(person);
  world.transport.answer("/token", 200, granted);
  world.transport.answer("/token", 200, exchanged);
  world.renew_it();
  world.record().tokens.expires_at = TimePoint{};
  const auto sent = world.transport.sent.size();
  for (std::string* changed : {&person.server.issuer, &person.client_id}) {
    const std::string before = std::exchange(*changed, "https://other.example");
    const auto error = failure([&] { world.renew_it(); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::usage);
    EXPECT_THAT(error->message(), ::testing::HasSubstr("https://other.example"));
    EXPECT_EQ(world.transport.sent.size(), sent) << "its token is not for this server";
    *changed = before;
  }
}

TEST(Exchange, OfAnotherTypeThanWasAskedForKeepsTheRecord) {
  Exchange world;
  world.record().source.requested_token_type = id_token_type;
  world.transport.answer("/token", 200, granted);
  world.transport.answer("/token", 200, exchanged);
  const auto error = failure([&] { world.renew_it(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
  EXPECT_EQ(world.record().tokens.access_token.reveal(), "old-access");
}

TEST(Exchange, RenewsTheSubjectFirst) {
  Exchange world;
  world.transport.answer("/token", 200, R"({"access_token":"persons-access","expires_in":3600})");
  world.transport.answer("/token", 200, exchanged);
  world.renew_it();
  EXPECT_EQ(world.transport.body(0).get("refresh_token"), "persons-refresh");
  EXPECT_EQ(world.transport.body(1).get("subject_token"), "persons-access");
  EXPECT_EQ(world.record().tokens.issued_token_type, access_token_type);
}

TEST(Exchange, WithoutASubjectAtHandRenewsByItsRefreshToken) {
  Exchange world;
  world.record().source = {};
  world.record().source.subject_token_file = "-";
  EXPECT_FALSE(is_renewable(world.record()));
  world.record().tokens.refresh_token = Secret("own-refresh");
  world.record().tokens.issued_token_type = access_token_type;
  world.transport.answer("/token", 200, granted);
  EXPECT_EQ(world.renew_it().tokens.issued_token_type, access_token_type);
  EXPECT_EQ(world.transport.body(0).get("refresh_token"), "own-refresh");
}

TEST(Exchange, OfAFileReadsItAgainAndTheActorsToo) {
  Exchange world;
  world.record().source = {};
  world.record().source.subject_token_file = "/subject";
  world.record().source.actor_token_file = "/actor";
  world.files["/subject"] = Secret("s");
  world.files["/actor"] = Secret("a");
  world.transport.answer("/token", 200, exchanged);
  world.renew_it();
  EXPECT_EQ(world.transport.body(0).get("subject_token"), "s");
  EXPECT_EQ(world.transport.body(0).get("actor_token"), "a");
  world.record().source.actor_token_file = "-";
  EXPECT_FALSE(is_renewable(world.record()));
}

}  // namespace
}  // namespace oauthctl::testing
