#include "stages/acquire/revisit_index.h"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

namespace headwater {
namespace {

std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

std::uint64_t id_key(std::string_view id) { return hash_of(fmt::format("id {}", id)); }
std::uint64_t digest_key(std::string_view digest) {
  return hash_of(fmt::format("digest {}", digest));
}
std::uint64_t visit_key(std::string_view uri, Timestamp date) {
  return hash_of(fmt::format("visit {} {}", date.microseconds, uri));
}

}  // namespace

void RevisitIndex::add(const ArchivedRecord& record) {
  if (originals_ == kMostOriginals) return;
  ++originals_;
  if (!record.id.empty()) places_.insert_or_assign(id_key(record.id), record.range);
  if (record.date) {
    places_.insert_or_assign(visit_key(record.target_uri, *record.date), record.range);
  }
  // The first to have these bytes is the one that later records mean.
  if (!record.payload_digest.empty()) {
    places_.try_emplace(digest_key(record.payload_digest), record.range);
  }
}

std::optional<RawSpan> RevisitIndex::find(const ArchivedRecord& revisit) const {
  const auto at = [&](std::uint64_t key) -> std::optional<RawSpan> {
    const auto found = places_.find(key);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  };
  if (!revisit.refers_to.empty()) {
    if (const auto place = at(id_key(revisit.refers_to))) return place;
  }
  if (revisit.refers_to_date) {
    if (const auto place = at(visit_key(revisit.refers_to_uri, *revisit.refers_to_date))) {
      return place;
    }
  }
  if (revisit.payload_digest.empty()) return std::nullopt;
  return at(digest_key(revisit.payload_digest));
}

bool RevisitIndex::answers(const ArchivedRecord& record, const ArchivedRecord& revisit) {
  const bool both = !record.payload_digest.empty() && !revisit.payload_digest.empty();
  if (both && record.payload_digest != revisit.payload_digest) return false;
  if (!revisit.refers_to.empty() && record.id == revisit.refers_to) return true;
  const bool same_visit = revisit.refers_to_date && record.date == revisit.refers_to_date &&
                          record.target_uri == revisit.refers_to_uri;
  return same_visit || both;
}

}  // namespace headwater
