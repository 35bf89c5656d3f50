#include "oauth/server_report.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "oauth/response_body.h"
#include "oauth/server_features.h"

namespace oauthctl {
namespace {

bool is_url_member(std::string_view name) {
  return name.ends_with("_endpoint") || name == "jwks_uri";
}

void read_endpoints(const JsonObject& document, ServerReport& report) {
  for (const auto& [name, value] : document.value().items()) {
    if (!is_url_member(name)) continue;
    const std::string text = value.is_string() ? value.get<std::string>() : to_text(value);
    report.endpoints.emplace_back(name, text);
    const auto url = Url::parse(text);
    if (!url || !is_safe_endpoint(*url))
      report.problems.push_back(name + " must be an https URL (or http on a loopback host), not '" +
                                printable(text, 100) + '\'');
  }
}

void check_issuer(const JsonObject& document, std::string_view issuer, ServerReport& report) {
  const auto found = document.value().find("issuer");
  const std::string stated = found != document.value().end() && found->is_string() ? found->get<std::string>() : "";
  if (stated == issuer) return;
  report.problems.push_back("issuer is '" + printable(stated, 100) + "', not '" + printable(issuer, 100) +
                            "': they must be the same byte for byte (RFC 8414 §3.3)");
}

bool offers(const ServerReport& report, std::string_view name) {
  return std::any_of(report.features.begin(), report.features.end(),
                     [&](const Feature& feature) { return feature.name == name && feature.offered; });
}

bool has_endpoint(const ServerReport& report, std::string_view name) {
  return std::any_of(report.endpoints.begin(), report.endpoints.end(),
                     [&](const auto& endpoint) { return endpoint.first == name; });
}

void judge_features(ServerReport& report) {
  if (!has_endpoint(report, "token_endpoint")) report.problems.emplace_back("there is no token_endpoint");
  if (offers(report, "authorization code") && !has_endpoint(report, "authorization_endpoint"))
    report.problems.emplace_back("there is no authorization_endpoint for the authorization code grant");
  if (offers(report, "OpenID Connect") && !has_endpoint(report, "jwks_uri"))
    report.problems.emplace_back("there are no keys (jwks_uri) to check ID tokens with");
  if (!offers(report, "PKCE with S256"))
    report.remarks.emplace_back("PKCE with S256 is not announced: it is sent all the same (RFC 9700 §2.1.1)");
  if (!offers(report, "iss in the answer"))
    report.remarks.emplace_back(
        "answers are not announced to carry iss: one from another server is noticed by its "
        "state alone (RFC 9207)");
}

}  // namespace

ServerReport report_on_server(const HttpResponse& response, std::string_view issuer) {
  ServerReport report;
  report.source = printable(response.url);
  require_judgement(response, report.source);
  const JsonObject document = json_answer(response, report.source);
  check_issuer(document, issuer, report);
  read_endpoints(document, report);
  report.features = features_of(document);
  judge_features(report);
  return report;
}

std::vector<std::string> contradictions(const ServerReport& first, const ServerReport& second) {
  std::vector<std::string> found;
  for (const auto& [name, url] : first.endpoints) {
    for (const auto& [other_name, other_url] : second.endpoints) {
      if (name == other_name && url != other_url)
        found.push_back(name + " is '" + printable(url, 100) + "' in one document and '" + printable(other_url, 100) +
                        "' in the other");
    }
  }
  return found;
}

}  // namespace oauthctl
