// Reads arbitrary bytes as a list of feeds. What comes out keeps its limits, and written and read
// again its outlines are the same feeds in the same order.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "stages/acquire/opml.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headwater;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto list = parse_opml(bytes);
  if (!list) return 0;
  const auto again = parse_opml(write_opml(list->title, list->outlines));
  require(again.ok() && again->note.empty());
  require(again->outlines.size() == list->outlines.size());
  for (std::size_t i = 0; i < list->outlines.size(); ++i) {
    require(valid_utf8_prefix(list->outlines[i].title) == list->outlines[i].title.size());
    require(again->outlines[i].xml_url == list->outlines[i].xml_url);
    require(again->outlines[i].title == list->outlines[i].title);
  }
  return 0;
}
