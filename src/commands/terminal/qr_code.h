#pragma once

#include <string>

namespace oauthctl::cli {

/// The text as a QR code (ISO/IEC 18004) for a terminal: UTF-8 half blocks, two modules a character, with the quiet
/// zone of four modules that it needs, each line beginning with a line end. Drawn for light text on a dark ground;
/// cameras read the inverse as well. Throws ErrorKind::usage for a text that is too long for one.
std::string qr_code(const std::string& text);

}  // namespace oauthctl::cli
