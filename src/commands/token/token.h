#pragma once

#include "base/url.h"
#include "cli/fill.h"
#include "cli/global_options.h"
#include "commands/token/target_options.h"
#include "commands/token/token_formats.h"
#include "session/token_demand.h"

namespace oauthctl::cli {

struct TokenOptions {
  TokenDemand demand;
  bool offline = false;
  TokenFormat format = TokenFormat::plain;
  TokenType type = TokenType::access;
  std::string user;  ///< for the formats of mail
  std::string out;   ///< the file that gets it; empty: stdout
  std::string url;   ///< of --for; empty: the token goes where the caller takes it
};

namespace token_command {

using Token = Fills<TokenOptions>;
using Aim = TargetOptions<TokenOptions, &TokenOptions::demand, &TokenDemand::target>;

inline void check(TokenOptions& options, GlobalOptions& global) {
  if (options.demand.refresh && options.offline)
    throw Error(ErrorKind::usage, "--refresh needs the network and --offline forbids it");
  require_access_type(options.demand.target, options.type == TokenType::id);
  if (global.json) options.format = TokenFormat::json;
  if (!options.user.empty() && !names_user(options.format))
    throw Error(ErrorKind::usage, "--user is for --format xoauth2 and oauthbearer");
}

/// One that is not plain is refused only if somebody serves its origin: see which_profile.h.
inline void set_url(TokenOptions& options, const Option& option, std::string_view value) {
  if (origin_of(value).empty())
    throw Error(ErrorKind::usage, std::string(option.name) + ": this is not a URL that a token can be sent to",
                "write it whole and without a user name, as https://host/path");
  options.url = value;
}

inline constexpr Word types[] = {{"access", "the access token (default)"}, {"id", "the ID token: who signed in"}};

inline constexpr Option table[] = {
    {.name = "--refresh",
     .help = "renew the token even if it is still valid",
     .fill = Token::to<&TokenOptions::demand, &TokenDemand::refresh>},
    {.name = "--offline",
     .help = "use the cached token only: exit 5 if it must be renewed, 3 if you must sign in",
     .fill = Token::to<&TokenOptions::offline>},
    {.name = "--min-ttl",
     .value = "DURATION",
     .help = "renew the token if it expires sooner than this, such as 90s or 1h30m (default 60s)",
     .fill = Token::to<&TokenOptions::demand, &TokenDemand::min_ttl>},
    {.name = "--for",
     .value = "URL",
     .help = "use the profile that serves this URL (login --for), else the default profile",
     .fill = Token::by<set_url>},
    Aim::resource,
    Aim::audience,
    Aim::scope,
    {.name = "--out",
     .value = "FILE",
     .group = "Output",
     .help = "write the token to this file (0600) instead of printing it",
     .fill = Token::to<&TokenOptions::out>},
    {.name = "--format",
     .value = "FORMAT",
     .group = "Output",
     .help = "how to print the token:",
     .words = token_format_words,
     .fill = Token::to<&TokenOptions::format>},
    {.name = "--type",
     .value = "TYPE",
     .group = "Output",
     .help = "which token to print:",
     .words = types,
     .fill = Token::to<&TokenOptions::type>},
    {.name = "--user",
     .value = "NAME",
     .group = "Output",
     .help = "whose mailbox it is, for xoauth2 and oauthbearer (default: the account's address or name)",
     .fill = Token::to<&TokenOptions::user>},
};

inline constexpr Example examples[] = {
    {"TOKEN=$(oauthctl token)"},
    {"oauthctl token --format header | curl -H @- URL", "call an API"},
    {"oauthctl token --format curl | curl -K - URL", "the same"},
    {"oauthctl token --min-ttl 10m", "for a job of ten minutes"},
    {"oauthctl token --for https://api.example.com/v1"},
    {"oauthctl token --resource https://b.example.com", "for another API"},
};

}  // namespace token_command

template <>
inline constexpr Description description_of<TokenOptions> =
    complete({.name = "token",
              .group = "Use the token",
              .summary = "Print a token that works, renewing it if needed",
              .options = token_command::table,
              .examples = token_command::examples,
              .check = token_command::Token::check<token_command::check>});

}  // namespace oauthctl::cli
