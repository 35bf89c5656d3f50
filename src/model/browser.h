#pragma once

#include <string>

namespace oauthctl {

/// Shows a URL to the person at this machine.
class Browser {
 public:
  virtual ~Browser() = default;
  /// Whether there is anything that could open a URL: a named browser, or a launcher and a desktop to show it on.
  virtual bool available() const = 0;
  /// Returns once the browser was launched (not when it was closed). Empty when that worked, else one line for a person
  /// on why it did not. `url` must be http or https: anything else is an ErrorKind::internal, for it should have been
  /// refused.
  virtual std::string open(const std::string& url) = 0;
};

}  // namespace oauthctl
