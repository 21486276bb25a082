#include "support/wire_stories.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include "archive/gzip.h"

namespace headwater::testing {
namespace {

constexpr std::uint64_t kMostBytes = 16U << 20U;

std::string read_gzipped(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  Result<Gunzipped> unpacked = gunzip(content.str(), kMostBytes);
  return unpacked ? std::move(unpacked->bytes) : std::string();
}

/// Undoes the references that the collection uses in its texts; others stay as they are.
void append_plain(std::string_view line, std::string& out) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.substr(i).starts_with("&lt;")) {
      out += '<';
      i += 3;
    } else if (line.substr(i).starts_with("&amp;")) {
      out += '&';
      i += 4;
    } else {
      out += line[i];
    }
  }
}

/// A new paragraph begins with an indented line.
WireStory read_body(std::string_view body) {
  WireStory story;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const bool indented = line.starts_with("    ");
    while (line.starts_with(' ')) line.remove_prefix(1);
    if (line.empty() || line.find("&#3;") != line.npos) continue;
    if (indented || story.paragraphs.empty()) {
      story.paragraphs.emplace_back();
    } else {
      story.paragraphs.back() += ' ';
    }
    append_plain(line, story.paragraphs.back());
  }
  return story;
}

}  // namespace

std::string WireStory::text() const {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += paragraph + "\n\n";
  return text;
}

std::vector<WireStory> read_wire_stories(std::size_t least_paragraphs, std::size_t least_bytes,
                                         std::size_t most) {
  std::vector<WireStory> stories;
  const std::filesystem::path folder = HEADWATER_SOURCE_DIR "/../shared/copies/reuters";
  if (!std::filesystem::exists(folder)) return stories;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".gz") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const std::filesystem::path& file : files) {
    const std::string sgml = read_gzipped(file);
    std::size_t at = 0;
    while ((at = sgml.find("<BODY>", at)) != sgml.npos) {
      if (stories.size() == most) return stories;
      const std::size_t begin = at + 6;
      at = std::min(sgml.find("</BODY>", begin), sgml.size());
      WireStory story = read_body(std::string_view(sgml).substr(begin, at - begin));
      if (story.paragraphs.size() >= least_paragraphs && story.text().size() >= least_bytes) {
        stories.push_back(std::move(story));
      }
    }
  }
  return stories;
}

}  // namespace headwater::testing
