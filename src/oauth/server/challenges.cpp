#include "oauth/server/challenges.h"

#include "base/field_reader.h"
#include "base/text.h"

namespace oauthctl {
namespace {

/// Passes over `abc==`, which some schemes have in place of parameters.
void skip_token68(FieldReader& field) {
  FieldReader ahead = field;
  ahead.until("= \t,");
  while (ahead.take('=')) {
  }
  ahead.skip();
  if (ahead.at_end() || ahead.rest().starts_with(',')) field = ahead;
}

void read(std::string_view text, std::vector<Challenge>& out) {
  bool has_scheme = false;
  for (FieldReader field(text); field.skip(","), !field.at_end();) {
    const std::string word = to_lower(field.token());
    if (word.empty()) return;
    field.skip();
    if (has_scheme && field.take('=')) {
      field.skip();
      auto value = field.value(",");
      if (!value) return;
      out.back().parameters.add(word, std::move(*value));
    } else {
      has_scheme = true;
      out.push_back({word, {}});
      skip_token68(field);
    }
  }
}

}  // namespace

std::vector<Challenge> challenges(const HttpResponse& response) {
  std::vector<Challenge> out;
  for (const auto& [name, value] : response.headers) {
    if (name == "www-authenticate") read(value, out);
  }
  return out;
}

}  // namespace oauthctl
