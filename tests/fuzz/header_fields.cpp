#include "base/utc.h"
#include "fuzz/harness.h"
#include "fuzz/properties.h"
#include "http/auth_fields.h"
#include "http/cache_control.h"
#include "http/patient_transport.h"

namespace oauthctl::fuzz {
namespace {

/// A busy server that says until when in the field under test.
class Busy : public Transport {
 public:
  explicit Busy(std::string_view until) : until_(until) {}
  HttpResponse send(const HttpRequest&) override { return {503, {{"retry-after", until_}, {"date", until_}}, "", ""}; }

 private:
  std::string until_;
};

void wait_for(std::string_view value) {
  Busy busy(value);
  PatientTransport patient(busy, [](std::chrono::seconds wait) {
    require(wait.count() >= 0 && wait.count() <= 10, "a server decides how long we wait");
  });
  HttpRequest request;
  request.may_repeat = true;
  patient.send(request);
}

void check(std::string_view input) {
  const std::string value(input);
  const auto fresh = freshness({{"cache-control", value}, {"age", value}, {"vary", value}});
  require(fresh.count() >= 0 && fresh <= longest_freshness, "an answer is fresh for too long");
  wants_fresh({{"Cache-Control", value}});
  parses([&] { wait_for(input); });
  if (const auto date = parse_http_date(input)) format_utc(*date);
  quoted_parameters(split_auth(input).rest);
  basic_passwords(input);
  cookie_values(input);
}

const Harness harness{"header_fields", check};

}  // namespace
}  // namespace oauthctl::fuzz
