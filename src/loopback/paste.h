#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/params.h"
#include "loopback/unseen_input.h"

namespace oauthctl {

/// The parameters of a pasted callback URL: the redirect URI with a query, or a fragment if that is expected. Nothing
/// for any other text. On loopback the port and the name of the host may differ, from an earlier sign-in: the caller's
/// check of `state` then gives a better message.
std::optional<Params> parse_callback_url(std::string_view text, const std::string& redirect_uri,
                                         bool in_fragment = false);

/// Lines typed into a terminal, read without ever waiting for them.
class PastedLines {
 public:
  /// Nothing is ever read if it is negative or not a terminal.
  explicit PastedLines(int terminal);

  /// The descriptor to poll for input; negative while another job has the terminal, and once it has ended.
  int fd_to_watch();
  /// Whether nothing more can come.
  bool has_ended() const { return terminal_ < 0; }
  /// The lines that are complete. Call it when poll() reports input.
  std::vector<std::string> read();

 private:
  void take(char c, std::vector<std::string>& lines);

  int terminal_;
  UnseenInput unseen_;
  std::string line_;
};

}  // namespace oauthctl
