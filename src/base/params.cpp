#include "base/params.h"

#include <algorithm>

#include "base/text.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

std::string form_decode_value(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
      if (low < 0) throw Error(ErrorKind::protocol, "a form-encoded value has a broken % escape");
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

}  // namespace

void Params::set(std::string_view name, std::string value) {
  erase(name);
  add(std::string(name), std::move(value));
}

void Params::erase(std::string_view name) {
  std::erase_if(pairs_, [&](const Pair& pair) { return pair.first == name; });
}

std::size_t Params::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(pairs_.begin(), pairs_.end(), [&](const Pair& pair) { return pair.first == name; }));
}

std::optional<std::string> Params::find(std::string_view name) const {
  for (const auto& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string form_encode(std::string_view value) {
  std::string out = percent_encode(value, "-_.~ ");
  std::replace(out.begin(), out.end(), ' ', '+');
  return out;
}

std::string form_encode(const Params& params) {
  std::string out;
  for (const auto& [name, value] : params) {
    if (!out.empty()) out += '&';
    out += form_encode(name);
    out += '=';
    out += form_encode(value);
  }
  return out;
}

Params form_decode(std::string_view text) {
  Params out;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    out.add(form_decode_value(pair.substr(0, equals)), form_decode_value(value));
  }
  return out;
}

}  // namespace oauthctl
