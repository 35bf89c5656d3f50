#include "session/login/next_page.h"

#include "base/field_reader.h"
#include "base/text.h"
#include "base/url.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

/// The parameters behind a link's target. Of a repeated one the first counts (RFC 8288 §3.3).
Params link_parameters(FieldReader& field) {
  Params out;
  while (field.skip(), field.take(';')) {
    field.skip();
    const std::string name = to_lower(field.token());
    field.skip();
    std::string value;
    if (field.take('=')) {
      field.skip();
      value = field.value(";,").value_or("");
    }
    if (!out.contains(name)) out.add(name, value);
  }
  return out;
}

bool is_next(const Params& parameters) {
  const auto relations = words(to_lower(parameters.get("rel")));
  // With an anchor, the link is from another document than the answer.
  return !parameters.contains("anchor") && contains(relations, "next");
}

std::optional<std::string> next_link(std::string_view text) {
  for (FieldReader field(text); field.skip(","), field.take('<');) {
    std::string target(field.until(">"));
    if (!field.take('>')) return std::nullopt;
    if (is_next(link_parameters(field))) return target;
    field.until(",");
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> next_page(const HttpResponse& response) {
  const auto base = Url::parse(response.url);
  for (const auto& [name, value] : response.headers) {
    const auto link = name == "link" ? next_link(value) : std::nullopt;
    if (!link) continue;
    const auto next = base ? resolve(*base, *link) : std::nullopt;
    if (!next) throw Error(ErrorKind::protocol, "the link to the next page is not a URL");
    if (next->origin() == base->origin()) return next->text();
    throw Error(ErrorKind::protocol,
                "the next page is at another origin (" + printable(next->origin()) + "), where the token is not sent");
  }
  return std::nullopt;
}

}  // namespace oauthctl
