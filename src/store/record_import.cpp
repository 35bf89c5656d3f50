#include "store/record_import.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "model/server/destination.h"
#include "model/server/metadata_json.h"
#include "oauthctl/error.h"
#include "store/file/checksum.h"
#include "store/profile_name.h"
#include "store/record_json.h"

namespace oauthctl {
namespace {

using nlohmann::json;

/// The one text of a record that has lines: PEM.
constexpr std::string_view multiline = "private_key";

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

void require_no_control(const json& value, const std::string& name, const JsonObject& record) {
  if (value.is_string() && name != multiline && has_control(value.get_ref<const std::string&>())) {
    record.fail(name.c_str(), "must not have control characters");
  }
  if (!value.is_structured()) return;
  for (const auto& [key, member] : value.items()) {
    require_no_control(member, value.is_object() ? key : name, record);
  }
}

void require_token(const Secret& token, const char* name, const JsonObject& record) {
  if (!is_visible_ascii(token.reveal())) record.fail(name, "has a character that no token may have");
}

void require_safe_endpoints(const ServerMetadata& server, const JsonObject& record) {
  for_each_endpoint(server, [&](const char* name, const std::string& text) {
    const auto url = Url::parse(text);
    if (!url || !is_safe_endpoint(*url)) record.fail(name, "must be an https URL, or http on a loopback host");
  });
}

/// One that is spelt otherwise would cover nothing, or not what it seems to.
void require_places(const std::vector<std::string>& serves, const JsonObject& record) {
  for (const std::string& text : serves) {
    const auto place = Destination::of(text);
    if (!place || place->text() != text) record.fail("serves", "must be URLs as oauthctl writes them");
  }
}

void require_no_path(const std::string& path, const char* name, const JsonObject& record) {
  if (!path.empty()) record.fail(name, "names a file of the machine it was exported on; sign in here instead");
}

void require_no_paths(const Record& imported, const JsonObject& record) {
  const GrantSource& source = imported.source;
  require_no_path(source.assertion_file, "assertion_file", record);
  require_no_path(source.subject_token_file, "subject_token_file", record);
  require_no_path(source.actor_token_file, "actor_token_file", record);
  if (!source.subject_profile.empty())
    record.fail("subject_profile",
                "names a profile of the machine it was exported on, whose token it exchanges; sign in here instead");
  if (!imported.client) return;
  require_no_path(imported.client->private_key_file, "private_key_file", record);
  require_no_path(imported.client->tls_client_certificate_file, "tls_client_certificate_file", record);
  require_no_path(imported.client->tls_client_key_file, "tls_client_key_file", record);
}

/// A key of this machine is shown only if its own client file names it: the next renewal adds it again.
void forget_certificates(Record& record) {
  const auto forget = [](TokenSet& tokens) {
    tokens.certificate_file.clear();
    tokens.certificate_key_file.clear();
  };
  forget(record.tokens);
  for (TargetedToken& targeted : record.targeted) forget(targeted.tokens);
}

constexpr const char* client_file_member = "client_file";

/// An export must not choose files of this machine, and it does not have those of the other.
void require_no_files(const json& client, const std::string& source) {
  for (const auto& [name, value] : client.items()) {
    if (value.is_structured()) require_no_files(value, source);
    if (client.is_object() && name.ends_with("_file"))
      throw Error(ErrorKind::usage, source + ": \"" + printable(name, 60) + "\" names a file, which no export holds",
                  "take the client file and its files to the other machine yourself, and import there");
  }
}

}  // namespace

Secret encode_export(const Record& record, std::string_view client_file, const std::string& source) {
  const json client = json::parse(client_file, nullptr, false);
  if (!client.is_object()) throw Error(ErrorKind::usage, source + ": is not a JSON object");
  require_no_files(client, source);
  json out = json::parse(encode_record(record).reveal(), nullptr, false);
  out.erase("checksum");
  out[client_file_member] = client;
  return Secret(with_checksum(to_text(out)));
}

std::optional<Secret> client_file_in(std::string_view text, const std::string& source) {
  const json record = json::parse(text, nullptr, false);
  if (!record.is_object() || !record.contains(client_file_member)) return std::nullopt;
  const json& client = record[client_file_member];
  require_no_files(client, source);
  return Secret(to_text(client, 2) + '\n');
}

Record decode_export(std::string_view text, const std::string& source) {
  const std::string hint = "name a file that `oauthctl store export` wrote, as it was written";
  if (!has_valid_checksum(text)) {
    throw Error(ErrorKind::usage, source + ": is not what `oauthctl store export` wrote, or was changed since", hint);
  }
  const auto object = JsonObject::parse(text, source, ErrorKind::usage);
  if (object.string("profile").empty())
    throw Error(ErrorKind::usage, source + ": is not what `oauthctl store export` wrote", hint);
  require_profile_name(object.string("profile"));
  require_no_control(object.value(), "", object);
  Record record = read_record(object);
  require_token(record.tokens.access_token, "tokens.access_token", object);
  require_token(record.tokens.id_token, "tokens.id_token", object);
  for (const TargetedToken& targeted : record.targeted)
    require_token(targeted.tokens.access_token, "targeted_tokens", object);
  require_safe_endpoints(record.server, object);
  require_places(record.serves, object);
  require_no_paths(record, object);
  forget_certificates(record);
  return record;
}

}  // namespace oauthctl
