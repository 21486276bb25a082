#include "app/commands.h"

#include <algorithm>

namespace headwater {

std::span<const Command> commands() {
  static const std::vector<Command> table = {
      {"ingest",
       "Carry documents from sources into the store.",
       {{"SOURCE",
         "A file or folder of articles or feeds, a JSON Lines file (*.jsonl, *.ndjson, also .gz), "
         "a web archive (*.warc, *.arc, also .gz, .zst), an "
         "http or https address, or - for JSON Lines on standard input; without any, the sources "
         "of the "
         "configuration and of the store that are due.",
         false,
         true,
         {}}},
       Opens::kConfig,
       run_ingest},
      {"trace",
       "Show every place where a statement occurs, down to the raw bytes.",
       {{"TEXT", "The statement, or a part of it of a few words.", true, false, {}}},
       Opens::kReader,
       run_trace},
      {"show",
       "Print the cleaned text of a document, or what was cut from it and why.",
       {{"DOC", "Id of a document, or its first digits (at least 6).", true, false, {}}},
       Opens::kReader,
       run_show},
      {"lineage",
       "Tell the story of one document, step by step.",
       {{"DOC", "Id of a document, or its first digits (at least 6).", true, false, {}}},
       Opens::kReader,
       run_lineage},
      {"documents", "List the documents of the store.", {}, Opens::kReader, run_documents},
      {"export", "Print every document for programs downstream.", {}, Opens::kReader, run_export},
      {"extract",
       "Clean files without a store: files in, JSON Lines out.",
       {{"FILE",
         "A file or folder of articles or feeds, a JSON Lines file (*.jsonl, *.ndjson, also .gz), "
         "a web archive (*.warc, *.arc, also .gz, .zst), or - "
         "for JSON Lines on standard input.",
         true,
         true,
         {}}},
       Opens::kConfig,
       run_extract},
      {"verify",
       "Prove from the hashes that no raw byte, map or cleaned text was altered.",
       {},
       Opens::kConfig,
       run_verify},
      {"reprocess",
       "Clean again what was cleaned under another configuration.",
       {},
       Opens::kReader,
       run_reprocess},
      {"learn",
       "Learn from the store which passages outlets print again and again.",
       {{"FILE",
         "Where the learned set is written; it must not be there yet, and its name must end in "
         ".learned.toml.",
         true,
         false,
         {}}},
       Opens::kReader,
       run_learn},
      {"quarantine",
       "List, show or retry what could not be processed.",
       {{"ACTION", "What to do.", true, false, {"list", "show", "retry"}},
        {"NUMBER",
         "Numbers of items; retry without any takes all that are open.",
         false,
         true,
         {}}},
       Opens::kReader,
       run_quarantine},
      {"check",
       "Check the configuration, its rule packs and its plan; tell all mistakes at once.",
       {},
       Opens::kNothing,
       run_check},
      {"stages",
       "List the kinds of stages and sources with their settings.",
       {},
       Opens::kNothing,
       run_stages},
      {"sources",
       "List, add, remove or check the sources on the web that the store keeps.",
       {{"ACTION",
         "What to do.",
         true,
         false,
         {"list", "due", "check", "add", "remove", "import", "export"}},
        {"WHAT", "An address to add, names to remove, an OPML file to import.", false, true, {}}},
       Opens::kConfig,
       run_sources},
      {"outlets",
       "List or show the outlets that are known, import a table of them, or tell of unknown ones.",
       {{"ACTION", "What to do.", true, false, {"list", "show", "import", "unknown"}},
        {"WHAT",
         "Words to list by (a country such as IE, a kind, a part of a name); ids, hosts or names "
         "to "
         "show; a CSV file to import, whose new rows are printed as a registry file.",
         false,
         true,
         {}}},
       Opens::kConfig,
       run_outlets},
      {"doctor",
       "Look at everything that the next run depends on.",
       {},
       Opens::kNothing,
       run_doctor},
      {"debug-fetch",
       "Fetch one address, store nothing, and tell every decision on the way.",
       {{"URL", "The http or https address.", true, false, {}}},
       Opens::kConfig,
       run_debug_fetch},
      {"status", "Print the figures of the store.", {}, Opens::kReader, run_status},
      {"version", "Print the version of the program.", {}, Opens::kNothing, run_version},
      {"man", "Print the manual page (roff), for man -l.", {}, Opens::kNothing, run_man},
      {"completion",
       "Print the completion script of a shell.",
       {{"SHELL", "The shell.", true, false, {"bash", "zsh"}}},
       Opens::kNothing,
       run_completion},
  };
  return table;
}

const Command* find_command(std::string_view name) {
  const auto all = commands();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace headwater
