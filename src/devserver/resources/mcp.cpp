#include "devserver/resources/mcp.h"

#include <nlohmann/json.hpp>

namespace oauthctl::devserver {
namespace {

nlohmann::json initialized(const nlohmann::json& message) {
  const auto params = message.value("params", nlohmann::json::object());
  return {
      {"protocolVersion", params.is_object() ? params.value("protocolVersion", nlohmann::json()) : nlohmann::json()},
      {"capabilities", {{"tools", nlohmann::json::object()}}},
      {"serverInfo", {{"name", "oauthctl dev-server"}, {"version", "1"}}}};
}

nlohmann::json tools() {
  const nlohmann::json whoami{
      {"name", "whoami"}, {"description", "Says who calls."}, {"inputSchema", {{"type", "object"}}}};
  return {{"tools", nlohmann::json::array({whoami})}};
}

nlohmann::json content(const std::string& text) {
  const nlohmann::json part{{"type", "text"}, {"text", text}};
  return {{"content", nlohmann::json::array({part})}};
}

nlohmann::json result_of(const std::string& method, const nlohmann::json& message, const std::string& greeting) {
  if (method == "initialize") return initialized(message);
  if (method == "tools/list") return tools();
  if (method == "tools/call") return content(greeting);
  return method == "ping" ? nlohmann::json::object() : nlohmann::json();
}

}  // namespace

std::optional<nlohmann::json> mcp_answer(const std::string& body, const std::string& greeting) {
  const auto message = nlohmann::json::parse(body, nullptr, false);
  if (!message.is_object() || !message.contains("method") || !message.at("method").is_string()) return std::nullopt;
  if (!message.contains("id")) return nlohmann::json();
  nlohmann::json answer{{"jsonrpc", "2.0"}, {"id", message.at("id")}};
  const auto result = result_of(message.at("method"), message, greeting);
  if (result.is_null()) {
    answer["error"] = {{"code", -32601}, {"message", "method not found"}};
  } else {
    answer["result"] = result;
  }
  return answer;
}

}  // namespace oauthctl::devserver
