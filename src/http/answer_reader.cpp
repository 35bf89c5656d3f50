#include "http/answer_reader.h"

#include <charconv>

#include "base/text.h"
#include "http/request_lines.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

// For all heads of one answer together: a server may send interim answers forever.
constexpr std::size_t most_header_bytes = 65'536;
constexpr std::size_t most_fields = 100;

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

AnswerReader::AnswerReader(const HttpRequest& request, std::string subject, bool follows_redirects)
    : request_(request), subject_(std::move(subject)), follows_redirects_(follows_redirects) {}

void AnswerReader::header_line(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > most_header_bytes) refuse("the answer's header is too large");
  line = without_end(line);
  const bool interim = answer_.status >= 100 && answer_.status < 200;
  if (line.starts_with("HTTP/") && (answer_.status == 0 || (interim && !in_head_))) {
    begin(line);
  } else if (in_head_ && line.empty()) {
    in_head_ = false;
    check_head();
  } else if (in_head_) {
    add_field(line);
  }
  // The rest are trailers. They arrive after the head was acted on, so they are never part of it (RFC 9110 §6.5.1).
}

void AnswerReader::begin(std::string_view status_line) {
  answer_ = {};
  in_head_ = true;
  const auto space = status_line.find(' ');
  const auto digits = space == std::string_view::npos ? std::string_view{} : status_line.substr(space + 1, 3);
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), answer_.status);
  if (failed != std::errc{} || end != digits.data() + 3 || answer_.status < 100)
    refuse("the answer has no HTTP status");
  // The words behind the number are the server's, and may be anything.
  answer_.status_line = is_field_value(status_line) ? status_line : status_line.substr(0, space + 4);
}

void AnswerReader::add_field(std::string_view line) {
  const auto colon = line.find(':');
  const auto name = line.substr(0, colon);
  // Programs disagree about a name that ends in a blank and about a line that continues the previous one (RFC 9112
  // §5.1, §5.2).
  if (colon == std::string_view::npos || !is_http_token(name)) refuse("the answer has a malformed header");
  const auto value = trimmed(line.substr(colon + 1));
  if (!is_field_value(value)) refuse("the answer has a control character in a header");
  if (answer_.headers.size() == most_fields) refuse("the answer has too many headers");
  answer_.headers.add(to_lower(name), std::string(value));
}

void AnswerReader::check_head() const {
  // RFC 9112 §6.3: two programs on the way may each believe a different length.
  if (answer_.headers.count("content-length") > 1) refuse("the answer has more than one length");
  // oauthctl does not ask for compression: a few bytes could expand to gigabytes. A sink gets the content as it is.
  const std::string coding = to_lower(answer_.headers.get("transfer-encoding"));
  if (!coding.empty() && coding != "chunked") refuse_compressed(coding);
  const std::string encoding = to_lower(answer_.headers.get("content-encoding"));
  if (!encoding.empty() && encoding != "identity" && !request_.sink) refuse_compressed(encoding);
}

void AnswerReader::refuse_compressed(const std::string& how) const {
  refuse("the answer is compressed (" + printable(how, 40) + "), which was not asked for");
}

void AnswerReader::body_piece(std::string_view piece) {
  body_bytes_ += piece.size();
  const bool dropped = follows_redirects_ && is_redirect(answer_);
  const bool streamed = request_.sink && !dropped;
  if (!streamed && body_bytes_ > request_.max_body) {
    refuse("the answer is larger than " + std::to_string(request_.max_body) + " bytes");
  }
  if (streamed) {
    request_.sink(answer_, piece);
  } else {
    // A redirect has a body too: if it leads elsewhere, it is the answer.
    answer_.body += piece;
  }
}

void AnswerReader::refuse(const std::string& why) const {
  throw Error(ErrorKind::protocol, subject_ + ": " + why);
}

bool is_redirect(const HttpResponse& answer) {
  const int status = answer.status;
  const bool redirects = (status >= 301 && status <= 303) || status == 307 || status == 308;
  return redirects && answer.headers.contains("location");
}

}  // namespace oauthctl
