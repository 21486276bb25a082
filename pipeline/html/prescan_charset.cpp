#include "html/prescan_charset.h"

#include "html/ascii.h"

namespace headwater {
namespace {

using html::equals_ignoring_case;
using html::is_letter;
using html::is_space;
using html::starts_with_ignoring_case;

constexpr std::string_view kCharset = "charset";

std::size_t skip_spaces(std::string_view text, std::size_t offset) {
  while (offset < text.size() && is_space(text[offset])) ++offset;
  return offset;
}

/// What one <meta> says about the encoding. Of attributes with the same name the first counts.
class MetaCharset {
 public:
  void add(std::string_view name, std::string_view value) {
    if (equals_ignoring_case(name, "http-equiv")) {
      if (!pragma_) pragma_ = value;
    } else if (equals_ignoring_case(name, "content")) {
      if (!content_) content_ = value;
    } else if (equals_ignoring_case(name, kCharset)) {
      if (!charset_) charset_ = value;
    }
  }

  std::optional<Encoding> encoding() const {
    if (charset_) return declared(*charset_);
    const bool content_type = pragma_ && equals_ignoring_case(*pragma_, "content-type");
    if (!content_ || !content_type) return std::nullopt;
    return declared(charset_label(*content_));
  }

 private:
  static std::optional<Encoding> declared(std::string_view label) {
    std::optional<Encoding> encoding = encoding_for_label(label);
    if (encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be) return Encoding::kUtf8;
    if (encoding == Encoding::kUserDefined) return Encoding::kWindows1252;
    return encoding;
  }

  std::optional<std::string_view> pragma_;
  std::optional<std::string_view> content_;
  std::optional<std::string_view> charset_;
};

/// Walks over the bytes as the standard's prescan does, which is simpler than a tokenizer: it knows
/// no scripts and no titles.
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  std::optional<Encoding> run() {
    for (; offset_ < bytes_.size(); ++offset_) {
      if (bytes_[offset_] != '<') continue;
      if (const auto encoding = read_markup()) return encoding;
    }
    return std::nullopt;
  }

 private:
  char at(std::size_t offset) const { return offset < bytes_.size() ? bytes_[offset] : '\0'; }

  std::optional<Encoding> read_markup() {
    const std::string_view rest = bytes_.substr(offset_);
    if (rest.starts_with("<!--")) {
      skip_to("-->", offset_ + 2, 2);
    } else if (starts_with_ignoring_case(rest, "<meta") &&
               (is_space(at(offset_ + 5)) || at(offset_ + 5) == '/')) {
      offset_ += 5;
      return read_meta();
    } else if (is_letter(at(offset_ + 1)) ||
               (at(offset_ + 1) == '/' && is_letter(at(offset_ + 2)))) {
      skip_tag();
    } else if (at(offset_ + 1) == '!' || at(offset_ + 1) == '/' || at(offset_ + 1) == '?') {
      skip_to(">", offset_ + 1, 0);
    }
    return std::nullopt;
  }

  /// To the last byte of `end`, or to the end of the bytes.
  void skip_to(std::string_view end, std::size_t from, std::size_t last) {
    const std::size_t hit = bytes_.find(end, from);
    offset_ = hit == std::string_view::npos ? bytes_.size() : hit + last;
  }

  void skip_tag() {
    while (offset_ < bytes_.size() && !is_space(bytes_[offset_]) && bytes_[offset_] != '>') {
      ++offset_;
    }
    std::string_view name;
    std::string_view value;
    while (read_attribute(name, value)) {
    }
  }

  std::optional<Encoding> read_meta() {
    MetaCharset meta;
    std::string_view name;
    std::string_view value;
    while (read_attribute(name, value)) meta.add(name, value);
    // A tag that the bytes cut off says nothing.
    return offset_ < bytes_.size() ? meta.encoding() : std::nullopt;
  }

  /// Reads the next attribute of a tag, if there is one.
  bool read_attribute(std::string_view& name, std::string_view& value) {
    while (is_space(at(offset_)) || at(offset_) == '/') ++offset_;
    if (offset_ >= bytes_.size() || bytes_[offset_] == '>') return false;
    const std::size_t begin = offset_;
    ++offset_;  // a name may begin with "="
    while (offset_ < bytes_.size() && !ends_name(bytes_[offset_])) ++offset_;
    name = bytes_.substr(begin, offset_ - begin);
    value = {};
    const std::size_t after = skip_spaces(bytes_, offset_);
    if (at(after) != '=') {
      offset_ = after;
      return true;
    }
    offset_ = skip_spaces(bytes_, after + 1);
    value = read_value();
    return true;
  }

  static bool ends_name(char c) { return is_space(c) || c == '/' || c == '>' || c == '='; }

  std::string_view read_value() {
    const char quote = at(offset_);
    if (quote == '"' || quote == '\'') {
      const std::size_t begin = offset_ + 1;
      const std::size_t close = std::min(bytes_.find(quote, begin), bytes_.size());
      offset_ = std::min(close + 1, bytes_.size());
      return bytes_.substr(begin, close - begin);
    }
    const std::size_t begin = offset_;
    while (offset_ < bytes_.size() && !is_space(bytes_[offset_]) && bytes_[offset_] != '>') {
      ++offset_;
    }
    return bytes_.substr(begin, offset_ - begin);
  }

  std::string_view bytes_;
  std::size_t offset_ = 0;
};

/// Where "charset" begins in `text` at or after `from`; npos if nowhere.
std::size_t find_charset(std::string_view text, std::size_t from) {
  for (; from + kCharset.size() <= text.size(); ++from) {
    if (equals_ignoring_case(text.substr(from, kCharset.size()), kCharset)) return from;
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view charset_label(std::string_view content) {
  std::size_t offset = 0;
  while (true) {
    offset = find_charset(content, offset);
    if (offset == std::string_view::npos) return {};
    offset = skip_spaces(content, offset + kCharset.size());
    if (offset < content.size() && content[offset] == '=') break;
  }
  const std::string_view rest = content.substr(skip_spaces(content, offset + 1));
  if (rest.starts_with('"') || rest.starts_with('\'')) {
    const std::size_t close = rest.find(rest[0], 1);
    return close == std::string_view::npos ? std::string_view() : rest.substr(1, close - 1);
  }
  return rest.substr(0, rest.find_first_of("; \t\n\f\r"));
}

std::optional<Encoding> prescan_charset(std::string_view bytes) { return Prescan(bytes).run(); }

}  // namespace headwater
