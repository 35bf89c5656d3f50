#include "http/patient_transport.h"

#include <curl/curl.h>

#include <charconv>
#include <ctime>
#include <optional>
#include <string>

namespace oauthctl {
namespace {

using std::chrono::seconds;

// If the server asks for more, the person or the script should decide.
constexpr seconds longest{10};

std::optional<std::time_t> http_date(const std::string& text) {
  const std::time_t time = curl_getdate(text.c_str(), nullptr);
  return time == -1 ? std::nullopt : std::optional(time);
}

/// RFC 9110 §10.2.3: seconds or a date. The date comes from the server, so it is compared with the server's clock in
/// `Date`, not with ours.
std::optional<seconds> delay(const Params& headers) {
  const std::string value = headers.get("retry-after");
  if (value.empty() || headers.count("retry-after") > 1) return std::nullopt;
  int count = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), count);
  if (failed == std::errc{} && end == value.data() + value.size()) return seconds(count);
  const auto then = http_date(value);
  const auto now = http_date(headers.get("date"));
  return then && now ? std::optional(seconds(*then - *now)) : std::nullopt;
}

bool is_busy(const HttpResponse& answer) {
  return answer.status == 429 || answer.status == 503;
}

}  // namespace

HttpResponse PatientTransport::send(const HttpRequest& request) {
  HttpResponse answer = inner_.send(request);
  // Bytes that went to a sink cannot be taken back.
  if (!request.may_repeat || request.sink || !is_busy(answer)) return answer;
  const auto wait = delay(answer.headers);
  if (!wait || *wait < seconds(0) || *wait > longest) return answer;
  sleep_(*wait);
  return inner_.send(request);
}

}  // namespace oauthctl
