#include "session/step_up.h"

#include <algorithm>

#include "base/text.h"
#include "oauth/challenges.h"
#include "oauth/scopes.h"
#include "session/token.h"

namespace oauthctl {
namespace {

/// Longer ones are not for people to type.
constexpr std::size_t longest_scope = 1000;

std::optional<Challenge> scope_challenge(const HttpResponse& response) {
  if (response.status != 403) return std::nullopt;
  for (Challenge& challenge : challenges(response)) {
    // RFC 9449 §7.1: the scheme of a token that is bound to a key.
    const bool is_ours = challenge.scheme == "bearer" || challenge.scheme == "dpop";
    if (is_ours && challenge.parameters.get("error") == "insufficient_scope") return std::move(challenge);
  }
  return std::nullopt;
}

/// RFC 6749 §3.3. A person will type it, so nothing else passes.
bool is_scope(std::string_view text) {
  const auto all = words(text);
  return !all.empty() && text.size() <= longest_scope && std::all_of(all.begin(), all.end(), is_scope_word);
}

}  // namespace

void require_enough_scope(const HttpResponse& response, const std::string& profile, const TokenStore& store) {
  const auto challenge = scope_challenge(response);
  if (!challenge) return;
  const std::string wanted = challenge->parameters.get("scope");
  if (challenge->parameters.count("scope") != 1 || !is_scope(wanted)) {
    throw Error(ErrorKind::login_required, "the resource wants a token of more scope (insufficient_scope)",
                "find the scope in the documentation of the API, and sign in again with login --scope");
  }
  const Record record = load_record(profile, store);
  const std::string granted = join(scope_words(granted_scope(record)));
  const auto missing = scopes_beyond(wanted, granted);
  if (missing.empty()) {
    throw Error(ErrorKind::login_required, "the resource wants the scope " + wanted + ", which the token has",
                "the account may lack a right that the scope does not give");
  }
  const std::string both = granted.empty() ? wanted : granted + ' ' + join(missing);
  throw Error(ErrorKind::login_required, "the resource wants a token of more scope: " + join(missing),
              Hint::run("oauthctl login -p " + shell_word(profile) + " --scope " + shell_word(both)));
}

}  // namespace oauthctl
