#pragma once

#include <string>
#include <string_view>

namespace oauthctl {

/// The names of a profile's files in the folder of the records. No profile's name makes one of them another's: each
/// ending is found in no other ending.
inline std::string record_name(std::string_view profile) {
  return std::string(profile) + ".json";
}
inline std::string reservation_name(std::string_view profile) {
  return std::string(profile) + ".json.new";
}
inline std::string renewal_lock_name(std::string_view profile) {
  return std::string(profile) + ".lock";
}
/// Which store the profile's login went to, where that is not this one.
inline std::string binding_name(std::string_view profile) {
  return std::string(profile) + ".store";
}
inline std::string login_lock_name(std::string_view profile) {
  return std::string(profile) + ".login-lock";
}

}  // namespace oauthctl
