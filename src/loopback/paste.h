#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/params.h"
#include "loopback/unseen_input.h"

namespace oauthctl {

/// The parameters of a pasted callback URL: a loopback URL with the path of the redirect URI and a query, or a fragment
/// where that is awaited. Nothing for any other text. The port may be another one, an earlier login's: the caller's
/// check of `state` says it better.
std::optional<Params> parse_callback_url(std::string_view text, const std::string& redirect_uri,
                                         bool in_fragment = false);

/// Lines typed into a terminal, read without ever waiting for them.
class PastedLines {
 public:
  /// Negative, or no terminal: nothing is ever read.
  explicit PastedLines(int terminal);

  /// The descriptor to poll for input; negative while another job has the terminal, and once it has ended.
  int fd_to_watch();
  /// The lines that are whole by now, to be called when poll() says so.
  std::vector<std::string> read();

 private:
  void take(char c, std::vector<std::string>& lines);

  int terminal_;
  UnseenInput unseen_;
  std::string line_;
};

}  // namespace oauthctl
