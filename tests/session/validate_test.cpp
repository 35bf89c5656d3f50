#include "session/validate.h"

#include <gtest/gtest.h>

#include "session/fakes.h"

namespace oauthctl::testing {
namespace {

struct Asked : World {
  Asked() {
    record().server.introspection_endpoint = "https://as.example/introspect";
    record().server.userinfo_endpoint = "https://as.example/userinfo";
  }
};

TEST(Validate, WithNobodyToAskItSaysSo) {
  World world;
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Validate, AnInactiveTokenIsInactive) {
  Asked world;
  world.transport.answer("/introspect", 200, R"({"active":false})");
  const Validation validation = validate(world.record(), world.services());
  EXPECT_FALSE(validation.active);
  EXPECT_EQ(validation.by, "introspection");
}

TEST(Validate, AnActiveThatIsNoBooleanIsNotBelieved) {
  Asked world;
  world.transport.answer("/introspect", 200, R"({"active":"true"})");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Validate, AsksUserinfoWhereIntrospectionRefusesThisClient) {
  for (const int status : {401, 403, 404, 405}) {
    Asked world;
    world.transport.answer("/introspect", status, R"({"error":"invalid_client"})");
    world.transport.answer("/userinfo", 200, R"({"sub":"alice"})");
    const Validation validation = validate(world.record(), world.services());
    EXPECT_TRUE(validation.active) << status;
    EXPECT_EQ(validation.by, "userinfo");
    EXPECT_EQ(validation.account.sub, "alice");
  }
}

TEST(Validate, DoesNotBelieveUserinfoAboutAnotherAccount) {
  Asked world;
  world.record().account.sub = "alice";
  world.transport.answer("/introspect", 404, "");
  world.transport.answer("/userinfo", 200, R"({"sub":"mallory"})");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::protocol);
}

TEST(Validate, AServerInTroubleSaysNothingAboutTheToken) {
  Asked world;
  world.transport.answer("/introspect", 503, "");
  const auto error = failure([&] { validate(world.record(), world.services()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::unavailable);
}

TEST(Validate, AsksGooglesTokeninfo) {
  Asked world;
  world.record().server.introspection_endpoint.clear();
  world.secrets.server.token_endpoint = "https://oauth2.googleapis.com/token";
  world.transport.answer("/tokeninfo", 200, R"({"aud":"client","sub":"1","scope":"read","exp":"1800000060"})");
  const Validation validation = validate(world.record(), world.services());
  EXPECT_TRUE(validation.active);
  EXPECT_EQ(validation.by, "tokeninfo");
  EXPECT_EQ(validation.expires_at, noon + std::chrono::seconds{60});
}

TEST(Validate, ReportsWhatIntrospectionSaid) {
  Asked world;
  world.transport.answer("/introspect", 200, R"({"active":true,"scope":"read","username":"alice","exp":1800000060})");
  const Validation validation = validate(world.record(), world.services());
  EXPECT_TRUE(validation.active);
  EXPECT_EQ(validation.scope, "read");
  EXPECT_EQ(validation.expires_at, noon + std::chrono::seconds{60});
  EXPECT_EQ(validation.account.label(), "alice");
}

}  // namespace
}  // namespace oauthctl::testing
