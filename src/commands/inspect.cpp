#include "session/inspect.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/command_context.h"
#include "commands/files/input.h"

namespace oauthctl::cli {
namespace {

using json = nlohmann::ordered_json;
using Format = InspectedToken::Format;

std::string shown(const std::string& json_text) {
  const auto value = nlohmann::json::parse(json_text, nullptr, false);
  return printable(value.is_string() ? value.get<std::string>() : json_text, 120);
}

std::string first_line(const Inspected& inspected) {
  const InspectedToken& token = inspected.token;
  if (token.format == Format::opaque) {
    const bool is_own = inspected.what == "the access token";
    return inspected.what + ": opaque, so only the server can read it" + (is_own ? "; ask it: oauthctl validate" : "");
  }
  if (token.format == Format::encrypted) return inspected.what + ": encrypted with " + printable(token.alg, 40);
  return inspected.what + ": signed with " + printable(token.alg, 40) +
         (token.kid.empty() ? "" : " by the key " + printable(token.kid, 60)) +
         (inspected.verified ? ": verified" : ": NOT VERIFIED: " + inspected.why_not);
}

std::string as_text(const Inspected& inspected) {
  std::string out = first_line(inspected) + '\n';
  for (const ClaimInWords& claim : inspected.token.claims) {
    out += "  " + printable(claim.name, 60) + ": " + shown(claim.value);
    out += claim.meaning.empty() ? "\n" : "  (" + claim.meaning + ")\n";
  }
  return out;
}

json as_json(const Inspected& inspected) {
  constexpr const char* formats[] = {"opaque", "signed", "encrypted"};
  const InspectedToken& token = inspected.token;
  json out{
      {"what", inspected.what}, {"format", formats[static_cast<int>(token.format)]}, {"verified", inspected.verified}};
  if (!inspected.verified) out["why_not"] = inspected.why_not;
  if (!token.header.empty()) out["header"] = json::parse(token.header);
  if (token.payload.empty()) return out;
  out["claims"] = json::parse(token.payload);
  for (const ClaimInWords& claim : token.claims) {
    if (!claim.meaning.empty()) out["in_words"][claim.name] = claim.meaning;
  }
  return out;
}

Secret named_token(const std::string& named) {
  std::string text = named == "-" ? read_stdin("the token") : named;
  if (named == "-") text = trimmed(text);
  if (text.empty()) throw Error(ErrorKind::usage, "the token is empty");
  return Secret(std::move(text));
}

}  // namespace

int run(const InspectOptions& options, const CommandContext& context) {
  const std::string& profile = context.global.profile;
  const std::vector<Inspected> all =
      options.token ? std::vector{inspect("the token", named_token(*options.token), profile, context.services)}
                    : inspect_profile(profile, context.services);
  json tokens = json::array();
  std::string text;
  for (const Inspected& one : all) {
    tokens.push_back(as_json(one));
    text += as_text(one);
  }
  if (context.global.json) {
    context.terminal.answer(to_text(json{{"tokens", tokens}}, 2) + '\n');
  } else {
    context.terminal.page(text);
  }
  for (const Inspected& one : all) {
    if (one.forged) throw Error(ErrorKind::protocol, one.what + " is not what its issuer signed: " + one.why_not);
  }
  return 0;
}

}  // namespace oauthctl::cli
