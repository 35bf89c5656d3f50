#include "commands/terminal/qr_code.h"

#include <qrcodegen.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr int quiet_zone = 4;

using Modules = std::array<std::uint8_t, qrcodegen_BUFFER_LEN_MAX>;

Modules encode(const std::string& text) {
  Modules code{};
  Modules scratch{};
  const bool fits = text.size() <= scratch.size();
  if (fits) std::copy(text.begin(), text.end(), scratch.begin());
  if (!fits || !qrcodegen_encodeBinary(scratch.data(), text.size(), code.data(), qrcodegen_Ecc_LOW,
                                       qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO, true)) {
    throw Error(ErrorKind::usage, "the URL is too long for a QR code", "leave --qr out");
  }
  return code;
}

/// The upper and the lower module in one character. Light modules are drawn.
const char* half_blocks(bool upper_is_dark, bool lower_is_dark) {
  if (upper_is_dark) return lower_is_dark ? " " : "▄";
  return lower_is_dark ? "▀" : "█";
}

}  // namespace

std::string qr_code(const std::string& text) {
  const Modules code = encode(text);
  // Light outside of the code.
  const auto is_dark = [&](int x, int y) { return qrcodegen_getModule(code.data(), x, y); };
  const int end = qrcodegen_getSize(code.data()) + quiet_zone;
  std::string drawn;
  for (int y = -quiet_zone; y < end; y += 2) {
    drawn += '\n';
    for (int x = -quiet_zone; x < end; ++x) drawn += half_blocks(is_dark(x, y), is_dark(x, y + 1));
  }
  return drawn;
}

}  // namespace oauthctl::cli
