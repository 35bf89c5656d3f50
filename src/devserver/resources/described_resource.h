#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "devserver/http/request.h"
#include "devserver/resources/trap.h"

namespace oauthctl::devserver {

inline constexpr std::string_view resource_metadata_path = "/.well-known/oauth-protected-resource";

/// A protected resource that has metadata (RFC 9728), so that a client finds this server by it.
struct DescribedResource {
  std::string origin;          ///< as the client wrote it: with 127.0.0.1, localhost or [::1]
  std::string path;            ///< empty: the whole origin
  const Trap* trap = nullptr;  ///< null: it behaves

  std::string url() const { return origin + path; }
  /// RFC 9728 §3.1: the well-known path comes before that of the resource.
  std::string metadata_url() const { return origin + std::string(resource_metadata_path) + path; }
  /// RFC 8707 §2: a token for another resource is not valid here. A token without an audience is valid anywhere.
  bool accepts(const std::vector<std::string>& audience) const;
};

/// The resource at the request's path or above it.
DescribedResource resource_above(const Request& request);

/// The resource that has its metadata at the request's path; nothing: no resource has.
std::optional<DescribedResource> resource_described_at(const Request& request);

}  // namespace oauthctl::devserver
