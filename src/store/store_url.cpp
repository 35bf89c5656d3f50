#include "store/store_url.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::string_view helper_scheme = "helper:";
constexpr std::string_view etcd_scheme = "etcd://";

/// It becomes part of a program's name, and must not lead to another folder.
bool is_helper_name(std::string_view name) {
  const auto is_allowed = [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), is_allowed);
}

/// One of `HOST:PORT,HOST:PORT`. Without user and password, because everybody on the machine can read a command line.
std::optional<Url> read_member(std::string_view text) {
  constexpr int usual_port = 2379;
  auto url = Url::parse("https://" + std::string(text));
  if (!url || !url->path.empty() || url->query || url->fragment) return std::nullopt;
  if (url->port == 0) url->port = usual_port;
  return url;
}

bool is_prefix(std::string_view text) {
  return text.size() > 1 && text.size() <= 200 && !text.ends_with('/') && is_visible_ascii(text) &&
         text.find_first_of("?#%") == std::string_view::npos;
}

std::optional<StoreUrl::Etcd> read_cluster(std::string_view text) {
  if (!text.starts_with(etcd_scheme)) return std::nullopt;
  text.remove_prefix(etcd_scheme.size());
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || !is_prefix(text.substr(slash))) return std::nullopt;
  StoreUrl::Etcd cluster;
  cluster.prefix = text.substr(slash + 1);
  std::string_view members = text.substr(0, slash);
  while (true) {
    const auto comma = members.find(',');
    auto member = read_member(members.substr(0, comma));
    if (!member) return std::nullopt;
    cluster.members.push_back(*std::move(member));
    if (comma == std::string_view::npos) return cluster;
    members.remove_prefix(comma + 1);
  }
}

}  // namespace

StoreUrl parse_store_url(std::string_view text, const std::string& source) {
  StoreUrl url{std::string(text), {}};
  if (text == "file") return url;
  if (text == "memory") {
    url.kind = StoreUrl::Memory{};
  } else if (text.starts_with(helper_scheme) && is_helper_name(text.substr(helper_scheme.size()))) {
    url.kind = StoreUrl::Helper{std::string(text.substr(helper_scheme.size()))};
  } else if (auto cluster = read_cluster(text)) {
    url.kind = *std::move(cluster);
  } else {
    // Without the part before an @, which may be a password.
    throw Error(ErrorKind::usage, source + ": unknown store \"" + printable(text.substr(text.rfind('@') + 1), 60) +
                                      "\"; expected file, memory, helper:NAME or etcd://HOST:PORT,HOST:PORT/PREFIX");
  }
  return url;
}

}  // namespace oauthctl
