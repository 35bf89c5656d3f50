#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oauthctl {

/// The names of a profile's files in the folder of the records. They cannot collide for any profile names, because none
/// of the endings is the end of another.
inline std::string record_name(std::string_view profile) {
  return std::string(profile) + ".json";
}
/// The record of a profile that signed out: its settings. Beside a record it is out of date.
inline std::string settings_name(std::string_view profile) {
  return std::string(profile) + ".settings";
}
/// The next text of a file, before it takes the file's place.
inline std::string next_name(std::string_view name) {
  return std::string(name) + ".new";
}
inline std::string reservation_name(std::string_view profile) {
  return next_name(record_name(profile));
}
inline std::string renewal_lock_name(std::string_view profile) {
  return std::string(profile) + ".lock";
}
/// The store of the profile, if it is not this one.
inline std::string binding_name(std::string_view profile) {
  return std::string(profile) + ".store";
}
/// The places that the profile serves.
inline std::string places_name(std::string_view profile) {
  return std::string(profile) + ".serves";
}
/// The claims of a sign-in that a resource wants, for the person to name with --claims.
inline std::string claims_name(std::string_view profile) {
  return std::string(profile) + ".claims";
}

/// The sign-in that was begun and that no process waits for.
inline std::string pending_name(std::string_view profile) {
  return std::string(profile) + ".pending";
}
inline std::string login_lock_name(std::string_view profile) {
  return std::string(profile) + ".login-lock";
}

/// One of these tells that there is the profile. A save that was killed may have left the only refresh token in its
/// reservation. Without them, there is nothing that a lock would protect.
inline std::vector<std::string> telling_names(std::string_view profile) {
  return {record_name(profile),  settings_name(profile), reservation_name(profile),
          binding_name(profile), places_name(profile),   pending_name(profile)};
}

}  // namespace oauthctl
