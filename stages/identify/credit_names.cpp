#include "stages/identify/credit_names.h"

#include <algorithm>
#include <array>

#include "base/text_lines.h"
#include "record/fold_text.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestPiece = 64;  // bytes; the longest agency's name has 45
constexpr std::size_t kMostNameWords = 4;  // of an agency that stands behind a person's name
constexpr std::size_t kMostPieces = 12;    // items of a list that are looked at

/// Words between an author and an agency, or between two agencies.
constexpr std::array<std::string_view, 17> kConnectors = {
    " and ", " & ",  " y ",    " e ",   " et ",   " und ", " mit ", " met ", " avec ",
    " for ", " of ", " with ", " via ", " from ", " von ", " - ",   ": "};
/// Words before and after a name that leave it the same agency.
constexpr std::array<std::string_view, 9> kBefore = {
    "via", "from", "by", "with", "agencia", "agence", "agenzia", "agentur", "agency"};
constexpr std::array<std::string_view, 20> kAfter = {
    "news",     "agency",        "writer",         "writers",  "staff",   "reporter",  "reporters",
    "wire",     "correspondent", "correspondents", "newswire", "service", "services",  "desk",
    "business", "sports",        "writes",         "com",      "de",      "newsagency"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The length of the mark at `at` that separates the items of a list; 0 if there is none.
std::size_t separator_size(std::string_view text, std::size_t at) {
  constexpr std::string_view kSingle = ",;|/()[]=";
  constexpr std::array<std::string_view, 6> kMarks = {"–", "—", "•", "·", "（", "、"};
  if (kSingle.find(text[at]) != std::string_view::npos) return 1;
  for (const std::string_view mark : kMarks) {
    if (text.substr(at, mark.size()) == mark) return mark.size();
  }
  return 0;
}

/// Takes the first item off `list`.
std::string_view take_piece(std::string_view& list) {
  for (std::size_t at = 0; at < list.size(); ++at) {
    const std::size_t size = separator_size(list, at);
    if (size == 0) continue;
    const std::string_view piece = list.substr(0, at);
    list.remove_prefix(at + size);
    return piece;
  }
  const std::string_view piece = list;
  list = {};
  return piece;
}

}  // namespace

const Outlet* CreditNames::lookup(std::string_view folded) const {
  const OutletName* name = registry_.find_name(folded);
  if (name == nullptr) return nullptr;
  const auto found = std::find_if(name->owners.begin(), name->owners.end(),
                                  [](const Outlet* owner) { return is_supplier(*owner); });
  return found == name->owners.end() ? nullptr : *found;
}

CreditName CreditNames::find(std::string_view piece) {
  piece = trim(piece);
  if (piece.empty() || piece.size() > kLongestPiece) return {};
  folded_.clear();
  fold_text(piece, folded_);
  std::string_view rest = folded_;
  for (int words = 0; words < 3 && !rest.empty(); ++words) {
    if (const Outlet* supplier = lookup(rest)) return {supplier, piece};
    const std::size_t last = rest.rfind(' ');
    if (last == std::string_view::npos) break;
    const std::size_t first = rest.find(' ');
    if (is_one_of(kAfter, rest.substr(last + 1))) {
      rest = rest.substr(0, last);
    } else if (is_one_of(kBefore, rest.substr(0, first))) {
      rest = rest.substr(first + 1);
    } else {
      break;
    }
  }
  return {};
}

CreditName CreditNames::find_by_connectors(std::string_view piece) {
  for (std::size_t at = piece.find(' '); at != std::string_view::npos;
       at = piece.find(' ', at + 1)) {
    // A colon stands before the space that the other connectors begin with.
    const std::size_t begin = at > 0 && piece[at - 1] == ':' ? at - 1 : at;
    for (const std::string_view connector : kConnectors) {
      if (piece.substr(begin, connector.size()) != connector) continue;
      if (const CreditName name = find(piece.substr(begin + connector.size()))) return name;
      if (const CreditName name = find(piece.substr(0, begin))) return name;
    }
  }
  return {};
}

CreditName CreditNames::find_in_list(std::string_view list) {
  for (std::size_t i = 0; i < kMostPieces && !list.empty(); ++i) {
    const std::string_view piece = take_piece(list);
    if (const CreditName name = find(piece)) return name;
    if (const CreditName name = find_by_connectors(piece)) return name;
  }
  return {};
}

CreditName CreditNames::find_in_authors(std::string_view list) {
  if (const CreditName name = find_in_list(list)) return name;
  list = trim(list);
  std::size_t at = list.size();
  for (std::size_t words = 0; words < kMostNameWords; ++words) {
    at = at == 0 ? std::string_view::npos : list.rfind(' ', at - 1);
    // At least a first and a last name stand before it.
    if (at == std::string_view::npos || list.find(' ') >= at) break;
    if (const CreditName name = find(list.substr(at + 1))) return name;
  }
  return {};
}

CreditName CreditNames::find_first(std::string_view list) {
  const std::string_view piece = take_piece(list);
  if (const CreditName name = find(piece)) return name;
  for (const std::string_view connector : kConnectors) {
    const std::size_t at = piece.find(connector);
    if (at == std::string_view::npos) continue;
    if (const CreditName name = find(piece.substr(0, at))) return name;
  }
  return {};
}

CreditName CreditNames::find_leading(std::string_view text) {
  text = trim(text.substr(0, kLongestPiece));
  folded_.clear();
  fold_text(text, folded_);
  const OutletName* name = registry_.find_leading_name(folded_);
  if (name == nullptr) return {};
  for (const Outlet* owner : name->owners) {
    if (is_supplier(*owner)) return {owner, text};
  }
  return {};
}

bool CreditNames::may_name(std::string_view text) {
  folded_.clear();
  fold_text(text, folded_);
  return registry_.may_name_supplier(folded_);
}

const Outlet* CreditNames::find_host(std::string_view host) const {
  const Outlet* outlet = registry_.find_host(host);
  return outlet != nullptr && is_supplier(*outlet) ? outlet : nullptr;
}

}  // namespace headwater
