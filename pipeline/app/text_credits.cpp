#include "app/text_credits.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/domain.h"

namespace headwater {
namespace {

/// The evidence that is about the kind of text, and credits nobody.
constexpr std::string_view kPressRelease = "press-release";
constexpr std::array<std::string_view, 2> kLinks = {"canonical-link", "based-on"};
constexpr std::string_view kOriginNotice = "origin-notice";

bool is_link(const Evidence& evidence) {
  return std::ranges::find(kLinks, evidence.kind) != kLinks.end();
}

CreditMeaning meaning_of(const Evidence& evidence) {
  if (is_link(evidence) || evidence.kind == kOriginNotice) return CreditMeaning::kAppeared;
  return evidence.kind == "contribution" ? CreditMeaning::kPartly : CreditMeaning::kSupplied;
}

Credit credit_of(const Evidence& evidence, const OutletRegistry& registry) {
  Credit credit{meaning_of(evidence), std::nullopt, {}, {evidence}};
  if (!evidence.rule.empty()) {
    credit.outlet = evidence.rule;
    const Outlet* outlet = registry.find_id(evidence.rule);
    credit.name = outlet == nullptr ? evidence.rule : outlet->name;
  } else if (is_link(evidence)) {
    credit.name = host_of(evidence.value).value_or(evidence.value);
  } else if (evidence.kind == kOriginNotice) {
    credit.name = evidence.value;
  }
  return credit;
}

bool was_seen_at(const DocumentOrigin& document, const Credit& credit) {
  if (!credit.outlet) return false;
  const auto there = [&](const SeenAt& seen) { return seen.outlet == credit.outlet; };
  return std::ranges::any_of(document.seen, there);
}

}  // namespace

std::string_view credit_meaning_name(CreditMeaning meaning) {
  constexpr std::array<std::string_view, 3> kNames = {"supplied", "appeared", "partly"};
  return kNames[static_cast<std::size_t>(meaning)];
}

std::vector<Credit> credits_of(const DocumentOrigin& document, const OutletRegistry& registry) {
  std::vector<Credit> credits;
  if (!document.wire) return credits;
  for (const Evidence& evidence : document.wire->evidence) {
    if (evidence.kind == kPressRelease) continue;
    Credit credit = credit_of(evidence, registry);
    if (was_seen_at(document, credit)) continue;
    const auto known =
        std::ranges::find_if(credits, [&](const Credit& other) { return other.same_as(credit); });
    if (known == credits.end()) {
      credits.push_back(std::move(credit));
      continue;
    }
    known->evidence.push_back(evidence);
    known->meaning = std::min(known->meaning, credit.meaning);
  }
  const auto unnamed = [](const Credit& credit) { return credit.name.empty(); };
  if (!std::ranges::all_of(credits, unnamed)) std::erase_if(credits, unnamed);
  return credits;
}

std::string_view outlet_role(const std::optional<std::string>& outlet,
                             const OutletRegistry& registry) {
  const Outlet* known = outlet ? registry.find_id(*outlet) : nullptr;
  if (known == nullptr) return {};
  if (is_supplier(*known)) return "supplier";
  return known->kind == "network" ? "network" : "publisher";
}

}  // namespace headwater
