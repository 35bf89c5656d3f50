#pragma once

#include "cli/fill.h"

namespace oauthctl::cli {

struct DoctorOptions {
  std::string url;   ///< empty: none
  bool fix = false;  ///< mend what needs no decision
};

namespace doctor_command {

using Doctor = Fills<DoctorOptions>;

inline constexpr Option table[] = {
    {.name = "URL",
     .help = "also check this API: which profile serves it, and what it answers without a token",
     .fill = Doctor::to<&DoctorOptions::url>},
    {.name = "--fix",
     .help = "make files private, delete stale locks, and delete pending sign-ins that have expired",
     .fill = Doctor::to<&DoctorOptions::fix>},
};

inline constexpr Example examples[] = {
    {"oauthctl doctor"},
    {"oauthctl doctor -p work https://api.example.com/v1"},
    {"oauthctl doctor --fix"},
};

}  // namespace doctor_command

template <>
inline constexpr Description description_of<DoctorOptions> =
    complete({.name = "doctor",
              .group = "Look",
              .summary = "Find what is wrong, and the command that fixes it",
              .options = doctor_command::table,
              .examples = doctor_command::examples});

}  // namespace oauthctl::cli
