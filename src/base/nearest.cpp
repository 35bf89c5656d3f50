#include "base/nearest.h"

#include <algorithm>
#include <array>
#include <vector>

namespace oauthctl {
namespace {

// None of our names is longer, and the work grows with the square.
constexpr std::size_t longest_name = 64;

/// The optimal string alignment distance, row by row.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::vector<std::size_t>, 3> rows;
  for (auto& row : rows) row.resize(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> known) {
  std::string_view found;
  std::size_t least = longest_name;
  if (typed.size() > longest_name) return found;
  for (const std::string_view word : known) {
    const std::size_t far = distance(typed, word);
    if (far > std::max<std::size_t>(1, word.size() / 3) || far >= least) continue;
    found = word;
    least = far;
  }
  return found;
}

std::string nearest(std::string_view typed, const std::vector<std::string>& known) {
  return std::string(nearest(typed, std::vector<std::string_view>(known.begin(), known.end())));
}

std::string one_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace oauthctl
