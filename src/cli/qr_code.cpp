#include "cli/qr_code.h"

#include <qrencode.h>

#include <memory>

#include "base/releases.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

constexpr int quiet_zone = 4;

class Modules {
 public:
  explicit Modules(const std::string& text)
      : code_(QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                                QR_ECLEVEL_L)) {
    if (!code_) throw Error(ErrorKind::usage, "the URL is too long for a QR code", "leave --qr out");
  }

  int width() const { return code_->width; }
  /// What is outside is light: the quiet zone.
  bool is_dark(int x, int y) const {
    if (x < 0 || y < 0 || x >= width() || y >= width()) return false;
    return (code_->data[y * width() + x] & 1) != 0;
  }

 private:
  std::unique_ptr<QRcode, Releases<QRcode_free>> code_;
};

/// The upper and the lower module in one character; what is light is drawn.
const char* half_blocks(bool upper_is_dark, bool lower_is_dark) {
  if (upper_is_dark) return lower_is_dark ? " " : "▄";
  return lower_is_dark ? "▀" : "█";
}

}  // namespace

std::string qr_code(const std::string& text) {
  const Modules modules(text);
  std::string drawn;
  for (int y = -quiet_zone; y < modules.width() + quiet_zone; y += 2) {
    drawn += '\n';
    for (int x = -quiet_zone; x < modules.width() + quiet_zone; ++x)
      drawn += half_blocks(modules.is_dark(x, y), modules.is_dark(x, y + 1));
  }
  return drawn;
}

}  // namespace oauthctl::cli
