#include "stages/extract/json_ld.h"

#include <algorithm>

#include "base/utf8.h"
#include "record/json_string.h"
#include "stages/extract/page_text.h"

namespace headwater {
namespace {

/// Buffers beyond this many bytes are given back: each of many scripts may have grown its own.
constexpr std::size_t kKeptBytes = std::size_t{4} << 20U;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Takes what old advice puts round a script: comment marks, CDATA marks, a semicolon.
std::string_view without_wrapping(std::string_view script) {
  constexpr std::string_view kBefore[] = {"<!--",      "//<![CDATA[",  "/*<![CDATA[*/",
                                          "<![CDATA[", "// <![CDATA[", "//"};
  constexpr std::string_view kAfter[] = {"-->", "//]]>", "/*]]>*/", "]]>", "// ]]>", ";", "//"};
  const auto trim_front = [&] {
    while (!script.empty() && is_space(script.front())) script.remove_prefix(1);
  };
  const auto trim_back = [&] {
    while (!script.empty() && is_space(script.back())) script.remove_suffix(1);
  };
  trim_front();
  trim_back();
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kBefore) {
      if (!script.starts_with(mark)) continue;
      script.remove_prefix(mark.size());
      trim_front();
      again = true;
    }
    for (const std::string_view mark : kAfter) {
      if (!script.ends_with(mark)) continue;
      script.remove_suffix(mark.size());
      trim_back();
      again = true;
    }
  }
  return script;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether nothing but white space stands between `at` and a closing bracket.
bool closes_after(std::string_view json, std::size_t at) {
  while (at < json.size() && is_space(json[at])) ++at;
  return at < json.size() && (json[at] == '}' || json[at] == ']');
}

/// Makes spaces of control characters in strings and of commas before a closing bracket. Positions
/// stay.
void mend_in_place(std::string& json) {
  bool inside = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (inside && c == '\\') {
      ++at;
    } else if (c == '"') {
      inside = !inside;
    } else if (static_cast<unsigned char>(c) < ' ') {
      json[at] = ' ';
    } else if (!inside && c == ',' && closes_after(json, at + 1)) {
      json[at] = ' ';
    }
  }
}

/// A string with escapes that JSON does not know: the backslash goes, what it escapes stays.
std::string without_backslashes(std::string_view text) {
  std::string out;
  std::ranges::remove_copy(text, std::back_inserter(out), '\\');
  return out;
}

}  // namespace

void JsonLd::read(HtmlPage& page, const PageMarks& marks) {
  // In place from the start: what is parsed points into the copies.
  if (blocks_.empty()) blocks_.resize(kMostLdBlocks);
  used_ = 0;
  nodes_.clear();
  repairs_.clear();
  std::size_t bytes = 0;
  for (const HtmlNodeIndex script : marks.scripts) {
    const ByteRange source = page.tree.nodes()[script].source;
    bytes += source.size();
    if (used_ == kMostLdBlocks || bytes > kMostLdBytes) return;
    if (source.size() > kLongestLdBlock) {
      repairs_.push_back(LdRepair::kLost);
      continue;
    }
    read_script(page, source);
  }
}

void JsonLd::shrink() {
  if (kept_bytes() <= kKeptBytes) return;
  *this = JsonLd();
}

std::size_t JsonLd::kept_bytes() const {
  std::size_t bytes = 0;
  for (const Block& block : blocks_) {
    bytes += block.copy.capacity() + block.map.runs().capacity() * sizeof(Run);
  }
  return bytes;
}

void JsonLd::read_script(HtmlPage& page, ByteRange script) {
  Block& block = blocks_[used_];
  block.json = without_wrapping(script.of(page.bytes));
  if (block.json.empty()) return;
  block.begin = static_cast<std::uint32_t>(block.json.data() - page.bytes.data());
  block.decoded = false;
  block.copied = false;
  std::size_t room = page.bytes.size() - block.begin - block.json.size();
  if (page.encoding != Encoding::kUtf8 && !is_ascii(block.json)) {
    room = decode(page, block);
  } else if (room < kJsonPadding) {
    room = copy(block);
  }
  const std::size_t before = nodes_.size();
  LdRepair repair = parse(block, room);
  if (repair != LdRepair::kNone) {
    nodes_.resize(before);
    if (!block.decoded && valid_utf8_prefix(block.json) < block.json.size()) decode(page, block);
    repair = parse(block, mend(block));
    if (repair == LdRepair::kNone) repair = LdRepair::kMended;
  }
  repairs_.push_back(repair);
  ++used_;
}

std::size_t JsonLd::decode(HtmlPage& page, Block& block) {
  const auto size = static_cast<std::uint32_t>(block.json.size());
  block.map = SourceMap();
  block.copy.clear();
  page.decoder.append(page.bytes, {block.begin, block.begin + size}, HtmlTextMode::kRawText,
                      block.copy, block.map);
  block.decoded = true;
  return use_copy(block);
}

std::size_t JsonLd::copy(Block& block) {
  block.copy = block.json;
  return use_copy(block);
}

std::size_t JsonLd::mend(Block& block) {
  if (!block.copied) copy(block);
  mend_in_place(block.copy);
  return use_copy(block);
}

std::size_t JsonLd::use_copy(Block& block) {
  block.copy.reserve(block.copy.size() + kJsonPadding);
  block.json = block.copy;
  block.copied = true;
  return block.copy.capacity() - block.copy.size();
}

LdIndex JsonLd::member(LdIndex node, LdKey key) const {
  if (node == kNoLd || nodes_[node].kind != LdKind::kObject) return kNoLd;
  for (LdIndex i = node + 1; i < nodes_[node].subtree_end; i = nodes_[i].subtree_end) {
    if (nodes_[i].key == key) return i;
  }
  return kNoLd;
}

std::string_view JsonLd::raw_text(LdIndex node) const {
  if (node == kNoLd) return {};
  const LdNode& value = nodes_[node];
  if (value.kind != LdKind::kString && value.kind != LdKind::kOther) return {};
  return value.text.of(blocks_[value.block].json);
}

std::string JsonLd::line(LdIndex node) const {
  const std::string_view text = raw_text(node);
  if (text.find('\\') == std::string_view::npos) return without_markup(one_line(text));
  const std::string_view json = blocks_[nodes_[node].block].json;
  RawSpan inside;
  // The quotation mark that closes the string stands behind it.
  if (find_json_string(json, nodes_[node].text.begin, inside))
    return without_markup(one_line(without_backslashes(text)));
  return without_markup(one_line(unescape_json(json, inside).bytes));
}

ByteRange JsonLd::place(LdIndex node) const {
  const ByteRange text = nodes_[node].text;
  const Block& block = blocks_[nodes_[node].block];
  if (!block.decoded) return {block.begin + text.begin, block.begin + text.end};
  const auto spans = block.map.raw_spans(TextSpan{text.begin, text.end});
  if (spans.empty()) return {block.begin, block.begin};
  return {static_cast<std::uint32_t>(spans.front().begin),
          static_cast<std::uint32_t>(spans.back().end)};
}

bool JsonLd::says_more(LdIndex node) const {
  return member(node, LdKey::kName) != kNoLd || member(node, LdKey::kUrl) != kNoLd ||
         member(node, LdKey::kHeadline) != kNoLd;
}

LdIndex JsonLd::resolve(LdIndex node) const {
  const std::string_view wanted = raw_text(member(node, LdKey::kId));
  if (wanted.empty() || says_more(node)) return node;
  for (LdIndex i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].kind != LdKind::kObject || raw_text(member(i, LdKey::kId)) != wanted) continue;
    if (says_more(i)) return i;
  }
  return node;
}

}  // namespace headwater
