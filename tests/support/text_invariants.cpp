#include "support/text_invariants.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "html/page.h"
#include "record/document_map.h"

namespace headwater::testing {
namespace {

bool fits(std::string_view text, TextSpan span) {
  return span.begin < span.end && span.end <= text.size() && is_code_point_edge(text, span.begin) &&
         is_code_point_edge(text, span.end);
}

/// Looks the first and the last step of a run up, there and back.
bool is_found_again(const SourceMap& map, const Run& run) {
  for (const std::uint64_t at : {run.text_begin, run.text().end - 1}) {
    const RawSpan raw = map.raw_of(at);
    if (run.raw_unit == 0) {
      if (!raw.empty()) return false;
      continue;
    }
    if (raw.size() != run.raw_unit || !run.raw().contains(raw)) return false;
    const auto text = map.text_of(raw.begin);
    if (!text || !text->contains(at) || map.text_of(raw.end - 1) != text) return false;
  }
  return true;
}

std::string broken_map_promise(const Article& article) {
  const std::string_view raw = article.arrival.payload;
  const std::string_view text = article.text;
  const Status status = article.source_map.check(raw.size(), text.size());
  if (!status) return status.error().message;
  for (const Run& run : article.source_map.runs()) {
    const std::string where = fmt::format("the run at {} of the text ", run.text_begin);
    const std::string_view made = slice(text, run.text());
    if (!fits(text, run.text())) return where + "splits a character";
    if (run.kind == RunKind::kCopy && slice(raw, run.raw()) != made) return where + "is no copy";
    const bool is_gap = run.kind == RunKind::kSeparator || run.kind == RunKind::kWhitespace;
    if (is_gap && skip_space(made, 0) != made.size()) return where + "is no white space";
    if (!is_found_again(article.source_map, run)) return where + "is not found again";
  }
  return {};
}

std::string broken_replay(const Article& article) {
  EditMap edits = article.edits;
  edits.settle(article.text);
  const DocumentMap map =
      make_document_map(article.arrival.payload.size(), article.text, article.source_map, edits);
  if (account(map).total() != article.arrival.payload.size()) return "bytes are not accounted for";
  const auto decoded = decode_map(encode_map(map));
  if (!decoded) return decoded.error().message;
  const auto text = replay_text(article.arrival.payload, *decoded);
  if (!text || *text != article.text) return "replay gives another text";
  const auto cleaned = replay_cleaned(article.arrival.payload, *decoded);
  if (!cleaned) return cleaned.error().message;
  if (*cleaned != edits.cleaned(article.text)) return "replay gives another cleaned text";
  return {};
}

/// Whether `text` holds nothing but white space and characters without width.
bool shows_nothing(std::string_view text) {
  std::size_t at = skip_space(text, 0);
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    const bool zero_width = (point.value >= 0x200B && point.value <= 0x200D) ||
                            point.value == 0x2060 || point.value == 0xFEFF;
    if (!zero_width) return false;
    at = skip_space(text, at + point.length);
  }
  return true;
}

std::string broken_block_promise(const Article& article) {
  const std::string_view text = article.text;
  std::uint64_t last = 0;
  for (const Block& block : article.blocks) {
    const std::string where = fmt::format("the block at {} ", block.span.begin);
    if (!fits(text, block.span)) return where + "does not lie in the text";
    if (block.span.begin < last) return where + "overlaps the one before";
    if (!shows_nothing(text.substr(last, block.span.begin - last))) return where + "comes late";
    const std::string_view inside = slice(text, block.span);
    if (skip_space(inside, 0) > 0 || skip_space_back(inside, inside.size()) < inside.size()) {
      return where + "has white space at an end";
    }
    last = block.span.end;
  }
  if (!shows_nothing(text.substr(last))) return "there is text behind the last block";
  for (const Cut& cut : article.edits.proposed()) {
    if (!fits(text, cut.span)) return fmt::format("the cut at {} is no cut", cut.span.begin);
  }
  return {};
}

}  // namespace

std::string broken_text_promise(const Article& article) {
  if (valid_utf8_prefix(article.text) != article.text.size()) return "the text is not UTF-8";
  if (auto broken = broken_map_promise(article); !broken.empty()) return broken;
  if (auto broken = broken_block_promise(article); !broken.empty()) return broken;
  return broken_replay(article);
}

std::string broken_page_promise(const Article& article) {
  if (!article.page) return "there is no page";
  const HtmlPage& page = *article.page;
  if (page.blocks.size() != article.blocks.size()) return "page and article differ in blocks";
  const std::span<const HtmlNode> nodes = page.tree.nodes();
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const HtmlBlock& block = page.blocks[i];
    const std::string where = fmt::format("block {} ", i);
    if (block.node >= nodes.size()) return where + "has no node";
    if (block.first > block.last || block.last >= nodes[block.node].subtree_end ||
        block.first <= block.node) {
      return where + "does not stand in its node";
    }
    if (!nodes[block.first].is_text() || !nodes[block.last].is_text()) return where + "has no text";
    if (i > 0 && block.first < page.blocks[i - 1].last) return where + "goes back";
  }
  return {};
}

}  // namespace headwater::testing
