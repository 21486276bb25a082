#include "base/xml_mender.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>
#include <vector>

#include "base/charset.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// What next() appends at least, while there is text.
constexpr std::size_t kPieceBytes = std::size_t{8} << 10U;
/// No reference of HTML 4 is longer ("&thetasym;"), nor a number of Unicode with leading zeros.
constexpr std::size_t kLongestReference = 16;
/// An XML declaration is shorter.
constexpr std::size_t kLongestDeclaration = 256;

constexpr std::string_view kOpenSection = "<![CDATA[";
constexpr std::string_view kCloseSection = "]]>";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool begins_name(char c) {
  return is_letter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

/// What XML 1.0 admits (section 2.2), carriage returns aside: they only write line ends.
bool is_xml_character(std::uint32_t c) {
  return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) ||
         (c > 0xFFFF && c <= 0x10FFFF);
}

/// Bytes that may not pass as they stand; 0xEF begins U+FFFE and U+FFFF, among others.
bool is_special(char c) {
  return c == '<' || c == '&' || c == '>' || c == '\xEF' ||
         (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r');
}

/// The encoding that the XML declaration at the start of `bytes` names.
std::optional<Encoding> declared_encoding(std::string_view bytes) {
  bytes = bytes.substr(0, kLongestDeclaration);
  const std::size_t begin = bytes.find("<?xml");
  if (begin == bytes.npos) return std::nullopt;
  bytes = bytes.substr(begin, bytes.find('>', begin) - begin);
  const std::size_t name = bytes.find("encoding");
  if (name == bytes.npos) return std::nullopt;
  const std::size_t open = bytes.find_first_of("\"'", name);
  if (open == bytes.npos) return std::nullopt;
  const std::size_t close = bytes.find(bytes[open], open + 1);
  if (close == bytes.npos) return std::nullopt;
  return encoding_for_label(bytes.substr(open + 1, close - open - 1));
}

bool is_utf16(Encoding encoding) {
  return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
}

/// The encoding of bytes that have no mark and are not UTF-8.
std::optional<Encoding> stated_encoding(std::string_view bytes, std::string_view charset) {
  if (bytes.starts_with(std::string_view("<\0", 2))) return Encoding::kUtf16Le;
  if (bytes.starts_with(std::string_view("\0<", 2))) return Encoding::kUtf16Be;
  auto stated = encoding_for_label(charset);
  if (!stated) stated = declared_encoding(bytes);
  // Whoever can read the declaration as ASCII knows that it is not UTF-16.
  if (stated && (is_utf16(*stated) || *stated == Encoding::kReplacement)) return std::nullopt;
  return stated;
}

std::string_view translate(Encoding encoding, std::string_view bytes, std::string& buffer) {
  std::vector<DecodeStep> steps;
  buffer.clear();
  const DecodeTally tally = decode(encoding, bytes, buffer, steps);
  // Whose UTF-8 is mostly ill-formed has never been UTF-8.
  if (encoding == Encoding::kUtf8 && tally.replaced * 2 > tally.beyond_ascii) {
    return translate(Encoding::kWindows1252, bytes, buffer);
  }
  return buffer;
}

/// "#38" or "#x26" as a character; nothing if it is no number, 0 if no character has it.
std::optional<std::uint32_t> numbered(std::string_view name) {
  const bool hex = name.starts_with("#x") || name.starts_with("#X");
  name.remove_prefix(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
  if (name.empty() || end != name.data() + name.size()) return std::nullopt;
  return error == std::errc() && is_xml_character(value) ? value : 0;
}

/// What "&NAME;" is to become: itself where XML knows it, else the character, or nothing where
/// there is none of that name.
std::string resolve(std::string_view name) {
  constexpr std::array kOwn = {"amp", "lt", "gt", "quot", "apos"};
  const std::string text(name);
  if (std::ranges::find(kOwn, text) != kOwn.end()) return '&' + text + ';';
  std::uint32_t character = 0;
  if (name.starts_with('#')) {
    const auto number = numbered(name);
    if (!number) return {};
    if (*number == 0) return "\xEF\xBF\xBD";
    if (*number < 0x80) return "&#" + std::to_string(*number) + ';';  // It may be markup.
    character = *number;
  } else {
    const auto* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(text.c_str()));
    if (known == nullptr) return {};
    character = known->value;
  }
  std::string out;
  append_utf8(static_cast<char32_t>(character), out);
  return out;
}

}  // namespace

std::string_view xml_as_utf8(std::string_view payload, std::string_view charset,
                             std::string& buffer) {
  const auto mark = byte_order_mark(payload);
  const std::string_view bytes = payload.substr(mark ? mark->size : 0);
  if (mark && mark->encoding != Encoding::kUtf8) return translate(mark->encoding, bytes, buffer);
  const auto stated = stated_encoding(bytes, charset);
  const bool shifted = stated && (is_utf16(*stated) || *stated == Encoding::kIso2022Jp);
  if (!shifted && valid_utf8_prefix(bytes) == bytes.size()) return bytes;
  return translate(mark ? Encoding::kUtf8 : stated.value_or(Encoding::kUtf8), bytes, buffer);
}

bool XmlMender::next(std::string& out) {
  const std::size_t begin = out.size();
  while (offset_ < text_.size() && out.size() - begin < kPieceBytes) {
    if (section_end_ && offset_ == *section_end_) leave_section();
    const std::size_t end = section_end_.value_or(text_.size());
    const std::string_view rest = text_.substr(offset_, std::min(kPieceBytes, end - offset_));
    const auto* const special = std::find_if(rest.begin(), rest.end(), is_special);
    const auto plain = static_cast<std::size_t>(special - rest.begin());
    out += rest.substr(0, plain);
    offset_ += plain;
    if (plain < rest.size()) take_special(out);
  }
  return out.size() > begin;
}

void XmlMender::take_special(std::string& out) {
  switch (text_[offset_]) {
    case '<':
      if (section_end_) return take_as("&lt;", out);
      return take_markup(out);
    case '&':
      if (section_end_) return take_as("&amp;", out);
      return take_reference(out);
    case '>':
      return take_as(section_end_ ? "&gt;" : ">", out);
    case '\xEF':
      if (is_xml_character(decode_utf8(text_, offset_).value)) {
        out += text_.substr(offset_, 3);
      } else {
        mended("no character of XML");
      }
      offset_ += 3;
      return;
    default:
      mended("a control character");
      ++offset_;
  }
}

void XmlMender::take_as(std::string_view replacement, std::string& out) {
  out += replacement;
  ++offset_;
}

void XmlMender::take_markup(std::string& out) {
  const std::string_view rest = text_.substr(offset_);
  if (rest.starts_with("<!--")) return skip_past("-->", "a comment without end");
  if (rest.starts_with(kOpenSection)) return enter_section();
  if (rest.starts_with("<?xml")) return skip_past(">", "a declaration without end");
  if (rest.starts_with("<?")) return skip_past("?>", "an instruction without end");
  if (rest.starts_with("<!DOCTYPE") || rest.starts_with("<!doctype")) return skip_declaration();
  const std::size_t name = rest.starts_with("</") ? 2 : 1;
  if (name < rest.size() && begins_name(rest[name])) return take_as("<", out);
  mended("< begins no tag");
  take_as("&lt;", out);
}

void XmlMender::enter_section() {
  offset_ += kOpenSection.size();
  section_end_ = std::min(text_.find(kCloseSection, offset_), text_.size());
  if (*section_end_ == text_.size()) mended("a section without end");
}

void XmlMender::leave_section() {
  offset_ = std::min(offset_ + kCloseSection.size(), text_.size());
  section_end_.reset();
}

void XmlMender::skip_past(std::string_view end, std::string_view what) {
  const std::size_t found = text_.find(end, offset_);
  if (found == text_.npos) mended(what);
  offset_ = found == text_.npos ? text_.size() : found + end.size();
}

/// A document type declaration with what it declares: section 2.8 of XML 1.0. Without an end, all
/// the rest is part of it.
void XmlMender::skip_declaration() {
  const std::size_t begin = offset_;
  bool subset = false;
  for (offset_ += 2; offset_ < text_.size(); ++offset_) {
    const char c = text_[offset_];
    if (c == '>' && !subset) {
      ++offset_;
      return;
    }
    if (c == '[' || c == ']') subset = c == '[';
    std::size_t end = offset_;
    if (c == '"' || c == '\'') end = text_.find(c, offset_ + 1);
    if (text_.substr(offset_, 4) == "<!--") end = text_.find("-->", offset_ + 4);
    if (end == text_.npos) break;
    offset_ = end;
  }
  offset_ = begin;
  mended("a document type declaration without end");
  offset_ = text_.size();
}

void XmlMender::take_reference(std::string& out) {
  const std::string_view rest = text_.substr(offset_ + 1, kLongestReference);
  const std::size_t end = rest.find(';');
  std::string meaning = end == rest.npos ? std::string() : resolve(rest.substr(0, end));
  if (meaning.empty()) {
    mended("& begins no reference");
    return take_as("&amp;", out);
  }
  out += meaning;
  offset_ += end + 2;
}

void XmlMender::mended(std::string_view what) {
  if (!note_.empty()) return;
  note_ = "byte " + std::to_string(offset_) + ": " + std::string(what);
}

}  // namespace headwater
