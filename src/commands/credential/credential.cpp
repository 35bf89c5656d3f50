#include <fcntl.h>

#include "base/file_descriptor.h"
#include "commands/command_context.h"
#include "commands/credential/helper_answer.h"
#include "commands/credential/helper_print.h"
#include "commands/token/lasting_token.h"
#include "commands/token/lasts.h"
#include "oauth/request_parameters.h"
#include "session/token.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// How long kubectl's neighbours wait for the one that has opened the browser.
constexpr std::chrono::minutes longest_login{5};

bool has_terminal() {
  return static_cast<bool>(FileDescriptor(open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)));
}

LoginRequest login_request(const Record& record, const CredentialOptions& options) {
  LoginRequest request;
  request.profile = record.profile;
  request.timeout = longest_login;
  if (type_for(options) == TokenType::id && !asks_for_openid(record.scope))
    request.scope = record.scope.empty() ? "openid" : "openid " + record.scope;
  return request;
}

/// Whether no sign-in of the profile is under way.
bool is_free(const std::string& profile, const Services& services) {
  try {
    services.store.begin_login(profile);
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable) throw;
    return false;
  }
}

/// Nothing: it is as it was.
std::optional<Record> signed_in_since(const Record& before, TokenType type, const Services& services) {
  Record record = load_record(before.profile, services.store);
  if (record.serial == before.serial || !lasts(record, type, services.clock(), 0s)) return std::nullopt;
  return record;
}

void wait_for_other(const std::string& profile, const Services& services) {
  const auto end = std::chrono::steady_clock::now() + longest_login;
  while (!is_free(profile, services)) {
    if (std::chrono::steady_clock::now() > end)
      throw Error(ErrorKind::timeout, "nobody finished the sign-in of profile " + profile + " in time");
    services.sleep(1s);
  }
}

/// kubectl asks many times at once, and a person wants one browser: who finds a sign-in under way waits for its end,
/// and begins no other one if it failed.
Record sign_in(const Record& before, const CredentialOptions& options, const CommandContext& context) {
  const Services& services = context.services;
  if (auto record = signed_in_since(before, type_for(options), services)) return *record;
  try {
    return login(login_request(before, options), services, context.browser, context.bind_listener).record;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::unavailable || is_free(before.profile, services)) {
      if (auto record = signed_in_since(before, type_for(options), services)) return *record;
      throw;
    }
  }
  wait_for_other(before.profile, services);
  if (auto record = signed_in_since(before, type_for(options), services)) return *record;
  throw Error(ErrorKind::login_required, "the sign-in of profile " + before.profile + " did not succeed",
              Hint::run("oauthctl login -p " + before.profile));
}

Record token_for(const CredentialOptions& options, const CommandContext& context) {
  const Record before = load_record(context.global.profile, context.services.store);
  try {
    return lasting_token(context.global.profile, type_for(options),
                         {.min_ttl = {}, .target = target_for(options, before), .is_due = context.is_read},
                         context.services);
  } catch (const Error& error) {
    const bool is_persons = error.kind() == ErrorKind::login_required && options.question.may_ask_person;
    if (!is_persons || !has_terminal()) throw;
  }
  return sign_in(before, options, context);
}

}  // namespace

/// Answers if the front could not: the record is not on this machine's disk, or its token must be renewed.
int run(const CredentialOptions& options, const CommandContext& context) {
  const Services& services = context.services;
  const auto answered =
      answer_helper(context.global, options, services.store, services.clock(), context.terminal, false);
  if (answered) return *answered;
  print_credential(options, token_for(options, context), services.clock(), context.terminal);
  return 0;
}

}  // namespace oauthctl::cli
