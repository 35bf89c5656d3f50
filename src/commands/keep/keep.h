#pragma once

#include <cstdint>

#include "cli/fill.h"
#include "cli/global_options.h"
#include "commands/token/token.h"

namespace oauthctl::cli {

/// A file that gets a profile's token.
struct KeptFile {
  std::string profile;
  std::string path;
  TokenFormat format = TokenFormat::plain;
};

/// A program and its arguments.
using CommandWords = std::vector<std::string>;

struct KeepOptions {
  std::vector<KeptFile> files;  ///< with their profiles and formats after check()
  std::vector<TokenFormat> formats;
  std::vector<CommandWords> on_renew;
  CommandWords on_login_required;
  TokenType type = TokenType::access;
  std::string user;
  std::optional<std::uint64_t> seed;
};

namespace keep_command {

/// `[NAME=]FILE`
void add_file(KeepOptions& options, const Option& option, std::string_view value);
void add_format(KeepOptions& options, const Option& option, std::string_view value);
void add_on_renew(KeepOptions& options, const Option& option, std::string_view value);
void set_on_login_required(KeepOptions& options, const Option& option, std::string_view value);
void set_seed(KeepOptions& options, const Option& option, std::string_view value);
void check(KeepOptions& options, GlobalOptions& global);

using Keep = Fills<KeepOptions>;

inline constexpr Option table[] = {
    {.name = "--out",
     .value = "[NAME=]FILE",
     .help = "keep the token of the profile NAME in this file (0600)",
     .repeatable = true,
     .required = true,
     .fill = Keep::by<add_file>},
    {.name = "--format",
     .value = "FORMAT",
     .help = "how to write the token, once for all files or once for each",
     .words = token_format_words,
     .repeatable = true,
     .fill = Keep::by<add_format>},
    {.name = "--type",
     .value = "TYPE",
     .help = "which token to write:",
     .words = token_command::types,
     .fill = Keep::to<&KeepOptions::type>},
    {.name = "--user",
     .value = "NAME",
     .help = "whose mailbox it is, for xoauth2 and oauthbearer (default: the account's address or name)",
     .fill = Keep::to<&KeepOptions::user>},
    {.name = "--on-renew",
     .value = "COMMAND",
     .group = "Commands to run",
     .help = "run this when a file has a new token",
     .repeatable = true,
     .fill = Keep::by<add_on_renew>},
    {.name = "--on-login-required",
     .value = "COMMAND",
     .group = "Commands to run",
     .help = "run this when somebody must sign in",
     .fill = Keep::by<set_on_login_required>},
    {.name = "--seed",
     .value = "NUMBER",
     .group = "For tests",
     .help = "use this seed for the random renewal times; -v prints it",
     .fill = Keep::by<set_seed>},
};

inline constexpr Example examples[] = {
    {"oauthctl keep --out /run/user/1000/api.token"},
    {"oauthctl keep --out work=work.token --out home=home.token", "two profiles"},
    {"oauthctl keep --out header.txt --format header --on-renew 'systemctl reload x'"},
    {"oauthctl keep --type id --out id.jwt", "for AWS_WEB_IDENTITY_TOKEN_FILE"},
};

}  // namespace keep_command

template <>
inline constexpr Description description_of<KeepOptions> =
    complete({.name = "keep",
              .group = "Use the token",
              .summary = "Keep a token file fresh until stopped",
              .options = keep_command::table,
              .examples = keep_command::examples,
              .check = keep_command::Keep::check<keep_command::check>});

}  // namespace oauthctl::cli
