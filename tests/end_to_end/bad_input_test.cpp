#include <gtest/gtest.h>
#include <libdeflate.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "support/ingest_fixture.h"
#include "support/news_corpus.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

constexpr std::string_view kGood =
    "Harbour bridge opens\n\nThe new bridge opened on Monday. Two thousand people walked over "
    "it.\n";

std::string gzip(std::string_view bytes) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  std::string packed(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  packed.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), packed.data(),
                                         packed.size()));
  libdeflate_free_compressor(compressor);
  return packed;
}

std::string json_line(std::string_view text) {
  return R"({"url":"https://news.example/1","text":")" + std::string(text) + "\"}\n";
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

/// The number that `path`, such as "/quarantined/binary", has in the summary; 0 where it is absent.
std::uint64_t summary_number(const ProcessResult& result, const std::string& path) {
  simdjson::dom::parser parser;
  const std::size_t end = result.out.find_last_not_of('\n');
  const std::size_t begin = result.out.rfind('\n', end);
  const std::string line = result.out.substr(begin == std::string::npos ? 0 : begin + 1);
  std::uint64_t number = 0;
  const auto found = parser.parse(simdjson::padded_string(line)).at_pointer(path);
  return found.get(number) == simdjson::SUCCESS ? number : 0;
}

class IngestBadInput : public IngestFixture {
 protected:
  IngestBadInput() { folder_.write("in/good.txt", kGood); }

  /// Ingests the folder: the good article must be stored, the balance hold, the store be sound.
  ProcessResult ingest_folder(int exit_code) const {
    ProcessResult result = ingest(folder_ / "in", exit_code);
    EXPECT_GE(summary_number(result, "/stored"), 1U) << result.out;
    EXPECT_NE(result.out.find("\"balanced\":true"), std::string::npos) << result.out;
    expect_sound();
    return result;
  }

  /// ... and the file `name` must be quarantined with `code`, in a message that names its path.
  void expect_quarantined(const std::string& name, const std::string& code) const {
    const ProcessResult result = ingest_folder(3);
    EXPECT_EQ(summary_number(result, "/quarantined/" + code), 1U) << result.out << result.err;
    EXPECT_NE(result.err.find(name), std::string::npos) << result.err;
  }
};

struct BadFile {
  std::string_view what;
  std::string_view name;
  std::function<std::string()> bytes;
  std::string_view code;  ///< Of its quarantine; empty: the file is stored or dropped.
};

std::ostream& operator<<(std::ostream& out, const BadFile& file) { return out << file.what; }

class IngestBadFile : public IngestBadInput, public ::testing::WithParamInterface<BadFile> {};

TEST_P(IngestBadFile, DoesNotStopTheRest) {
  const BadFile& file = GetParam();
  folder_.write("in/" + std::string(file.name), file.bytes());
  if (file.code.empty()) {
    ingest_folder(0);
  } else {
    expect_quarantined(std::string(file.name), std::string(file.code));
  }
}

const std::vector<BadFile> kBadFiles = {
    {"Empty", "empty.txt", [] { return ""s; }, ""},
    {"WhiteSpace", "blank.txt", [] { return " \n\t\r\n"s; }, ""},
    {"Binary", "program.txt",
     [] {
       return "\x7f"
              "ELF\x02\x01\x01\0\0\0\0\0\0\0\x03\0>\0\x01\0\xff\xfe\0"s;
     },
     "binary"},
    {"NulInText", "nul.txt", [] { return "One\0two. "s + repeated("And some more words. ", 40); },
     "binary"},
    {"NulInJson", "nul.jsonl", [] { return json_line("One\\u0000two."); }, "binary"},
    {"TruncatedGzip", "cut.txt.gz",
     [] {
       std::string bytes = gzip(kGood);
       bytes.resize(bytes.size() / 2);
       return bytes;
     },
     "truncated"},
    {"LyingGzipSize", "size.txt.gz",
     [] {
       std::string bytes = gzip(kGood);
       bytes.back() = 0x7f;
       return bytes;
     },
     "bad_gzip"},
    {"LyingGzipSum", "sum.txt.gz",
     [] {
       std::string bytes = gzip(kGood);
       bytes[bytes.size() - 5] = static_cast<char>(bytes[bytes.size() - 5] ^ 1);
       return bytes;
     },
     "bad_gzip"},
    {"GzipThatIsNone", "none.txt.gz", [] { return std::string(kGood); }, "bad_gzip"},
    {"WrongCharset", "latin.txt",
     [] { return "Caf\xe9 d\xe9j\xe0 vu. "s + repeated("Un mot de plus. ", 20); }, ""},
    {"IllFormedUtf8", "ill.txt",
     [] { return "One \xc3 two \xf0\x9f. "s + repeated("And so on. ", 20); }, ""},
    {"LoneSurrogate", "lone.jsonl", [] { return json_line("One \\ud800 two."); }, ""},
    {"DuplicateKeys", "keys.jsonl", [] { return R"({"text":"One.","text":"Two."})"s + "\n"; },
     "bad_json"},
    {"DeepNesting", "deep.jsonl",
     [] {
       return R"({"text":"One.","x":)" + std::string(100'000, '[') + std::string(100'000, ']') +
              "}\n";
     },
     "too_deep"},
    {"NoJson", "none.jsonl", [] { return "{\"text\": \"never closed\n"s; }, "bad_json"},
    {"NoText", "field.jsonl", [] { return "{\"headline\": \"One.\"}\n"s; }, "missing_field"},
    {"LongLine", "long.jsonl", [] { return json_line(std::string(100 << 20, 'a')); }, "too_large"},
};

INSTANTIATE_TEST_SUITE_P(Rows, IngestBadFile, ::testing::ValuesIn(kBadFiles),
                         [](const auto& row) { return std::string(row.param.what); });

TEST_F(IngestBadInput, OfWhatCannotBeDecompressedTheBytesAsReceivedAreKept) {
  folder_.write("in/none.txt.gz", kGood);
  ingest_folder(3);
  const ProcessResult shown = headwater({"quarantine", "show", "1", "--raw"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_EQ(shown.out, kGood);
  expect_sound();
}

TEST_F(IngestBadInput, GoesOnAfterABadLine) {
  folder_.write("in/mixed.jsonl", json_line("The first line is good.") + "{not json}\n" +
                                      json_line("The third too."));
  const ProcessResult result = ingest_folder(3);
  EXPECT_EQ(summary_number(result, "/stored"), 3U) << result.out;
  EXPECT_NE(result.err.find("mixed.jsonl"), std::string::npos) << result.err;
}

TEST_F(IngestBadInput, TwoGigabytesAreRefusedUnread) {
  const fs::path file = folder_.write("in/huge.txt", "");
  fs::resize_file(file, std::uint64_t{2} << 30U);
  expect_quarantined("huge.txt", "too_large");
}

TEST_F(IngestBadInput, AFileThatMayNotBeReadIsNamed) {
  const fs::path file = folder_.write("in/secret.txt", kGood);
  fs::permissions(file, fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  Command command = this->command({"ingest", "--json", (folder_ / "in").string()});
  if (::geteuid() == 0) command.user = 65534;  // Root may read anything.
  const ProcessResult result = run(command);
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_EQ(summary_number(result, "/quarantined/unreadable"), 1U) << result.out;
  EXPECT_NE(result.err.find("secret.txt"), std::string::npos) << result.err;
}

TEST_F(IngestBadInput, LinksThatLeadNowhereEndTheWalkNot) {
  fs::create_directory_symlink(folder_ / "in", folder_ / "in/loop");
  fs::create_symlink("self.txt", folder_ / "in/self.txt");
  fs::create_symlink(folder_ / "gone", folder_ / "in/dangling.txt");
  const ProcessResult result = headwater({"ingest", "--json", (folder_ / "in").string()});
  EXPECT_EQ(summary_number(result, "/stored"), 1U) << result.out << result.err;
  expect_sound();
}

TEST_F(IngestBadInput, NamesNeedNotBeUtf8) {
  folder_.write("in/caf\xe9\n.txt",
                "The name of this file is no UTF-8. It is stored all the same.");
  EXPECT_EQ(summary_number(ingest_folder(0), "/stored"), 2U);
  EXPECT_NE(headwater({"documents"}).out.find("caf%E9%0A.txt"), std::string::npos);
}

TEST_F(IngestBadInput, AMissingSourceIsNamedAndTheOthersAreRead) {
  const std::string missing = (folder_ / "missing").string();
  const ProcessResult result = headwater({"ingest", "--json", missing, (folder_ / "in").string()});
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_EQ(summary_number(result, "/stored"), 1U) << result.out;
  EXPECT_NE(result.err.find(missing), std::string::npos) << result.err;
}

}  // namespace
}  // namespace headwater::testing
