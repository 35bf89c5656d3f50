#include "config/authorized_user.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/url.h"
#include "model/server/google.h"

namespace oauthctl {
namespace {

constexpr const char* token_endpoint = "https://oauth2.googleapis.com/token";
constexpr const char* authorization_endpoint = "https://accounts.google.com/o/oauth2/auth";

}  // namespace

bool is_authorized_user(std::string_view json) {
  const auto value = nlohmann::json::parse(json, nullptr, false);
  if (!value.is_object()) return false;
  if (value.contains("type")) return value.at("type") == "authorized_user";
  return value.contains("refresh_token") && value.contains("client_id") && value.contains("token_uri");
}

Record parse_authorized_user(std::string_view json, const std::string& source, const Providers& providers) {
  const JsonObject object = JsonObject::parse(json, source, ErrorKind::usage);
  Record record;
  record.client = Client{};
  record.client->client_id = object.required_string("client_id");
  record.client->client_secret = Secret(object.string("client_secret"));
  record.client_id = record.client->client_id;
  record.server.token_endpoint = object.has("token_uri") ? object.string("token_uri") : token_endpoint;
  const auto url = Url::parse(record.server.token_endpoint);
  if (!url || !is_safe_endpoint(*url)) object.fail("token_uri", "must be an https URL, or http on a loopback host");
  // A code of Google's is for Google alone.
  if (is_googles(record.server.token_endpoint)) record.server.authorization_endpoint = authorization_endpoint;
  add_google(record.server, providers);
  record.account.email = object.string("account");
  record.tokens.refresh_token = Secret(object.required_string("refresh_token"));
  record.tokens.expires_at = TimePoint{};
  return record;
}

}  // namespace oauthctl
