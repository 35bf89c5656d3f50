#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/params.h"
#include "support/dev_server.h"

namespace oauthctl::testing {

/// The parts of an answer that the tests check.
struct Answer {
  int status = 0;
  Params headers;  ///< names in lower case
  std::string body;

  std::string header(const std::string& name) const { return headers.get(name); }
  nlohmann::json json() const { return nlohmann::json::parse(body); }
  /// The `error` of a JSON body; empty if it has none.
  std::string error() const;
  /// The parameters of the Location's query.
  Params location() const;
};

inline const std::string redirect_uri = "http://127.0.0.1:43210/callback";
/// RFC 7636 App. B
inline const std::string code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
inline const std::string code_challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Throws if the answer is incomplete.
Answer send(const char* method, const std::string& url, const Params& headers = {}, const std::string& body = {});
Answer get(const DevServer& server, const std::string& path, const Params& headers = {});
Answer post(const DevServer& server, const std::string& path, const Params& form, const Params& headers = {});
Answer post_json(const DevServer& server, const std::string& path, const nlohmann::json& body, Params headers = {});

Params basic(const std::string& id, const std::string& secret);
/// As the default client.
Params basic(const DevServer& server);
Params bearer(const std::string& token);

/// A valid authorization request of the default client.
Params authorization_request(const Params& changes = {});
Answer authorize(const DevServer& server, const Params& request = authorization_request());
/// A fresh code; the server must approve without a person.
std::string new_code(const DevServer& server, const Params& changes = {});
Answer redeem(const DevServer& server, const std::string& code);
Answer refresh(const DevServer& server, const std::string& refresh_token);
/// The token answer of a whole sign-in.
nlohmann::json sign_in(const DevServer& server, const Params& changes = {});

}  // namespace oauthctl::testing
