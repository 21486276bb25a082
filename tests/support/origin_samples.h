#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/origin_fields.h"
#include "support/sample_registry.h"

namespace headwater::testing {

/// A document in a table of tests.
struct OriginRow {
  std::string outlet;  ///< Id; empty: unknown.
  std::string date;    ///< Empty: undated.
  int seen = 0;        ///< Seconds after 2026-03-10T00:00:00Z.
  /// "kind:id", or "kind=value" for evidence that names nobody of the registry.
  std::vector<std::string> wire = {};
};

inline OriginMember origin_member(const OriginRow& row, std::size_t number) {
  constexpr std::int64_t kSeen = 1'773'100'800;  // 2026-03-10T00:00:00Z
  OriginMember member;
  DocumentOrigin& origin = member.origin;
  origin.key = static_cast<std::int64_t>(number) + 1;
  origin.document = std::string(31, '0') + static_cast<char>('a' + number % 26);
  if (!row.date.empty()) origin.published_at = Field{row.date, {"meta", row.date, {}, {}, ""}};
  SeenAt seen;
  if (!row.outlet.empty()) {
    seen.outlet = row.outlet;
    const Outlet* outlet = sample_registry().find_id(row.outlet);
    seen.name = outlet == nullptr ? row.outlet : outlet->name;
  }
  seen.first_seen = {(kSeen + row.seen) * 1'000'000};
  seen.captures = 1;
  origin.seen.push_back(seen);
  if (!row.wire.empty()) origin.wire.emplace();
  for (const std::string& item : row.wire) {
    const std::size_t mark = item.find_first_of(":=");
    const bool named = item[mark] == ':';
    origin.wire->evidence.push_back({item.substr(0, mark),
                                     item.substr(mark + 1),
                                     {},
                                     {},
                                     named ? item.substr(mark + 1) : std::string()});
  }
  member.credits = credits_of(origin, sample_registry());
  return member;
}

inline std::vector<OriginMember> origin_members(const std::vector<OriginRow>& rows) {
  std::vector<OriginMember> members;
  for (const OriginRow& row : rows) members.push_back(origin_member(row, members.size()));
  return members;
}

}  // namespace headwater::testing
