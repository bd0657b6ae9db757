#include "studies/changed_inputs.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "config/read.hpp"

namespace raffinate::studies {

namespace {

constexpr const char* remedy_flowsheet = "put it back, or start a new run with `raffinate run`";
constexpr const char* remedy_data = "put the file back, or start a new run with `raffinate run`";

/// Every scalar of a tree by its path, in order.
using Values = std::vector<std::pair<std::string, std::string>>;

void list_values(const config::Node& node, const std::string& path, Values& values) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
  if (node.is_map())
    for (const auto& [key, value] : node.entries()) list_values(value, below(key.text()), values);
  else if (node.is_list())
    for (std::size_t i = 0; i < node.items().size(); ++i) list_values(node.items()[i], below(std::to_string(i)), values);
  else
    values.emplace_back(path, node.text());
}

/// What the plant computes from; titles and descriptions are for its readers.
Values values_of(const std::string& text, const std::string& name, base::Problems& problems) {
  Values all, values;
  list_values(config::parse(text, name, problems), "", all);
  for (auto& value : all)
    if (value.first != "title" && value.first != "description") values.push_back(std::move(value));
  return values;
}

void compare_flowsheet(const results::Manifest& recorded, base::Problems& changes) {
  const std::string file = located(recorded, recorded.flowsheet_path);
  if (!std::filesystem::exists(file)) return;
  base::Problems ignored, unreadable;
  const auto before = values_of(recorded.flowsheet, file, ignored);
  Values after;
  list_values(config::read_file(file, unreadable), "", after);
  unreadable.throw_if_any();
  const std::map<std::string, std::string> now(after.begin(), after.end()), then(before.begin(), before.end());
  const auto add = [&](const std::string& path, const std::string& message) {
    const bool of_run = path.starts_with("run.");
    changes.add({base::whole_file(file), path, message,
                 of_run ? fmt::format("put it back, or ask for it: --set {}=...", path) : remedy_flowsheet});
  };
  for (const auto& [path, old] : before) {
    const auto found = now.find(path);
    if (found == now.end()) add(path, old + " -> nothing");
    else if (found->second != old) add(path, old + " -> " + found->second);
  }
  for (const auto& [path, value] : after)
    if (path != "title" && path != "description" && !then.contains(path)) add(path, "nothing -> " + value);
}

void compare_data(const results::Manifest& recorded, base::Problems& changes) {
  const auto current = results::hash_folder(base::data_directory());
  std::map<std::string, std::string> now(current.begin(), current.end());
  const auto add = [&](const std::string& path, const std::string& message) {
    changes.add({base::whole_file((base::data_directory() / path).string()), "", message, remedy_data});
  };
  for (const auto& [path, hash] : recorded.data_files) {
    const auto found = now.find(path);
    if (found == now.end()) add(path, "the data file is not there any more");
    else if (found->second != hash) add(path, fmt::format("the data file has changed: {} -> {}", hash, found->second));
    if (found != now.end()) now.erase(found);
  }
  for (const auto& [path, hash] : now) add(path, "the data file was not there when the run began");
}

void compare_database(const results::Manifest& recorded, base::Problems& changes) {
  if (recorded.database_path.empty()) return;
  const std::string file = located(recorded, recorded.database_path);
  if (!std::filesystem::exists(file)) {
    changes.add({base::whole_file(file), "", "the PHREEQC database is not there any more", remedy_data});
    return;
  }
  const auto hash = results::hash_file(file);
  if (hash != recorded.database_hash)
    changes.add({base::whole_file(file), "",
                 fmt::format("the PHREEQC database has changed: {} -> {}", recorded.database_hash, hash), remedy_data});
}

void compare_program(const results::Manifest& recorded, const Program& program, base::Problems& changes) {
  if (recorded.program_version == program.version && recorded.source_revision == program.source_revision) return;
  changes.add({base::whole_file("raffinate"), "program",
               fmt::format("{} ({}) -> {} ({})", recorded.program_version, recorded.source_revision, program.version,
                           program.source_revision),
               "resume with the program that began the run, or start a new run"});
}

}  // namespace

std::string located(const results::Manifest& recorded, const std::string& path) {
  return (std::filesystem::path(recorded.working_folder) / path).string();
}

base::Problems changed_inputs(const results::Manifest& recorded, const Program& program) {
  base::Problems changes;
  compare_flowsheet(recorded, changes);
  compare_data(recorded, changes);
  compare_database(recorded, changes);
  compare_program(recorded, program, changes);
  return changes;
}

}  // namespace raffinate::studies
