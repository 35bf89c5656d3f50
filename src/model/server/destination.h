#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/record.h"

namespace oauthctl {

/// Where a token may go: an origin and a path, in the one spelling that can be compared byte for byte.
class Destination {
 public:
  /// Query and fragment do not count. Nothing for a URL with a user, and for a path that one server reads otherwise
  /// than another: dot segments in any encoding, an encoded slash or backslash, control characters.
  static std::optional<Destination> of(std::string_view url);

  /// `https://host`, or `https://host:8443` off the default port.
  const std::string& origin() const { return origin_; }
  const std::string& path() const { return path_; }  ///< begins with a slash
  std::string text() const { return origin_ + path_; }

  /// Whether `other` is of the same origin and its path is below ours: `/mcp` covers `/mcp` and `/mcp/x`, and not
  /// `/mcpx`; `/mcp/` does not cover `/mcp`.
  bool covers(const Destination& other) const;

  /// More segments than that are not served: a lookup tries each path above the URL's.
  static constexpr std::size_t deepest = 64;

 private:
  Destination(std::string origin, std::string path) : origin_(std::move(origin)), path_(std::move(path)) {}

  std::string origin_;
  std::string path_;
};

/// A value of `--for` as the record keeps it. Throws ErrorKind::usage, naming the option, for a URL that no token may
/// go to, or that has a query or a fragment.
std::string place_to_serve(std::string_view url, std::string_view option);

/// Those of the record's resources (RFC 8707) that a URL can be below.
std::vector<std::string> places_of_resources(const Record& record);

/// The record's resource with the longest path that covers the URL, as it was asked for. Empty: none does.
std::string resource_covering(const Record& record, std::string_view url);

/// Whether the record serves the URL, or, if it serves nothing, has it below a resource.
bool is_served(const Record& record, std::string_view url);

/// How the profile was chosen.
enum class Chosen { by_name, by_url };

/// Throws ErrorKind::usage if the profile's token is not for that URL: a profile that serves something gives its token
/// to nothing else. One that was chosen by the URL must serve it, or have it below a resource.
void require_served(const Record& record, std::string_view url, Chosen chosen);

/// Whether every path of the URL's origin may have the token, of a profile that was chosen so.
bool serves_origin_of(const Record& record, std::string_view url, Chosen chosen);

}  // namespace oauthctl
