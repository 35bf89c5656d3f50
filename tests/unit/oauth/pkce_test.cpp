#include "oauth/pkce.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/text_file.h"

namespace oauthctl {
namespace {

TEST(CodeChallenge, IsThatOfRfc7636AppendixB) {
  const auto vector =
      nlohmann::json::parse(testing::read_file(OAUTHCTL_SOURCE_DIR "/tests/vectors/oauth/pkce/rfc7636-b.json"));
  EXPECT_EQ(code_challenge(Secret(vector.at("code_verifier").get<std::string>())), vector.at("code_challenge"));
}

}  // namespace
}  // namespace oauthctl
