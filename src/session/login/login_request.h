#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/client_file.h"
#include "model/grants.h"
#include "model/record.h"
#include "model/response_type.h"

namespace oauthctl {

/// A sign-in as the person asks for it.
struct LoginRequest {
  std::string profile;
  std::string client_file;  ///< absolute; empty: as at the profile's last sign-in
  std::optional<ClientFile>
      client_file_inline;  ///< read from a stream: kept in the record, because it cannot be read again
  /// The metadata of the client's server, if it has been asked already.
  std::optional<ServerMetadata> published;
  std::string client_options;        ///< the options that named the client, each with a space behind it, for a hint
  std::optional<std::string> scope;  ///< nothing: the profile's, else the file's
  Params asked;                      ///< parameters with a flag of their own, such as prompt; laid over the others
  std::optional<std::vector<std::string>> resource;  ///< nothing: the profile's, else the file's
  std::optional<std::vector<std::string>> serves;    ///< the only places for the token; nothing: the profile's
  std::optional<std::string> authorization_details;  ///< checked JSON; nothing: the profile's, else the file's
  std::optional<Params> params;                      ///< extra parameters; nothing: the profile's
  /// Nothing: jwt_bearer for a service account; as at the profile's last sign-in if that needed no person; else a code,
  /// or a device code if no browser can be opened.
  std::optional<GrantType> flow;
  /// Nothing: the profile's if the flow can bring that, else a code, or the tokens for the implicit flow.
  std::optional<ResponseType> response_type;
  GrantSource source;  ///< for the grants that need no browser; empty: the profile's
  /// Called when everything else is known.
  std::function<Secret(const std::string& username)> password;
  /// Draws a URL for a camera, each line after a line end; empty: draws nothing.
  std::function<std::string(const std::string& url)> draw_qr;
  /// Makes the code that the person must enter stand out; empty: it stands in a line of its own.
  std::function<std::string(const std::string& code)> draw_code;
  /// Puts text into the clipboard of the person's terminal; empty: does not.
  std::function<void(const std::string& text)> copy;
  std::string ssh_destination;  ///< by which the person reaches this machine, such as `ann@192.0.2.7`; empty: unknown
  /// Whether the profile may leave its client or server for another, for which the question is. Empty: it may not.
  std::function<bool(const std::string& question)> may_replace;
  bool open_browser = true;
  bool keeps_nothing = false;                        ///< only print the token
  std::optional<std::chrono::milliseconds> timeout;  ///< nothing: five minutes, or longer if nobody waits

  std::chrono::milliseconds patience() const { return timeout.value_or(std::chrono::minutes{5}); }
};

}  // namespace oauthctl
