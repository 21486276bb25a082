#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "base/clock.h"
#include "store/store.h"
#include "support/finished_samples.h"
#include "support/temp_dir.h"

namespace headwater::testing {

/// A clock that stands still, a little after the sample arrivals.
class StandingClock final : public Clock {
 public:
  Timestamp now() const override { return {1'700'000'100'000'000}; }
};

/// A store in a folder of its own, filled run by run as the engine would.
class SampleStore {
 public:
  const std::filesystem::path& path() const { return path_; }

  void open(std::uint64_t segment_limit = std::uint64_t{1} << 30) {
    Result<std::unique_ptr<Store>> store = open_store({path_, segment_limit});
    ASSERT_TRUE(store.ok()) << store.error().message;
    store_ = std::move(*store);
  }
  void begin() {
    counts_ = {};
    ASSERT_TRUE(store_->begin_run(recipe_, "ingest /news", clock_).ok());
  }
  void add(const Finished& finished) {
    ++counts_.arrived;
    counts_.bytes += finished.article.arrival.payload.size();
    if (const auto* dropped = std::get_if<Dropped>(&finished.outcome)) {
      ++counts_.dropped[std::string(drop_reason_name(dropped->reason))];
    } else if (const auto* quarantined = std::get_if<Quarantined>(&finished.outcome)) {
      ++counts_.quarantined[std::string(code_name(quarantined->error.code))];
    } else {
      ++counts_.stored;
    }
    std::string prepared;
    store_->prepare(finished, prepared);
    const Status added = store_->add(finished, prepared);
    ASSERT_TRUE(added.ok()) << added.error().message;
  }
  void commit() { ASSERT_TRUE(store_->commit().ok()); }
  void end() {
    const Status ended = store_->end_run(counts_, RunState::kComplete);
    ASSERT_TRUE(ended.ok()) << ended.error().message;
  }
  void close() { store_.reset(); }

  /// One document of every kind of ending: stored twice with a cut, seen again elsewhere, inside a
  /// container, dropped, quarantined.
  void fill() {
    open();
    begin();
    add(sample_passed(kHarbor, "harbor.txt"));
    Arrival inside = sample_arrival(kBridge, "all.jsonl#2");
    inside.container = Container{"file:///news/all.jsonl", sha256("all"), {100, 200}, 2};
    add(sample_passed(std::move(inside)));
    Arrival again = sample_arrival(kHarbor, "copy.txt");
    again.captured_at.microseconds += 60'000'000;
    add(sample_ended(std::move(again), Dropped{DropReason::kDuplicate}));
    add(sample_ended(sample_arrival(" \n", "empty.txt"), Dropped{DropReason::kEmpty}));
    add(sample_ended(sample_arrival("\x01\x02", "binary.txt"),
                     Quarantined{{ErrorCode::kBinary, "not text"}}));
    end();
    close();
  }

  static constexpr std::string_view kHarbor =
      "AD buy now\nRain fell on the harbor. The ferry was late.";
  static constexpr std::string_view kBridge =
      "Engineers closed the northern bridge on Monday. The ferry was late.";

 private:
  TempDir dir_;
  std::filesystem::path path_ = dir_ / "store";
  StandingClock clock_;
  Recipe recipe_ = sample_recipe();
  RunCounts counts_;
  std::unique_ptr<Store> store_;
};

}  // namespace headwater::testing
