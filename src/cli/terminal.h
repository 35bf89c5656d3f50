#pragma once

#include <functional>
#include <memory>
#include <mutex>
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
  /// Whether text for people on that stream is coloured.
  bool wants_color(int stream) const;

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
  /// The outcome in lines, for a terminal; silent with `--quiet`.
  void lines(std::string_view text) const;

  /// Whether a person sees lines that change: stderr is a terminal that can.
  bool is_lively() const { return is_lively_; }
  /// Shows a line that the next text replaces, and an empty one removes. Only if is_lively().
  void draw(const std::string& line) const;

  using WaitShower = std::function<std::shared_ptr<const void>(Terminal& terminal, const Wait& wait)>;
  /// From now on, waits are shown this way. Until then they are silent.
  void show_waits(WaitShower show) { show_wait_ = std::move(show); }
  std::shared_ptr<const void> waiting(const Wait& wait) override;

  /// Prints the failure for a person and returns the exit code.
  int report(const Error& error) const;

 private:
  void say(std::string_view label, std::string_view text, const char* paint) const;
  /// As say(), in lines of the terminal's width. Not for commands, which are copied as they stand.
  void say_wrapped(std::string_view label, std::string_view text, const char* paint) const;
  std::string in_lines(std::string_view text) const;

  GlobalOptions options_;
  KnownSecrets secrets_;
  bool may_color_;  ///< unless --color decides
  bool colored_;
  bool is_lively_;
  WaitShower show_wait_;
  mutable std::mutex writing_;
  mutable bool is_drawn_ = false;
};

}  // namespace oauthctl::cli
