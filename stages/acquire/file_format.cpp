#include "stages/acquire/file_format.h"

#include <array>

namespace headwater {
namespace {

struct MediaType {
  std::string_view extension;
  std::string_view type;
  bool lines = false;
  bool feed = false;
  bool archive = false;
};
constexpr std::array kMediaTypes = {MediaType{"txt", "text/plain"},
                                    MediaType{"text", "text/plain"},
                                    MediaType{"md", "text/plain"},
                                    MediaType{"jsonl", "application/json", true},
                                    MediaType{"ndjson", "application/json", true},
                                    MediaType{"json", "application/json"},
                                    MediaType{"html", "text/html"},
                                    MediaType{"htm", "text/html"},
                                    MediaType{"xhtml", "application/xhtml+xml"},
                                    MediaType{"nitf", "application/nitf+xml"},
                                    MediaType{"rss", "application/rss+xml", false, true},
                                    MediaType{"atom", "application/atom+xml", false, true},
                                    MediaType{"rdf", "application/rdf+xml", false, true},
                                    MediaType{"xml", "application/xml", false, true},
                                    MediaType{"warc", "application/warc", false, false, true},
                                    MediaType{"arc", "application/x-ia-arc", false, false, true}};

/// Takes what is behind the last dot off `name` and returns it in lower case.
std::string take_extension(std::string_view& name) {
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos) return {};
  std::string extension(name.substr(dot + 1));
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  name = name.substr(0, dot);
  return extension;
}

}  // namespace

FileFormat format_of_name(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);  // Nothing found is the largest value: then from 0.
  FileFormat format;
  format.extension = take_extension(name);
  format.gzipped = format.extension == "gz";
  if (format.gzipped) format.extension = take_extension(name);
  // Of what is in zstd only web archives are read.
  if (format.extension == "zst" && name.ends_with(".warc")) format.extension = take_extension(name);
  for (const MediaType& row : kMediaTypes) {
    if (row.extension != format.extension) continue;
    format.media_type = row.type;
    format.json_lines = row.lines;
    format.feed = row.feed;
    format.web_archive = row.archive;
    format.telling = true;
  }
  return format;
}

bool is_unfinished_name(std::string_view name) {
  return name.ends_with(".part") || name.ends_with(".tmp") || name.ends_with(".crdownload") ||
         name.ends_with('~');
}

}  // namespace headwater
