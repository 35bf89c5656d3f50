#pragma once

#include "base/text.h"
#include "cli/fill.h"
#include "model/resource_uri.h"
#include "model/target.h"

namespace oauthctl::cli {

/// `--resource`, `--audience` and `--scope` of the commands that use a token. `target` is the path to the Target among
/// the command's options.
template <class Options, auto... target>
struct TargetOptions {
  static Target& of(void* options) { return ((*static_cast<Options*>(options)).*....*target); }

  static void add_resource(void* options, const Option& option, std::string_view value) {
    if (!is_resource_uri(value))
      throw Error(ErrorKind::usage, std::string(option.name) + ": '" + printable(value, 100) +
                                        "' is not an absolute URI without a fragment");
    put(of(options).resource, option, value);
  }
  static void add_audience(void* options, const Option& option, std::string_view value) {
    put(of(options).audience, option, value);
  }
  static void add_scope(void* options, const Option&, std::string_view value) { put_words(of(options).scope, value); }

  static constexpr Option resource{.name = "--resource",
                                   .value = "URI",
                                   .group = "Another token of the sign-in",
                                   .help = "get a token for this API (RFC 8707)",
                                   .repeatable = true,
                                   .fill = add_resource};
  static constexpr Option audience{.name = "--audience",
                                   .value = "NAME",
                                   .group = "Another token of the sign-in",
                                   .help = "get a token for this audience (Auth0, token exchange)",
                                   .repeatable = true,
                                   .fill = add_audience};
  static constexpr Option scope{.name = "--scope",
                                .value = "\"A B\"",
                                .group = "Another token of the sign-in",
                                .help = "get a token with these scopes only",
                                .values = ValueKind::scopes,
                                .repeatable = true,
                                .fill = add_scope};
};

/// An ID token is about the sign-in, so there is one for each profile.
inline void require_access_type(const Target& target, bool wants_id_token) {
  if (target.empty() || !wants_id_token) return;
  throw Error(ErrorKind::usage,
              "--type id cannot be combined with --resource, --audience or --scope: a profile has one ID token");
}

}  // namespace oauthctl::cli
