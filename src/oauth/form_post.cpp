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
  request.body = Secret(form_encode(body));
  return request;
}

}  // namespace oauthctl
