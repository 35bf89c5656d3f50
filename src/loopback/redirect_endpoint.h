#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_descriptor.h"
#include "loopback/callback_request.h"

namespace oauthctl {

/// A redirect URI of the client, and the sockets that listen at its address.
struct RedirectEndpoint {
  std::string redirect_uri;  ///< as registered, with the port inserted if it had none
  CallbackTarget target;
  std::vector<FileDescriptor> sockets;
};

/// Binds the first loopback redirect URI whose port is free. One without a port takes any free port (RFC 8252 §7.3);
/// `localhost` is 127.0.0.1 and [::1], because browsers differ in which they try first. A client that registered
/// nothing gets http://127.0.0.1/callback on any port. Throws ErrorKind::usage if no URI leads to this machine,
/// ErrorKind::unavailable if every port is taken. With https only such URIs count, each at its own port.
RedirectEndpoint bind_redirect_endpoint(const std::vector<std::string>& redirect_uris,
                                        std::string_view scheme = "http");

/// The redirect URI of a client that has none at which oauthctl can listen: the first of https or of a scheme of the
/// client's own, from which a person pastes the answer. Nothing: the others decide. Throws ErrorKind::usage if there
/// are only out-of-band ones.
std::optional<std::string> redirect_uri_to_paste(const std::vector<std::string>& redirect_uris);

}  // namespace oauthctl
