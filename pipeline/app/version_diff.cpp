#include "app/version_diff.h"

#include <algorithm>

namespace headwater {
namespace {

/// Lengths of the longest common subsequences of all pairs of ends of two texts.
class Table {
 public:
  Table(std::span<const Statement> earlier, std::span<const Statement> later)
      : width_(later.size() + 1), cells_((earlier.size() + 1) * width_) {
    for (std::size_t i = earlier.size(); i-- > 0;) {
      for (std::size_t j = later.size(); j-- > 0;) {
        cells_[i * width_ + j] = earlier[i].key == later[j].key
                                     ? at(i + 1, j + 1) + 1
                                     : std::max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  std::uint32_t at(std::size_t i, std::size_t j) const { return cells_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> cells_;
};

/// Appends the changes of two texts that begin at `shift` of the whole ones.
void diff_middle(std::span<const Statement> earlier, std::span<const Statement> later,
                 std::size_t shift, std::vector<StatementChange>& out) {
  std::size_t i = 0;
  std::size_t j = 0;
  if (earlier.size() <= kMostCompared && later.size() <= kMostCompared) {
    const Table table(earlier, later);
    while (i < earlier.size() && j < later.size()) {
      if (earlier[i].key == later[j].key) {
        out.push_back({ChangeKind::kKept, shift + i++});
        ++j;
      } else if (table.at(i + 1, j) >= table.at(i, j + 1)) {
        out.push_back({ChangeKind::kRemoved, shift + i++});
      } else {
        out.push_back({ChangeKind::kAdded, shift + j++});
      }
    }
  }
  for (; i < earlier.size(); ++i) out.push_back({ChangeKind::kRemoved, shift + i});
  for (; j < later.size(); ++j) out.push_back({ChangeKind::kAdded, shift + j});
}

}  // namespace

std::vector<StatementChange> diff_statements(std::span<const Statement> earlier,
                                             std::span<const Statement> later) {
  const std::size_t shorter = std::min(earlier.size(), later.size());
  std::size_t begin = 0;
  while (begin < shorter && earlier[begin].key == later[begin].key) ++begin;
  std::size_t end = 0;
  while (end < shorter - begin &&
         earlier[earlier.size() - 1 - end].key == later[later.size() - 1 - end].key) {
    ++end;
  }
  std::vector<StatementChange> out;
  for (std::size_t i = 0; i < begin; ++i) out.push_back({ChangeKind::kKept, i});
  diff_middle(earlier.subspan(begin, earlier.size() - begin - end),
              later.subspan(begin, later.size() - begin - end), begin, out);
  for (std::size_t i = earlier.size() - end; i < earlier.size(); ++i) {
    out.push_back({ChangeKind::kKept, i});
  }
  return out;
}

}  // namespace headwater
