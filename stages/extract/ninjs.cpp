#include "stages/extract/ninjs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text_lines.h"
#include "feed/json_parts.h"
#include "html/ascii.h"
#include "html/sniff_html.h"
#include "stages/extract/wire_item.h"

namespace headwater {
namespace {

using Parts = std::vector<JsonPart>;
using Fault = std::optional<JsonFault>;

/// The member whose name is `name`, in small letters, in any letter case.
const JsonPart* find(const Parts& members, std::string_view name) {
  const auto same = [&](const JsonPart& part) {
    return html::equals_ignoring_case(part.key, name);
  };
  const auto found = std::ranges::find_if(members, same);
  return found == members.end() ? nullptr : &*found;
}

const JsonPart* find_string(const Parts& members, std::string_view name) {
  const JsonPart* part = find(members, name);
  return part != nullptr && part->first == '"' ? part : nullptr;
}

Fault find_duplicate(Parts members) {
  std::ranges::stable_sort(members, {}, &JsonPart::key);
  const auto found = std::ranges::adjacent_find(members, {}, &JsonPart::key);
  if (found == members.end()) return std::nullopt;
  const JsonPart& second = *(found + 1);
  return JsonFault{ErrorCode::kBadJson, second.range.begin,
                   fmt::format("names \"{}\" twice; which one counts is undefined", second.key)};
}

/// How many bytes of `html` stand outside of tags.
std::size_t count_outside_tags(std::string_view html) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) ++count;
    if (c == '>') inside = false;
  }
  return count;
}

/// A body that may be the article.
struct Candidate {
  NinjsItem::Body body;
  bool main = false;
  std::size_t length = 0;
};

class Reader {
 public:
  Reader(std::string_view json, NinjsItem& item) : parts_(json), item_(item) {}

  Fault run() {
    auto members = parts_.members({0, parts_.json().size()});
    if (!members) return fault_of(members.error());
    const JsonPart* bodies = find(*members, "bodies");
    if (bodies == nullptr || bodies->first != '[') return std::nullopt;
    if (auto fault = read_bodies(*bodies)) return fault;
    if (auto fault = read_headlines(find(*members, "headlines"))) return fault;
    return read_supplier(*members);
  }

 private:
  static Fault fault_of(const Error& error) { return JsonFault{error.code, 0, error.message}; }

  /// Calls `take` with the members of each object in the list.
  template <class Take>
  Fault each(const JsonPart* list, Take take) {
    if (list == nullptr || list->first != '[') return std::nullopt;
    auto elements = parts_.elements(list->range);
    if (!elements) return fault_of(elements.error());
    for (const JsonPart& element : *elements) {
      if (element.first != '{') continue;
      auto members = parts_.members(element.range);
      if (!members) return fault_of(members.error());
      if (auto fault = find_duplicate(*members)) return fault;
      take(*members);
    }
    return std::nullopt;
  }

  std::string text(const Parts& members, std::string_view name) const {
    const JsonPart* part = find_string(members, name);
    return part == nullptr ? std::string() : parts_.text(*part);
  }

  bool is_main(const Parts& members) const {
    return html::equals_ignoring_case(text(members, "role"), "main");
  }

  Fault read_bodies(const JsonPart& list) {
    std::vector<Candidate> candidates;
    auto fault = each(&list, [&](const Parts& members) {
      if (auto candidate = read_body(members)) candidates.push_back(*candidate);
    });
    if (!fault) choose(candidates);
    return fault;
  }

  std::optional<Candidate> read_body(const Parts& members) const {
    const JsonPart* value = find_string(members, "value");
    const WireContent content = content_of_type(text(members, "contenttype"));
    if (value == nullptr || content == WireContent::kNone) return std::nullopt;
    const std::string bytes = parts_.text(*value);
    if (trim(bytes).empty()) return std::nullopt;
    Candidate candidate;
    candidate.body.inside = JsonParts::inside(value->range);
    candidate.body.html = content == WireContent::kHtmlData || begins_like_html(bytes);
    candidate.main = is_main(members);
    candidate.length = candidate.body.html ? count_outside_tags(bytes) : bytes.size();
    return candidate;
  }

  /// The four steps that the header tells.
  void choose(std::vector<Candidate>& candidates) {
    if (std::ranges::any_of(candidates, &Candidate::main)) {
      std::erase_if(candidates, [](const Candidate& one) { return !one.main; });
    }
    std::size_t longest = 0;
    for (const Candidate& one : candidates) longest = std::max(longest, one.length);
    std::erase_if(candidates, [&](const Candidate& one) { return one.length < longest / 2; });
    if (candidates.empty()) return;
    const auto marked = std::ranges::find_if(candidates, [](auto& one) { return one.body.html; });
    item_.body = (marked == candidates.end() ? candidates.begin() : marked)->body;
  }

  Fault read_headlines(const JsonPart* list) {
    bool main = false;
    return each(list, [&](const Parts& members) {
      const JsonPart* value = find_string(members, "value");
      if (value == nullptr || trim(parts_.text(*value)).empty()) return;
      if (item_.headline && (main || !is_main(members))) return;
      main = is_main(members);
      item_.headline = JsonParts::inside(value->range);
    });
  }

  Fault read_supplier(const Parts& members) {
    auto fault = each(find(members, "infosources"), [&](const Parts& source) {
      const JsonPart* name = item_.supplier ? nullptr : find_string(source, "name");
      if (name != nullptr) item_.supplier = JsonParts::inside(name->range);
    });
    if (fault || item_.supplier) return fault;
    const JsonPart* holder = find_string(members, "copyrightholder");
    if (holder != nullptr) item_.supplier = JsonParts::inside(holder->range);
    return std::nullopt;
  }

  JsonParts parts_;
  NinjsItem& item_;
};

}  // namespace

std::optional<JsonFault> read_ninjs(std::string_view json, NinjsItem& item) {
  return Reader(json, item).run();
}

}  // namespace headwater
