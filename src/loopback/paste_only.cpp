#include "loopback/paste_only.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/duration.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "base/url.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;
using PasteClock = std::chrono::steady_clock;

/// A signal that arrives between the check and poll() is noticed this much later.
constexpr milliseconds longest_pause{500};

/// More than one URL and its line end.
constexpr std::size_t longest_input = Url::longest + 2;

/// Returns after a while in any case. Throws ErrorKind::timeout at the deadline, ErrorKind::interrupted on a signal.
bool is_ready(int fd, PasteClock::time_point deadline, milliseconds patience) {
  throw_if_interrupted();
  const auto left = std::chrono::ceil<milliseconds>(deadline - PasteClock::now());
  if (left <= milliseconds{0}) {
    throw Error(ErrorKind::timeout, "nobody finished the sign-in within " +
                                        describe(std::chrono::duration_cast<std::chrono::seconds>(patience)));
  }
  pollfd waiting{fd, POLLIN, 0};
  return poll(&waiting, 1, static_cast<int>(std::min(left, longest_pause).count())) == 1;
}

std::string expectation(const std::string& redirect_uri) {
  return "the callback URL, which begins with " + redirect_uri;
}

}  // namespace

std::string PasteOnly::lead_on(const BrowserTarget&, const Secret&) {
  throw Error(ErrorKind::internal, "a redirect URI without a listener cannot lead a browser on");
}

Params PasteOnly::wait(const std::function<bool(const Params&)>&, milliseconds patience) {
  return isatty(options_.fd) == 1 ? ask(patience) : read(patience);
}

Params PasteOnly::ask(milliseconds patience) {
  const auto deadline = PasteClock::now() + patience;
  PastedLines pasted(options_.fd);
  pasted.fd_to_watch();  // hides the input, which may come as soon as it is asked for
  notices_.instruction(
      "paste the URL that the browser ends up at into this terminal and press Enter (it is not shown)");
  while (true) {
    const bool ready = is_ready(pasted.fd_to_watch(), deadline, patience);
    for (const auto& line : ready ? pasted.read() : std::vector<std::string>{}) {
      if (auto params = parse_callback_url(line, options_.redirect_uri, in_fragment_)) return *std::move(params);
      if (trimmed(line).empty() && options_.empty_line_ends) throw options_.when_nothing;
      if (!trimmed(line).empty()) notices_.instruction("this is not " + expectation(options_.redirect_uri));
    }
    if (pasted.has_ended()) throw options_.when_nothing;
  }
}

Params PasteOnly::read(milliseconds patience) {
  const auto deadline = PasteClock::now() + patience;
  std::string text;
  std::array<char, 4096> buffer = {};
  while (text.size() < longest_input && trimmed(text).find('\n') == std::string_view::npos) {
    if (!is_ready(options_.fd, deadline, patience)) continue;
    const ssize_t count = ::read(options_.fd, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.ends_with('\n') && !trimmed(text).empty()) break;
  }
  const std::string_view begin = trimmed(text);
  if (begin.empty()) throw options_.when_nothing;
  if (auto params = parse_callback_url(begin.substr(0, begin.find('\n')), options_.redirect_uri, in_fragment_))
    return *std::move(params);
  throw Error(ErrorKind::usage, "the text on standard input is not " + expectation(options_.redirect_uri));
}

std::unique_ptr<CallbackListener> bind_callback(const LoopbackOptions& options, Notices& notices) {
  const auto pasted = options.tls.empty() ? redirect_uri_to_paste(options.redirect_uris) : std::nullopt;
  if (!pasted) return std::make_unique<LoopbackListener>(options, notices);
  const Error nobody(ErrorKind::usage,
                     "the redirect URI " + printable(*pasted) +
                         " is not http on a loopback address, and no callback URL came on standard input",
                     Hint::run("oauthctl login --no-wait", "begin now and complete later"));
  return std::make_unique<PasteOnly>(PasteOnly::Options{*pasted, STDIN_FILENO, nobody}, notices);
}

}  // namespace oauthctl
