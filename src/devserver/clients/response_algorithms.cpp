#include "devserver/clients/response_algorithms.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "devserver/refusal.h"

namespace oauthctl::devserver {
namespace {

struct Member {
  const char* name;
  std::string ResponseAlgorithms::*value;
};

constexpr Member signing[] = {
    {"id_token_signed_response_alg", &ResponseAlgorithms::id_token_signed_response_alg},
    {"authorization_signed_response_alg", &ResponseAlgorithms::authorization_signed_response_alg},
    {"userinfo_signed_response_alg", &ResponseAlgorithms::userinfo_signed_response_alg},
    {"introspection_signed_response_alg", &ResponseAlgorithms::introspection_signed_response_alg},
};

bool is_supported(const std::string& alg) {
  const auto& supported = supported_signing_algorithms();
  return std::find(supported.begin(), supported.end(), alg) != supported.end();
}

}  // namespace

const std::vector<std::string>& supported_signing_algorithms() {
  static const std::vector<std::string> algorithms{"RS256", "PS256", "ES256", "EdDSA"};
  return algorithms;
}

ResponseAlgorithms read_response_algorithms(const JsonObject& metadata) {
  ResponseAlgorithms algorithms;
  for (const auto& [name, value] : signing) {
    const std::string alg = metadata.string(name);
    if (!alg.empty() && !is_supported(alg)) {
      throw Refusal(400, "invalid_client_metadata", std::string(name) + ' ' + printable(alg, 40) + " is not supported");
    }
    algorithms.*value = alg;
  }
  return algorithms;
}

nlohmann::json response_algorithms_json(const ResponseAlgorithms& algorithms) {
  nlohmann::json members = nlohmann::json::object();
  for (const auto& [name, value] : signing) {
    if (!(algorithms.*value).empty()) members[name] = algorithms.*value;
  }
  return members;
}

}  // namespace oauthctl::devserver
