#include "devserver/pages/access_panel.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "devserver/state/details_types.h"
#include "devserver/state/scopes.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* scopes_content = R"(<p class="label">It would be able to</p>
<ul class="scopes">{scopes}</ul>
)";

constexpr const char* optional_scope = R"(<li><label>
<input type="checkbox" name="allow_{name}" checked{fixed}><span>{meaning}</span><code>{name}</code>
</label></li>)";

constexpr const char* plain_scope = "<li><div><span>{meaning}</span><code>{name}</code></div></li>";

constexpr const char* one_detail = R"(<p class="label">It would be able to {meaning} <code>{type}</code></p>
{summary}<pre>{members}</pre>)";

constexpr const char* allowed_places = R"(<p class="label">The access can be used only at</p>
<pre>{resource}</pre>)";

std::string_view meaning_of(const std::string& type) {
  for (const DetailsType& known : supported_details_types()) {
    if (known.name == type) return known.meaning;
  }
  return "";
}

/// openid stays ticked: without it this would be another kind of request.
Html scope_list(const std::string& scope, Choice choice) {
  Html list;
  for (const Scope& known : supported_scopes()) {
    if (!has_scope(scope, known.name)) continue;
    const Html fixed = known.name == "openid" ? Html::fill(" disabled") : Html();
    const char* literal = choice == Choice::of_each_scope ? optional_scope : plain_scope;
    list += Html::fill(literal, {{"name", known.name}, {"meaning", known.meaning}, {"fixed", fixed}});
  }
  return list;
}

std::string text_in(const nlohmann::json& object, const char* name) {
  const bool has_text = object.is_object() && object.contains(name) && object.at(name).is_string();
  return has_text ? object.at(name).get<std::string>() : "";
}

/// `123.50 EUR to Merchant A`, above the members that say the same at length.
Html summary_of(const nlohmann::json& detail) {
  if (!detail.contains("instructedAmount")) return {};
  const auto& sum = detail.at("instructedAmount");
  const std::string amount = text_in(sum, "amount"), currency = text_in(sum, "currency");
  if (amount.empty() || currency.empty()) return {};
  const std::string payee = text_in(detail, "creditorName");
  return Html::fill("<p><strong>{summary}</strong></p>\n",
                    {{"summary", amount + ' ' + currency + (payee.empty() ? "" : " to " + payee)}});
}

}  // namespace

Html access_panel(const std::string& scope, const Terms& terms, Choice choice) {
  Html panel = Html::fill(scopes_content, {{"scopes", scope_list(scope, choice)}});
  if (!terms.authorization_details.empty()) {
    for (nlohmann::json detail : nlohmann::json::parse(terms.authorization_details)) {
      const std::string type = detail.at("type");
      detail.erase("type");
      panel += Html::fill(one_detail, {{"meaning", meaning_of(type)},
                                       {"type", type},
                                       {"summary", summary_of(detail)},
                                       {"members", to_text(detail, 2)}});
    }
  }
  if (!terms.resource.empty()) panel += Html::fill(allowed_places, {{"resource", join(terms.resource, "\n")}});
  return panel;
}

}  // namespace oauthctl::devserver
