#include "stages/acquire/record_url.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "base/web_address.h"

namespace headwater {
namespace {

namespace ondemand = simdjson::ondemand;

}  // namespace

struct RecordUrlFinder::State {
  /// The place of the field named `key` among the preferences, or their number.
  std::size_t rank(std::string_view key) const {
    return static_cast<std::size_t>(std::find(fields.begin(), fields.end(), key) - fields.begin());
  }

  std::vector<std::string> fields;
  ondemand::parser parser;
};

RecordUrlFinder::RecordUrlFinder(std::vector<std::string> fields)
    : state_(std::make_unique<State>()) {
  state_->fields = std::move(fields);
}
RecordUrlFinder::~RecordUrlFinder() = default;

std::optional<std::string> RecordUrlFinder::find(std::string& record) {
  record.reserve(record.size() + simdjson::SIMDJSON_PADDING);
  ondemand::document document;
  ondemand::object members;
  if (state_->parser.iterate(record.data(), record.size(), record.capacity()).get(document) ||
      document.get_object().get(members)) {
    return std::nullopt;
  }
  std::optional<std::string> best;
  std::size_t best_rank = state_->fields.size();
  for (auto member : members) {
    std::string_view key;
    std::string_view value;
    if (member.unescaped_key().get(key)) break;
    const std::size_t rank = state_->rank(key);
    if (rank >= best_rank || member.value().get_string().get(value)) continue;
    auto address = web_address(value);
    if (!address) continue;
    best = std::move(address);
    best_rank = rank;
    if (best_rank == 0) break;
  }
  return best;
}

}  // namespace headwater
