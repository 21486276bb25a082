#include "bench/sample_pages.h"

#include "support/news_pages.h"
#include "support/page_files.h"

namespace headwater::testing {
namespace {

/// More than what fits into a processor's cache, as on the way through an archive.
constexpr std::uint64_t kInventedPages = 200;

std::vector<std::string> read_or_invent() {
  std::vector<std::string> pages;
  for (const auto& file : page_files()) pages.push_back(read_page(file));
  if (!pages.empty()) return pages;
  const NewsPages invented;
  for (std::uint64_t number = 0; number < kInventedPages; ++number) {
    pages.push_back(invented.page(number));
  }
  return pages;
}

}  // namespace

const std::vector<std::string>& sample_pages() {
  static const std::vector<std::string> pages = read_or_invent();
  return pages;
}

const char* sample_pages_label() { return page_files().empty() ? "invented pages" : "real pages"; }

}  // namespace headwater::testing
