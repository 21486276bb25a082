#include "support/gumbo_outline.h"

#include <gumbo.h>

#include <memory>
#include <memory_resource>
#include <string>

#include "html/ascii.h"

namespace headwater::testing {
namespace {

/// Gumbo allocates for every token: from a pool that is freed as a whole, it takes half the time.
using Pool = std::pmr::monotonic_buffer_resource;

void* allocate(void* pool, std::size_t size) { return static_cast<Pool*>(pool)->allocate(size); }
void release(void* /*pool*/, void* /*bytes*/) {}

std::string_view space_of(const GumboElement& element) {
  if (element.tag_namespace == GUMBO_NAMESPACE_SVG) return "svg";
  return element.tag_namespace == GUMBO_NAMESPACE_MATHML ? "math" : "";
}

void visit(const GumboNode& node, const std::string& outer, Outline& outline) {
  switch (node.type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      return add_to_outline(outer, node.v.text.text, outline);
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: {
      const GumboElement& element = node.v.element;
      const std::string_view name = gumbo_normalized_tagname(element.tag);
      const bool is_block = is_outline_block(space_of(element), name);
      const std::string blocks = is_block ? outer + "/" + std::string(name) : outer;
      for (unsigned i = 0; i < element.children.length; ++i) {
        visit(*static_cast<const GumboNode*>(element.children.data[i]), blocks, outline);
      }
      return;
    }
    default:
      return;
  }
}

}  // namespace

Outline gumbo_outline(std::string_view page) {
  Pool pool;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &pool;
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
  Outline outline;
  visit(*output->root, "", outline);
  return outline;
}

}  // namespace headwater::testing
