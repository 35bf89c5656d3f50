#include "commands/login/detached_view.h"

#include <nlohmann/json.hpp>

#include "base/duration.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utc.h"
#include "cli/hint.h"

namespace oauthctl::cli {
namespace {

/// It names the profile in any case: the environment may be another one by then.
std::string next_command(const CommandContext& context) {
  return typed_again("oauthctl login -p " + shell_word(context.global.profile) + " --complete", context.global);
}

std::string as_json(const BegunLogin& begun, const std::string& next) {
  nlohmann::ordered_json out;
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("verification_uri", begun.verification_uri);
  put("verification_uri_complete", begun.verification_uri_complete);
  put("user_code", begun.user_code);
  put("authorization_url", begun.authorization_url);
  put("expires_at", format_utc(begun.expires_at));
  put("next", next);
  return to_text(out, 2) + '\n';
}

}  // namespace

void show(const BegunLogin& begun, const CommandContext& context) {
  const std::string next = next_command(context);
  if (context.global.json) return context.terminal.answer(as_json(begun, next));
  context.terminal.page(begun.instruction + "\n\nthen, within " +
                        describe(begun.expires_at - context.services.clock()) + ":\n  " + next + '\n');
}

}  // namespace oauthctl::cli
