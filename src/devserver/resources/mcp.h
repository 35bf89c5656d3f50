#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace oauthctl::devserver {

/// The answer of a small MCP server with one tool, which says `greeting`. Null JSON: the message needs no answer.
/// Nothing: the body is not a JSON-RPC message.
std::optional<nlohmann::json> mcp_answer(const std::string& body, const std::string& greeting);

}  // namespace oauthctl::devserver
