#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stage/stage_kind.h"

namespace headwater::testing {

/// Cursor entries in memory.
class MapCursor final : public Cursor {
 public:
  std::optional<std::string> find(std::string_view key) const override;
  std::map<std::string, std::string, std::less<>> entries;
};

/// A clock that stands still.
class StoppedClock final : public Clock {
 public:
  Timestamp now() const override { return {1'770'112'800'000'000}; }
};

/// A source as a run would use it: every next source it builds sees the cursor entries of what the
/// ones before brought.
class SourceFixture {
 public:
  explicit SourceFixture(SourceKind kind);

  /// Sets what differs from the presets.
  SourceFixture& set(const std::string& name, SettingValue value);
  Result<std::unique_ptr<Source>> build() const;

  /// Builds the source and takes everything it brings, cursor entries included. A test failure if
  /// the source fails.
  std::vector<Arrival> read_all();
  /// As one commit would: stores the arrival's cursor entry.
  void commit(const Arrival& arrival);

  MapCursor cursor;

 private:
  SourceKind kind_;
  StoppedClock clock_;
  Settings settings_;
};

}  // namespace headwater::testing
