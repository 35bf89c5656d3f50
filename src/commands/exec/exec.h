#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"
#include "commands/token/token.h"

namespace oauthctl::cli {

/// One variable of the command's environment.
struct TokenVariable {
  std::string name;
  TokenFormat format = TokenFormat::plain;
  bool is_file = false;  ///< it has the path of a file with the text, not the text
};

struct ExecOptions {
  std::vector<std::string> command;
  std::vector<TokenVariable> variables;  ///< never empty after check()
  std::optional<std::chrono::seconds> min_ttl;
  TokenType type = TokenType::access;
  Target target;
  std::string user;
};

namespace exec_command {

/// `NAME` or `NAME=FORMAT`.
void add_variable(ExecOptions& options, const Option& option, std::string_view value);
void check(ExecOptions& options, GlobalOptions& global);

using Exec = Fills<ExecOptions>;
using Aim = TargetOptions<ExecOptions, &ExecOptions::target>;

/// The words of token's formats, without their help: it is told once.
inline constexpr auto formats = [] {
  auto words = token_format_words;
  for (Word& word : words) word.help = {};
  return words;
}();

inline constexpr Option table[] = {
    {.name = "COMMAND",
     .help = "the command and its arguments; everything from here on belongs to it",
     .repeatable = true,
     .required = true,
     .fill = Exec::to<&ExecOptions::command>},
    {.name = "--env",
     .value = "NAME[=FORMAT]",
     .help = "put the token in this variable, in a format of oauthctl token (default OAUTHCTL_ACCESS_TOKEN, plain)",
     .words = formats,
     .repeatable = true,
     .fill = Exec::by<add_variable>},
    {.name = "--file",
     .value = "NAME[=FORMAT]",
     .help = "put the token in a private file for the command, and the file's path in this variable",
     .words = formats,
     .repeatable = true,
     .fill = Exec::by<add_variable>},
    {.name = "--min-ttl",
     .value = "DURATION",
     .help = "renew the token if it expires sooner than this, such as 90s or 1h30m (default 60s)",
     .fill = Exec::to<&ExecOptions::min_ttl>},
    {.name = "--type",
     .value = "TYPE",
     .help = "which token:",
     .words = token_command::types,
     .fill = Exec::to<&ExecOptions::type>},
    {.name = "--user",
     .value = "NAME",
     .help = "whose mailbox it is, for xoauth2 and oauthbearer",
     .fill = Exec::to<&ExecOptions::user>},
    Aim::resource,
    Aim::audience,
    Aim::scope,
};

inline constexpr Example examples[] = {
    {"oauthctl exec -- ./deploy.sh", "the token is in OAUTHCTL_ACCESS_TOKEN"},
    {"oauthctl exec --env NPM_TOKEN -- npm publish"},
    {"oauthctl exec --env API_AUTH=value --min-ttl 10m -- ./job"},
    {"oauthctl exec --file AWS_WEB_IDENTITY_TOKEN_FILE --type id -- aws s3 ls"},
};

}  // namespace exec_command

template <>
inline constexpr Description description_of<ExecOptions> =
    complete({.name = "exec",
              .group = "Use the token",
              .summary = "Run a command with the token in its environment",
              .options = exec_command::table,
              .examples = exec_command::examples,
              .check = exec_command::Exec::check<exec_command::check>,
              .ends_in_program = true});

}  // namespace oauthctl::cli
