#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "model/http.h"
#include "model/known_secrets.h"

namespace oauthctl {

/// Makes messages safe to show. A value whose name is not known to be harmless becomes `[secret 3f9a2c]`, the same for
/// equal values. From then on the value is removed from every text. The result is fit for a terminal.
class Redactor {
 public:
  explicit Redactor(KnownSecrets& secrets) : secrets_(secrets) {}

  /// Remembers the secrets of a message. Call it before any part of the message is shown.
  void learn(const HttpRequest& request);
  void learn(const HttpResponse& answer);

  /// An absolute URL, or a path, with each value in query and fragment judged by its name.
  std::string url(std::string_view text);
  /// A header field: `name: value`.
  std::string field(const std::string& name, const std::string& value);
  /// A JSON object or a form, by the Content-Type in `headers`. For anything else only the type and the length.
  std::string body(const Params& headers, std::string_view text);
  /// A form field: `name=value`.
  std::string parameter(const std::string& name, const std::string& value);
  /// Any other text.
  std::string text(std::string_view text) const { return secrets_.clean(text); }

 private:
  std::string path(std::string_view text);
  std::string parameters(std::string_view form);
  std::string label(const std::string& name);
  std::string shown(std::string_view value);
  nlohmann::json redacted(const nlohmann::json& value, std::optional<Sensitivity> sensitivity);
  std::string field_value(const std::string& name, const std::string& value);
  std::string credentials(std::string_view value);
  std::string challenge(std::string_view value);
  std::string cookies(std::string_view value);

  KnownSecrets& secrets_;
};

}  // namespace oauthctl
