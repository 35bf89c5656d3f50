#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// The part of our environment that a helper gets: the variables for the person's keys, desktop, terminal and language.
/// The rest may hold secrets of ours, of the shell and of the job that calls us.
EnvironmentLines helper_environment(const EnvironmentLines& ours);

/// A helper's words for a message: one line, without `known` and without anything that looks like a token.
std::string redacted_words(std::string_view words, const std::vector<Secret>& known);

/// A program `docker-credential-NAME` (github.com/docker/docker-credential-helpers), which keeps secrets under URLs.
/// Throws ErrorKind::unavailable with the helper's own words if it fails, ErrorKind::usage if it is not installed.
class CredentialHelper {
 public:
  CredentialHelper(const std::string& name, const EnvironmentLines& ours, std::chrono::milliseconds patience);

  std::optional<Secret> get(const std::string& url) const;
  void store(const std::string& url, const Secret& secret) const;
  void erase(const std::string& url) const;
  /// The URLs of everything that it keeps, ours or not.
  std::vector<std::string> list() const;

 private:
  struct Answer {
    int status;
    Secret output;
    Secret words;
  };
  static bool is_passing_trouble(const Answer& answer);
  Answer call(const char* verb, const Secret& input, bool interruptible) const;
  [[noreturn]] void fail(const char* verb, const Answer& answer, const std::vector<Secret>& known) const;

  std::string program_;
  EnvironmentLines environment_;
  std::chrono::milliseconds patience_;
};

}  // namespace oauthctl
