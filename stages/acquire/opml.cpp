#include "stages/acquire/opml.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"
#include "base/xml_reader.h"

namespace headwater {
namespace {

constexpr std::string_view kOutline = "outline";

/// `text` without white space at its ends, cut to what is kept, line ends as spaces.
std::string line_of(std::string_view text) {
  text.remove_prefix(skip_space(text, 0));
  text = text.substr(0, kMaxOpmlText);
  text = text.substr(0, valid_utf8_prefix(text));
  std::string out(text.substr(0, skip_space_back(text, text.size())));
  std::ranges::replace_if(
      out, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

std::string attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& one : attributes) {
    if (is_xml_name(one.name, name)) return line_of(one.value);
  }
  return {};
}

class OpmlReader final : public XmlHandler {
 public:
  explicit OpmlReader(OpmlList& list) : list_(list) {}

  bool start(const XmlName& name, std::span<const XmlAttribute> attributes) override {
    if (is_xml_name(name, "opml")) found_ = true;
    if (!found_) return true;
    in_title_ = folders_.empty() && list_.title.empty() && is_xml_name(name, "title");
    return !is_xml_name(name, kOutline) || take(attributes);
  }

  void text(std::string_view piece) override {
    if (in_title_ && title_.size() < kMaxOpmlText) title_ += piece;
  }

  void end(const XmlName& name) override {
    if (in_title_) list_.title = line_of(title_);
    in_title_ = false;
    if (is_xml_name(name, kOutline) && !folders_.empty()) {
      category_.resize(folders_.back());
      folders_.pop_back();
    }
  }

  bool found() const { return found_; }

 private:
  bool take(std::span<const XmlAttribute> attributes) {
    OpmlOutline outline{attribute(attributes, "text"), attribute(attributes, "xmlurl"),
                        attribute(attributes, "htmlurl"), attribute(attributes, "type"), category_};
    if (outline.title.empty()) outline.title = attribute(attributes, "title");
    enter(outline.title);
    if (outline.xml_url.empty()) return true;
    if (!seen_.insert(outline.xml_url).second) {
      ++list_.repeated;
      return true;
    }
    list_.more_outlines = list_.outlines.size() == kMaxOpmlOutlines;
    if (!list_.more_outlines) list_.outlines.push_back(std::move(outline));
    return !list_.more_outlines;
  }

  /// What follows lies in the outline `title`, until its end.
  void enter(std::string title) {
    folders_.push_back(category_.size());
    if (folders_.size() > kMaxOpmlDepth || title.empty()) return;
    std::ranges::replace(title, '/', '-');
    if (!category_.empty()) category_ += '/';
    category_ += title;
  }

  OpmlList& list_;
  bool found_ = false;
  bool in_title_ = false;
  std::string title_;
  std::string category_;              ///< Of what stands here.
  std::vector<std::size_t> folders_;  ///< Its size before each outline that is open.
  std::unordered_set<std::string> seen_;
};

/// Appends `text` as it may stand in an attribute or as the text of an element. What XML cannot
/// hold is left out.
void append_escaped(std::string_view text, std::string& out) {
  const std::string valid = to_valid_utf8(text);
  for (const char c : valid) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= ' ') out += c;
    }
  }
}

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(value, out);
  out += '"';
}

std::vector<std::string_view> folders_of(std::string_view category) {
  std::vector<std::string_view> out;
  while (!category.empty() && out.size() < kMaxOpmlDepth) {
    const std::size_t slash = std::min(category.find('/'), category.size());
    if (slash > 0) out.push_back(category.substr(0, slash));
    category.remove_prefix(std::min(slash + 1, category.size()));
  }
  return out;
}

/// Writes the body, folder by folder.
class OpmlBody {
 public:
  explicit OpmlBody(std::string& out) : out_(out) {}

  void add(const OpmlOutline& outline) {
    const auto folders = folders_of(outline.category);
    const auto same = std::ranges::mismatch(open_, folders).in1 - open_.begin();
    close(static_cast<std::size_t>(same));
    while (open_.size() < folders.size()) {
      const std::string_view folder = folders[open_.size()];
      begin();
      append_attribute("text", folder, out_);
      out_ += ">\n";
      open_.push_back(folder);
    }
    begin();
    out_ += " text=\"";  // The standard wants it even where it is empty.
    append_escaped(outline.title, out_);
    out_ += '"';
    append_attribute("type", outline.type, out_);
    append_attribute("xmlUrl", outline.xml_url, out_);
    append_attribute("htmlUrl", outline.html_url, out_);
    out_ += "/>\n";
  }

  /// Ends folders until `depth` of them are open.
  void close(std::size_t depth) {
    while (open_.size() > depth) {
      open_.pop_back();
      out_.append(4 + open_.size() * 2, ' ');
      out_ += "</outline>\n";
    }
  }

 private:
  void begin() {
    out_.append(4 + open_.size() * 2, ' ');
    out_ += "<outline";
  }

  std::string& out_;
  std::vector<std::string_view> open_;
};

}  // namespace

Result<OpmlList> parse_opml(std::string_view payload) {
  if (payload.empty()) return Error{ErrorCode::kTruncated, "an empty list of feeds"};
  OpmlList list;
  OpmlReader reader(list);
  auto reading = read_xml(payload, {}, reader);
  if (!reading) return reading.error();
  if (!reader.found()) {
    return Error{ErrorCode::kUnsupported, "no OPML: the element <opml> is missing"};
  }
  list.note = std::move(reading->note);
  return list;
}

std::string write_opml(std::string_view title, std::span<const OpmlOutline> outlines) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>";
  append_escaped(title, out);
  out += "</title>\n  </head>\n  <body>\n";
  OpmlBody body(out);
  for (const OpmlOutline& outline : outlines) body.add(outline);
  body.close(0);
  out += "  </body>\n</opml>\n";
  return out;
}

}  // namespace headwater
