#include <algorithm>

#include "base/duration.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/doctor/judge.h"
#include "model/server/destination.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// From the first on, a person is told. From the second on, servers refuse what we sign, and we refuse what they sign.
constexpr auto noticeable_skew = 60s;
constexpr auto harmful_skew = 300s;

std::string mend_connection(const ServerFacts& facts, const RouteFacts& route) {
  const std::string& message = facts.trouble->message();
  const auto says = [&](std::string_view text) { return message.find(text) != std::string::npos; };
  const auto url = Url::parse(facts.url);
  if (says("the proxy ")) return "unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY";
  if (says("not signed by an authority") || says("self-signed") || says("CA file"))
    return route.ca_file.empty() ? mend_of(*facts.trouble, "") : "unset SSL_CERT_FILE";
  if (url && url->is_loopback() && url->scheme == "http")
    return "oauthctl dev-server --port " + std::to_string(url->effective_port());
  if (says("cannot resolve") && !facts.client_file.empty()) return edit(facts.client_file);
  return mend_of(*facts.trouble, "curl -sSvo /dev/null " + shell_word(facts.url));
}

/// `discover` has the list.
std::string offers(const ServerReport& report) {
  const auto offered = std::count_if(report.features.begin(), report.features.end(),
                                     [](const Feature& feature) { return feature.offered; });
  return std::to_string(report.endpoints.size()) + " endpoints; offers " + std::to_string(offered) + " of the " +
         std::to_string(report.features.size()) + " features that oauthctl uses";
}

Finding judge_metadata(const ServerFacts& facts) {
  const std::string mend =
      facts.client_file.empty() ? "oauthctl discover " + shell_word(facts.url) : edit(facts.client_file);
  if (facts.trouble) return bad("metadata", facts.trouble->message(), mend, facts.trouble->kind());
  if (!facts.report) return good("metadata", "not asked for: the client file names no issuer");
  if (!facts.report->problems.empty())
    return bad("metadata", facts.report->source + ": " + facts.report->problems.front(), mend, ErrorKind::protocol);
  return good("metadata", offers(*facts.report));
}

Findings judge_clock(const ServerFacts& facts) {
  if (!facts.ahead) return {};
  const auto off = facts.ahead->count() < 0 ? -*facts.ahead : *facts.ahead;
  const std::string what = "this machine's clock is " + describe(off) +
                           (facts.ahead->count() < 0 ? " behind" : " ahead of") + " the clock of " + host_of(facts.url);
  const char* mend = "sudo timedatectl set-ntp true";
  if (off > harmful_skew) return {bad("clock", what, mend, ErrorKind::protocol)};
  if (off > noticeable_skew) return {notice("clock", what, mend)};
  return {good("clock", "agrees with " + host_of(facts.url))};
}

}  // namespace

Findings judge_server(const ServerFacts& facts, const RouteFacts& route) {
  if (facts.is_unreachable)
    return {bad("server", facts.trouble->message(), mend_connection(facts, route), facts.trouble->kind())};
  const bool is_tls = facts.url.starts_with("https:");
  Findings out{
      good("server", facts.url + " answers" + (is_tls ? ", its certificate is verified" : ", on this machine"))};
  out.push_back(judge_metadata(facts));
  for (Finding& check : judge_clock(facts)) out.push_back(std::move(check));
  return out;
}

namespace {

/// `Bearer`, and where its `resource_metadata` is, without a query.
std::string challenge_in_words(const std::string& challenge) {
  std::string scheme = challenge.substr(0, challenge.find(' '));
  constexpr std::string_view member = "resource_metadata=";
  const auto at = challenge.find(member);
  if (at == std::string::npos) return scheme;
  std::string value = challenge.substr(at + member.size());
  const bool is_quoted = value.starts_with('"');
  if (is_quoted) value.erase(0, 1);
  value = value.substr(0, value.find(is_quoted ? '"' : ','));
  return scheme + ", resource_metadata " + value.substr(0, value.find('?'));
}

Finding judge_serving(const UrlFacts& facts) {
  const std::string& profile = *facts.profile;
  const std::string mend =
      for_profile("login", facts.record ? host_of(facts.url) : profile) + " --for " + shell_word(facts.url);
  if (!facts.record) return bad("which profile", "no profile is for " + facts.url, mend, ErrorKind::login_required);
  if (facts.is_found || is_served(*facts.record, facts.url))
    return good("which profile", profile + " is for " + facts.url);
  if (!facts.record->serves.empty())
    return bad("which profile", profile + " gives its token to " + join(facts.record->serves, " and ") + " only", mend,
               ErrorKind::usage);
  return good("which profile", profile + ", which gives its token to any URL");
}

Finding judge_answer(const UrlFacts& facts) {
  constexpr const char* name = "URL";
  if (facts.no_answer)
    return bad(name, facts.no_answer->message(),
               mend_of(*facts.no_answer, "curl -sSvo /dev/null " + shell_word(facts.url)), facts.no_answer->kind());
  const std::string says = facts.url + " answers " + std::to_string(facts.status) + " without a token";
  const std::string look = "oauthctl request -i " + shell_word(facts.url);
  if (facts.status >= 500) return bad(name, says, "curl -sSi " + shell_word(facts.url), ErrorKind::unavailable);
  if (facts.challenge.empty()) return notice(name, says + " and asks for none", look);
  const std::string scheme = to_lower(facts.challenge.substr(0, facts.challenge.find(' ')));
  const std::string what = says + " and asks for " + challenge_in_words(facts.challenge);
  return scheme == "bearer" || scheme == "dpop" ? good(name, what) : notice(name, what, look);
}

}  // namespace

Findings judge_url(const UrlFacts& facts) {
  if (!facts.is_plain)
    return {bad("URL", "this is not a URL that a token can be sent to",
                "write it whole, as https://host/path, without a user name or dot segments", ErrorKind::usage)};
  Findings out;
  if (facts.trouble) {
    out.push_back(bad("which profile", facts.trouble->message(), mend_of(*facts.trouble, ""), facts.trouble->kind()));
  } else {
    out.push_back(judge_serving(facts));
  }
  out.push_back(judge_answer(facts));
  return out;
}

}  // namespace oauthctl::cli
