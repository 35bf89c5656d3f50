#include "devserver/endpoints/tokens/issued_terms.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "devserver/clients/grant_types.h"
#include "devserver/endpoints/endpoints.h"
#include "devserver/endpoints/tokens/direct_grants.h"
#include "devserver/refusal.h"
#include "devserver/state/details_types.h"
#include "model/resource_uri.h"

namespace oauthctl::devserver {
namespace {

std::vector<std::string> read_resource(const Params& params) {
  std::vector<std::string> resource;
  for (const auto& [name, value] : params) {
    if (name != "resource") continue;
    if (!is_resource_uri(value))
      throw Refusal(400, "invalid_target", "resource must be an absolute URI without a fragment");
    resource.push_back(value);
  }
  return resource;
}

/// RFC 9449 §10.
std::string read_dpop_jkt(const Params& params) {
  std::string jkt = params.get("dpop_jkt");
  if (jkt.empty()) return jkt;
  const auto digest = base64url_decode(jkt);
  if (!digest || digest->size() != 32) throw invalid_request("dpop_jkt must be a SHA-256 thumbprint in base64url");
  return jkt;
}

/// The parameter with an earlier grant; null: this grant type has none.
const char* presented_in(const std::string& grant_type) {
  if (grant_type == "authorization_code") return "code";
  if (grant_type == "refresh_token") return "refresh_token";
  if (grant_type == device_grant_type) return "device_code";
  return nullptr;
}

Terms granted_terms(KeptTerms& kept, const TermsRequest& request, const Terms& asked) {
  if (const char* name = presented_in(request.grant_type)) return kept.find(Secret(request.form.get(name)));
  Terms granted{{}, asked.resource, asked.authorization_details, {}};
  // The new token may be for another resource than the old one, but must not allow more.
  if (request.grant_type == token_exchange_grant_type)
    granted.authorization_details = kept.find(Secret(request.form.get("subject_token"))).authorization_details;
  return granted;
}

bool is_part_of(const std::vector<std::string>& asked, const std::vector<std::string>& granted) {
  return std::all_of(asked.begin(), asked.end(), [&](const std::string& uri) {
    return std::find(granted.begin(), granted.end(), uri) != granted.end();
  });
}

/// Auth0's word for the resource at a renewal, which need not be a URI.
void add_audience(const TermsRequest& request, Terms& asked) {
  if (request.grant_type != "refresh_token") return;
  for (const auto& [name, value] : request.form)
    if (name == "audience") asked.resource.push_back(value);
}

/// RFC 8707 §2.2: one token may be for a part of what was granted.
std::vector<std::string> narrowed_resource(const Terms& asked, const Terms& granted) {
  if (asked.resource.empty()) return granted.resource;
  if (!granted.resource.empty() && !is_part_of(asked.resource, granted.resource))
    throw Refusal(400, "invalid_target", "resource was not granted");
  return asked.resource;
}

/// RFC 9396 §6.
std::string narrowed_details(const Terms& asked, const Terms& granted) {
  if (asked.authorization_details.empty()) return granted.authorization_details;
  const auto details = [](const std::string& text) {
    return text.empty() ? nlohmann::json::array() : nlohmann::json::parse(text);
  };
  if (!are_granted(details(asked.authorization_details), details(granted.authorization_details)))
    throw Refusal(400, "invalid_authorization_details", "authorization_details were not all granted");
  return asked.authorization_details;
}

}  // namespace

Terms asked_terms(const Params& params) {
  return {read_dpop_jkt(params),
          read_resource(params),
          read_authorization_details(params.get("authorization_details")),
          {}};
}

IssuedTerms terms_to_issue(KeptTerms& kept, const TermsRequest& request) {
  Terms asked = asked_terms(request.form);
  add_audience(request, asked);
  const Terms granted = granted_terms(kept, request, asked);
  // RFC 9449 §5 and §10: the sender of the code or refresh token must have its key too.
  if (!granted.jkt.empty() && granted.jkt != request.jkt)
    throw invalid_grant("the code or token is bound to another DPoP key");
  if (!granted.x5t.empty() && granted.x5t != request.x5t)
    throw invalid_grant("the code or token is bound to another certificate");
  // RFC 9449 §5, RFC 8705 §4: a confidential client's refresh token is protected by the client's authentication.
  const Terms own{request.is_public ? request.jkt : "",
                  granted.resource,
                  granted.authorization_details,
                  {},
                  request.is_public ? request.x5t : ""};
  return {{request.jkt, narrowed_resource(asked, granted), narrowed_details(asked, granted), {}, request.x5t}, own};
}

std::string proven_key(AuthorizationServer& server, const Request& request, Response& response,
                       const Secret& access_token) {
  const ProvenRequest proven{request.headers_named("DPoP"), request.method,
                             request.origin() + request.issuer_path + request.path, access_token};
  if (proven.proofs.empty()) return {};
  using Verifier = DpopProofs::Verifier;
  const Verifier verifier = access_token.empty() ? Verifier::authorization_server : Verifier::resource_server;
  if (const std::string nonce = server.dpop_proofs.nonce(verifier); !nonce.empty())
    response.set_header("DPoP-Nonce", nonce);
  return server.dpop_proofs.check(proven, verifier);
}

}  // namespace oauthctl::devserver
