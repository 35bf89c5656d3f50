#pragma once

#include <string>

namespace oauthctl {

/// Shows a URL to the person at this machine.
class Browser {
 public:
  virtual ~Browser() = default;
  /// Whether anything can open a URL: a named browser, or a launcher and a desktop.
  virtual bool available() const = 0;
  /// Returns once the browser was launched (not when it was closed). Empty if that worked, else the reason in one line
  /// for a person. `url` must be http or https. Throws ErrorKind::internal for anything else, because it should have
  /// been refused earlier.
  virtual std::string open(const std::string& url) = 0;
};

}  // namespace oauthctl
