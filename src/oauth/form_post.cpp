#include "oauth/form_post.h"

#include "oauthctl/error.h"

namespace oauthctl {

const std::string& required_endpoint(const ServerMetadata& server, std::string ServerMetadata::*endpoint,
                                     const char* member) {
  if ((server.*endpoint).empty()) {
    throw Error(ErrorKind::usage, std::string("the server has no ") + member,
                std::string("add ") + member + " or the issuer to the secrets file");
  }
  return server.*endpoint;
}

namespace {

/// RFC 8705 §5: where the server has a name of its own for clients with a certificate, so that others are not asked
/// for one.
std::string certificate_endpoint(const ServerMetadata& server, const char* member, const std::string& plain) {
  const auto alias = server.mtls_endpoint_aliases.find(member);
  return alias == server.mtls_endpoint_aliases.end() ? plain : alias->second;
}

}  // namespace

HttpRequest form_post(const std::string& url, const Params& body) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  request.body = Secret(form_encode(body));
  return request;
}

HttpRequest form_post(const ServerMetadata& server, std::string ServerMetadata::*endpoint, const char* member,
                      const Client& client, const ClientAuth& auth, Params body) {
  HttpRequest request = form_post(required_endpoint(server, endpoint, member), {});
  request.may_repeat = true;
  auth(server, client, body, request);
  if (request.client_certificate) request.url = certificate_endpoint(server, member, request.url);
  request.body = Secret(form_encode(body));
  return request;
}

}  // namespace oauthctl
