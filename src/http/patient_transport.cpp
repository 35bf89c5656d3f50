#include "http/patient_transport.h"

#include <curl/curl.h>

#include <ctime>
#include <optional>
#include <string>

#include "base/retry_after.h"

namespace oauthctl {
namespace {

using std::chrono::seconds;

// If the server asks for more, the person or the script should decide.
constexpr seconds longest{10};

/// curl also reads the obsolete forms (RFC 9110 §5.6.7).
std::optional<TimePoint> read_date(const std::string& text) {
  const std::time_t time = curl_getdate(text.c_str(), nullptr);
  return time == -1 ? std::nullopt : std::optional(TimePoint{seconds(time)});
}

bool is_busy(const HttpResponse& answer) {
  return answer.status == 429 || answer.status == 503;
}

}  // namespace

HttpResponse PatientTransport::send(const HttpRequest& request) {
  HttpResponse answer = inner_.send(request);
  // Bytes that went to a sink cannot be taken back.
  if (!request.may_repeat || request.sink || !is_busy(answer)) return answer;
  const auto wait = retry_after(answer.headers, read_date);
  if (!wait || *wait > longest) return answer;
  sleep_(*wait);
  return inner_.send(request);
}

}  // namespace oauthctl
