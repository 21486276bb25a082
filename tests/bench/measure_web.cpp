// Measures acquisition from a web of many hosts on loopback, which a real nginx serves:
// measure_web [--pages N] [--feeds N]. Pages of feeds into a new store without a pause between
// requests; then a tenth of N feeds and N feeds that all answer "unchanged", and what memory each
// takes.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/timed_run.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "support/news_corpus.h"
#include "support/temp_dir.h"
#include "support/web_site.h"

namespace headwater::testing {
namespace {

constexpr std::chrono::hours kLimit{1};
constexpr int kHosts = 2000;
constexpr std::uint64_t kPagesAFeed = 20;
constexpr std::uint64_t kEntriesAFeed = 3;

struct Options {
  std::uint64_t pages = 20'000;
  std::uint64_t feeds = 100'000;
};

void check(const Status& status) {
  if (!status) throw std::runtime_error(status.error().message);
}

/// A store whose sources are feeds of loopback, and what it costs to ask them.
class FeedReader {
 public:
  FeedReader() {
    folder_.write("headwater.toml", "[web]\ndelay_ms = 0\nrequests_a_day = 1000000\n");
  }

  void list(const std::vector<std::string>& feeds) const {
    constexpr const char* kSettings = R"({"any_address":true,"robots":"none"})";
    std::vector<SourceSpec> specs;
    specs.reserve(feeds.size());
    for (const std::string& feed : feeds) {
      specs.push_back({feed, "read_feed", feed, kSettings, "added", {}});
    }
    const auto store = open_store({.path = folder_ / "store"});
    if (!store) throw std::runtime_error(store.error().message);
    check((*store)->put_sources(specs));
  }

  /// Makes every feed due again, as the passing of time would.
  void make_due() const {
    auto database =
        Database::open(folder_ / "store" / "headwater.db", {.access = DatabaseAccess::kWrite});
    if (!database) throw std::runtime_error(database.error().message);
    check(database->execute("UPDATE source SET due = 0"));
  }

  /// Asks what is due and prints what each of `count` things cost. `expected` stands in the
  /// summary.
  void ingest(std::string_view what, std::uint64_t count, const std::string& expected) const {
    const auto [result, seconds] =
        timed({.arguments = {"ingest", "--json", "--store", (folder_ / "store").string(),
                             "--config", (folder_ / "headwater.toml").string()}},
              kLimit);
    if (result.out.find(expected) == std::string::npos) {
      throw std::runtime_error("not " + expected + ": " + result.out + result.err);
    }
    const auto items = static_cast<double>(count);
    fmt::print("{:<26} {:>8} in {:>6.2f} s {:>8.0f}/s {:>7.1f} us CPU each {:>7.1f} MB peak\n",
               what, count, seconds, items / seconds, result.cpu_seconds / items * 1e6,
               static_cast<double>(result.peak_memory) / 1e6);
  }

 private:
  TempDir folder_;
};

/// Host `number` modulo all there are.
int host(std::uint64_t number) { return static_cast<int>(number % kHosts) + 1; }

void measure_pages(const WebSites& sites, std::uint64_t pages) {
  const NewsCorpus corpus;
  std::vector<std::string> feeds;
  for (std::uint64_t begin = 0; begin < pages; begin += kPagesAFeed) {
    const int at = host(feeds.size());
    std::vector<PublishedEntry> entries;
    for (std::uint64_t i = begin; i < std::min(begin + kPagesAFeed, pages); ++i) {
      const std::string name = std::to_string(i);
      sites.publish_article(at, "/" + name + ".html", "Story " + name, corpus.article(i).text);
      entries.push_back({name, "/" + name + ".html", "Story " + name, ""});
    }
    const std::string path = "/pages" + std::to_string(feeds.size()) + ".xml";
    sites.publish_feed(at, path, entries);
    feeds.push_back(sites.uri(at, path));
  }
  const FeedReader reader;
  reader.list(feeds);
  reader.ingest("pages stored", pages, fmt::format("\"arrived\":{}", pages + feeds.size()));
}

/// Feeds whose entries all lead to one page of their host.
void measure_feeds(const WebSites& sites, std::uint64_t feeds) {
  std::vector<std::string> addresses;
  for (std::uint64_t i = 0; i < feeds; ++i) {
    const std::string name = std::to_string(i);
    std::vector<PublishedEntry> entries;
    for (std::uint64_t entry = 0; entry < kEntriesAFeed; ++entry) {
      entries.push_back({name + "-" + std::to_string(entry), "/all.html", "Story " + name, ""});
    }
    sites.publish_feed(host(i), "/" + name + ".xml", entries);
    addresses.push_back(sites.uri(host(i), "/" + name + ".xml"));
  }
  const FeedReader reader;
  reader.list(addresses);
  reader.ingest("feeds read first", feeds, fmt::format("\"listing\":{}", feeds));
  reader.make_due();
  reader.ingest("feeds unchanged (304)", feeds, fmt::format("\"unchanged\":{}", feeds));
}

Options parse(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; i += 2) {
    const std::string_view argument = arguments[i];
    const bool known = argument == "--pages" || argument == "--feeds";
    if (!known || i + 1 == count) {
      throw std::runtime_error("usage: measure_web [--pages N] [--feeds N]");
    }
    (argument == "--pages" ? options.pages : options.feeds) =
        std::strtoull(arguments[i + 1], nullptr, 10);
  }
  return options;
}

void measure(const Options& options) {
  if (!WebSites::available()) throw std::runtime_error("needs nginx");
  const WebSites sites(kHosts);
  for (int at = 1; at <= kHosts; ++at) {
    sites.publish_article(at, "/all.html", "All stories", NewsCorpus().article(0).text);
  }
  if (options.pages > 0) measure_pages(sites, options.pages);
  for (const std::uint64_t feeds : {options.feeds / 10, options.feeds}) {
    if (feeds > 0) measure_feeds(sites, feeds);
  }
}

}  // namespace
}  // namespace headwater::testing

int main(int count, char** arguments) {
  using namespace headwater::testing;
  try {
    measure(parse(count, arguments));
  } catch (const std::exception& error) {
    std::cerr << "measure_web: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
