#include "http/curl_transport.h"

#include <curl/curl.h>

#include <cstdlib>
#include <exception>
#include <mutex>
#include <optional>

#include "base/environment.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "http/answer_reader.h"
#include "http/curl_options.h"
#include "http/failure.h"
#include "http/patience.h"
#include "http/request_lines.h"
#include "http/streamed_body.h"
#include "http/transfer.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using HeaderList = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

/// The state of the callbacks. An exception must not cross curl's frames, so it waits here.
struct Exchange {
  AnswerReader reader;
  const HttpRequest& request;
  Patience patience;
  bool has_begun = false;                                           ///< a part of the answer has arrived
  std::optional<std::chrono::steady_clock::time_point> noted = {};  ///< when a signal was first seen
  bool timed_out = false;
  std::exception_ptr thrown = nullptr;
};

/// After a signal, an answer that has begun may still finish: a server accepts a code only once.
constexpr std::chrono::milliseconds rest_of_answer{800};

bool is_cut_short(Exchange& state) {
  if (interrupted_by() == 0) return false;
  const auto now = std::chrono::steady_clock::now();
  const bool is_first = !state.noted;
  if (is_first) state.noted = now;
  if (state.request.interruptible) return !state.has_begun || state.request.sink || now - *state.noted > rest_of_answer;
  if (is_first && state.request.when_interrupted) state.request.when_interrupted();
  return false;
}

template <typename Step>
std::size_t guarded(void* exchange, std::size_t size, Step step) {
  auto& state = *static_cast<Exchange*>(exchange);
  state.has_begun = true;
  try {
    step(state.reader);
    return size;
  } catch (...) {
    state.thrown = std::current_exception();
    return size + 1;  // any other number than `size` ends the transfer
  }
}

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* exchange) {
  return guarded(exchange, size, [&](AnswerReader& reader) { reader.header_line({bytes, size}); });
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* exchange) {
  return guarded(exchange, size, [&](AnswerReader& reader) { reader.body_piece({bytes, size}); });
}

/// curl calls it after each attempt to read.
int on_progress(void* exchange, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& state = *static_cast<Exchange*>(exchange);
  try {
    if (is_cut_short(state)) return 1;
  } catch (...) {
    state.thrown = std::current_exception();
    return 1;
  }
  if (state.request.interruptible) return 0;
  state.timed_out = state.patience.exhausted(std::chrono::steady_clock::now());
  return state.timed_out ? 1 : 0;
}

/// SSLKEYLOGFILE writes the keys of each connection to a file that others can read. It is for TLS developers, and
/// libcurl obeys it when it starts. Programs that we start may obey it.
void start_curl() {
  constexpr const char* name = "SSLKEYLOGFILE";
  const std::optional<std::string> file = process_environment(name);
  if (file) unsetenv(name);
  // The only optional part of curl's start-up that we use lets a signal wake blocked calls.
  curl_global_init(CURL_GLOBAL_ACK_EINTR);
  if (file) setenv(name, file->c_str(), 1);
}

void* required(void* handle) {
  if (handle == nullptr) throw Error(ErrorKind::internal, "libcurl does not start");
  return handle;
}

void* new_handle() {
  static_assert(CURL_ERROR_SIZE == 256);
  static std::once_flag started;
  std::call_once(started, start_curl);
  return required(curl_easy_init());
}

HeaderList header_list(const HttpRequest& request) {
  HeaderList list(nullptr, curl_slist_free_all);
  const auto append = [&](const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
  };
  for (const auto& line : header_lines(request)) append(line);
  return list;
}

Url checked(const std::string& text) {
  const auto url = Url::parse(text);
  if (!url) {
    // Shows only a part: there may be a password before an @ and a code after a ?.
    std::string shown = text.substr(0, text.find_first_of("?#"));
    shown.erase(0, shown.rfind('@') + 1);
    throw Error(ErrorKind::usage, "\"" + printable(shown, 100) + "\" is not a URL that a request can go to");
  }
  if (!is_safe_endpoint(*url)) {
    throw Error(ErrorKind::usage, url->origin() + " is neither https nor http on a loopback host");
  }
  return *url;
}

/// The user did not name the other origin. If it could answer, anyone who controls the redirect could speak for the
/// host.
[[noreturn]] void refuse_redirect(const HttpRequest& request, const Url& from, const std::optional<Url>& target) {
  throw Error(ErrorKind::protocol, subject(request.method, from) + ": redirected to another origin" +
                                       (target ? " (" + target->origin() + ")" : ""));
}

}  // namespace

Trust system_trust() {
  const curl_version_info_data* info = curl_version_info(CURLVERSION_NOW);
  const auto text = [](const char* path) { return path == nullptr ? std::string{} : std::string(path); };
  return {text(info->cainfo), text(info->capath)};
}

CurlTransport::CurlTransport(TransportSettings settings, const Trust& system)
    : settings_(std::move(settings)),
      easy_(new_handle(), curl_easy_cleanup),
      multi_(required(curl_multi_init()), [](void* multi) { curl_multi_cleanup(multi); }),
      trust_(trust_plan({settings_.ca_file, settings_.ca_directory}, system)) {}

HttpResponse CurlTransport::send(const HttpRequest& request) {
  Url url = checked(request.url);
  if (request.client_certificate && url.scheme != "https") {
    throw Error(ErrorKind::usage, url.origin() + " is not https, so no client certificate can be shown to it");
  }
  for (int left = request.same_origin_redirects;; --left) {
    const bool follows = request.same_origin_redirects > 0 && request.method == "GET";
    HttpResponse answer = exchange(request, url, follows);
    if (!follows || !is_redirect(answer)) return answer;
    if (left == 0) {
      throw Error(ErrorKind::protocol, subject(request.method, url) + ": redirected more than " +
                                           std::to_string(request.same_origin_redirects) + " times");
    }
    const auto target = redirect_target();
    if (!target || target->origin() != url.origin()) {
      if (request.sink) {
        if (!answer.body.empty()) request.sink(answer, answer.body);
        answer.body.clear();
        return answer;
      }
      refuse_redirect(request, url, target);
    }
    url = *target;
  }
}

std::optional<Url> CurlTransport::redirect_target() const {
  const char* location = nullptr;
  curl_easy_getinfo(easy_.get(), CURLINFO_REDIRECT_URL, &location);
  auto target = Url::parse(location == nullptr ? "" : location);
  if (target) target->fragment.reset();
  return target;
}

HttpResponse CurlTransport::exchange(const HttpRequest& request, const Url& url, bool follows_redirects) {
  if (request.interruptible) throw_if_interrupted();
  void* easy = easy_.get();
  Exchange state{AnswerReader(request, subject(request.method, url), follows_redirects), request,
                 Patience(request.timeout, std::chrono::steady_clock::now())};
  const HeaderList headers = header_list(request);
  curl_easy_reset(easy);
  set_connection(easy, url, settings_, trust_.first);
  set_request(easy, request, headers.get());
  const StreamedBody body(easy, request, state.thrown);
  set_limits(easy, request);
  set(easy, CURLOPT_HEADERFUNCTION, on_header);
  set(easy, CURLOPT_HEADERDATA, &state);
  set(easy, CURLOPT_WRITEFUNCTION, on_body);
  set(easy, CURLOPT_WRITEDATA, &state);
  set(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  set(easy, CURLOPT_XFERINFODATA, &state);
  words_.fill(0);
  set(easy, CURLOPT_ERRORBUFFER, words_.data());
  int code = transfer(multi_.get(), easy);
  if (state.thrown) std::rethrow_exception(state.thrown);
  if (state.timed_out) code = CURLE_OPERATION_TIMEDOUT;
  if (code == CURLE_ABORTED_BY_CALLBACK) throw_if_interrupted();
  if (code == CURLE_OK && !state.reader.has_head()) code = CURLE_GOT_NOTHING;  // curl is content with half a head
  if (code == CURLE_OK) {
    HttpResponse answer = state.reader.take();
    answer.url = url.text();
    return answer;
  }
  const FailedAttempt attempt{easy, code, words_.data(), url, request, settings_, trust_.first};
  if (!trust_.second || !issuer_unknown(attempt)) throw_failure(attempt);
  // The handshake failed, so no part of the request was sent.
  trust_ = {*trust_.second, std::nullopt};
  return exchange(request, url, follows_redirects);
}

}  // namespace oauthctl
