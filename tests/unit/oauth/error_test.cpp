#include "oauthctl/error.h"

#include <gtest/gtest.h>

#include "oauth/oauth_error.h"

namespace oauthctl {
namespace {

using enum ErrorKind;

struct Case {
  const char* error;
  ErrorKind fresh_grant;
  ErrorKind refresh_token;
};

// The OAuth Extensions Error Registry (RFC 6749 §11.4), then words of particular servers.
constexpr Case cases[] = {
    {"invalid_request", refused, login_required},
    {"invalid_client", usage, usage},
    {"invalid_grant", refused, login_required},
    {"unauthorized_client", usage, usage},
    {"unsupported_grant_type", usage, usage},
    {"unsupported_response_type", usage, usage},
    {"invalid_scope", usage, usage},
    {"access_denied", refused, refused},
    {"server_error", unavailable, unavailable},
    {"temporarily_unavailable", unavailable, unavailable},
    {"invalid_token", refused, login_required},
    {"insufficient_scope", refused, login_required},
    {"unsupported_token_type", refused, login_required},
    {"interaction_required", refused, login_required},
    {"login_required", refused, login_required},
    {"session_selection_required", refused, login_required},
    {"account_selection_required", refused, login_required},
    {"consent_required", refused, login_required},
    {"unmet_authentication_requirements", refused, login_required},
    {"insufficient_user_authentication", refused, login_required},
    {"need_info", refused, login_required},
    {"request_denied", refused, login_required},
    {"request_submitted", refused, login_required},
    {"invalid_request_uri", usage, usage},
    {"invalid_request_object", usage, usage},
    {"request_not_supported", usage, usage},
    {"request_uri_not_supported", usage, usage},
    {"registration_not_supported", usage, usage},
    {"invalid_redirect_uri", usage, usage},
    {"invalid_client_metadata", usage, usage},
    {"invalid_software_statement", usage, usage},
    {"unapproved_software_statement", usage, usage},
    {"authorization_pending", unavailable, unavailable},
    {"slow_down", unavailable, unavailable},
    {"expired_token", timeout, login_required},
    {"invalid_target", usage, usage},
    {"invalid_authorization_details", usage, usage},
    {"invalid_dpop_proof", protocol, protocol},
    {"use_dpop_nonce", protocol, protocol},
    {"", protocol, login_required},
    {"incorrect_client_credentials", usage, usage},
    {"redirect_uri_mismatch", usage, usage},
    {"bad_verification_code", refused, login_required},
    {"bad_refresh_token", refused, login_required},
    {"INVALID_GRANT", refused, login_required},
    {"no such word", refused, login_required},
};

TEST(KindOf, IsDecidedByTheErrorAndByWhatWasPresented) {
  for (const Case& c : cases) {
    EXPECT_EQ(kind_of({c.error, "", ""}, Presented::fresh_grant), c.fresh_grant) << c.error;
    EXPECT_EQ(kind_of({c.error, "", ""}, Presented::refresh_token), c.refresh_token) << c.error;
  }
}

TEST(ErrorOf, SaysWhatToFixForEveryUsageAndLoginRequired) {
  for (const Case& c : cases) {
    for (const Presented presented : {Presented::fresh_grant, Presented::refresh_token}) {
      const Error error = error_of({c.error, "", ""}, presented);
      const bool wants_hint = error.kind() == usage || error.kind() == login_required || error.kind() == unavailable;
      EXPECT_EQ(wants_hint && error.hint().empty(), false) << c.error;
    }
  }
}

TEST(ErrorOf, HintsAtTheCauseOfEachConfigurationError) {
  const auto hint = [](const char* error) { return error_of({error, "", ""}, Presented::fresh_grant).hint(); };
  EXPECT_EQ(hint("invalid_client"), "check client_id, client_secret and token_endpoint_auth_method in the client file");
  EXPECT_EQ(hint("unauthorized_client"), "allow this client the grant at the server, or choose another with --flow");
  EXPECT_EQ(hint("unsupported_grant_type"), "choose a grant that the server offers with --flow");
  EXPECT_EQ(hint("invalid_scope"), "ask for scopes that the server offers with --scope");
  EXPECT_EQ(hint("invalid_grant"), "");
  EXPECT_EQ(error_of({"invalid_grant", "", ""}, Presented::refresh_token).hint(), "sign in again: oauthctl login");
}

TEST(ErrorOf, QuotesTheServerWithoutItsControlCharacters) {
  const OAuthError answer{"invalid_\x1b[31mgrant", "gone\r\nfor\x07 good", "https://as.example/why"};
  const Error error = error_of(answer, Presented::fresh_grant);
  EXPECT_STREQ(error.what(), "the server answered invalid_[31mgrant: gone  for good");
  ASSERT_TRUE(error.answer());
  EXPECT_EQ(error.answer()->error_description, "gone\r\nfor\x07 good");
}

TEST(ErrorOf, CapsTheServersWords) {
  const Error error = error_of({std::string(5000, 'e'), std::string(5000, 'd'), ""}, Presented::fresh_grant);
  EXPECT_LT(error.message().size(), 400U);
}

TEST(ErrorOf, SaysWhenThereWasNoErrorCode) {
  EXPECT_STREQ(error_of({"", "HTTP 400", ""}, Presented::refresh_token).what(),
               "the server answered without an error code: HTTP 400");
}

}  // namespace
}  // namespace oauthctl
