#include "store/file/checksum.h"

#include <cstdint>

namespace oauthctl {
namespace {

constexpr std::string_view label = ",\"checksum\":\"";
constexpr std::string_view end = "\"}\n";
constexpr std::size_t digits = 16;

std::string tail_of(std::string_view content) {
  return std::string(label) + checksum_of(content) + std::string(end);
}

}  // namespace

std::string checksum_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::string hex(digits, '0');
  for (std::size_t i = digits; i-- > 0; hash >>= 4) hex[i] = "0123456789abcdef"[hash & 0xf];
  return hex;
}

std::string with_checksum(std::string object) {
  object.pop_back();  // the closing brace
  return object + tail_of(object);
}

bool has_valid_checksum(std::string_view text) {
  const std::size_t tail = label.size() + digits + end.size();
  return text.size() > tail && text.substr(text.size() - tail) == tail_of(text.substr(0, text.size() - tail));
}

}  // namespace oauthctl
