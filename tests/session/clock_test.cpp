#include <gtest/gtest.h>

#include <cstdint>
#include <random>

#include "session/fakes.h"
#include "session/token.h"

namespace oauthctl::testing {
namespace {

using namespace std::chrono_literals;

constexpr auto year = 365 * 24h;

/// A server that accepts each refresh token once and ends the grant if one comes twice, whatever any clock says.
class RotatingServer {
 public:
  explicit RotatingServer(World& world) : world_(world) {}

  void expect_request() {
    world_.transport.script["/token"].push_back([this](const HttpRequest& request) {
      if (form_decode(request.body.reveal()).get("refresh_token") != current_) lost = true;
      ++renewals;
      current_ = "refresh-" + std::to_string(renewals);
      HttpResponse response;
      response.status = 200;
      response.headers.add("content-type", "application/json");
      response.body = R"({"access_token":"access","token_type":"Bearer","expires_in":3600,)"
                      R"("refresh_token_expires_in":86400,"refresh_token":")" +
                      current_ + "\"}";
      return response;
    });
  }

  int renewals = 0;
  bool lost = false;

 private:
  World& world_;
  std::string current_ = "old-refresh";
};

TEST(Clock, SetBackAYearItCostsARenewalAndNoLogin) {
  World world;
  RotatingServer server(world);
  world.now = noon - year;
  server.expect_request();
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "access");
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "access") << "which is usable from then on";
  EXPECT_EQ(server.renewals, 1);
  EXPECT_FALSE(server.lost);
}

TEST(Clock, SetForthBeyondTheEndOfTheRefreshTokenTheServerIsAskedAllTheSame) {
  World world;
  RotatingServer server(world);
  world.record().tokens.refresh_token_expires_at = noon + 24h;
  world.now = noon + 10 * year;
  server.expect_request();
  EXPECT_EQ(token("p", {}, world.services()).tokens.access_token.reveal(), "access");
  EXPECT_FALSE(server.lost);
}

TEST(Clock, SetBackWhileAnotherProcessRenewsItsTokensAreTheOnesThatAreUsed) {
  World world;
  world.store.on_lock = [&] {
    world.record().serial = 2;
    world.record().tokens.refresh_token = Secret("theirs");
    world.record().tokens.obtained_at = noon;
    world.record().tokens.expires_at = noon + 1h;
    world.now = noon - year;
  };
  world.transport.answer("/token", 200, R"({"access_token":"new","token_type":"Bearer","expires_in":3600})");
  token("p", {}, world.services());
  EXPECT_EQ(world.transport.body(0).get("refresh_token"), "theirs");
}

TEST(Clock, JumpingBackAndForthItNeverLosesAToken) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    World world;
    RotatingServer server(world);
    std::mt19937 random(seed);
    for (int turn = 0; turn < 100; ++turn) {
      const std::chrono::hours jump(std::uniform_int_distribution<int>(-10 * 8766, 10 * 8766)(random));
      world.now = noon + jump;
      world.transport.script["/token"].clear();
      server.expect_request();
      const TokenDemand demand{.refresh = random() % 2 == 0, .min_ttl = {}};
      EXPECT_FALSE(token("p", demand, world.services()).tokens.access_token.empty());
    }
    EXPECT_FALSE(server.lost);
    EXPECT_GT(server.renewals, 30);
  }
}

}  // namespace
}  // namespace oauthctl::testing
