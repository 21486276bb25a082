#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/ingest_fixture.h"
#include "support/news_corpus.h"
#include "support/schema.h"

namespace headwater::testing {
namespace {

/// A store with articles from a folder and from a JSON Lines file, and one that is no text.
class CommandsTest : public IngestFixture {
 protected:
  CommandsTest() {
    const NewsCorpus corpus;
    std::filesystem::create_directory(folder_ / "in");
    std::ofstream(folder_ / "in/a.txt") << corpus.plain_text(0);
    std::ofstream(folder_ / "in/b.txt") << corpus.plain_text(1);
    std::ofstream(folder_ / "in/broken.jsonl") << "{\"text\": \n" << corpus.json_line(2) << "\n";
    std::ofstream(folder_ / "lines.jsonl") << corpus.json_lines(3, 8);
  }

  std::string in() const { return (folder_ / "in").string(); }
  std::string lines() const { return (folder_ / "lines.jsonl").string(); }
  std::string first_id() const {
    const ProcessResult listed = headwater({"documents"});
    return listed.out.substr(0, 32);
  }
};

TEST_F(CommandsTest, ExtractAndExportAgreeFieldByField) {
  ingest(in(), 3);
  ingest(lines());
  const ProcessResult extracted = run_headwater({"extract", in(), lines()});
  EXPECT_EQ(extracted.exit_code, 3) << extracted.err;
  EXPECT_EQ(lines_of(extracted.out).size(), 8U);
  EXPECT_EQ(extracted.out, headwater({"export"}).out);
  expect_schemas(extracted.out);
}

TEST_F(CommandsTest, EveryJsonLineFollowsItsSchema) {
  expect_schemas(headwater({"ingest", "--dry-run", "--json", in(), lines()}).out);
  const ProcessResult run = headwater({"ingest", "--json", in(), lines()});
  EXPECT_EQ(run.exit_code, 3) << run.err;
  EXPECT_EQ(type_of(lines_of(run.out).back()), "summary");
  expect_schemas(run.out);
  const std::string id = first_id();
  const std::vector<std::vector<std::string>> rows = {{"documents", "--json"},
                                                      {"show", id, "--json", "--map"},
                                                      {"show", id, "--visits", "--json"},
                                                      {"lineage", id, "--json"},
                                                      {"trace", "the", "--json"},
                                                      {"verify", "--json"},
                                                      {"verify", "--read-data", "--json"},
                                                      {"status", "--json"},
                                                      {"quarantine", "list", "--json"},
                                                      {"quarantine", "show", "1", "--json"},
                                                      {"export"},
                                                      {"reprocess", "--json"}};
  for (const std::vector<std::string>& row : rows) {
    const ProcessResult result = headwater(row);
    EXPECT_EQ(result.exit_code, 0) << row[0] << ": " << result.err;
    EXPECT_NE(result.out, "") << row[0];
    expect_schemas(result.out);
  }
  expect_schemas(run_headwater({"stages", "--json"}).out);
  expect_schemas(run_headwater({"check", "--json"}).out);
  expect_schemas(run_headwater({"version", "--json"}).out);
}

TEST_F(CommandsTest, ShowTellsOfEveryByte) {
  ingest((folder_ / "in/a.txt").string());
  const std::string id = first_id();
  EXPECT_EQ(headwater({"show", id, "--raw"}).out, NewsCorpus().plain_text(0));
  EXPECT_NE(headwater({"show", id, "--marked"}).out.find("[-"), std::string::npos);
  EXPECT_NE(headwater({"show", id, "--removed"}).out.find("payload "), std::string::npos);
  EXPECT_NE(headwater({"show", id, "--map"}).out.find("copy "), std::string::npos);
  EXPECT_EQ(headwater({"show", id, "--map", "--raw"}).exit_code, 2);
  const ProcessResult refused = headwater({"show", id, "--raw", "--json"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_NE(refused.err.find("--raw prints bytes"), std::string::npos) << refused.err;
}

TEST_F(CommandsTest, OutletsAreListedShownAndImported) {
  const ProcessResult listed = run_headwater({"outlets", "list", "--json"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_GE(lines_of(listed.out).size(), 1500U);
  expect_schemas(listed.out);
  const std::string ledger =
      R"({"type":"outlet","id":"harbor-ledger","name":"The Harbor Ledger","kind":"newspaper",)"
      R"("country":"US","language":"en","domains":["harbor-ledger.example"],"aliases":[],)"
      R"("owner":null,"network":null,"file":"config/outlets/sample.toml","line":3})"
      "\n";
  for (const std::string word :
       {"harbor-ledger", "https://www.harbor-ledger.example/a", "The Harbor Ledger"}) {
    EXPECT_EQ(run_headwater({"outlets", "show", word, "--json"}).out, ledger) << word;
  }
  EXPECT_EQ(run_headwater({"outlets", "show", "no-such-outlet"}).exit_code, 1);
  std::ofstream(folder_ / "mine.csv") << "name,domains\nKelp Bay Post,kelpbay.example\n";
  const ProcessResult imported =
      run_headwater({"outlets", "import", (folder_ / "mine.csv").string()});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_EQ(imported.out,
            "id,name,kind,country,language,domains,aliases,owner,network,samples\n"
            "kelp-bay-post,Kelp Bay Post,website,,,kelpbay.example\n");
  // What was printed is a registry file that the configuration may list.
  std::ofstream(folder_ / "outlets.csv") << imported.out;
  std::ofstream(folder_ / "h.toml") << "[rules]\noutlets = [\"built-in\", \"outlets.csv\"]\n";
  const ProcessResult shown = run_headwater(
      {"outlets", "show", "kelpbay.example", "--config", (folder_ / "h.toml").string()});
  EXPECT_EQ(shown.out.substr(0, 13), "kelp-bay-post") << shown.err;
}

TEST_F(CommandsTest, FilesPassedOverAreTold) {
  std::ofstream(folder_ / "in/photo.jpg") << "x";
  std::ofstream(folder_ / "in/letter.docx") << "x";
  const std::string told = "2 files with other endings were passed over (.docx 1, .jpg 1)";
  const ProcessResult loud = headwater({"ingest", in()});
  EXPECT_NE(loud.err.find(told), std::string::npos) << loud.err;
  EXPECT_EQ(headwater({"ingest", in(), "--quiet"}).err.find("passed over"), std::string::npos);
}

TEST_F(CommandsTest, TwoCapitalsListTheOutletsOfACountry) {
  const std::vector<std::string> rows = lines_of(run_headwater({"outlets", "list", "IE"}).out);
  EXPECT_GT(rows.size(), 1U);
  for (const std::string& row : rows) EXPECT_EQ(row.substr(43, 2), "IE") << row;
  EXPECT_GT(lines_of(run_headwater({"outlets", "list", "ie"}).out).size(), rows.size());
}

TEST_F(CommandsTest, UnknownOutletsAreTold) {
  std::ofstream(folder_ / "unknown.jsonl")
      << R"({"url":"https://gull.example/1","text":"It rained on the bay all day."})"
      << "\n"
      << R"({"url":"https://gull.example/2","text":"The ferry stayed in port until noon."})"
      << "\n"
      << R"({"url":"https://harbor-ledger.example/1","text":"Oysters are back on the flats."})"
      << "\n";
  ingest((folder_ / "unknown.jsonl").string());
  const ProcessResult found = headwater({"outlets", "unknown", "--json"});
  expect_schemas(found.out);
  EXPECT_EQ(found.out,
            R"({"type":"unknown_outlet","kind":"host","value":"gull.example","captures":2,)"
            R"("example":"https://gull.example/1"})"
            "\n");
}

TEST_F(CommandsTest, SourcesThatAreNotThere) {
  const ProcessResult only = headwater({"ingest", "/no/such/folder"});
  EXPECT_EQ(only.exit_code, 1);
  EXPECT_NE(only.err.find("/no/such/folder"), std::string::npos);
  EXPECT_EQ(headwater({"ingest", "/no/such/folder", lines()}).exit_code, 3);
  EXPECT_EQ(run_headwater({"extract", "/no/such/file", lines()}).exit_code, 3);
}

TEST_F(CommandsTest, ExtractReadsStandardInput) {
  const ProcessResult result = run_headwater({"extract", "-"}, NewsCorpus().json_lines(0, 2));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(lines_of(result.out).size(), 2U);
}

TEST_F(CommandsTest, HtmlIsNotTakenForText) {
  const std::string page = folder_.write("page.html", "<p>Tags are not words.</p>");
  const ProcessResult result = run_headwater({"extract", page});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.out.find("Tags are not words."), std::string::npos) << result.out;
  EXPECT_EQ(result.out.find("<p>"), std::string::npos) << result.out;
}

TEST_F(CommandsTest, ExtractTellsOfWhatGivesNoOutput) {
  const std::string file =
      folder_.write("gone.html", "<title>Page not found</title><h1>Page not found</h1><p>Gone.</p>")
          .string();
  const ProcessResult plain = headwater({"extract", file});
  EXPECT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_EQ(plain.out, "");
  EXPECT_NE(plain.err.find("1 not_an_article"), std::string::npos) << plain.err;
  const ProcessResult verbose = headwater({"extract", "--verbose", file});
  EXPECT_NE(verbose.err.find("page_kind"), std::string::npos) << verbose.err;
}

TEST_F(CommandsTest, ExtractForms) {
  const std::string plain = run_headwater({"extract", lines()}).out;
  const std::string article = run_headwater({"extract", "--article", lines()}).out;
  EXPECT_NE(plain, article);
  const ProcessResult full = run_headwater({"extract", "--map", "--visible", lines()});
  expect_schemas(full.out);
  EXPECT_NE(full.out.find("\"map\":{"), std::string::npos);
  EXPECT_NE(full.out.find("\"visible\":\""), std::string::npos);
}

TEST_F(CommandsTest, ExitCodes) {
  struct Row {
    std::vector<std::string> arguments;
    int code;
  };
  for (const Row& row : {Row{{"status"}, 10},
                         {{"verify"}, 10},
                         {{"ingest"}, 2},
                         {{"check", "--config", "/no/such.toml"}, 78},
                         {{"ingest", "--config", "/no/such.toml", "x"}, 78}}) {
    const ProcessResult result = headwater(row.arguments);
    EXPECT_EQ(result.exit_code, row.code) << row.arguments[0] << result.err;
    EXPECT_NE(result.out + result.err, "");
  }
  ingest(lines());
  EXPECT_EQ(headwater({"show", "0123456789"}).exit_code, 1);
  EXPECT_EQ(headwater({"ingest", lines()}).exit_code, 0) << "nothing new is no failure";
}

TEST_F(CommandsTest, ConfigurationMistakesAreAllTold) {
  const std::filesystem::path file = folder_ / "bad.toml";
  std::ofstream(file) << "[run]\nworker = 1\n[stroe]\n";
  const ProcessResult result = headwater({"ingest", "--config", file.string(), in()});
  EXPECT_EQ(result.exit_code, 78);
  EXPECT_NE(result.err.find("bad.toml:2:1: unknown key \"worker\""), std::string::npos);
  EXPECT_NE(result.err.find("bad.toml:3:2: unknown key \"stroe\""), std::string::npos);
}

TEST_F(CommandsTest, EventsAsJsonFollowTheSchema) {
  const ProcessResult result = headwater({"ingest", "--log-format", "json", in(), "/no/such"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_GE(lines_of(result.err).size(), 2U);
  for (const std::string& line : lines_of(result.err)) EXPECT_EQ(schema_errors("event", line), "");
}

TEST_F(CommandsTest, QuietSaysNothingOnSuccess) {
  // That a store was made is told even so, once.
  ingest((folder_ / "in/a.txt").string());
  const ProcessResult result = headwater({"ingest", "--quiet", lines()});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out + result.err, "");
}

/// Runs a shell line with the program as $0 and `argument` as $1.
ProcessResult shell(const std::string& line, const std::string& argument = "") {
  Command command;
  command.program = "/bin/bash";
  command.arguments = {"-c", line, HEADWATER_BINARY, argument};
  return run(command);
}

TEST_F(CommandsTest, StandardOutputThatCannotBeWritten) {
  EXPECT_EQ(
      shell("set -o pipefail; \"$0\" extract \"$1\" | head -c 1 >/dev/null", lines()).exit_code, 0);
  const ProcessResult full = shell("\"$0\" extract \"$1\" > /dev/full", lines());
  EXPECT_EQ(full.exit_code, 75) << full.err;
  EXPECT_NE(full.err.find("standard output"), std::string::npos);
  const ProcessResult closed = shell("\"$0\" extract \"$1\" >&-", lines());
  EXPECT_EQ(closed.exit_code, 1);
  EXPECT_NE(closed.err.find("standard output"), std::string::npos);
}

TEST(Completion, TheBashScriptCompletes) {
  const ProcessResult result = shell(
      "source <(\"$0\" completion bash) && COMP_WORDS=(headwater sh) COMP_CWORD=1 && _headwater && "
      "echo \"${COMPREPLY[@]}\" && COMP_WORDS=(headwater show --ma) COMP_CWORD=2 && _headwater && "
      "echo \"${COMPREPLY[@]}\"");
  EXPECT_EQ(result.out, "show\n--marked --map\n") << result.err;
}

}  // namespace
}  // namespace headwater::testing
