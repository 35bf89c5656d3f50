#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/http.h"

namespace oauthctl {

/// One feature that a server has or lacks, and what oauthctl does with it.
struct Feature {
  std::string name;      ///< `PKCE with S256`
  std::string member;    ///< of the metadata, in which the server says so
  bool offered = false;  ///< stated, or the default if not stated
  bool stated = false;
  std::string use;  ///< where oauthctl uses it, or what follows if it is missing
};

/// The findings in a server's well-known document.
struct ServerReport {
  std::string source;                                          ///< where the document was
  std::vector<std::pair<std::string, std::string>> endpoints;  ///< as published, good or bad
  std::vector<Feature> features;
  std::vector<std::string> problems;  ///< oauthctl would refuse this server for each
  std::vector<std::string> remarks;   ///< other facts that are worth knowing
};

/// Reads a discovery answer without trusting it: the report lists its mistakes. Throws ErrorKind::protocol for an
/// answer that is not a JSON object, ErrorKind::unavailable for 429 and 5xx.
ServerReport report_on_server(const HttpResponse& response, std::string_view issuer);

/// The differences between two documents of one server, one line each.
std::vector<std::string> contradictions(const ServerReport& first, const ServerReport& second);

/// Every server feature that oauthctl uses, and whether this server offers it. Members of the wrong type count as
/// absent.
std::vector<Feature> features_of(const JsonObject& document);

}  // namespace oauthctl
