#pragma once

#include <optional>
#include <string>

#include "model/record.h"

namespace oauthctl {

/// For a turn that was not free at once: the store's record at the start of the wait.
struct Waited {
  std::optional<Record> seen;
};

/// One process's turn at a profile's record: nobody else renews, saves or deletes it while this exists. The destructor
/// releases it, or the system when the process dies. Not for two threads at once.
///
/// Failures are those of TokenStore. A save is durable when commit() returns.
class Turn {
 public:
  virtual ~Turn() = default;
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// The record as this turn found it or last saved it; nothing: not signed in. Read at the first call.
  const std::optional<Record>& record();

  /// Whether another process saved a new access token for the target while we waited for this turn.
  bool renewed_while_waiting(const Target& target = {});

  /// Reads the store's record again, after a save or a deletion that failed. record() stays as it was.
  std::optional<Record> read_again() { return read(); }

  /// Reads the store again. Returns the record of somebody who saved although it is our turn, because locks do not work
  /// on every file system. Nothing: nobody did.
  std::optional<Record> saved_by_another();

  /// Reserves room on the disk for one record. Call it before a request whose answer must not be lost: after this a
  /// full disk can no longer cost a profile. A record that cannot be read is refused and not overwritten.
  void make_room();

  /// Saves the record with the next serial, and returns it as saved. May be called again.
  Record commit(Record record);

  /// Deletes the profile's pending sign-in (pending_login.h), as sign_out() and erase() do too. False: it had none.
  virtual bool drop_pending() { return false; }

  /// Deletes the tokens and keeps the settings. False: they could not be saved, so the record is deleted.
  bool sign_out(TimePoint now);

  /// Deletes the record, even one that cannot be read, unless machines share it. False: the store had none.
  bool erase();

 protected:
  explicit Turn(std::string profile, std::optional<Waited> waited = {})
      : profile_(std::move(profile)), waited_(std::move(waited)) {}

  const std::string& profile() const { return profile_; }
  const std::optional<Waited>& waited() const { return waited_; }

 private:
  virtual std::optional<Record> read() = 0;
  virtual void reserve() = 0;
  virtual void save(const Record& record) = 0;
  virtual bool remove() = 0;

  std::string profile_;
  std::optional<Waited> waited_;
  bool is_read_ = false;
  std::optional<Record> record_;
  bool has_room_ = false;
};

}  // namespace oauthctl
