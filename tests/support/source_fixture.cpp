#include "support/source_fixture.h"

#include <gtest/gtest.h>

#include <atomic>

#include "archive/unpack.h"

namespace headwater::testing {
namespace {

const std::atomic<bool> kNeverStop{false};

}  // namespace

std::optional<std::string> MapCursor::find(std::string_view key) const {
  const auto found = entries.find(key);
  if (found == entries.end()) return std::nullopt;
  return found->second;
}

SourceFixture::SourceFixture(SourceKind kind) : kind_(std::move(kind)) {
  for (const SettingSpec& spec : kind_.settings) settings_.set(spec.name, spec.preset);
}

SourceFixture& SourceFixture::set(const std::string& name, SettingValue value) {
  settings_.set(name, std::move(value));
  return *this;
}

Result<std::unique_ptr<Source>> SourceFixture::build() const {
  return kind_.build({"test", settings_, cursor, clock_, kNeverStop});
}

std::vector<Arrival> SourceFixture::read_all() {
  std::vector<Arrival> arrivals;
  auto source = build();
  if (!source) {
    ADD_FAILURE() << source.error().message;
    return arrivals;
  }
  for (;;) {
    auto arrival = (*source)->next();
    if (!arrival) ADD_FAILURE() << arrival.error().message;
    if (!arrival || !*arrival) return arrivals;
    unpack(**arrival);
    commit(**arrival);
    arrivals.push_back(std::move(**arrival));
  }
}

void SourceFixture::commit(const Arrival& arrival) {
  if (arrival.cursor) cursor.entries[arrival.cursor->key] = arrival.cursor->value;
}

}  // namespace headwater::testing
