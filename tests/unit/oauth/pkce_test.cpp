#include "oauth/pkce.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

TEST(CodeChallenge, IsThatOfRfc7636AppendixB) {
  EXPECT_EQ(code_challenge(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

}  // namespace
}  // namespace oauthctl
