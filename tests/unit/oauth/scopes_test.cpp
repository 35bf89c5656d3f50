#include "oauth/scopes.h"

#include <gtest/gtest.h>

namespace oauthctl {
namespace {

using Words = std::vector<std::string>;

TokenSet granted(const char* scope, const char* refresh_token = "", const char* id_token = "") {
  TokenSet tokens;
  tokens.scope = scope;
  tokens.refresh_token = Secret(refresh_token);
  tokens.id_token = Secret(id_token);
  return tokens;
}

TEST(Scopes, AreSeparatedBySpacesOrCommas) {
  EXPECT_EQ(scope_words("a b,c, d"), (Words{"a", "b", "c", "d"}));
  EXPECT_EQ(scope_words(" ,"), Words{});
}

TEST(MissingScopes, AreThoseThatTheAnswerLacks) {
  EXPECT_EQ(missing_scopes("a b c", granted("c a")), Words{"b"});
  EXPECT_EQ(missing_scopes("a b", granted("")), Words{}) << "RFC 6749 §5.1: as asked";
  EXPECT_EQ(missing_scopes("w_social r_social", granted("r_social,w_social")), Words{});
  EXPECT_EQ(missing_scopes("chat:write,users:read", granted("users:read chat:write")), Words{});
}

TEST(MissingScopes, AreNotThoseThatShowInWhatCame) {
  for (const char* scope : {"offline_access", "offline.access", "refresh_token", "offline"}) {
    EXPECT_EQ(missing_scopes(scope, granted("x", "rt")), Words{});
    EXPECT_EQ(missing_scopes(scope, granted("x")), Words{scope});
  }
  EXPECT_EQ(missing_scopes("openid", granted("x", "", "id")), Words{});
  EXPECT_EQ(missing_scopes("openid", granted("x")), Words{"openid"});
}

TEST(MissingScopes, MayHaveLongNames) {
  EXPECT_EQ(missing_scopes("email profile", granted("https://www.googleapis.com/auth/userinfo.email "
                                                    "https://www.googleapis.com/auth/userinfo.profile")),
            Words{});
  EXPECT_EQ(missing_scopes("https://graph.microsoft.com/User.Read", granted("User.Read")), Words{});
  EXPECT_EQ(missing_scopes("User.Read", granted("https://graph.microsoft.com/User.Read")), Words{});
  EXPECT_EQ(missing_scopes("Read", granted("https://graph.microsoft.com/User.Read")), Words{"Read"});
  EXPECT_EQ(missing_scopes("a/Read", granted("Read")), Words{"a/Read"}) << "not a URI";
}

TEST(ScopesBeyond, AreWhatWasNotAskedFor) {
  EXPECT_EQ(scopes_beyond("a b", "a"), Words{"b"});
  EXPECT_EQ(scopes_beyond("a,b", "b a"), Words{});
}

}  // namespace
}  // namespace oauthctl
