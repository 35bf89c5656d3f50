#include "devserver/pages/terms.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "devserver/state/details_types.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* one_detail = R"(<p class="label">It would be able to {meaning} <code>{type}</code></p>
<pre>{members}</pre>)";

constexpr const char* where = R"(<p class="label">The access is good only at</p>
<pre>{resource}</pre>)";

std::string_view meaning_of(const std::string& type) {
  for (const DetailsType& known : supported_details_types()) {
    if (known.name == type) return known.meaning;
  }
  return "";
}

}  // namespace

Html terms_panel(const Terms& terms) {
  Html panel;
  if (!terms.authorization_details.empty()) {
    for (nlohmann::json detail : nlohmann::json::parse(terms.authorization_details)) {
      const std::string type = detail.at("type");
      detail.erase("type");
      panel += Html::fill(one_detail, {{"meaning", meaning_of(type)}, {"type", type}, {"members", to_text(detail, 2)}});
    }
  }
  if (!terms.resource.empty()) panel += Html::fill(where, {{"resource", join(terms.resource, "\n")}});
  return panel;
}

}  // namespace oauthctl::devserver
