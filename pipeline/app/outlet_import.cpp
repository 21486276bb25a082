#include "app/outlet_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/csv.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {
namespace {

std::size_t column_called(const CsvRow& head, std::string_view name) {
  const auto found = std::find_if(head.fields.begin(), head.fields.end(),
                                  [&](const CsvField& field) { return field.text == name; });
  return static_cast<std::size_t>(found - head.fields.begin());
}

/// The same table with ids and kinds, each row on the line where it stood.
class Completion {
 public:
  explicit Completion(const ConfigFile& table) : reader_(table.text) {
    CsvRow row;
    if (!reader_.next(row)) return;
    add_column(row, "id", id_);
    add_column(row, "kind", kind_);
    name_ = column_called(row, "name");
    write(row);
    const std::size_t columns = row.fields.size();
    while (reader_.next(row)) {
      if (row.fields.size() < columns) row.fields.resize(columns);
      std::string& id = row.fields[id_].text;
      if (id.empty() && name_ < row.fields.size()) id = outlet_id(row.fields[name_].text);
      if (row.fields[kind_].text.empty()) row.fields[kind_].text = "website";
      write(row);
    }
  }

  const std::string& text() const { return out_; }
  const std::optional<ConfigMistake>& mistake() const { return reader_.mistake(); }

 private:
  static void add_column(CsvRow& row, std::string_view name, std::size_t& place) {
    place = column_called(row, name);
    if (place == row.fields.size()) row.fields.push_back({std::string(name), 0});
  }

  void write(const CsvRow& row) {
    for (; line_ < row.line; ++line_) out_ += '\n';
    std::vector<std::string> fields;
    for (const CsvField& field : row.fields) fields.push_back(field.text);
    const std::size_t before = out_.size();
    append_csv_row(fields, out_);
    line_ += static_cast<std::uint32_t>(
        std::count(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(), '\n'));
  }

  CsvReader reader_;
  std::string out_;
  std::uint32_t line_ = 1;
  std::size_t id_ = 0;
  std::size_t kind_ = 0;
  std::size_t name_ = 0;
};

/// Whether the registry has every domain of `outlet`, or, where it has none, its id.
bool is_known(const OutletRegistry& registry, const Outlet& outlet) {
  if (outlet.domains.empty()) return registry.find_id(outlet.id) != nullptr;
  return std::all_of(outlet.domains.begin(), outlet.domains.end(), [&](const std::string& domain) {
    const Outlet* owner = registry.find_host(domain);
    return owner != nullptr &&
           std::find(owner->domains.begin(), owner->domains.end(), domain) != owner->domains.end();
  });
}

/// Adds outlets one by one and refuses what is taken.
class Choice {
 public:
  Choice(const OutletRegistry& registry, OutletImport& import)
      : registry_(registry), import_(import) {}

  void take(Outlet outlet) {
    if (is_known(registry_, outlet)) {
      ++import_.known;
      return;
    }
    std::string taken = taken_by(outlet);
    if (!taken.empty()) {
      import_.mistakes.push_back({outlet.position, std::move(taken)});
      return;
    }
    ids_.insert(outlet.id);
    domains_.insert(outlet.domains.begin(), outlet.domains.end());
    import_.added.push_back(std::move(outlet));
  }

 private:
  /// What of the outlet another has, as a message; empty if nothing.
  std::string taken_by(const Outlet& outlet) const {
    if (registry_.find_id(outlet.id) != nullptr || ids_.contains(outlet.id))
      return fmt::format("outlet \"{}\": the id is taken; give the row another \"id\"", outlet.id);
    for (const std::string& domain : outlet.domains) {
      const Outlet* owner = registry_.find_host(domain);
      const bool listed =
          owner != nullptr &&
          std::find(owner->domains.begin(), owner->domains.end(), domain) != owner->domains.end();
      if (listed || domains_.contains(domain)) {
        return fmt::format("outlet \"{}\": the domain \"{}\" belongs to {} already", outlet.id,
                           domain, listed ? "\"" + owner->id + "\"" : "a row above");
      }
    }
    return {};
  }

  const OutletRegistry& registry_;
  OutletImport& import_;
  std::unordered_set<std::string> ids_;
  std::unordered_set<std::string> domains_;
};

}  // namespace

std::string outlet_id(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      id += static_cast<char>(capital ? c - 'A' + 'a' : c);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

OutletImport import_outlets(const ConfigFile& table, std::span<const ConfigFile> files) {
  OutletImport import;
  const Completion completed(table);
  const ConfigFile file{table.name.ends_with(".csv") ? table.name : table.name + ".csv",
                        completed.text()};
  OutletFile read = read_outlet_file(file, import.mistakes);
  // The ending only chose how to read it.
  for (ConfigMistake& mistake : import.mistakes) mistake.position.file = table.name;
  if (completed.mistake()) {
    import.mistakes.push_back(
        {{table.name, completed.mistake()->position.line, completed.mistake()->position.column},
         completed.mistake()->message});
  }
  const OutletRegistry::Reading present = OutletRegistry::read(files);
  Choice choice(present.registry, import);
  for (Outlet& outlet : read.outlets) choice.take(std::move(outlet));
  return import;
}

}  // namespace headwater
