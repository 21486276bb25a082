#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "app/commands.h"
#include "app/display.h"
#include "app/open_registry.h"
#include "app/outlet_import.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/domain.h"
#include "base/utf8.h"
#include "config/config_files.h"
#include "record/fold_text.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {
namespace {

constexpr std::string_view kStandardStream = "-";
constexpr std::size_t kMostUnknown = 1000;  // rows; the rest was seen less often than these

std::span<const std::string> operands(const Session& session) {
  return std::span<const std::string>(session.line.arguments).subspan(1);
}

std::string joined(const std::vector<std::string>& list) {
  return fmt::format("{}", fmt::join(list, ", "));
}

void write_outlet(const Outlet& outlet, JsonWriter& json) {
  const auto text_or_null = [&](std::string_view key, const std::string& text) {
    json.key(key);
    text.empty() ? json.null() : json.string(text);
  };
  const auto list = [&](std::string_view key, const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts) json.string(text);
    json.end_array();
  };
  json.begin_object().key("type").string("outlet");
  json.key("id").string(outlet.id).key("name").string(outlet.name);
  json.key("kind").string(outlet.kind);
  text_or_null("country", outlet.country);
  text_or_null("language", outlet.language);
  list("domains", outlet.domains);
  list("aliases", outlet.aliases);
  text_or_null("owner", outlet.owner);
  text_or_null("network", outlet.network);
  json.key("file").string(outlet.position.file).key("line").number(outlet.position.line);
  json.end_object();
}

/// Whether `word` is written as countries are: "IE".
bool names_country(std::string_view word) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return word.size() == 2 && std::ranges::all_of(word, capital);
}

/// Whether `outlet` is of the country or kind `word`, or has it in its id, a name or a domain. Two
/// capitals are a country only: "ie" stands in many names.
bool matches(const Outlet& outlet, const std::string& word) {
  if (outlet.country == word || outlet.kind == word) return true;
  if (names_country(word)) return false;
  const auto has = [folded = folded_text(word)](const std::string& text) {
    return folded_text(text).find(folded) != std::string::npos;
  };
  return has(outlet.id) || has(outlet.name) ||
         std::any_of(outlet.aliases.begin(), outlet.aliases.end(), has) ||
         std::any_of(outlet.domains.begin(), outlet.domains.end(), has);
}

void print_row(const Outlet& outlet, Session& session) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_outlet(outlet, json);
    session.out.line(json.text());
    return;
  }
  session.out.line(escape_for_display(
      fmt::format("{:<28} {:<13} {:<2}  {}  ({})", outlet.id, outlet.kind,
                  outlet.country.empty() ? "-" : outlet.country, outlet.name,
                  outlet.domains.empty() ? "no domain" : joined(outlet.domains))));
}

Result<ExitCode> list(Session& session) {
  const Result<OutletRegistry> registry = open_registry(session);
  if (!registry) return registry.error();
  const auto words = operands(session);
  for (const Outlet& outlet : registry->outlets()) {
    if (std::all_of(words.begin(), words.end(),
                    [&](const std::string& word) { return matches(outlet, word); }))
      print_row(outlet, session);
  }
  return ExitCode::kOk;
}

/// The outlets that `word` means: by id, by host or address, by name.
std::vector<const Outlet*> find(const OutletRegistry& registry, const std::string& word) {
  if (const Outlet* outlet = registry.find_id(word)) return {outlet};
  std::optional<std::string> host = host_of(word);
  if (!host) host = normalize_host(word);
  if (const Outlet* outlet = host ? registry.find_host(*host) : nullptr) return {outlet};
  const OutletName* name = registry.find_name(folded_text(word));
  return name == nullptr ? std::vector<const Outlet*>() : name->owners;
}

void print_outlet(const Outlet& outlet, Session& session) {
  if (session.line.has("json")) return print_row(outlet, session);
  const auto row = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) session.out.line(fmt::format("  {:<10}{}", key, escape_for_display(value)));
  };
  session.out.line(escape_for_display(outlet.id + "  " + outlet.name));
  row("kind", outlet.kind);
  row("country", outlet.country);
  row("language", outlet.language);
  row("domains", joined(outlet.domains));
  row("also", joined(outlet.aliases));
  row("owner", outlet.owner);
  row("network", outlet.network);
  row("from", fmt::format("{}:{}", outlet.position.file, outlet.position.line));
}

Result<ExitCode> show(Session& session) {
  const Result<OutletRegistry> registry = open_registry(session);
  if (!registry) return registry.error();
  if (operands(session).empty())
    return Error{ErrorCode::kBadArgument, "outlets show takes ids, hosts or names"};
  for (const std::string& word : operands(session)) {
    const std::vector<const Outlet*> found = find(*registry, word);
    if (found.empty()) {
      return Error{ErrorCode::kNotFound, "no outlet has the id, the host or the name \"" + word +
                                             "\"; `headwater outlets list " + word +
                                             "` looks for a part of it"};
    }
    for (const Outlet* outlet : found) print_outlet(*outlet, session);
  }
  return ExitCode::kOk;
}

Result<ExitCode> import(Session& session) {
  if (operands(session).size() != 1)
    return Error{ErrorCode::kBadArgument, "outlets import takes one CSV file, or -"};
  const std::string& file = operands(session).front();
  if (file.ends_with(".toml")) {
    return Error{ErrorCode::kBadArgument,
                 file +
                     ": outlets import takes a CSV table; a file in TOML needs none, list it in "
                     "[rules] outlets"};
  }
  Result<std::string> text =
      read_small_file(file == kStandardStream ? "/dev/stdin" : std::filesystem::path(file));
  if (!text) return text.error();
  const OutletImport import = import_outlets({file, std::move(*text)}, session.config.outlets);
  for (const ConfigMistake& mistake : import.mistakes)
    session.log.warning("outlet_refused", {{"message", describe(mistake)}});
  session.out.write(write_outlet_csv(import.added));
  if (!session.line.has("quiet")) {
    session.log.info("outlets_imported", {{"added", std::to_string(import.added.size())},
                                          {"known", std::to_string(import.known)},
                                          {"refused", std::to_string(import.mistakes.size())}});
  }
  return import.mistakes.empty() ? ExitCode::kOk : ExitCode::kPartial;
}

Result<ExitCode> unknown(Session& session) {
  const Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (!reader) return reader.error();
  const Result<std::vector<UnknownOutlet>> rows = (*reader)->unknown_outlets(kMostUnknown);
  if (!rows) return rows.error();
  JsonWriter json;
  for (const UnknownOutlet& row : *rows) {
    if (!session.line.has("json")) {
      session.out.line(escape_for_display(
          fmt::format("{:>8}  {:<18} {}  ({})", row.captures, row.kind, row.value, row.example)));
      continue;
    }
    json.clear();
    json.begin_object().key("type").string("unknown_outlet").key("kind").string(row.kind);
    json.key("value").string(row.value).key("captures").number(row.captures);
    json.key("example").string(row.example).end_object();
    session.out.line(json.text());
  }
  return ExitCode::kOk;
}

}  // namespace

Result<ExitCode> run_outlets(Session& session) {
  const std::string& action = session.line.arguments.front();
  if (action == "show") return show(session);
  if (action == "import") return import(session);
  return action == "unknown" ? unknown(session) : list(session);
}

}  // namespace headwater
