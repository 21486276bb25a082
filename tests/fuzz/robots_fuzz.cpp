#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/robots.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// The first line is the target, the rest a robots.txt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using headwater::Robots;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\n') == input.npos ? input.size() : input.find('\n');
  const std::string_view target = input.substr(0, end);
  const std::string_view text = input.substr(end);
  const Robots robots = Robots::parse(text, "headwater");
  const auto verdict = robots.verdict(target);
  require(verdict.allowed || verdict.line > 0);
  require((verdict.line > 0) == !verdict.rule.empty());
  require(robots.verdict("/robots.txt").allowed);
  const auto again = Robots::parse(text, "headwater").verdict(target);
  require(again.allowed == verdict.allowed && again.line == verdict.line);
  if (const auto delay = robots.crawl_delay()) {
    require(delay->count() >= 0 && *delay <= headwater::kLongestCrawlDelay);
  }
  require(robots.sitemaps().size() <= headwater::kMostRobotsSitemaps);
  return 0;
}
