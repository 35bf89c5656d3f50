#include "fuzz/properties.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/params.h"
#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl::fuzz {
namespace {

constexpr const char* secret_members[] = {
    "access_token", "refresh_token", "id_token",      "device_code", "client_secret", "registration_access_token",
    "private_key",  "code",          "code_verifier", "assertion",   "password"};

std::uint32_t code_point(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
  if (length == 1) return byte(0);
  std::uint32_t code = byte(0) & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(i) & 0x3fU);
  return code;
}

std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

bool is_control(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x2028 || code == 0x2029;
}

/// Unicode's Bidi_Control.
bool is_bidi(std::uint32_t code) {
  return code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool is_zero_width(std::uint32_t code) {
  return (code >= 0x200b && code <= 0x200d) || code == 0x2060 || code == 0xfeff || code == 0xad;
}

bool is_secret_member(std::string_view name) {
  return std::find(std::begin(secret_members), std::end(secret_members), name) != std::end(secret_members);
}

}  // namespace

void require(bool holds, const std::string& property) {
  if (!holds) throw Broken(property);
}

void require_fit_for_terminal(std::string_view text) {
  if (!is_utf8(text)) throw Broken("a message is not UTF-8: " + std::string(text));
  for (std::size_t at = 0; at < text.size(); at += length_of(text[at])) {
    const std::uint32_t code = code_point(text, at, length_of(text[at]));
    if (is_control(code) || is_bidi(code) || is_zero_width(code))
      throw Broken("the character " + std::to_string(code) + " is in: " + std::string(text));
  }
}

void require_hidden(std::string_view text, const Secrets& secrets) {
  for (const std::string& secret : secrets) {
    if (secret.find(planted) != std::string::npos && text.find(secret) != std::string_view::npos)
      throw Broken("the secret \"" + secret + "\" is in: " + std::string(text));
  }
}

void require_fit_message(std::string_view text, const Secrets& secrets) {
  require_fit_for_terminal(text);
  require_hidden(text, secrets);
}

bool parses(const std::function<void()>& parse, const Secrets& secrets) {
  try {
    parse();
    return true;
  } catch (const Error& error) {
    require_fit_message(error.message(), secrets);
    require_fit_message(error.hint().text(), secrets);
    return false;
  }
}

Secrets told_once(const Secrets& values, std::string_view input) {
  Secrets once;
  for (const std::string& value : values) {
    const auto first = input.find(value);
    if (first != std::string_view::npos && input.find(value, first + 1) == std::string_view::npos)
      once.push_back(value);
  }
  return once;
}

Secrets secrets_in(std::string_view body, std::string_view input) {
  Secrets values;
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) {
      if (is_secret_member(name) && value.is_string()) values.push_back(value.get<std::string>());
    }
    return told_once(values, input);
  }
  try {
    for (const auto& [name, value] : form_decode(body)) {
      if (is_secret_member(name)) values.push_back(value);
    }
  } catch (const Error&) {
    values.clear();  // neither JSON nor a form
  }
  return told_once(values, input);
}

}  // namespace oauthctl::fuzz
