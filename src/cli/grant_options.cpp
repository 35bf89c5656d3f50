#include "cli/grant_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "model/grants.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

struct GrantOption {
  const char* name;
  std::string GrantOptions::*member;
  const char* type;
  const char* meaning;
  const char* flow;  ///< the one that it belongs to
};

constexpr const char* password = "password";
constexpr const char* jwt_bearer = "jwt-bearer";
constexpr const char* token_exchange = "token-exchange";

constexpr GrantOption grant_options[] = {
    {"--username", &GrantOptions::username, "NAME", "password: who signs in", password},
    {"--password-file", &GrantOptions::password_file, "FILE", "password: where it is, - for stdin", password},
    {"--assertion-file", &GrantOptions::assertion_file, "FILE", "jwt-bearer: the assertion, - for stdin", jwt_bearer},
    {"--subject", &GrantOptions::subject, "NAME", "jwt-bearer: whom to stand in for (delegation)", jwt_bearer},
    {"--subject-token-file", &GrantOptions::subject_token_file, "FILE",
     "token-exchange: the token to exchange, - for stdin", token_exchange},
    {"--subject-profile", &GrantOptions::subject_profile, "NAME", "token-exchange: the profile whose token it is",
     token_exchange},
    {"--subject-token-type", &GrantOptions::subject_token_type, "TYPE",
     "token-exchange: what it is (default access_token)", token_exchange},
    {"--actor-token-file", &GrantOptions::actor_token_file, "FILE",
     "token-exchange: the token of who acts for the subject, - for stdin", token_exchange},
    {"--actor-token-type", &GrantOptions::actor_token_type, "TYPE", "token-exchange: what it is (default access_token)",
     token_exchange},
    {"--requested-token-type", &GrantOptions::requested_token_type, "TYPE", "token-exchange: what to get",
     token_exchange},
};

constexpr std::string GrantOptions::*files[] = {&GrantOptions::password_file, &GrantOptions::assertion_file,
                                                &GrantOptions::subject_token_file, &GrantOptions::actor_token_file};

[[noreturn]] void exclude(const char* one, const char* other) {
  throw Error(ErrorKind::usage, std::string(one) + " and " + other + " exclude each other");
}

/// A service account's file chooses jwt-bearer by itself, so `--subject` may come without a flow.
bool may_come_without_flow(const GrantOption& option) {
  return option.member == &GrantOptions::subject;
}

void check_flow(const LoginCommand& command) {
  for (const GrantOption& option : grant_options) {
    if ((command.grant.*option.member).empty() || command.flow == option.flow) continue;
    if (command.flow == "auto" && may_come_without_flow(option)) continue;
    throw Error(ErrorKind::usage, std::string(option.name) + " is for --flow " + option.flow,
                std::string("oauthctl login --flow ") + option.flow + " " + option.name + " " + option.type);
  }
}

/// It can be read but once.
void check_standard_input(const LoginCommand& command) {
  auto readers = std::count_if(std::begin(files), std::end(files),
                               [&](std::string GrantOptions::*file) { return command.grant.*file == "-"; });
  if (command.secrets == "-") ++readers;
  if (readers > 1) throw Error(ErrorKind::usage, "standard input holds one file, and - names it twice");
}

}  // namespace

void add_grant_options(CLI::App& app, GrantOptions& options) {
  for (const GrantOption& option : grant_options) {
    app.add_option(option.name, options.*option.member, option.meaning)
        ->type_name(option.type)
        ->check(CLI::Validator(
            [](const std::string& value) { return value.empty() ? "the value is empty" : std::string{}; }, "", ""));
  }
}

void check_grant_options(const LoginCommand& command) {
  check_flow(command);
  if (command.qr && command.flow != "auto" && command.flow != "device")
    throw Error(ErrorKind::usage, "--qr is for --flow device", "oauthctl login --flow device --qr");
  const GrantOptions& grant = command.grant;
  if (!grant.subject_token_file.empty() && !grant.subject_profile.empty())
    exclude("--subject-token-file", "--subject-profile");
  if (!grant.assertion_file.empty() && !grant.subject.empty()) exclude("--assertion-file", "--subject");
  check_standard_input(command);
}

const std::vector<std::string>& flow_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> words = flow_words();
    words.insert(words.begin(), "auto");
    return words;
  }();
  return names;
}

}  // namespace oauthctl::cli
