#include "commands/terminal/qr_code.h"

#include <qrcodegen.hpp>

#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr int quiet_zone = 4;

qrcodegen::QrCode encode(const std::string& text) {
  try {
    return qrcodegen::QrCode::encodeBinary({text.begin(), text.end()}, qrcodegen::QrCode::Ecc::LOW);
  } catch (const qrcodegen::data_too_long&) {
    throw Error(ErrorKind::usage, "the URL is too long for a QR code", "leave --qr out");
  }
}

/// The upper and the lower module in one character. Light modules are drawn.
const char* half_blocks(bool upper_is_dark, bool lower_is_dark) {
  if (upper_is_dark) return lower_is_dark ? " " : "▄";
  return lower_is_dark ? "▀" : "█";
}

}  // namespace

std::string qr_code(const std::string& text) {
  const qrcodegen::QrCode code = encode(text);
  const int end = code.getSize() + quiet_zone;
  std::string drawn;
  for (int y = -quiet_zone; y < end; y += 2) {
    drawn += '\n';
    for (int x = -quiet_zone; x < end; ++x)
      drawn += half_blocks(code.getModule(x, y), code.getModule(x, y + 1));  // light outside of the code
  }
  return drawn;
}

}  // namespace oauthctl::cli
