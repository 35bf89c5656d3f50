#include "commands/credential/git_question.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/url.h"

namespace oauthctl::cli {
namespace {

/// git has decoded the path, and a profile serves one that is encoded.
std::string encoded_path(std::string_view path) {
  return percent_encode(path, "-._~!$&'()*+,;=:@/");
}

using Attributes = std::multimap<std::string, std::string, std::less<>>;

/// git-credential(1): lines of key=value, up to an empty one.
Attributes attributes_of(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) throw bad_question(HelperProtocol::git, "it has a null byte");
  Attributes out;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) break;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0)
      throw bad_question(HelperProtocol::git, "a line is not NAME=VALUE");
    out.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return out;
}

std::string first(const Attributes& attributes, std::string_view name) {
  const auto found = attributes.lower_bound(name);
  return found == attributes.end() || found->first != name ? "" : found->second;
}

/// git sends a Bearer header if it can, unless the server asked for other schemes only.
bool takes_bearer(const Attributes& attributes) {
  const auto [begin, end] = attributes.equal_range("capability[]");
  const bool knows = std::any_of(begin, end, [](const auto& one) { return one.second == "authtype"; });
  const auto [first_challenge, no_challenge] = attributes.equal_range("wwwauth[]");
  const bool wants = first_challenge == no_challenge || std::any_of(first_challenge, no_challenge, [](const auto& one) {
                       return to_lower(one.second).starts_with("bearer");
                     });
  return knows && wants;
}

}  // namespace

void read_git(HelperQuestion& question) {
  Attributes attributes = attributes_of(question.input.reveal());
  // git takes a URL apart for its helpers; a person who asks by hand need not.
  if (const auto url = Url::parse(first(attributes, "url"))) {
    attributes.emplace("protocol", url->scheme);
    attributes.emplace("host", url->port == 0 ? url->host : url->host + ':' + std::to_string(url->port));
    if (url->path.size() > 1) attributes.emplace("path", url->path.substr(1));
  }
  const std::string host = first(attributes, "host");
  const std::string protocol = first(attributes, "protocol");
  if (host.empty() || protocol.empty()) throw bad_question(HelperProtocol::git, "it must name a protocol and a host");
  if (!is_authority(host)) throw bad_question(HelperProtocol::git, "its host is not a host");
  question.server = host;
  question.url = protocol + "://" + host + '/' + encoded_path(first(attributes, "path"));
  question.username = first(attributes, "username");
  for (const char* name : {"password", "credential"}) {
    if (const auto found = attributes.find(name); found != attributes.end()) question.password = Secret(found->second);
  }
  question.takes_bearer = takes_bearer(attributes);
}

}  // namespace oauthctl::cli
