#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/http.h"

namespace oauthctl {

/// One thing that a server can do or not, and what it is to oauthctl.
struct Feature {
  std::string name;      ///< `PKCE with S256`
  std::string member;    ///< of the metadata, where the server says so
  bool offered = false;  ///< stated, or the default of what is not stated
  bool stated = false;
  std::string use;  ///< where oauthctl uses it, or what it means that it does not
};

/// What a well-known document says of the server.
struct ServerReport {
  std::string source;                                          ///< where the document was
  std::vector<std::pair<std::string, std::string>> endpoints;  ///< as they stand there, good or bad
  std::vector<Feature> features;
  std::vector<std::string> problems;  ///< oauthctl would refuse this server for each
  std::vector<std::string> remarks;   ///< what is worth knowing all the same
};

/// Reads a discovery answer without believing it: what is wrong is in the report. Throws ErrorKind::protocol for an
/// answer that is no JSON object, ErrorKind::unavailable for 429 and 5xx.
ServerReport report_on_server(const HttpResponse& response, std::string_view issuer);

/// What two documents of one server say differently, one line each.
std::vector<std::string> contradictions(const ServerReport& first, const ServerReport& second);

/// Everything that oauthctl asks of servers, and whether this one offers it. Members of the wrong type count as absent.
std::vector<Feature> features_of(const JsonObject& document);

}  // namespace oauthctl
