#pragma once

#include <exception>
#include <string>

namespace oauthctl::devserver {

/// A refused request: thrown anywhere below an endpoint, answered in one place. The client sees the text, so it never
/// repeats a secret.
class Refusal : public std::exception {
 public:
  Refusal(int status, std::string error, std::string description, std::string again = {})
      : status_(status), error_(std::move(error)), description_(std::move(description)), again_(std::move(again)) {}

  int status() const noexcept { return status_; }
  const std::string& error() const noexcept { return error_; }  ///< a code of RFC 6749 §5.2 or its extensions
  const std::string& description() const noexcept { return description_; }
  /// The page of this server where a person can start again; empty: nowhere.
  const std::string& again() const noexcept { return again_; }
  const char* what() const noexcept override { return description_.c_str(); }

 private:
  int status_;
  std::string error_;
  std::string description_;
  std::string again_;
};

/// The most frequent codes, with their usual status.
inline Refusal invalid_request(std::string description) {
  return {400, "invalid_request", std::move(description)};
}
inline Refusal invalid_client(std::string description) {
  return {401, "invalid_client", std::move(description)};
}
inline Refusal invalid_grant(std::string description) {
  return {400, "invalid_grant", std::move(description)};
}
inline Refusal invalid_scope(std::string description) {
  return {400, "invalid_scope", std::move(description)};
}
inline Refusal unauthorized_client(std::string description) {
  return {400, "unauthorized_client", std::move(description)};
}
inline Refusal invalid_client_metadata(std::string description) {
  return {400, "invalid_client_metadata", std::move(description)};
}

}  // namespace oauthctl::devserver
