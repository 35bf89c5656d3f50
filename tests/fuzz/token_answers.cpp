#include "base/json_text.h"
#include "base/text.h"
#include "fuzz/harness.h"
#include "fuzz/inputs.h"
#include "fuzz/properties.h"
#include "oauth/oauth_error.h"
#include "oauth/token_response.h"

namespace oauthctl::fuzz {
namespace {

const TimePoint now{std::chrono::seconds{1'700'000'000}};

void require_sound_changes(const std::string& body) {
  const std::string mended = mended_json(body);
  const std::string salvaged = salvaged_json(body);
  require(mended.size() == body.size() && salvaged.size() == body.size(), "what stands behind a change moves");
  require(mended_json(mended) == mended, "a mended text can be mended again");
  require(is_utf8(salvaged) && !is_too_deep(salvaged), "a salvaged text is refused for what was taken out of it");
}

void require_usable(const TokenSet& tokens) {
  for (const Secret* token : {&tokens.access_token, &tokens.refresh_token, &tokens.id_token}) {
    // RFC 6749 §A.17: a refresh token may have blanks, since it travels in no header.
    const char first = token == &tokens.refresh_token ? ' ' : '!';
    for (const char c : token->reveal())
      require(c >= first && c < '\x7f', "a token has a character that no token may have");
  }
  require(!tokens.expires_at || *tokens.expires_at >= now, "a lifetime is negative");
}

TokenReply reply_in(const HttpResponse& response) {
  try {
    return parse_token_response(response, now);
  } catch (const RefusedTokens& refused) {
    require_usable(refused.renewal());
    throw;
  }
}

void check(std::string_view input) {
  const HttpResponse response = answer_in(input);
  const Secrets secrets = secrets_in(response.body, input);
  require_sound_changes(response.body);
  parses(
      [&] {
        const TokenReply reply = reply_in(response);
        if (const auto* tokens = std::get_if<TokenSet>(&reply)) {
          require(!tokens->access_token.empty(), "a token answer without a token passes");
          return require_usable(*tokens);
        }
        const OAuthError& error = std::get<OAuthError>(reply);
        require_fit_for_terminal(in_words(error));
        throw error_of(error, Presented::refresh_token);
      },
      secrets);
}

const Harness harness{"token_answers", check};

}  // namespace
}  // namespace oauthctl::fuzz
