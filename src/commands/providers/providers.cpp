#include "commands/providers/providers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "commands/command_context.h"
#include "commands/providers/provider_view.h"

namespace oauthctl::cli {
namespace {

using json = nlohmann::ordered_json;

/// A broken file of the user's own must not hide the others.
std::vector<Provider> all_of(const CommandContext& context) {
  std::vector<Provider> out;
  for (const std::string& name : context.providers.names()) {
    try {
      out.push_back(context.providers.get(name, {}, Unset::shown));
    } catch (const Error& error) {
      context.terminal.warning(error.message());
    }
  }
  return out;
}

int list_providers(const CommandContext& context) {
  const std::vector<Provider> all = all_of(context);
  json rows = json::array();
  std::size_t widest = 0;
  for (const Provider& provider : all) {
    rows.push_back({{"name", provider.name}, {"title", provider.title}, {"console", provider.console}});
    widest = std::max(widest, provider.name.size());
  }
  if (context.global.json) {
    context.terminal.answer(to_text(json{{"providers", rows}}, 2) + '\n');
    return 0;
  }
  std::string text;
  for (const Provider& provider : all) {
    std::string name = provider.name;
    name.resize(widest + 2, ' ');
    text += name + printable(provider.title) + '\n';
  }
  context.terminal.page(text);
  return 0;
}

}  // namespace

int run(const ProvidersOptions& options, const CommandContext& context) {
  if (options.name.empty()) return list_providers(context);
  const Provider provider = context.providers.get(options.name, {}, Unset::shown);
  if (context.global.json) {
    context.terminal.answer(provider_as_json(provider));
  } else {
    context.terminal.page(provider_as_text(provider));
  }
  return 0;
}

}  // namespace oauthctl::cli
