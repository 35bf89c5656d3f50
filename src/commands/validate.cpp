#include "session/validate.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/utc.h"
#include "commands/command_context.h"
#include "session/renewal.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

std::string as_json(const Validation& validation) {
  nlohmann::ordered_json out{{"active", validation.active}, {"by", validation.by}};
  if (!validation.account.label().empty()) out["account"] = validation.account.label();
  if (!validation.account.sub.empty()) out["sub"] = validation.account.sub;
  if (!validation.scope.empty()) out["scope"] = validation.scope;
  if (validation.expires_at) out["expires_at"] = format_utc(*validation.expires_at);
  return to_text(out) + '\n';
}

std::string as_text(const Validation& validation) {
  std::string out = "valid (" + validation.by + ")";
  if (!validation.account.label().empty()) out += "; " + printable(validation.account.label());
  if (!validation.scope.empty()) out += "; " + printable(validation.scope);
  if (validation.expires_at) out += "; until " + format_utc(*validation.expires_at);
  return out + '\n';
}

}  // namespace

int run(const ValidateOptions&, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const Record record = load_record(profile, context.services.store);
  const Validation validation = validate(record, context.services);
  if (context.global.json) context.terminal.answer(as_json(validation));
  if (!validation.active) {
    throw Error(ErrorKind::login_required, "the token of profile " + profile + " is not valid (" + validation.by + ")",
                Hint::run(is_renewable(record) ? "oauthctl token -p " + profile + " --refresh"
                                               : "oauthctl login -p " + profile));
  }
  if (!context.global.json) context.terminal.page(as_text(validation));
  return 0;
}

}  // namespace oauthctl::cli
