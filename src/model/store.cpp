#include "model/store.h"

#include "base/nearest.h"

namespace oauthctl {
namespace {

/// Among shorter names, every other one is near.
constexpr std::size_t shortest_typing_error = 3;

/// The profile that was probably meant; empty if no name is near, or if the store cannot tell.
std::string meant_by(const std::string& profile, const TokenStore& store) try {
  return profile.size() < shortest_typing_error ? std::string() : nearest(profile, store.profiles());
} catch (const Error&) {
  return {};
}

}  // namespace

Error not_signed_in(const std::string& profile, const TokenStore& store) {
  const std::string meant = meant_by(profile, store);
  if (meant.empty() || meant == profile)
    return {ErrorKind::login_required, "profile " + profile + " is not signed in",
            Hint::run("oauthctl login -p " + profile)};
  return {ErrorKind::login_required, "profile " + profile + " does not exist; did you mean " + meant + '?',
          Hint::run("oauthctl profile list")};
}

}  // namespace oauthctl
