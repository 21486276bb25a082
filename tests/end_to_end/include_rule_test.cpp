#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {
namespace {

namespace fs = std::filesystem;

// Which folders of pipeline/ a folder may include besides itself. One way only: a row names folders
// of earlier rows.
struct Room {
  std::string_view name;
  std::vector<std::string_view> may_include;
};
const std::vector<Room> kRooms = {
    {"base", {}},
    {"record", {"base"}},
    {"html", {"base", "record"}},
    {"feed", {"base", "record", "html"}},
    {"stage", {"base", "record"}},
    {"net", {"base", "record"}},
    {"archive", {"base", "record"}},
    {"store", {"base", "record", "stage", "archive"}},
    {"config", {"base", "record", "stage"}},
    {"engine", {"base", "record", "stage", "archive", "store", "config"}},
    {"app",
     {"base",
      "record",
      "stage",
      "net",
      "archive",
      "store",
      "config",
      "engine",
      "stages/catalog.h",
      "stages/acquire/file_format.h",
      "stages/acquire/listing.h",
      "stages/acquire/opml.h",
      "stages/acquire/read_folder.h",
      "stages/acquire/source_move.h",
      "stages/acquire/web_arrival.h",
      "stages/acquire/web_settings.h",
      "stages/acquire/web_source.h",
      "stages/clean/learned_set.h",
      "stages/clean/passage.h",
      "stages/clean/passage_counter.h",
      "stages/clean/rule.h",
      "stages/clean/rule_pack.h",
      "stages/copies/compare_texts.h",
      "stages/identify/outlet.h",
      "stages/identify/outlet_registry.h"}},
    {"stages", {"base", "record", "html", "feed", "stage", "net", "archive"}},
};

// Third-party libraries by the start of their headers, and the sources that may include them.
struct Library {
  std::string_view header;
  std::vector<std::string_view> users;  ///< Paths or beginnings of paths.
};
const std::vector<Library> kLibraries = {
    {"arpa/", {"pipeline/net/address_guard.cpp"}},
    {"brotli/", {"pipeline/archive/undo_brotli.cpp"}},
    {"CLI/", {"pipeline/app/command_line.cpp"}},
    {"cld2/", {"stages/extract/detect_language.cpp"}},
    {"curl/",
     {"pipeline/net/http_client.cpp", "pipeline/net/http_transfer.cpp",
      "pipeline/net/transfer_error.cpp"}},
    {"fmt/", {"pipeline/", "stages/"}},  // Formats text, as the language itself does in C++23.
    {"libdeflate.h", {"pipeline/archive/gzip.cpp", "pipeline/archive/gzip_members.cpp"}},
    {"libpsl.h", {"pipeline/base/domain.cpp"}},
    {"libxml/", {"pipeline/base/xml_"}},
    {"openssl/",
     {"pipeline/base/digest.cpp", "pipeline/base/sha1.cpp", "pipeline/net/tls_description.cpp"}},
    {"rapidjson/", {"pipeline/base/json.cpp"}},
    {"re2/", {"stages/clean/pattern_set.cpp"}},
    {"simdjson.h",
     {"pipeline/feed/json_parts.cpp", "pipeline/store/evidence_json.cpp",
      "stages/acquire/record_url.cpp", "stages/acquire/web_settings.cpp",
      "stages/extract/json_ld_parser.cpp", "stages/extract/json_record.cpp"}},
    {"spdlog/", {"pipeline/base/log.cpp"}},
    {"sqlite3.h", {"pipeline/store/sqlite.cpp"}},
    {"toml++/", {"pipeline/base/toml.cpp"}},
    {"uchardet/", {"pipeline/base/detect_charset.cpp"}},
    {"unicode/",  // Each asks ICU for something else: folding, charsets, hosts, breaks.
     {"pipeline/base/charset_tables.cpp", "pipeline/base/domain.cpp",
      "pipeline/record/fold_text.cpp", "stages/extract/letter_case.cpp",
      "stages/statements/sentence_"}},
    {"zlib.h",
     {"pipeline/archive/gunzip_stream.cpp", "pipeline/archive/gzip.cpp",
      "pipeline/archive/gzip_members.cpp", "pipeline/archive/undo_deflate.cpp"}},
    {"zstd.h", {"pipeline/archive/undo_zstd.cpp", "pipeline/archive/zstd_members.cpp"}},
};

struct Include {
  std::string file;    ///< Path from the project's root.
  std::string header;  ///< As written, without quotes or brackets.
  bool system = false;
};

std::vector<Include> includes_of(const fs::path& file) {
  std::vector<Include> includes;
  const std::string name = fs::relative(file, HEADWATER_SOURCE_DIR).string();
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("#include ") || line.size() < 12) continue;
    const bool system = line[9] == '<';
    const std::size_t end = line.find(system ? '>' : '"', 10);
    includes.push_back({name, line.substr(10, end - 10), system});
  }
  return includes;
}

const std::vector<Include>& all_includes() {
  static const std::vector<Include> all = [] {
    std::vector<Include> found;
    for (const std::string_view root : {"pipeline", "stages"}) {
      for (const auto& entry :
           fs::recursive_directory_iterator(fs::path(HEADWATER_SOURCE_DIR) / root)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".h" && extension != ".cpp") continue;
        const std::vector<Include> includes = includes_of(entry.path());
        found.insert(found.end(), includes.begin(), includes.end());
      }
    }
    return found;
  }();
  return all;
}

std::string first_folder(std::string_view path) {
  return std::string(path.substr(0, path.find('/')));
}

std::string second_folder(std::string_view path) {
  const std::size_t slash = path.find('/');
  return first_folder(path.substr(slash + 1));
}

// "base" for pipeline/base/utf8.cpp, "stages" for everything below stages/.
std::string room_of(const std::string& file) {
  return file.starts_with("stages/") ? "stages" : second_folder(file);
}

bool is_room(const std::string& folder) {
  return std::any_of(kRooms.begin(), kRooms.end(),
                     [&](const Room& room) { return room.name == folder; });
}

bool allowed(const Room& room, const Include& include) {
  const std::string target = first_folder(include.header);
  if (target == room.name && target != "stages") return true;
  return std::any_of(room.may_include.begin(), room.may_include.end(), [&](std::string_view name) {
    return name == target || name == include.header;
  });
}

// The catalog sees all stages; a stage sees its own room.
bool allowed_in_stages(const Include& include) {
  if (include.file.starts_with("stages/catalog.")) return true;
  const std::string room = "stages/" + second_folder(include.file) + "/";
  return include.header.starts_with(room);
}

TEST(IncludeRule, EveryFolderIsARoomOfTheHouse) {
  for (const auto& entry : fs::directory_iterator(fs::path(HEADWATER_SOURCE_DIR) / "pipeline")) {
    EXPECT_TRUE(is_room(entry.path().filename().string())) << entry.path();
  }
}

TEST(IncludeRule, IncludesPointOneWay) {
  std::size_t seen = 0;
  for (const Include& include : all_includes()) {
    if (include.system) continue;
    ++seen;
    const std::string from = room_of(include.file);
    const auto room = std::find_if(kRooms.begin(), kRooms.end(),
                                   [&](const Room& row) { return row.name == from; });
    ASSERT_NE(room, kRooms.end()) << include.file;
    const bool in_stages = from == "stages" && allowed_in_stages(include);
    EXPECT_TRUE(in_stages || allowed(*room, include))
        << include.file << " includes " << include.header;
  }
  EXPECT_GT(seen, 50U);
}

// A header of the C++ library has neither a slash nor a suffix; POSIX has those of this list.
bool is_third_party(const Include& include) {
  static const std::set<std::string> system = {"dirent.h", "emmintrin.h", "immintrin.h", "fcntl.h",
                                               "netdb.h",  "poll.h",      "pthread.h",   "signal.h",
                                               "stdlib.h", "time.h",      "unistd.h"};
  if (!include.system || include.header.starts_with("sys/")) return false;
  const bool plain = include.header.find_first_of("/.") == std::string::npos;
  return !plain && !system.contains(include.header);
}

TEST(IncludeRule, NoHeaderIncludesALibrary) {
  for (const Include& include : all_includes()) {
    if (!include.file.ends_with(".h")) continue;
    EXPECT_FALSE(is_third_party(include)) << include.file << " includes " << include.header;
  }
}

bool may_use_library(const Include& include) {
  return std::any_of(kLibraries.begin(), kLibraries.end(), [&](const Library& library) {
    if (!include.header.starts_with(library.header)) return false;
    return std::any_of(library.users.begin(), library.users.end(),
                       [&](std::string_view user) { return include.file.starts_with(user); });
  });
}

TEST(IncludeRule, ALibraryLivesInOneSmallGroupOfSources) {
  for (const Include& include : all_includes()) {
    if (!is_third_party(include)) continue;
    EXPECT_TRUE(may_use_library(include)) << include.file << " includes " << include.header;
  }
}

}  // namespace
}  // namespace headwater
