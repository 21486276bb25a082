#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"
#include "record/frontier.h"

namespace headwater::testing {

/// What a store would remember between runs, in memory. `FrontierView` reads it as a source does.
struct FrontierState {
  std::map<std::string, SourceRow> sources;
  std::map<std::string, PageTask> pages;  ///< By address.
  std::map<std::string, HostState> hosts;
  std::map<std::string, KnownArticle> articles;  ///< By key.
  std::int64_t captures = 0;
  std::int64_t last_article = 0;

  /// Lists a source that is due at once.
  void list(SourceSpec spec);
  /// As the transaction that stores the arrival would.
  void commit(const Arrival& arrival);
};

class FrontierView final : public Frontier {
 public:
  explicit FrontierView(const FrontierState& state) : state_(state) {}
  Result<std::optional<SourceRow>> source(std::string_view name) override;
  Result<std::vector<SourceRow>> due_sources(Timestamp now, std::string_view after,
                                             std::size_t most) override;
  Result<std::vector<PageTask>> due_pages(Timestamp now, std::string_view source,
                                          const PageTask* after, std::size_t most) override;
  Result<bool> is_asked_by_another(std::string_view uri, std::string_view except) override;
  Result<std::optional<KnownArticle>> find(std::span<const std::string> keys) override;
  Result<std::optional<HostState>> host(std::string_view origin) override;
  Result<bool> last_run_was_killed() override { return false; }

 private:
  const FrontierState& state_;
};

}  // namespace headwater::testing
