#include "base/log.h"

#include <gtest/gtest.h>

#include <functional>

namespace headwater {
namespace {

class FixedClock : public Clock {
 public:
  Timestamp now() const override { return {1'770'112'800'000'000}; }
};

/// What a log writes into a temporary file.
std::string written(LogFormat format, LogLevel least,
                    const std::function<void(const Log&)>& write) {
  std::FILE* file = std::tmpfile();
  const FixedClock clock;
  write(Log(format, least, clock, file));
  std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
  std::rewind(file);
  EXPECT_EQ(std::fread(text.data(), 1, text.size(), file), text.size());
  std::fclose(file);
  return text;
}

TEST(Log, TextRecordIsOneLineWithEscapedValues) {
  const auto write = [](const Log& log) {
    log.warning("quarantined", {{"code", "binary"},
                                {"uri", "file:///a"},
                                {"stage", ""},
                                {"message", "two {} \"words\"\nand \x1b[31m\u202e"}});
  };
  EXPECT_EQ(written(LogFormat::kText, LogLevel::kInfo, write),
            "2026-02-03T10:00:00Z warning quarantined code=binary uri=file:///a "
            "message=\"two {} \\\"words\\\"\\x0aand \\x1b[31m\\u{202e}\"\n");
}

TEST(Log, JsonRecordIsOneObjectALine) {
  const auto write = [](const Log& log) { log.error("failed", {{"message", "a\nb"}}); };
  EXPECT_EQ(written(LogFormat::kJson, LogLevel::kInfo, write),
            "{\"type\":\"event\",\"time\":\"2026-02-03T10:00:00Z\",\"level\":\"error\","
            "\"event\":\"failed\",\"message\":\"a\\nb\"}\n");
}

TEST(Log, WhatIsBelowTheLevelIsLeftOut) {
  const auto write = [](const Log& log) {
    log.info("quiet", {});
    log.error("loud", {});
  };
  EXPECT_EQ(written(LogFormat::kText, LogLevel::kWarning, write),
            "2026-02-03T10:00:00Z error loud\n");
}

}  // namespace
}  // namespace headwater
