#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "base/log.h"
#include "engine/engine.h"

namespace headwater {

/// Where a run stands, in one line of at most `width` columns:
///   [#####---------------] 12,345 documents  43.2 MB  3,120/s  eta 12 s  Example Herald
std::string progress_line(const RunProgress& progress, double seconds, std::size_t width);

/// Tells of a run on stderr: a bar where that is a terminal, events through the log, and the line
/// above when SIGUSR1 asks for it.
class Progress : public RunObserver {
 public:
  enum class Bar : std::uint8_t { kNever, kOnTerminal };
  /// `log` must outlive this.
  Progress(const Log& log, Bar bar);
  ~Progress() override;

  void on_event(const RunEvent& event) override;
  void on_progress(const RunProgress& progress) override;
  /// Wipes the bar; call before anything else is printed.
  void finish();
  double seconds() const;

 private:
  void draw(const RunProgress& progress);
  void wipe();

  const Log& log_;
  bool bar_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace headwater
