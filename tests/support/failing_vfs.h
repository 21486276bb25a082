#pragma once

#include <cstdint>
#include <string>

namespace headwater::testing {

/// While this lives, SQLite opens files through a layer that can let one write, sync or truncation
/// of files whose names contain `part` fail. Calls are counted over all threads.
class FailingVfs {
 public:
  explicit FailingVfs(std::string part);
  ~FailingVfs();
  FailingVfs(const FailingVfs&) = delete;
  FailingVfs& operator=(const FailingVfs&) = delete;

  /// Lets the call number `call` from now on fail, from 1. 0: none.
  void fail_at(std::uint64_t call);
  /// Whether that call has come.
  bool failed() const;
};

}  // namespace headwater::testing
