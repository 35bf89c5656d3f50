#include "model/account.h"

#include "base/text.h"

namespace oauthctl {

std::string Account::label() const {
  for (const std::string* word : {&email, &preferred_username, &name, &sub}) {
    if (!word->empty()) return printable(*word, 100);
  }
  return {};
}

}  // namespace oauthctl
