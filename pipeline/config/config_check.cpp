#include "config/config_check.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/web_address.h"
#include "config/config_files.h"

namespace headwater {
namespace {

constexpr std::int64_t kMebibyte = std::int64_t{1} << 20;

// Bounds that protect from slips of the keyboard, far outside of what makes sense.
constexpr std::int64_t kMostWorkers = 1024;
constexpr std::int64_t kMostTickets = 1'000'000;
constexpr std::int64_t kMostMebibytes = 1 << 20;
constexpr std::int64_t kMostCommitDocuments = 1'000'000;
constexpr std::int64_t kMostCommitMilliseconds = 600'000;
constexpr std::int64_t kMostDelayMilliseconds = 3'600'000;
constexpr std::int64_t kMostTransfers = 1000;
constexpr std::int64_t kMostRequestsADay = 100'000'000;
constexpr std::int64_t kMostTimeoutSeconds = 3600;
constexpr std::size_t kLongestContact = 200;  // It stands in every request.

class ConfigChecker {
 public:
  ConfigChecker(const TomlTable& root, std::filesystem::path folder, const KnownKinds& kinds,
                MistakeList& mistakes)
      : top_(root, "the configuration", mistakes),
        folder_(std::move(folder)),
        kinds_(kinds),
        mistakes_(mistakes) {}

  PipelineConfig check() {
    config_.origin = mistakes_.file();
    config_.boilerplate = builtin_config_files("config/boilerplate/");
    config_.outlets = builtin_config_files("config/outlets/");
    if (const TomlTable* table = table_named("store")) check_store(*table);
    if (const TomlTable* table = table_named("run")) check_run(*table);
    if (const TomlTable* table = table_named("web")) check_web(*table);
    if (const TomlTable* table = table_named("rules")) check_rules(*table);
    for (const TomlValue* table : tables_named("source")) check_source(*table);
    for (const TomlValue* table : tables_named("stage")) check_stage(*table);
    if (config_.stages.empty()) add_all_stages();
    top_.finish();
    return std::move(config_);
  }

 private:
  const TomlTable* table_named(std::string_view key) {
    const TomlValue* value = top_.take(key);
    if (value == nullptr || value->table() != nullptr) {
      return value == nullptr ? nullptr : value->table();
    }
    mistakes_.add(*value,
                  "\"" + std::string(key) + "\" must be a table: [" + std::string(key) + "]");
    return nullptr;
  }

  /// The tables of a list, each as a value, so that its place is at hand.
  std::vector<const TomlValue*> tables_named(std::string_view key) {
    std::vector<const TomlValue*> tables;
    const TomlValue* value = top_.take(key);
    if (value == nullptr) return tables;
    const std::string message =
        "\"" + std::string(key) + "\" must be a list of tables: [[" + std::string(key) + "]]";
    if (value->list() == nullptr) {
      mistakes_.add(*value, message);
      return tables;
    }
    for (const TomlValue& item : *value->list()) {
      if (item.table() != nullptr) {
        tables.push_back(&item);
      } else {
        mistakes_.add(item, message);
      }
    }
    return tables;
  }

  std::filesystem::path from_folder(const std::string& path) const {
    return (folder_ / path).lexically_normal();
  }

  void check_store(const TomlTable& entries) {
    TableReader table(entries, "[store]", mistakes_);
    std::string path;
    table.read_text("path", path);
    if (!path.empty()) config_.store = from_folder(path);
    std::int64_t segment = static_cast<std::int64_t>(config_.segment_bytes) / kMebibyte;
    table.read_whole("segment_mb", 1, kMostMebibytes, segment);
    config_.segment_bytes = static_cast<std::uint64_t>(segment * kMebibyte);
    table.finish();
  }

  void read_count(TableReader& table, std::string_view key, std::int64_t least, std::int64_t most,
                  std::uint32_t& value) {
    std::int64_t number = value;
    table.read_whole(key, least, most, number);
    value = static_cast<std::uint32_t>(number);
  }

  void check_run(const TomlTable& entries) {
    TableReader table(entries, "[run]", mistakes_);
    read_count(table, "workers", 0, kMostWorkers, config_.workers);
    read_count(table, "tickets", 1, kMostTickets, config_.tickets);
    read_count(table, "commit_documents", 1, kMostCommitDocuments, config_.commit_documents);
    read_count(table, "commit_milliseconds", 1, kMostCommitMilliseconds,
               config_.commit_milliseconds);
    std::int64_t memory = static_cast<std::int64_t>(config_.memory_bytes) / kMebibyte;
    table.read_whole("memory_mb", 1, kMostMebibytes, memory);
    config_.memory_bytes = static_cast<std::uint64_t>(memory * kMebibyte);
    table.finish();
  }

  void check_web(const TomlTable& entries) {
    TableReader table(entries, "[web]", mistakes_);
    table.read_text("contact", config_.web.contact);
    check_contact(entries);
    read_count(table, "delay_ms", 0, kMostDelayMilliseconds, config_.web.delay_milliseconds);
    read_count(table, "transfers", 1, kMostTransfers, config_.web.transfers);
    read_count(table, "requests_a_day", 1, kMostRequestsADay, config_.web.requests_a_day);
    read_count(table, "timeout_s", 1, kMostTimeoutSeconds, config_.web.timeout_seconds);
    std::string ca_file;
    table.read_text("ca_file", ca_file);
    if (!ca_file.empty()) config_.web.ca_file = from_folder(ca_file);
    table.finish();
  }

  /// It is sent in a header: printable ASCII, and nothing that would end the comment around it.
  void check_contact(const TomlTable& entries) {
    const auto fits = [](char c) {
      return c > ' ' && c <= '~' && c != '(' && c != ')' && c != '\\';
    };
    const std::string& contact = config_.web.contact;
    const bool reachable = contact.empty() || contact.find('@') != contact.npos ||
                           contact.starts_with("http://") || contact.starts_with("https://");
    if (reachable && contact.size() <= kLongestContact &&
        std::all_of(contact.begin(), contact.end(), fits)) {
      return;
    }
    mistakes_.add(*entries.find("contact"),
                  "\"contact\" in [web] must be an address such as https://www.kelpbay.example/bot "
                  "or desk@kelpbay.example, at most " +
                      std::to_string(kLongestContact) + " printable ASCII characters");
  }

  void check_rules(const TomlTable& entries) {
    TableReader table(entries, "[rules]", mistakes_);
    read_files(table, "boilerplate", config_.boilerplate);
    read_files(table, "outlets", config_.outlets);
    table.finish();
  }

  void read_files(TableReader& table, const std::string& key, std::vector<ConfigFile>& files) {
    const TomlValue* list = table.take(key);
    if (list == nullptr) return;
    if (list->list() != nullptr) {
      files = read_config_files(*list->list(), folder_, "config/" + key + "/", mistakes_);
    } else {
      mistakes_.add(*list, "\"" + key + "\" in [rules] must be a list of paths");
    }
  }

  /// The kind that `table` names, or null after noting what is wrong.
  template <class Kind>
  const Kind* find_kind(TableReader& table, const TomlValue& node, std::span<const Kind> kinds) {
    std::string name;
    table.read_text("kind", name);
    if (name.empty()) {
      if (node.table()->find("kind") == nullptr)
        mistakes_.add(node, table.where() + " needs a \"kind\"");
      return nullptr;
    }
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const Kind& kind) { return kind.name == name; });
    if (found != kinds.end()) return &*found;
    std::vector<std::string_view> names;
    for (const Kind& kind : kinds) names.push_back(kind.name);
    mistakes_.add(*node.table()->find("kind"), "unknown kind \"" + name + "\" in " + table.where() +
                                                   did_you_mean(name, names) +
                                                   "; `headwater stages` lists them");
    return nullptr;
  }

  void check_source(const TomlValue& node) {
    TableReader table(*node.table(), "[[source]]", mistakes_);
    SourceEntry entry;
    entry.line = node.position.line;
    table.read_text("name", entry.name);
    if (node.table()->find("name") == nullptr) mistakes_.add(node, "[[source]] needs a \"name\"");
    if (!entry.name.empty() && !names_.insert(entry.name).second) {
      mistakes_.add(*node.table()->find("name"), "a second source is named \"" + entry.name +
                                                     "\"; names tell their cursors apart");
    }
    const SourceKind* kind = find_kind(table, node, kinds_.sources);
    if (kind == nullptr) return;
    entry.kind = kind->name;
    for (const SettingSpec& spec : kind->settings) table.read_setting(spec, entry.settings);
    kind->on_web() ? check_source_address(node, entry.settings)
                   : check_source_path(node, entry.settings);
    table.finish();
    config_.sources.push_back(std::move(entry));
  }

  void check_source_path(const TomlValue& node, Settings& settings) {
    const TomlValue* path = node.table()->find("path");
    if (path == nullptr) {
      mistakes_.add(node, "[[source]] needs a \"path\"");
    } else if (path->text() != nullptr && *path->text() != "-") {
      settings.set("path", from_folder(*path->text()).string());
    }
  }

  void check_source_address(const TomlValue& node, Settings& settings) {
    const TomlValue* uri = node.table()->find("uri");
    if (uri == nullptr) {
      mistakes_.add(node, "[[source]] of this kind needs a \"uri\"");
    } else if (uri->text() != nullptr) {
      const std::optional<std::string> address = request_address(*uri->text());
      if (address) settings.set("uri", *address);
      if (!address) {
        mistakes_.add(*uri, "\"uri\" must be an http or https address without a password, not \"" +
                                *uri->text() + "\"");
      }
    }
  }

  void check_stage(const TomlValue& node) {
    TableReader table(*node.table(), "[[stage]]", mistakes_);
    const StageKind* kind = find_kind(table, node, kinds_.stages);
    if (kind == nullptr) return;
    if (!stages_.insert(kind->name).second) {
      mistakes_.add(*node.table()->find("kind"), "stage \"" + kind->name + "\" is listed twice");
    }
    StageEntry entry{kind->name, {}};
    for (const SettingSpec& spec : kind->settings) table.read_setting(spec, entry.settings);
    table.finish();
    config_.stages.push_back(std::move(entry));
  }

  void add_all_stages() {
    for (const StageKind& kind : kinds_.stages) {
      config_.stages.push_back({kind.name, preset_settings(kind.settings)});
    }
  }

  TableReader top_;
  std::filesystem::path folder_;
  const KnownKinds& kinds_;
  MistakeList& mistakes_;
  PipelineConfig config_;
  std::set<std::string> names_;
  std::set<std::string> stages_;
};

}  // namespace

PipelineConfig check_config(const TomlTable& root, const std::filesystem::path& folder,
                            const KnownKinds& kinds, MistakeList& mistakes) {
  return ConfigChecker(root, folder, kinds, mistakes).check();
}

}  // namespace headwater
