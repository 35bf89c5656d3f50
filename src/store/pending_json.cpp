#include "store/pending_json.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "store/file/checksum.h"
#include "store/json_members.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

using nlohmann::json;

constexpr std::int64_t pending_version = 1;

Error unusable(const std::string& path, const char* why, std::string_view profile) {
  return {ErrorKind::internal, path + ": " + why,
          Hint::run("oauthctl login -p " + std::string(profile) + " --no-wait", "begin the sign-in again")};
}

json device_json(const PendingDevice& device) {
  return {{"device_code", device.code.reveal()},
          {"interval", device.interval.count()},
          {"next_poll", device.next_poll.time_since_epoch().count()}};
}

PendingDevice read_device(const JsonObject& object) {
  return {Secret(object.required_string("device_code")), std::chrono::seconds(object.integer("interval").value_or(5)),
          read_time(object, "next_poll").value_or(TimePoint{})};
}

}  // namespace

Secret encode_pending(const PendingLogin& login) {
  json out = {{"pending", pending_version},
              {"expires_at", login.expires_at.time_since_epoch().count()},
              {"record", json::parse(encode_record(login.record).reveal())}};
  put(out, "parameters", login.parameters);
  put(out, "may_replace", login.may_replace);
  put(out, "names_places", login.names_places);
  put(out, "code_verifier", login.code_verifier.reveal());
  if (login.device) out["device"] = device_json(*login.device);
  return Secret(with_checksum(to_text(out)));
}

PendingLogin decode_pending(std::string_view text, std::string_view profile, const std::string& path) {
  if (!has_valid_checksum(text)) throw unusable(path, "is damaged, or was changed by hand", profile);
  const JsonObject object(json::parse(text, nullptr, false), path, ErrorKind::internal);
  if (object.integer("pending") != pending_version)
    throw unusable(path, "was written by another version of oauthctl", profile);
  PendingLogin login;
  login.record = read_record(object.object("record"));
  if (login.record.profile != profile) throw unusable(path, "is another profile's", profile);
  login.expires_at = read_time(object, "expires_at").value_or(TimePoint{});
  login.may_replace = object.boolean("may_replace").value_or(false);
  login.names_places = object.boolean("names_places").value_or(false);
  login.parameters = read_params(object, "parameters");
  login.code_verifier = Secret(object.string("code_verifier"));
  if (object.has("device")) login.device = read_device(object.object("device"));
  return login;
}

}  // namespace oauthctl
