#include "stages/extract/page_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "html/entities.h"
#include "html/tag.h"
#include "stages/extract/json_metadata.h"

namespace headwater {
namespace {

/// Texts of an element are gathered up to this many bytes: enough to see that it is too long.
constexpr std::size_t kMostGathered = 2 * kLongestMetadata;
/// An element with more nodes inside is neither title nor name.
constexpr HtmlNodeIndex kMostInnerNodes = 1000;
/// A tag inside of a value is shorter: "<span style=...>".
constexpr std::size_t kLongestInnerTag = 200;

bool is_plain(unsigned char c) { return c > ' ' && c < 0x7F; }

/// Characters that leave no trace: they neither separate words nor are seen.
bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x2060 ||
         c == 0xFEFF || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool holds_no_text(HtmlTag tag) {
  return tag == HtmlTag::kScript || tag == HtmlTag::kStyle || tag == HtmlTag::kTemplate ||
         tag == HtmlTag::kNoscript || tag == HtmlTag::kSvg || tag == HtmlTag::kIframe;
}

/// The tag that `text[at]`, a "<", begins; 0 where it is a sign of its own.
std::size_t tag_length(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (!html::is_letter(next) && next != '/') return 0;
  const std::size_t size = text.substr(at, kLongestInnerTag).find('>');
  return size == std::string_view::npos ? 0 : size + 1;
}

void append_reference(std::string_view text, std::size_t& at, std::string& out) {
  const auto reference = html::read_reference(text.substr(at), html::ReferencePlace::kText);
  if (reference.length == 0) {
    out += text[at++];
    return;
  }
  append_utf8(reference.first, out);
  if (reference.second != 0) append_utf8(reference.second, out);
  at += reference.length;
}

std::string without_references(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      append_reference(text, at, out);
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string without_tags(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t tag = text[at] == '<' ? tag_length(text, at) : 0;
    if (tag == 0) out += text[at];
    at += std::max<std::size_t>(tag, 1);
  }
  return out;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(std::min(text.size(), kLongestMetadata));
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (is_plain(byte)) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += text[at++];
      continue;
    }
    const std::size_t space = skip_space(text, at);
    if (space > at) {
      gap = true;
      at = space;
      continue;
    }
    const CodePoint c = decode_utf8(text, at);
    at += std::max<std::size_t>(c.length, 1);
    if (is_unseen(c.value)) continue;
    if (gap && !out.empty()) out += ' ';
    gap = false;
    append_utf8(c.value, out);
  }
  if (out.size() > kLongestMetadata) out.clear();
  return out;
}

std::string slice_line(HtmlPage& page, ByteRange slice, HtmlTextMode mode) {
  if (slice.size() > kMostGathered) return {};
  thread_local std::string text;
  text.clear();
  page.decoder.append(page.bytes, slice, mode, text);
  return one_line(text);
}

std::string element_line(HtmlPage& page, HtmlNodeIndex node) {
  thread_local std::string text;
  text.clear();
  const auto nodes = page.tree.nodes();
  const HtmlNodeIndex end = nodes[node].subtree_end;
  if (end - node > kMostInnerNodes) return {};
  for (HtmlNodeIndex i = node + 1; i < end;) {
    const HtmlNode& inner = nodes[i];
    if (inner.is_text()) {
      if (text.size() + inner.source.size() > kMostGathered) return {};
      page.decoder.append(page.bytes, inner.source, inner.text_mode, text);
    } else if (holds_no_text(inner.tag)) {
      i = inner.subtree_end;
      continue;
    } else if (html::has_trait(inner.tag, html::kIsSpecial)) {
      text += ' ';
    }
    ++i;
  }
  return one_line(text);
}

std::string without_markup(std::string text) {
  const bool references = text.find('&') != std::string::npos;
  if (references) text = without_references(text);
  const bool tags = text.find('<') != std::string::npos;
  if (tags) text = without_tags(text);
  return references || tags ? one_line(text) : text;
}

ByteRange text_range(const HtmlTree& tree, HtmlNodeIndex node) {
  const auto nodes = tree.nodes();
  ByteRange range;
  for (HtmlNodeIndex i = node + 1; i < nodes[node].subtree_end; ++i) {
    if (!nodes[i].is_text() || nodes[i].has(HtmlNode::kBlank)) continue;
    if (range.empty()) range.begin = nodes[i].source.begin;
    range.end = nodes[i].source.end;
  }
  return range.empty() ? nodes[node].source : range;
}

}  // namespace headwater
