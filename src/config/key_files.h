#pragma once

#include <string>

#include "model/client_file.h"

namespace oauthctl {

/// Reads the private key that the client file names, and finds the certificate for TLS and its key. A relative path
/// starts at `folder`, the folder of the client file. If `folder` is empty because the file came from standard input,
/// relative paths are refused. Throws ErrorKind::usage naming `source`, the member and the file. Warns if others can
/// read a key.
void read_client_files(ClientFile& secrets, const std::string& folder, const std::string& source);

}  // namespace oauthctl
