#include "devserver/state/signing_keys.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "devserver/state/sql.h"
#include "jose/jws.h"
#include "oauthctl/error.h"
#include "support/temporary_directory.h"

namespace oauthctl::devserver {
namespace {

using std::chrono::seconds;

constexpr const char* algorithms[] = {"RS256", "PS256", "ES256", "EdDSA"};

bool accepts(SigningKeys& keys, const std::string& jwt, const std::string& alg) {
  try {
    verify(parse_jws(jwt, "the token"), JwkSet::parse(keys.published().dump(), "the keys"), {alg});
    return true;
  } catch (const Error&) {
    return false;
  }
}

class SigningKeysTest : public ::testing::Test {
 protected:
  SigningKeys open(Database& database, std::optional<seconds> lifetime = {}) {
    return {database, [this] { return now_; }, lifetime};
  }

  TimePoint now_{seconds(1'000'000)};
  testing::TemporaryDirectory directory_;
  Database in_memory_{""};
  SigningKeys keys_ = open(in_memory_);
};

TEST_F(SigningKeysTest, OfAnotherDatabaseVerifyNothing) {
  const std::string jwt = keys_.sign({{"sub", "1"}}, "ES256");
  Database other("");
  SigningKeys keys = open(other);
  EXPECT_FALSE(accepts(keys, jwt, "ES256"));
  EXPECT_TRUE(accepts(keys_, jwt, "ES256"));
}

TEST_F(SigningKeysTest, AreThereAgainWithTheirDatabase) {
  for (const char* alg : algorithms) {
    std::string before;
    {
      Database database(directory_ / "db");
      before = open(database).sign({{"sub", "1"}}, alg);
    }
    Database database(directory_ / "db");
    SigningKeys keys = open(database);
    EXPECT_TRUE(accepts(keys, before, alg)) << alg;
    EXPECT_EQ(parse_jws(keys.sign({{"sub", "1"}}, alg), "a new one").header.string("kid"),
              parse_jws(before, "the old one").header.string("kid"))
        << alg;
  }
}

TEST_F(SigningKeysTest, ThatCannotBeReadAreNamed) {
  Database database(directory_ / "db");
  database.transaction([](SQLite::Database& db) {
    execute(db, "INSERT INTO signing_keys (kid, pem, made_at) VALUES ('k1', 'no key', 0)");
  });
  try {
    open(database);
    FAIL() << "it was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.message(), "signing key k1 in --db: is not a private key in PEM");
  }
}

TEST_F(SigningKeysTest, StayPublishedForWhatTheySignedAndNoLonger) {
  const std::string jwt = keys_.sign({{"sub", "1"}}, "ES256");
  now_ += seconds(5);
  keys_.rotate(SigningKeys::Old::published);
  now_ += seconds(3659);
  EXPECT_TRUE(accepts(keys_, jwt, "ES256"));
  now_ += seconds(1);
  EXPECT_FALSE(accepts(keys_, jwt, "ES256"));
  SigningKeys after = open(in_memory_);
  EXPECT_FALSE(accepts(after, jwt, "ES256")) << "the database has it still";
}

TEST_F(SigningKeysTest, ThatAreReplacedStayPublishedAcrossARestart) {
  const std::string jwt = keys_.sign({{"sub", "1"}}, "ES256");
  keys_.rotate(SigningKeys::Old::published);
  SigningKeys after = open(in_memory_);
  EXPECT_TRUE(accepts(after, jwt, "ES256"));
  EXPECT_NE(parse_jws(after.sign({{"sub", "1"}}, "ES256"), "a new one").header.string("kid"),
            parse_jws(jwt, "the old one").header.string("kid"));
}

TEST_F(SigningKeysTest, ThatAreWithdrawnAreGoneAcrossARestartToo) {
  const std::string jwt = keys_.sign({{"sub", "1"}}, "ES256");
  keys_.rotate(SigningKeys::Old::withdrawn);
  EXPECT_FALSE(accepts(keys_, jwt, "ES256"));
  SigningKeys after = open(in_memory_);
  EXPECT_FALSE(accepts(after, jwt, "ES256"));
}

TEST_F(SigningKeysTest, AreReplacedAtTheEndOfTheirLifetimeAlsoAcrossARestart) {
  const std::string jwt = keys_.sign({{"sub", "1"}}, "ES256");
  const auto kid = [](const std::string& token) { return parse_jws(token, "a token").header.string("kid"); };
  now_ += seconds(99);
  EXPECT_EQ(kid(open(in_memory_, seconds(100)).sign({{"sub", "1"}}, "ES256")), kid(jwt));
  now_ += seconds(1);
  SigningKeys after = open(in_memory_, seconds(100));
  EXPECT_NE(kid(after.sign({{"sub", "1"}}, "ES256")), kid(jwt));
  EXPECT_TRUE(accepts(after, jwt, "ES256"));
}

}  // namespace
}  // namespace oauthctl::devserver
