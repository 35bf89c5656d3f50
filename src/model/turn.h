#pragma once

#include <optional>
#include <string>

#include "model/record.h"

namespace oauthctl {

/// A turn that did not come at once: what the store held when the wait began.
struct Waited {
  std::optional<Record> seen;
};

/// One process's turn at a profile's record: nobody else renews, saves or deletes it while this lives. It is given back
/// by the destructor, and by the system when the process dies. Not for two threads at once.
///
/// Failures are those of TokenStore. A save is durable when commit() returns.
class Turn {
 public:
  virtual ~Turn() = default;
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// The record as this turn found it, or as it last saved it; nothing: not signed in. Read at the first call.
  const std::optional<Record>& record();

  /// Whether another process saved a new access token while this turn was waited for.
  bool renewed_while_waiting();

  /// Reads the store again: the record of somebody who saved although it is our turn, as locks do not bind everybody on
  /// every file system. Nothing: nobody did.
  std::optional<Record> saved_by_another();

  /// Takes room on the disk for one record. To be called before a request whose answer must not be lost: when this
  /// succeeded, a full disk can no longer cost a login. A record that cannot be read is refused, not written over.
  void make_room();

  /// Saves the record, with the serial that follows the present one, and returns it as saved. May be called again.
  Record commit(Record record);

  /// Deletes the record, also one that cannot be read. False: there was none.
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
