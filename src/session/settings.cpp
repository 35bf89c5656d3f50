#include "session/settings.h"

#include "base/text.h"
#include "session/party.h"

namespace oauthctl {
namespace {

/// This must not send a secret to another server.
void move_client(Record& record, const std::string& client_file, const Services& services) {
  const ClientFile file = services.read_client_file(client_file);
  for (const auto& warning : file.warnings) services.notices.warning(warning);
  record.client_file = client_file;
  record.client.reset();
  try {
    require_party_of(record, file);
    record.is_unchecked = false;
  } catch (const OtherParty& other) {
    throw Error(
        other.kind(), other.message(),
        Hint::run("oauthctl login -p " + record.profile + " --secrets " + shell_word(client_file) + " --replace",
                  "sign in there instead"));
  }
}

}  // namespace

Record change_settings(const std::string& profile, const SettingsChange& change, const Services& services) {
  const auto turn = services.store.take_turn(profile, renewal_patience);
  if (!turn->record()) throw not_signed_in(profile, services.store);
  Record record = *turn->record();
  if (!change.client_file.empty()) move_client(record, change.client_file, services);
  if (change.scope) record.scope = *change.scope;
  if (change.serves) record.serves = *change.serves;
  return turn->commit(record);
}

void follow_rename(const std::string& profile, const std::string& renamed, const Services& services) {
  for (const std::string& other : services.store.profiles()) {
    try {
      const auto seen = services.store.load(other);
      if (!seen || seen->source.subject_profile != profile) continue;
      const auto turn = services.store.take_turn(other, renewal_patience);
      if (!turn->record() || turn->record()->source.subject_profile != profile) continue;
      Record record = *turn->record();
      record.source.subject_profile = renamed;
      turn->commit(record);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) throw;
      services.notices.warning("profile " + other + " may still exchange the token of " + profile + ": " +
                               error.message());
    }
  }
}

}  // namespace oauthctl
