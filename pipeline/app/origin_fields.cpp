#include "app/origin_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "app/date_order.h"
#include "base/domain.h"

namespace headwater {
namespace {

/// Of those who are credited, the most credited ones that conflicts are looked for among: pages may
/// name whom they like, each another one.
constexpr std::size_t kMostCredits = 16;

std::optional<Earliest> find_first_seen(std::span<const OriginMember> members) {
  std::optional<Earliest> first;
  Timestamp time;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const std::vector<SeenAt>& seen = members[m].origin.seen;
    for (std::size_t s = 0; s < seen.size(); ++s) {
      if (first && seen[s].first_seen == time) ++first->count;
      if (first && seen[s].first_seen >= time) continue;
      time = seen[s].first_seen;
      first = Earliest{to_rfc3339(time), m, s, 1};
    }
  }
  return first;
}

const std::string* date_of(const OriginMember& member) {
  const std::optional<Field>& date = member.origin.published_at;
  return date && date_place(date->value) ? &date->value : nullptr;
}

/// The dated document that stands first in a list, and how many may be the earliest: those that no
/// other one is certainly earlier than.
template <class Filter>
std::optional<Earliest> find_dated(std::span<const OriginMember> members, Filter counts) {
  std::optional<Earliest> first;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const std::string* date = date_of(members[m]);
    if (date == nullptr || !counts(members[m])) continue;
    if (first && !(*date_place(*date) < *date_place(first->time))) continue;
    first = Earliest{*date, m, 0, 1};
  }
  if (!first) return first;
  // A day stands before its points in time, so what `first` bears is the day that counts. Of that
  // day, the points in time behind another one are out.
  const std::string* point = nullptr;
  const auto each_rival = [&](auto use) {
    for (std::size_t m = 0; m < members.size(); ++m) {
      const std::string* date = date_of(members[m]);
      if (date == nullptr || !counts(members[m])) continue;
      if (compare_dates(first->time, *date) != DateOrder::kBefore) use(m, *date);
    }
  };
  each_rival([&](std::size_t, const std::string& date) {
    if (!names_day(date) && (point == nullptr || *date_place(date) < *date_place(*point)))
      point = &date;
  });
  each_rival([&](std::size_t m, const std::string& date) {
    const bool out = !names_day(date) && *date_place(*point) < *date_place(date);
    if (m != first->member && !out) ++first->count;
  });
  return first;
}

std::vector<CreditCount> count_credits(std::span<const OriginMember> members) {
  std::vector<CreditCount> counts;
  std::map<std::pair<std::optional<std::string>, std::string>, std::size_t> places;
  for (const OriginMember& member : members) {
    for (const Credit& credit : member.credits) {
      // A registered one is known by its id, whatever it is called.
      const std::string& name = credit.outlet ? std::string() : credit.name;
      const auto [place, fresh] = places.emplace(std::pair(credit.outlet, name), counts.size());
      if (fresh) counts.push_back({{credit.meaning, credit.outlet, credit.name, {}}, 0, {}});
      CreditCount* known = &counts[place->second];
      ++known->documents;
      known->credit.meaning = std::min(known->credit.meaning, credit.meaning);
      for (const Evidence& evidence : credit.evidence) {
        if (std::ranges::find(known->kinds, evidence.kind) == known->kinds.end())
          known->kinds.push_back(evidence.kind);
      }
    }
  }
  std::ranges::sort(counts, [](const CreditCount& a, const CreditCount& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    return std::pair(a.credit.name, a.credit.outlet) < std::pair(b.credit.name, b.credit.outlet);
  });
  for (CreditCount& count : counts) std::ranges::sort(count.kinds);
  return counts;
}

bool is_of(const OriginMember& member, const Credit& credit) {
  const auto there = [&](const SeenAt& seen) { return seen.outlet == credit.outlet; };
  return credit.outlet && std::ranges::any_of(member.origin.seen, there);
}

std::string credit_label(const Credit& credit) {
  return credit.name.empty() ? "a feed that is not named" : credit.name;
}

/// Finds what contradicts in the fields of some documents.
class ConflictSearch {
 public:
  ConflictSearch(std::span<const OriginMember> members, OriginFields& fields)
      : members_(members), fields_(fields) {}

  void run() {
    compare_credits(CreditMeaning::kSupplied, "supplied it");
    compare_credits(CreditMeaning::kAppeared, "had it");
    for (const CreditCount& count : first_credits()) compare_date_of(count.credit);
    look_at_earliest();
    look_at_first_seen();
  }

 private:
  std::span<const CreditCount> first_credits() const {
    return std::span(fields_.credited).first(std::min(fields_.credited.size(), kMostCredits));
  }

  void add(ConflictKind kind, std::string message) {
    fields_.conflicts.push_back({kind, std::move(message)});
  }

  void compare_credits(CreditMeaning meaning, std::string_view what) {
    std::string names;
    std::size_t count = 0;
    for (const CreditCount& credited : first_credits()) {
      if (credited.credit.meaning != meaning || credited.credit.name.empty()) continue;
      names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", credited.credit.name,
                           credited.documents);
      ++count;
    }
    if (count < 2) return;
    add(ConflictKind::kCreditsDiffer,
        fmt::format("documents say that different ones {}: {}", what, names));
  }

  /// Whether the copy of whom others credit is dated after one that is not theirs.
  void compare_date_of(const Credit& credit) {
    const auto own = find_dated(members_, [&](const OriginMember& m) { return is_of(m, credit); });
    const auto other =
        find_dated(members_, [&](const OriginMember& m) { return !is_of(m, credit); });
    if (!own || !other || compare_dates(other->time, own->time) != DateOrder::kBefore) return;
    add(ConflictKind::kCreditedIsLater,
        fmt::format("{} is credited, but its copy is dated {}, after one of {}, {}",
                    credit_label(credit), own->time, label(*other), other->time));
  }

  void look_at_earliest() {
    if (!fields_.dated || !fields_.dated->known()) return;
    const OriginMember& earliest = members_[fields_.dated->member];
    if (!earliest.credits.empty()) return;
    std::string names;
    for (const CreditCount& count : first_credits()) {
      if (count.credit.meaning == CreditMeaning::kPartly) continue;
      if (is_of(earliest, count.credit)) return;
      names += (names.empty() ? "" : ", ") + credit_label(count.credit);
    }
    if (names.empty()) return;
    add(ConflictKind::kEarliestCreditsNobody,
        fmt::format(
            "others credit {}, but the earliest dated copy is of {}, {}, and credits nobody", names,
            label(*fields_.dated), fields_.dated->time));
  }

  void look_at_first_seen() {
    if (!fields_.dated || !fields_.first_seen) return;
    const Earliest& first = *fields_.first_seen;
    const Timestamp time = members_[first.member].origin.seen[first.seen].first_seen;
    if (compare_dates(time, fields_.dated->time) != DateOrder::kBefore) return;
    add(ConflictKind::kSeenBeforeEarliestDate,
        fmt::format("we saw it at {}, before the earliest date that it bears, {}", first.time,
                    fields_.dated->time));
  }

  std::string label(const Earliest& earliest) const {
    return outlet_label(members_[earliest.member].origin.seen[earliest.seen]);
  }

  std::span<const OriginMember> members_;
  OriginFields& fields_;
};

void count_outlets(std::span<const OriginMember> members, OriginFields& fields) {
  std::set<std::string> ids;
  std::set<std::string> sites;
  for (const OriginMember& member : members) {
    for (const SeenAt& seen : member.origin.seen) {
      if (seen.outlet) {
        ids.insert(*seen.outlet);
      } else if (const auto host = host_of(seen.uri)) {
        sites.insert(registrable_domain(*host).value_or(*host));
      }
    }
  }
  fields.outlets = ids.size() + sites.size();
  fields.unregistered = sites.size();
}

}  // namespace

std::string_view conflict_name(ConflictKind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"credits-differ", "credited-is-later",
                                                      "earliest-credits-nobody",
                                                      "seen-before-earliest-date"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string outlet_label(const SeenAt& seen) {
  if (!seen.outlet) return host_of(seen.uri).value_or("an unknown outlet");
  return fmt::format("{} ({})", seen.name, *seen.outlet);
}

OriginFields find_origin(std::span<const OriginMember> members) {
  OriginFields fields;
  count_outlets(members, fields);
  fields.uncompared = static_cast<std::size_t>(std::ranges::count_if(
      members, [](const OriginMember& member) { return !member.origin.compared; }));
  fields.first_seen = find_first_seen(members);
  fields.credited = count_credits(members);
  fields.uncredited = static_cast<std::size_t>(std::ranges::count_if(
      members, [](const OriginMember& member) { return member.credits.empty(); }));
  fields.dated = find_dated(members, [](const OriginMember&) { return true; });
  ConflictSearch(members, fields).run();
  return fields;
}

}  // namespace headwater
