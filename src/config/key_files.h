#pragma once

#include <string>

#include "model/client_file.h"

namespace oauthctl {

/// Reads the private key that the secrets file names, and finds the certificate for TLS and its key. A relative path
/// begins at `folder`, where the secrets file is; where that is empty, because it came from standard input, there is no
/// such place. Throws ErrorKind::usage naming `source`, the member and the file; warns of a key that others can read.
void read_client_files(ClientFile& secrets, const std::string& folder, const std::string& source);

}  // namespace oauthctl
