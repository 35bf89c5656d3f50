#include "http/known_secrets.h"

#include <algorithm>

#include "base/params.h"
#include "base/text.h"

namespace oauthctl {
namespace {

// Shorter values turn up in any text by chance.
constexpr std::size_t shortest = 4;
constexpr std::size_t longest_text = 4000;

}  // namespace

std::string KnownSecrets::hide(std::string_view value) {
  if (value.empty()) return {};
  std::string stand_in = "[secret " + fingerprint_(value) + ']';
  remember(std::string(value), stand_in);
  remember(form_encode(value), stand_in);
  return stand_in;
}

std::string KnownSecrets::clean(std::string_view text) const {
  // Again after the cleaning: a token with invisible characters strewn in is whole only then.
  return replaced(printable(replaced(text), longest_text));
}

void KnownSecrets::remember(std::string value, const std::string& stand_in) {
  if (value.size() < shortest) return;
  const auto place = std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
    return known.value.reveal().size() < value.size() || known.value.reveal() == value;
  });
  if (place != known_.end() && place->value.reveal() == value) return;
  known_.insert(place, {Secret(std::move(value)), stand_in});
}

std::string KnownSecrets::replaced(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&](const Known& known) { return text.starts_with(known.value.reveal()); });
    if (found == known_.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += found->stand_in;
      text.remove_prefix(found->value.reveal().size());
    }
  }
  return out;
}

}  // namespace oauthctl
