#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "model/server/destination.h"

namespace oauthctl {

/// Finds the profile of a URL without reading a record: `.served` in the folder of the records has a folder for each
/// origin and in it a file for each place, which names the profiles that are for it. A lookup opens one file for each
/// path above the URL's, however many profiles there are. The files only find a profile; its record decides
/// (require_served()). `<profile>.serves` lists the places of a profile, also when it has signed out.

/// The profiles with the longest place that covers the URL, sorted; none: nobody is for it.
std::vector<std::string> profiles_serving(const std::string& directory, const Destination& url);

/// Whether a profile is for any place of the origin.
bool is_served_in_part(const std::string& directory, std::string_view origin);

/// From now on the profile is found by what its record serves and by its resources, and by nothing else. Durable when
/// it returns.
void note_places(const std::string& directory, const std::string& profile, const Record& record);

/// The places that the profile served when it was last noted.
std::vector<std::string> noted_places(const std::string& directory, std::string_view profile);

}  // namespace oauthctl
