#include "session/discover.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/command_context.h"

namespace oauthctl::cli {
namespace {

using json = nlohmann::ordered_json;

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text;
}

std::string in_words(const Feature& feature) {
  const char* says = feature.offered ? "yes" : "no";
  return feature.stated ? says : std::string(says) + ", not stated";
}

std::string as_text(const std::string& issuer, const Discovered& discovered) {
  const ServerReport& report = discovered.report;
  std::string out = issuer + '\n';
  for (const WellKnown& document : discovered.documents)
    out += "  " + padded(document.found ? "found" : "absent, " + document.why_not, 18) + printable(document.url) + '\n';
  out += "\nendpoints\n";
  for (const auto& [name, url] : report.endpoints)
    out += "  " + padded(printable(name, 60), 40) + printable(url) + '\n';
  out += "\nthe server offers" + std::string(13, ' ') + "oauthctl uses it for\n";
  for (const Feature& feature : report.features)
    out += "  " + padded(feature.name, 28) + padded(in_words(feature), 16) + feature.use + '\n';
  for (const std::string& remark : report.remarks) out += "\nremark: " + remark;
  for (const std::string& problem : report.problems) out += "\nproblem: " + problem;
  if (!report.remarks.empty() || !report.problems.empty()) out += '\n';
  return out;
}

std::string as_json(const std::string& issuer, const Discovered& discovered) {
  const ServerReport& report = discovered.report;
  json documents = json::array();
  for (const WellKnown& document : discovered.documents)
    documents.push_back({{"url", document.url}, {"found", document.found}});
  json endpoints = json::object();
  for (const auto& [name, url] : report.endpoints) endpoints[name] = url;
  json features = json::array();
  for (const Feature& feature : report.features) {
    features.push_back({{"name", feature.name},
                        {"member", feature.member},
                        {"offered", feature.offered},
                        {"stated", feature.stated},
                        {"use", feature.use}});
  }
  return to_text(json{{"issuer", issuer},
                      {"documents", documents},
                      {"endpoints", endpoints},
                      {"features", features},
                      {"problems", report.problems},
                      {"remarks", report.remarks}},
                 2) +
         '\n';
}

}  // namespace

int run(const DiscoverOptions& options, const CommandContext& context) {
  const Discovered discovered = discover_server(options.issuer, context.services);
  if (context.global.json) {
    context.terminal.answer(as_json(options.issuer, discovered));
  } else {
    context.terminal.page(as_text(options.issuer, discovered));
  }
  const auto& problems = discovered.report.problems;
  if (!problems.empty()) throw Error(ErrorKind::protocol, "a login would refuse this server: " + problems.front());
  return 0;
}

}  // namespace oauthctl::cli
