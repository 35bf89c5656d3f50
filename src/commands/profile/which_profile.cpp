#include "commands/profile/which_profile.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "commands/credential/helper_input.h"
#include "store/profile_name.h"

namespace oauthctl::cli {
namespace {

/// Null: the command does not say where its token goes.
const std::string* url_of(const Command& command) {
  if (const auto* token = std::get_if<TokenOptions>(&command)) return token->url.empty() ? nullptr : &token->url;
  if (const auto* request = std::get_if<RequestOptions>(&command)) return &request->url;
  return nullptr;
}

/// Nothing: nobody serves it.
std::optional<std::string> profile_for(const std::string& url, const StoreDirectory& stores) {
  const auto place = Destination::of(url);
  const auto parsed = place ? std::nullopt : Url::parse(url);
  if (parsed && stores.is_served_in_part(Destination::of(parsed->origin())->origin()))
    throw Error(ErrorKind::usage, "servers may read that URL in two ways, so it is not clear which profile is for it",
                "write it without dot segments and encoded slashes, or name a profile with -p");
  if (!place) return std::nullopt;
  return profile_serving(*place, stores);
}

/// The host, and the port off the default one. A host of IPv6 has characters that no profile has.
std::string profile_named_after(const Destination& url) {
  std::string name = url.origin().substr(url.origin().find("://") + 3);
  std::erase_if(name, [](char c) { return c == '[' || c == ']'; });
  std::replace(name.begin(), name.end(), ':', '-');
  return is_profile_name(name) ? name : "host" + name;
}

/// Of `login URL`: the profile that serves it, else a new one.
std::string profile_to_sign_in(const std::string& url, const StoreDirectory& stores) {
  const auto place = Destination::of(url);
  if (!place)
    throw Error(ErrorKind::usage, "'" + printable(url, 100) + "' is not a URL that a token can be sent to",
                "write it as https://host/path, without a user name, dot segments (..) or encoded slashes");
  if (auto serving = profile_serving(*place, stores)) return *serving;
  std::string name = profile_named_after(*place);
  if (stores.open_offline()->load(name) || !stores.noted_places(name).empty())
    throw Error(ErrorKind::usage, "profile " + name + " is for another resource",
                Hint::run("oauthctl login " + shell_word(url) + " -p NAME", "to sign in to a profile of another name"));
  return name;
}

}  // namespace

std::optional<std::string> profile_serving(const Destination& url, const StoreDirectory& stores) {
  const auto profiles = stores.profiles_serving(url);
  if (profiles.size() > 1)
    throw Error(ErrorKind::usage, "profiles " + join(profiles, " and ") + " both serve " + printable(url.text()),
                "name one of them with -p");
  return profiles.empty() ? std::nullopt : std::optional(profiles.front());
}

void settle_profile(Invocation& invocation, const StoreDirectory& stores) {
  GlobalOptions& global = invocation.global;
  if (auto* credential = std::get_if<CredentialOptions>(&invocation.command))
    return take_question(global, *credential, stores, process_environment);
  if (global.profile_named) return;
  const auto* login = std::get_if<LoginOptions>(&invocation.command);
  const bool names_new = login != nullptr && !login->url.empty();
  const std::string* url = url_of(invocation.command);
  auto serving = url == nullptr ? std::nullopt : profile_for(*url, stores);
  auto profile = names_new ? profile_to_sign_in(login->url, stores) : serving ? serving : stores.chosen();
  if (!profile) return;
  global.profile = std::move(*profile);
  global.profile_found = serving.has_value();
}

}  // namespace oauthctl::cli
