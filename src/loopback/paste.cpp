#include "loopback/paste.h"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/text.h"
#include "base/url.h"
#include "loopback/callback_request.h"

namespace oauthctl {
namespace {

constexpr char end_of_input = 4;  // ^D
constexpr char erase_line = 21;   // ^U

std::string_view path_of(const Url& url) {
  return url.path.empty() ? "/" : std::string_view(url.path);
}

/// A browser that once saw https on `localhost` (HSTS) shows the address with https, although nobody listens there.
bool is_local_page(const Url& url) {
  return url.is_loopback() && (url.scheme == "http" || url.scheme == "https");
}

/// Whether a URL without query and fragment is the address of the redirect URI.
bool is_at(std::string_view text, const std::string& redirect_uri) {
  const std::string_view registered = std::string_view(redirect_uri).substr(0, redirect_uri.find_first_of("?#"));
  if (text == registered) return true;
  const auto url = Url::parse(text);
  const auto expected = Url::parse(registered);
  if (!url || !expected || path_of(*url) != path_of(*expected)) return false;
  return is_local_page(*expected) ? is_local_page(*url) : url->origin() == expected->origin();
}

}  // namespace

std::optional<Params> parse_callback_url(std::string_view text, const std::string& redirect_uri, bool in_fragment) {
  text = trimmed(text);
  if (text.size() > Url::longest || !is_visible_ascii(text)) return std::nullopt;
  const auto hash = text.find('#');
  const auto mark = text.substr(0, hash).find('?');
  if (!is_at(text.substr(0, std::min(mark, hash)), redirect_uri)) return std::nullopt;
  // An error can come in the query although the fragment is expected: the server may have failed before it read the
  // response mode.
  if (in_fragment && hash != std::string_view::npos) return decode_query(text.substr(hash + 1));
  if (mark == std::string_view::npos) return std::nullopt;
  return decode_query(text.substr(mark + 1, hash == std::string_view::npos ? hash : hash - mark - 1));
}

PastedLines::PastedLines(int terminal)
    : terminal_(terminal >= 0 && isatty(terminal) == 1 ? terminal : -1), unseen_(terminal_) {}

int PastedLines::fd_to_watch() {
  if (terminal_ < 0 || !in_foreground(terminal_)) return -1;
  unseen_.hold();
  return terminal_;
}

std::vector<std::string> PastedLines::read() {
  std::vector<std::string> lines;
  std::array<char, 4096> buffer = {};
  const auto count = ::read(terminal_, buffer.data(), buffer.size());
  if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) terminal_ = -1;
  for (ssize_t i = 0; i < count && terminal_ >= 0; ++i) take(buffer[static_cast<std::size_t>(i)], lines);
  return lines;
}

void PastedLines::take(char c, std::vector<std::string>& lines) {
  if (c == '\n' || c == '\r') {
    lines.push_back(std::exchange(line_, {}));
  } else if (c == '\b' || c == '\x7f') {
    if (!line_.empty()) line_.pop_back();
  } else if (c == erase_line) {
    line_.clear();
  } else if (c == end_of_input && line_.empty()) {
    terminal_ = -1;
  } else {
    line_ += c;
  }
}

}  // namespace oauthctl
