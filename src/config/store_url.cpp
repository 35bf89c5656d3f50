#include "config/store_url.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

constexpr std::string_view helper_scheme = "helper:";

/// It becomes part of a program's name, and must lead to no other folder.
bool is_helper_name(std::string_view name) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), is_allowed);
}

}  // namespace

StoreUrl parse_store_url(std::string_view text, const std::string& source) {
  StoreUrl url;
  url.text = text;
  if (text == "file") return url;
  if (text == "memory") {
    url.kind = StoreUrl::Kind::memory;
    return url;
  }
  if (text.starts_with(helper_scheme) && is_helper_name(text.substr(helper_scheme.size()))) {
    url.kind = StoreUrl::Kind::helper;
    url.helper = text.substr(helper_scheme.size());
    return url;
  }
  throw Error(ErrorKind::usage, source + ": \"" + printable(text, 60) + "\" is no store",
              "one of file, memory, helper:NAME");
}

}  // namespace oauthctl
