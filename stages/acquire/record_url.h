#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headwater {

/// Finds the address that a JSON record states for itself, without reading the rest of it. One
/// thread.
class RecordUrlFinder {
 public:
  /// `fields`: names of top-level members, the preferred one first.
  explicit RecordUrlFinder(std::vector<std::string> fields);
  ~RecordUrlFinder();
  RecordUrlFinder(const RecordUrlFinder&) = delete;
  RecordUrlFinder& operator=(const RecordUrlFinder&) = delete;

  /// The first of the fields that `record` has with a web address as its value; nothing where there
  /// is none, or where `record` is no JSON object up to there. May reserve room behind `record`.
  std::optional<std::string> find(std::string& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
