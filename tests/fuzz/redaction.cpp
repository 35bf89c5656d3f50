#include "http/redaction.h"

#include "fuzz/harness.h"
#include "fuzz/inputs.h"
#include "fuzz/properties.h"

namespace oauthctl::fuzz {
namespace {

/// Everything that a trace shows of one answer.
std::string traced(Redactor& redactor, const HttpResponse& answer, std::string_view input) {
  redactor.learn(answer);
  std::string shown;
  for (const auto& [name, value] : answer.headers) shown += redactor.field(name, value) + ' ';
  shown += redactor.body(answer.headers, answer.body) + ' ';
  return shown + redactor.url(input);
}

void check(std::string_view input) {
  const HttpResponse answer = answer_in(input);
  KnownSecrets secrets;
  secrets.name_by([](std::string_view) { return "*"; });
  Redactor redactor(secrets);
  require_fit_message(traced(redactor, answer, input), secrets_in(answer.body, input));
}

const Harness harness{"redaction", check};

}  // namespace
}  // namespace oauthctl::fuzz
