#pragma once

#include <cstdint>
#include <vector>

#include "stages/extract/page_outline.h"

namespace headwater {

/// The element with the most paragraphs right inside of it: where the text of the article is most
/// likely to be, whatever names say of the elements around it. Reuse one nest for page after page.
class ProseNest {
 public:
  /// Linear in the outline.
  void find(const PageOutline& outline);

  /// The element; the root if there is no prose.
  OutlineIndex element() const { return element_; }
  /// Whether `other` has the classes of an element around the nest, or of one that holds much of
  /// it: then the article may go on in it.
  bool is_like(const OutlineElement& other) const;

 private:
  void find_doubts(const PageOutline& outline);
  void add_scores(const PageOutline& outline);
  void remember_signatures(const PageOutline& outline);

  OutlineIndex element_ = 0;
  std::vector<std::uint64_t> scores_;
  std::vector<std::uint8_t> doubts_;  ///< How often the prose in each element counts half.
  std::vector<std::uint32_t> signatures_;
};

}  // namespace headwater
