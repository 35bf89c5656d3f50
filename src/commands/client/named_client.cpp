#include "commands/client/named_client.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/files/input.h"
#include "commands/login/login.h"
#include "config/client_file.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

/// The line end belongs to the file and not to the secret.
Secret secret_in(const std::string& file) {
  const std::string text = read_input(file, "the client's secret");
  const std::string secret(trimmed(text));
  if (secret.empty() || printable(secret, secret.size()) != secret)
    throw Error(ErrorKind::usage, "the client's secret must be one line of text");
  return Secret(secret);
}

struct Found {
  NamedClient client;
  Secret secret;
};

std::optional<Found> in_environment(const Environment& environment) {
  NamedClient client;
  client.issuer = environment("OAUTHCTL_ISSUER").value_or("");
  client.provider = environment("OAUTHCTL_PROVIDER").value_or("");
  client.client_id = environment("OAUTHCTL_CLIENT_ID").value_or("");
  if (client.is_empty()) return std::nullopt;
  if (!client.issuer.empty() && !client.provider.empty())
    throw Error(ErrorKind::usage, "OAUTHCTL_ISSUER and OAUTHCTL_PROVIDER cannot be used together");
  if (client.issuer.empty() && client.provider.empty())
    throw Error(ErrorKind::usage, "OAUTHCTL_CLIENT_ID is set, but OAUTHCTL_ISSUER and OAUTHCTL_PROVIDER are not",
                "set one of them, or unset OAUTHCTL_CLIENT_ID");
  if (client.client_id.empty()) {
    throw Error(ErrorKind::usage, "OAUTHCTL_ISSUER and OAUTHCTL_PROVIDER need OAUTHCTL_CLIENT_ID",
                "set it to the client's id, or unset the others");
  }
  return Found{client, Secret(environment("OAUTHCTL_CLIENT_SECRET").value_or(""))};
}

}  // namespace

Secret client_file_text(const NamedClient& client, const Secret& secret, const std::string& scope) {
  nlohmann::ordered_json out;
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("issuer", client.issuer);
  put("provider", client.provider);
  for (const auto& [name, value] : client.variables) out["provider_variables"][name] = value;
  put("client_id", client.client_id);
  put("client_secret", secret.reveal());
  if (!client.redirect_uri.empty()) out["redirect_uris"] = {client.redirect_uri};
  put("scope", scope);
  return Secret(to_text(out, 2) + '\n');
}

std::optional<ClientFile> named_client_at(const std::string& issuer, const NamedClient& typed,
                                          const Environment& environment, const Providers& providers) {
  NamedClient client = typed;
  client.issuer = issuer;
  if (!typed.client_id.empty()) return named_client(client, environment, providers);
  client.client_id = environment("OAUTHCTL_CLIENT_ID").value_or("");
  if (client.client_id.empty()) return std::nullopt;
  // Nobody typed it for this server, which a stranger may have named.
  if (environment("OAUTHCTL_CLIENT_SECRET"))
    throw Error(ErrorKind::usage,
                "OAUTHCTL_CLIENT_SECRET is set without OAUTHCTL_ISSUER, so it may be for another server",
                "set OAUTHCTL_ISSUER to the client's server, or unset the secret");
  return parse_client_file(client_file_text(client, {}).reveal(), "the environment", providers);
}

std::optional<ClientFile> named_client(const NamedClient& typed, const Environment& environment,
                                       const Providers& providers) {
  if (!typed.is_empty()) {
    const Secret secret = typed.secret_file.empty() ? Secret() : secret_in(typed.secret_file);
    return parse_client_file(client_file_text(typed, secret).reveal(), "the command line", providers);
  }
  if (const auto found = in_environment(environment))
    return parse_client_file(client_file_text(found->client, found->secret).reveal(), "the environment", providers);
  return std::nullopt;
}

}  // namespace oauthctl::cli
