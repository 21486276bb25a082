// The suite of feedparser (https://github.com/kurtmckee/feedparser), read from next to the project:
// what its cases expect of the fields that Feed and FeedEntry have.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "html/ascii.h"
#include "html/decode_text.h"
#include "html/tokenizer.h"
#include "stages/acquire/feed.h"

namespace headwater {
namespace {

namespace dom = simdjson::dom;
using namespace std::string_literals;

const std::string kSuite = HEADWATER_SOURCE_DIR "/../shared/suites/feedparser/";
const std::string kCases = HEADWATER_SOURCE_DIR "/../shared/suites/feedparser-cases.jsonl";
/// Where the suite's server would stand.
const std::string kServer = "http://127.0.0.1:8097/";

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The characters of markup that a reader sees, all white space left out. feedparser cleans HTML
/// (tags and attributes that it holds for dangerous go, addresses become absolute, quotation marks
/// change) and Feed keeps it as it stands: what both must agree on is the text.
std::string visible(std::string_view markup) {
  HtmlTokenizer tokens;
  HtmlTextDecoder decoder;
  std::string text;
  tokens.start(markup);
  bool hidden = false;
  while (tokens.next().kind != HtmlTokenKind::kEnd) {
    const HtmlToken& token = tokens.token();
    if (token.kind == HtmlTokenKind::kStartTag) {
      hidden = token.tag == HtmlTag::kScript || token.tag == HtmlTag::kStyle ||
               token.tag == HtmlTag::kApplet;
      tokens.enter(content_of(token.tag), tag_name(token.tag));
    } else if (token.kind == HtmlTokenKind::kEndTag) {
      hidden = false;
    } else if (token.kind == HtmlTokenKind::kText && !hidden) {
      decoder.append(markup, token.range, token.text_mode, text);
    }
  }
  std::erase_if(text, html::is_space);
  return text;
}

bool agrees(const std::string& wanted, const std::string& got) {
  return wanted == got || visible(wanted) == visible(got);
}

std::string shown_person(const FeedPerson& person) {
  if (person.name.empty()) return person.email;
  return person.email.empty() ? person.name : person.name + " (" + person.email + ")";
}

/// The part of a path behind what has been followed of it.
using Path = std::vector<std::string>;
using Found = std::optional<std::string>;
struct Rest {
  const Path& path;
  std::size_t at = 0;
  bool ends() const { return at == path.size(); }
  std::string step() { return ends() ? std::string() : path[at++]; }
};

Found text_part(const FeedText& text, const std::string& part) {
  if (part == "value") return text.value;
  if (part == "language") return text.language;
  if (part == "base") return text.base;
  if (part == "type") {
    return text.type == FeedTextType::kText   ? "text/plain"
           : text.type == FeedTextType::kHtml ? "text/html"
                                              : "application/xhtml+xml";
  }
  return std::nullopt;
}

Found person_part(const FeedPerson& person, const std::string& part) {
  if (part == "name") return person.name;
  if (part == "email") return person.email;
  if (part == "url" || part == "href") return person.uri;
  return std::nullopt;
}

Found link_part(const FeedLink& link, const std::string& part) {
  if (part == "href" || part == "url") return link.uri;
  if (part == "rel") return link.rel;
  if (part == "type") return link.type;
  if (part == "title") return link.title;
  if (part == "hreflang") return link.language;
  if (part == "length") return link.length ? std::to_string(*link.length) : std::string();
  return std::nullopt;
}

template <class T, class Part>
Found list_part(const std::vector<T>& list, Rest rest, Part part) {
  const std::size_t index = std::stoul(rest.step());
  if (index >= list.size()) return "(none)"s;
  return part(list[index], rest.step());
}

Found date_part(const FeedDate& date, const std::string& field) {
  if (!field.ends_with("_parsed")) return date.printed;
  return date.precision == DatePrecision::kDay ? date.value + "T00:00:00Z" : date.value;
}

Found persons(const std::vector<FeedPerson>& people, const std::string& field, Rest rest) {
  if (field == "authors" || field == "contributors") return list_part(people, rest, person_part);
  const FeedPerson first = people.empty() ? FeedPerson() : people.front();
  return field == "author" ? shown_person(first) : person_part(first, rest.step());
}

Found in_entry(const FeedEntry& entry, Rest rest) {
  const std::string field = rest.step();
  const FeedText none;
  const FeedText& content = entry.contents.empty() ? none : entry.contents.front();
  const FeedText& summary = entry.summary.empty() ? content : entry.summary;
  if (field == "title") return entry.title.value;
  if (field == "title_detail") return text_part(entry.title, rest.step());
  if (field == "summary" || field == "description") return summary.value;
  if (field == "summary_detail") return text_part(summary, rest.step());
  if (field == "content") return list_part(entry.contents, rest, text_part);
  if (field == "link") return entry.link;
  if (field == "links") return list_part(entry.links, rest, link_part);
  if (field == "enclosures") return list_part(entry.enclosures, rest, link_part);
  if (field == "id" || field == "guid") return entry.id;
  if (field == "guidislink") return entry.id_is_link ? "true"s : "false"s;
  if (field.starts_with("author")) return persons(entry.authors, field, rest);
  if (field == "contributors") return persons(entry.contributors, field, rest);
  if (field == "published" || field == "published_parsed") {
    return date_part(entry.published, field);
  }
  if (field == "updated" || field == "updated_parsed") {
    return date_part(entry.updated.printed.empty() ? entry.published : entry.updated, field);
  }
  if (field == "rights") return entry.rights;
  if (field == "comments") return entry.comments;
  if (field == "category") return entry.categories.empty() ? "(none)"s : entry.categories.front();
  if (field == "tags") {
    return list_part(entry.categories, rest, [](const std::string& label, const std::string& part) {
      return part == "term" || part == "label" ? Found(label) : std::nullopt;
    });
  }
  if (field == "source") {
    const std::string part = rest.step();
    if (part == "title") return entry.source.title;
    if (part == "id") return entry.source.id;
    if (part == "link") return entry.source.uri;
  }
  return std::nullopt;
}

Found in_feed(const Feed& feed, Rest rest) {
  const std::string field = rest.step();
  if (field == "title") return feed.title.value;
  if (field == "title_detail") return text_part(feed.title, rest.step());
  if (field == "tagline" || field == "subtitle" || field == "description") {
    return feed.subtitle.value;
  }
  if (field == "tagline_detail" || field == "subtitle_detail") {
    return text_part(feed.subtitle, rest.step());
  }
  if (field == "link") return feed.link;
  if (field == "links") return list_part(feed.links, rest, link_part);
  if (field == "id" || field == "guid") return feed.id;
  if (field == "language") return feed.language;
  if (field.starts_with("author")) return persons(feed.authors, field, rest);
  if (field == "published" || field == "published_parsed") return date_part(feed.published, field);
  if (field == "updated" || field == "updated_parsed") return date_part(feed.updated, field);
  if (field == "rights" || field == "copyright") return feed.rights;
  if (field == "generator") return feed.generator;
  return std::nullopt;
}

/// What Feed has where the suite's path leads; nothing where it has no such field.
Found found_at(const Feed& feed, const Path& path) {
  Rest rest{path};
  const std::string top = rest.step();
  if (top == "encoding") return std::string(encoding_name(feed.encoding));
  if (top == "feed" && !rest.ends()) return in_feed(feed, rest);
  if (top != "entries") return std::nullopt;
  const std::size_t index = std::stoul(rest.step());
  if (rest.ends()) return std::nullopt;
  static const FeedEntry none;
  return in_entry(index < feed.entries.size() ? feed.entries[index] : none, rest);
}

Path path_of(dom::element element) {
  Path path;
  dom::array steps;
  if (element.get(steps)) return path;
  for (const dom::element step : steps) {
    std::string_view name;
    path.push_back(step.get(name) ? std::to_string(int64_t(step)) : std::string(name));
  }
  return path;
}

/// The value that a case wants, as found_at gives it; nothing where it is of another kind.
Found wanted_of(dom::element element, std::string_view op) {
  if (op == "True" || op == "False") return op == "True" ? "true"s : "false"s;
  std::string_view text;
  if (op != "Eq") return std::nullopt;
  if (!element.get(text)) return std::string(text);
  dom::array parts;
  if (element.get(parts) || parts.size() != 9) return std::nullopt;
  const auto part = [&](std::size_t i) { return static_cast<int>(int64_t(parts.at(i))); };
  char date[32];
  std::snprintf(date, sizeof date, "%04d-%02d-%02dT%02d:%02d:%02dZ", part(0), part(1), part(2),
                part(3), part(4), part(5));
  return date;
}

struct Tally {
  int right = 0;
  int all = 0;
};

struct Score {
  std::map<std::string, Tally> fields;
  std::map<std::string, int> no_field;  ///< What Feed does not have.
  std::string failures;
  Tally total;
};

/// Groups and cases whose expectations are not ours.
bool is_held_out(std::string_view file, std::string_view text) {
  // UTF-32 is no encoding of the web: https://encoding.spec.whatwg.org/#names-and-labels.
  if (file.find("utf-32") != file.npos) return true;
  // The base64 of Atom 0.3, which no feed has been written in for a dozen years.
  return file.find("base64") != file.npos || text.find("mode=\"base64\"") != text.npos;
}

std::string field_of(const Path& path) {
  std::string name;
  for (const std::string& step : path) {
    if (!html::is_digit(step.front())) name += (name.empty() ? "" : ".") + step;
  }
  return name;
}

std::string header(dom::object headers, std::string_view name) {
  for (const auto [key, value] : headers) {
    if (html::equals_ignoring_case(key, name)) {
      return std::string(std::string_view(value));
    }
  }
  return {};
}

std::string charset_of(std::string_view content_type) {
  const std::size_t at = content_type.find("charset=");
  if (at == content_type.npos) return {};
  std::string label(content_type.substr(at + 8));
  std::erase_if(label, [](char c) { return c == '\'' || c == '"'; });
  return label;
}

/// GBK is decoded as GB 18030 (https://encoding.spec.whatwg.org/#gbk-decoder).
bool same_encoding(std::string_view wanted, std::string_view got) {
  const auto plain = [](std::string_view label) {
    const auto encoding = encoding_for_label(label);
    return encoding == Encoding::kGbk ? Encoding::kGb18030 : encoding;
  };
  return plain(wanted) == plain(got);
}

void judge(const Feed& feed, const std::string& file, dom::array asserts, Score& score) {
  for (const dom::element element : asserts) {
    const dom::array parts = element;
    const Path path = path_of(parts.at(0));
    const std::string_view op = parts.at(1);
    if (path.empty() || path.front() == "bozo") continue;
    const auto got = found_at(feed, path);
    const auto wanted = wanted_of(parts.at(2), op);
    if (!got || !wanted) {
      ++score.no_field[field_of(path)];
      continue;
    }
    const bool right =
        path.front() == "encoding" ? same_encoding(*wanted, *got) : agrees(*wanted, *got);
    for (Tally* tally : {&score.fields[field_of(path)], &score.total}) {
      ++tally->all;
      tally->right += right ? 1 : 0;
    }
    if (!right) {
      score.failures +=
          file + ": " + field_of(path) + ": wanted " + *wanted + " got " + *got + "\n";
    }
  }
}

void run_case(dom::element given, Score& score) {
  const std::string_view name = given["file"];
  const std::string file(name);
  const std::string text = file_text(kSuite + file);
  if (is_held_out(file, text)) return;
  const dom::object headers = given["headers"];
  const std::string type = header(headers, "content-type");
  const std::string location = header(headers, "content-location");
  const auto feed = parse_feed(text, type.substr(0, type.find(';')), charset_of(type),
                               location.empty() ? kServer + file : location);
  dom::array asserts;
  if (given["asserts"].get(asserts)) return;
  judge(feed ? *feed : Feed(), file, asserts, score);
}

TEST(FeedparserSuite, FieldsAgree) {
  std::ifstream cases(kCases);
  if (!cases) GTEST_SKIP() << "no suite of feedparser next to the project";
  dom::parser parser;
  Score score;
  for (std::string line; std::getline(cases, line);) run_case(parser.parse(line), score);
  std::string fields;
  for (const auto& [name, tally] : score.fields) {
    fields += name + " " + std::to_string(tally.right) + "/" + std::to_string(tally.all) + "\n";
  }
  for (const auto& [name, count] : score.no_field) {
    fields += "not a field of ours: " + name + " " + std::to_string(count) + "\n";
  }
  RecordProperty("right", score.total.right);
  RecordProperty("all", score.total.all);
  EXPECT_GE(score.total.all, 1000) << "too few assertions are looked at";
  EXPECT_GE(score.total.right * 100, score.total.all * 97) << score.failures << fields;
}

}  // namespace
}  // namespace headwater
