#include "devserver/endpoints/refused_parameters.h"

#include <algorithm>

#include "base/text.h"
#include "devserver/refusal.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {

void refuse_parameters(const DevServerOptions& options, const Params& params) {
  if (!options.offline_access && has_scope(params.get("scope"), "offline_access"))
    throw invalid_scope("scope has a word that is not in scopes_supported");
  if (!params.contains("resource")) return;
  if (options.resource_parameter == ResourceParameter::invalid_target)
    throw Refusal(400, "invalid_target", "this server issues no token for that resource");
  // The words of Entra, which accepts no resource beside a scope.
  if (options.resource_parameter == ResourceParameter::entra)
    throw invalid_request(
        "AADSTS9010010: The resource parameter provided in the request doesn't match with the requested scopes.");
}

void require_exact_redirect_uri(const DevServerOptions& options, const Destination& destination) {
  const auto& registered = destination.client.redirect_uris;
  if (!options.exact_redirect_uris ||
      std::find(registered.begin(), registered.end(), destination.redirect_uri) != registered.end())
    return;
  throw invalid_request("redirect_uri " + printable(destination.redirect_uri) + " is not registered with this port");
}

}  // namespace oauthctl::devserver
