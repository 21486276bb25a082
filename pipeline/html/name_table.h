#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/tag.h"

namespace headwater::html {

/// Numbers the names of elements that HTML does not know, within one page: equal names (capitals
/// aside) have equal tags. Beyond some 65,000 different names, or where a page was made to have
/// many names with one hash, others share one tag: so a name takes bounded time.
class NameTable {
 public:
  /// Forgets all names.
  void clear();
  /// The tag of `name`. Requires: the name outlives the use of the table.
  HtmlTag intern(std::string_view name);

 private:
  struct Slot {
    std::uint32_t hash = 0;
    HtmlTag tag = HtmlTag::kText;  ///< kText: free.
    std::string_view name;
  };

  Slot* slot_of(std::string_view name, std::uint32_t hash);
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace headwater::html
