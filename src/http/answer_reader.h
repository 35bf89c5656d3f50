#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/http.h"

namespace oauthctl {

/// Puts an answer together as it arrives, and refuses it (ErrorKind::protocol) as soon as it is known to be too large
/// or malformed, so that no server decides how much is read or kept.
class AnswerReader {
 public:
  /// `subject` starts the messages. The body of a redirect that may be followed does not go to the sink.
  AnswerReader(const HttpRequest& request, std::string subject, bool follows_redirects);

  /// One line with its end: status line, field, empty line; interim answers (1xx) and trailers too.
  void header_line(std::string_view line);
  void body_piece(std::string_view piece);

  /// Whether the head is complete. A connection may end earlier.
  bool has_head() const { return answer_.status >= 200 && !in_head_; }
  const HttpResponse& answer() const { return answer_; }
  HttpResponse take() { return std::move(answer_); }

 private:
  void begin(std::string_view status_line);
  void add_field(std::string_view line);
  void check_head() const;
  [[noreturn]] void refuse_compressed(const std::string& how) const;
  [[noreturn]] void refuse(const std::string& why) const;

  const HttpRequest& request_;
  std::string subject_;
  bool follows_redirects_;
  HttpResponse answer_;
  bool in_head_ = true;
  std::size_t header_bytes_ = 0;
  std::size_t body_bytes_ = 0;
};

/// A redirect with a Location (RFC 9110 §15.4).
bool is_redirect(const HttpResponse& answer);

}  // namespace oauthctl
