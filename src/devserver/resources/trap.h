#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "devserver/http/response.h"

/// Resources that misbehave in a way that clients must withstand. Each is at `/traps/NAME`.
namespace oauthctl::devserver {

inline constexpr const char* traps_path = "/traps";

/// The addresses that a trap writes into its challenge and its metadata.
struct TrapPlace {
  std::string origin;        ///< of the resource
  std::string resource;      ///< its URL
  std::string metadata_url;  ///< where its metadata is
  std::string issuer;        ///< of this server
  std::string elsewhere;     ///< another origin, which is this server too, so that its statistics show who went there
  std::string other_server;  ///< another authorization server, which may be down
  bool was_used = false;     ///< whether somebody has called the resource with a valid token
};

struct Trap {
  const char* name;
  const char* meaning;
  /// The WWW-Authenticate fields of a 401. Null: the usual ones.
  std::vector<std::string> (*challenges)(const TrapPlace&) = nullptr;
  /// Changes correct metadata. Null: it stays.
  void (*change)(const TrapPlace&, nlohmann::json& metadata) = nullptr;
  /// Changes the answer that has the metadata. Null: it stays.
  void (*answer)(const TrapPlace&, Response& response) = nullptr;
};

std::span<const Trap> traps();

/// The parts of traps().
std::span<const Trap> challenge_traps();
std::span<const Trap> metadata_traps();
std::span<const Trap> answer_traps();

}  // namespace oauthctl::devserver
