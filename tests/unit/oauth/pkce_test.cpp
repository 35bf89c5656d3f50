#include "oauth/pkce.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/text_file.h"

namespace oauthctl {
namespace {

TEST(CodeChallenge, IsThatOfRfc7636AppendixB) {
  const auto vector =
      nlohmann::json::parse(testing::read_file(OAUTHCTL_SOURCE_DIR "/tests/vectors/oauth/pkce/rfc7636-b.json"));
  const auto text = [&](const char* name) { return vector.at(name).get<std::string>(); };
  EXPECT_EQ(code_challenge(Secret(text("code_verifier"))), text("code_challenge"));
}

}  // namespace
}  // namespace oauthctl
