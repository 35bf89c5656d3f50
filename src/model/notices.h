#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace oauthctl {

/// A wait for a person.
struct Wait {
  std::string what;  ///< such as `waiting for the browser`
  std::chrono::seconds longest;
  std::string advice;  ///< what may have gone wrong if it takes long
};

/// Tells a person what happens while a command runs. Texts hold no secrets and no untrusted raw text.
class Notices {
 public:
  virtual ~Notices() = default;
  virtual void step(const std::string& text) = 0;         ///< one line per step, for `-v`
  virtual void info(const std::string& text) = 0;         ///< the outcome; silent with `--quiet`
  virtual void warning(const std::string& text) = 0;      ///< silent with `--quiet`
  virtual void instruction(const std::string& text) = 0;  ///< what a person must do now: never silent
  /// The wait goes on while the result exists.
  virtual std::shared_ptr<const void> waiting(const Wait&) { return nullptr; }
};

}  // namespace oauthctl
