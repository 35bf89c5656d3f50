#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "model/http.h"
#include "model/known_secrets.h"

namespace oauthctl {

/// Makes messages fit to be shown: a value whose name is not known to be harmless becomes `[secret 3f9a2c]`, equal
/// values equally, and is from then on taken out of every text, wherever it turns up. The result is fit for a terminal.
class Redactor {
 public:
  explicit Redactor(KnownSecrets& secrets) : secrets_(secrets) {}

  /// Remembers the secrets of a message. To be called before any part of it is shown.
  void learn(const HttpRequest& request);
  void learn(const HttpResponse& answer);

  /// An absolute URL, or a path, with each value in query and fragment judged by its name.
  std::string url(std::string_view text);
  /// A header field: `name: value`.
  std::string field(const std::string& name, const std::string& value);
  /// By the Content-Type in `headers` a JSON object or a form; of anything else the type and the length.
  std::string body(const Params& headers, std::string_view text);
  /// Any other text.
  std::string text(std::string_view text) const { return secrets_.clean(text); }

 private:
  std::string parameters(std::string_view form);
  std::string parameter(const std::string& name, const std::string& value);
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
