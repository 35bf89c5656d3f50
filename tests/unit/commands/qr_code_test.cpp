#include "commands/terminal/qr_code.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

/// The modules again, dark ones true, two rows a line.
std::vector<std::vector<bool>> modules_of(const std::string& drawn) {
  std::vector<std::vector<bool>> rows;
  std::istringstream text(drawn.substr(1));
  for (std::string line; std::getline(text, line);) {
    std::vector<bool> upper, lower;
    while (!line.empty()) {
      const std::string block = line.substr(0, line.starts_with(' ') ? 1 : 3);
      line.erase(0, block.size());
      upper.push_back(block == " " || block == "▄");
      lower.push_back(block == " " || block == "▀");
    }
    rows.push_back(upper);
    rows.push_back(lower);
  }
  return rows;
}

TEST(QrCode, RefusesWhatFitsIntoNone) {
  EXPECT_THROW(qr_code(std::string(4000, 'x')), Error);
}

TEST(QrCode, HasAQuietZoneAndFinderPatternsInThreeCorners) {
  // Byte mode, level L: 25 modules hold up to 32 bytes (ISO/IEC 18004 table 7).
  const auto rows = modules_of(qr_code("https://as.example/device?c=ABCD"));
  constexpr std::size_t quiet = 4, width = 25;
  ASSERT_GE(rows.size(), width + 2 * quiet);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    ASSERT_EQ(rows[y].size(), width + 2 * quiet);
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      const bool outside = x < quiet || y < quiet || x >= quiet + width || y >= quiet + width;
      EXPECT_FALSE(outside && rows[y][x]) << x << ' ' << y;
    }
  }
  const auto has_finder = [&](std::size_t left, std::size_t top) {
    for (std::size_t y = 0; y < 7; ++y) {
      for (std::size_t x = 0; x < 7; ++x) {
        const bool ring = x == 0 || y == 0 || x == 6 || y == 6;
        const bool core = x >= 2 && x <= 4 && y >= 2 && y <= 4;
        if (rows[quiet + top + y][quiet + left + x] != (ring || core)) return false;
      }
    }
    return true;
  };
  EXPECT_TRUE(has_finder(0, 0));
  EXPECT_TRUE(has_finder(width - 7, 0));
  EXPECT_TRUE(has_finder(0, width - 7));
  EXPECT_FALSE(has_finder(width - 7, width - 7));
}

}  // namespace
}  // namespace oauthctl::cli
