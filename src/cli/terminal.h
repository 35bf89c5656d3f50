#pragma once

#include <string>
#include <string_view>

#include "base/environment.h"
#include "cli/global_options.h"
#include "model/known_secrets.h"
#include "model/notices.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {

/// The three streams: stdout carries the answer, stderr everything for people. All text for people passes through here.
/// It is stripped of control characters, terminal escapes, characters that change the reading direction, and
/// credentials.
class Terminal : public Notices {
 public:
  Terminal(const GlobalOptions& options, const Environment& environment);

  int verbosity() const { return options_.verbosity; }

  /// The secrets that are removed from all text for people. Code that meets a secret adds it.
  KnownSecrets& secrets() { return secrets_; }

  /// Writes the whole answer, byte for byte. Throws ErrorKind::internal if stdout fails.
  void answer(std::string_view text) const;
  /// An answer in lines for people, without control characters and terminal escapes.
  void page(std::string_view text) const;

  /// Help that was not asked for, on stderr.
  void usage(std::string_view text) const;

  void step(const std::string& text) override;
  void info(const std::string& text) override;
  void warning(const std::string& text) override;
  /// Also written to /dev/tty if stderr goes elsewhere: a wrapper that captures stderr must not hide an instruction.
  void instruction(const std::string& text) override;
  void trace(const std::string& line);

  /// Prints the failure for a person and returns the exit code.
  int report(const Error& error) const;

 private:
  void say(std::string_view label, std::string_view text, const char* paint) const;
  std::string in_lines(std::string_view text) const;

  GlobalOptions options_;
  KnownSecrets secrets_;
  bool colored_;
};

}  // namespace oauthctl::cli
