#include "http/redaction.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "http/auth_fields.h"
#include "http/public_names.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

// A longer body is not shown. This also limits how much one answer can make us remember.
constexpr std::size_t longest_body = 65'536;

/// In lower case and without parameters, such as charset. Empty if the answer does not say.
std::string media_type(const Params& headers) {
  for (const auto& [name, value] : headers) {
    if (to_lower(name) == "content-type") return to_lower(value.substr(0, value.find_first_of("; ")));
  }
  return {};
}

/// Nothing for a name that is known to be harmless.
std::optional<Sensitivity> sensitivity_of(std::string_view name) {
  if (is_public_name(name)) return std::nullopt;
  return is_credential_name(name) ? Sensitivity::credential : Sensitivity::unknown;
}

/// A parameter's name. Longer text may be a value in the place of a name.
bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || c == '_' || c == '-' || c == '.';
  });
}

std::string decoded(std::string_view text) {
  try {
    const Params params = form_decode(text);
    if (params.empty()) return {};
    const auto& [name, value] = *params.begin();
    return text.find('=') == std::string_view::npos ? name : name + '=' + value;
  } catch (const Error&) {
    return std::string(text);
  }
}

/// The values behind `code=` and the like in a segment of a path, also if their separators are escaped.
std::vector<std::string> credentials_in(std::string_view segment) {
  std::vector<std::string> out;
  for (const std::string_view escaped : split(segment, '&')) {
    std::string parameters = decoded(escaped);
    std::replace_if(
        parameters.begin(), parameters.end(), [](char c) { return c == '?' || c == ';' || c == '#'; }, '&');
    for (const std::string_view parameter : split(parameters, '&')) {
      const auto equals = parameter.find('=');
      if (equals == std::string_view::npos || !is_credential_name(parameter.substr(0, equals))) continue;
      if (equals + 1 < parameter.size()) out.emplace_back(parameter.substr(equals + 1));
    }
  }
  return out;
}

}  // namespace

void Redactor::learn(const HttpRequest& request) {
  url(request.url);
  for (const auto& [name, value] : request.headers) field(name, value);
  body(request.headers, request.body.reveal());
  for (const FormPart& part : request.form) {
    if (!part.content) parameter(part.name, part.value);
  }
}

void Redactor::learn(const HttpResponse& answer) {
  url(answer.url);
  for (const auto& [name, value] : answer.headers) field(name, value);
  body(answer.headers, answer.body);
}

std::string Redactor::url(std::string_view whole) {
  // Anything else may have a password before its host, or not be a URL at all.
  if (!whole.starts_with('/') && !Url::parse(whole)) return secrets_.hide(whole);
  const auto fragment = std::min(whole.find('#'), whole.size());
  const auto query = std::min(whole.find('?'), fragment);
  const auto behind = [&](std::size_t from, std::size_t to) { return whole.substr(from, to - from); };
  std::string out = path(whole.substr(0, query));
  if (query < fragment) out += '?' + parameters(behind(query + 1, fragment));
  if (fragment < whole.size()) out += '#' + parameters(behind(fragment + 1, whole.size()));
  return out;
}

/// A server that builds a URL wrongly puts parameters into the path.
std::string Redactor::path(std::string_view whole) {
  std::string out;
  while (!whole.empty()) {
    const auto end = std::min(whole.find('/'), whole.size());
    const std::string_view segment = whole.substr(0, end);
    const auto credentials = credentials_in(segment);
    for (const std::string& credential : credentials) secrets_.hide(credential, Sensitivity::credential);
    out += credentials.empty() ? std::string(segment) : secrets_.hide(segment);
    if (end < whole.size()) out += '/';
    whole.remove_prefix(std::min(end + 1, whole.size()));
  }
  return text(out);
}

std::string Redactor::parameters(std::string_view form) {
  Params decoded;
  try {
    decoded = form_decode(form);
  } catch (const Error&) {
    return secrets_.hide(form);
  }
  std::string out;
  for (const auto& [name, value] : decoded) {
    if (!out.empty()) out += '&';
    out += parameter(name, value);
  }
  return out;
}

std::string Redactor::parameter(const std::string& name, const std::string& value) {
  // Text without a `=` may be a value without its name.
  if (value.empty()) return is_public_name(name) ? text(name) + '=' : secrets_.hide(name);
  const auto sensitivity = sensitivity_of(name);
  return label(name) + '=' + (sensitivity ? secrets_.hide(value, *sensitivity) : shown(value));
}

std::string Redactor::label(const std::string& name) {
  return is_name(name) || is_public_name(name) ? text(name) : secrets_.hide(name);
}

std::string Redactor::shown(std::string_view value) {
  const bool is_url = value.find("://") != std::string_view::npos && value.find(' ') == std::string_view::npos;
  return is_url ? url(value) : text(value);
}

nlohmann::json Redactor::redacted(const nlohmann::json& value, std::optional<Sensitivity> sensitivity) {
  if (value.is_object()) {
    nlohmann::json out = nlohmann::json::object();
    for (const auto& [name, member] : value.items()) out[label(name)] = redacted(member, sensitivity_of(name));
    return out;
  }
  if (value.is_array()) {
    nlohmann::json out = nlohmann::json::array();
    for (const auto& element : value) out.push_back(redacted(element, sensitivity));
    return out;
  }
  if (value.is_boolean() || value.is_null()) return value;
  const std::string string = value.is_string() ? value.get<std::string>() : to_text(value);
  if (sensitivity) return secrets_.hide(string, *sensitivity);
  return value.is_string() ? nlohmann::json(shown(string)) : value;
}

std::string Redactor::body(const Params& headers, std::string_view whole) {
  if (whole.empty()) return {};
  const std::string type = media_type(headers);
  const std::string size = std::to_string(whole.size()) + " bytes of " + (type.empty() ? "no type" : text(type));
  if (whole.size() > longest_body) return '(' + size + ')';
  if (type == "application/x-www-form-urlencoded") return parameters(whole);
  if (type != "application/json" && !type.ends_with("+json")) return '(' + size + ')';
  try {
    return to_text(redacted(JsonObject::parse(whole, "body", ErrorKind::protocol).value(), Sensitivity::unknown));
  } catch (const Error&) {
    return '(' + size + " that cannot be read)";
  }
}

std::string Redactor::field(const std::string& name, const std::string& value) {
  const std::string lower = to_lower(name);
  return label(lower) + ": " + field_value(lower, value);
}

std::string Redactor::field_value(const std::string& name, const std::string& value) {
  if (name == "authorization" || name == "proxy-authorization") return credentials(value);
  if (name == "www-authenticate" || name == "proxy-authenticate") return challenge(value);
  if (name == "cookie" || name == "set-cookie") return cookies(value);
  if (name == "location") return url(value);
  return is_public_name(name) ? shown(value) : secrets_.hide(value);
}

std::string Redactor::credentials(std::string_view value) {
  const auto [scheme, rest] = split_auth(value);
  if (to_lower(scheme) == "basic") {
    for (const auto& password : basic_passwords(rest)) secrets_.hide(password, Sensitivity::credential);
  }
  return text(scheme) + (scheme.empty() ? "" : " ") + secrets_.hide(rest, Sensitivity::credential);
}

/// RFC 6750 §3 puts the reason for a 401 here; other schemes put nonces and tokens.
std::string Redactor::challenge(std::string_view value) {
  const auto [scheme, rest] = split_auth(value);
  const auto parameters = quoted_parameters(rest);
  if (scheme.empty() || !parameters) return text(scheme) + (scheme.empty() ? "" : " ") + secrets_.hide(rest);
  std::string out = text(scheme);
  for (const auto& [name, content] : *parameters) out += ' ' + parameter(name, content);
  return out;
}

std::string Redactor::cookies(std::string_view value) {
  for (const auto& content : cookie_values(value)) secrets_.hide(content);
  return secrets_.hide(value);
}

}  // namespace oauthctl
