#include "reactions/library.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "config/overlay.hpp"
#include "config/read.hpp"

namespace raffinate::reactions {

namespace {

thermo::Source read_source(const config::Node& node) {
  if (const auto assumption = node.find("assumption")) {
    const auto range = node.find("range");
    return {assumption->text(), true, range ? range->text() : ""};
  }
  return {node.text(), false, ""};
}

}  // namespace

void Library::read_folder(const std::filesystem::path& folder, const thermo::Database& database,
                          base::Problems& problems) {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const config::Node root = config::read_file(file, problems);
    if (const auto map = root.find("reactions")) read_reactions(*map, database, problems);
    if (const auto sets = root.find("sets"))
      for (const auto& [name, list] : sets->entries())
        for (const auto& item : list.items()) sets_[name.text()].push_back(item.text());
  }
}

void Library::read_reactions(const config::Node& map, const thermo::Database& database,
                             base::Problems& problems) {
  for (const auto& [key, value] : map.entries()) read_reaction(key, value, database, problems);
}

void Library::read_reaction(const config::Node& key, const config::Node& value, const thermo::Database& database,
                            base::Problems& problems) {
  ReactionDefinition definition;
  definition.name = key.text();
  definition.where = key.where();
  const auto equation = value.find("equation"), rate = value.find("rate"), source = value.find("source");
  if (!equation || !rate || !source) {
    problems.add(value.problem("a reaction needs `equation`, `rate` and `source`",
                               "see thermo-data/reactions for examples"));
    return;
  }
  definition.equation = equation->text();
  definition.terms = parse_equation(*equation, database, problems);
  definition.rate = *rate;
  definition.source = read_source(*source);
  reactions_[definition.name] = std::move(definition);
}

void Library::amend(const config::Node& reactions, const thermo::Database& database, base::Problems& problems) {
  for (const auto& [key, value] : reactions.entries()) {
    const auto known = reactions_.find(key.text());
    if (known == reactions_.end() || value.find("equation")) {
      read_reaction(key, value, database, problems);
      continue;
    }
    const auto rate = value.find("rate");
    if (!rate) {
      problems.add(value.problem("nothing to change: a known reaction takes a `rate` map", "rate: {k: 2e-9 m/s}"));
      continue;
    }
    known->second.rate = config::overlay(known->second.rate, *rate);
    if (const auto source = value.find("source")) known->second.source = read_source(*source);
  }
}

std::vector<const ReactionDefinition*> Library::select(const std::vector<config::LocatedText>& names,
                                                       base::Problems& problems) const {
  std::vector<const ReactionDefinition*> chosen;
  const auto add = [&](const std::string& name) {
    const auto found = reactions_.find(name);
    if (found == reactions_.end()) return false;
    if (std::find(chosen.begin(), chosen.end(), &found->second) == chosen.end()) chosen.push_back(&found->second);
    return true;
  };
  for (const auto& name : names) {
    if (const auto set = sets_.find(name.text); set != sets_.end()) {
      for (const auto& member : set->second)
        if (!add(member)) problems.add({name.where, name.path, "set \"" + name.text + "\" names an unknown reaction \"" + member + "\"", ""});
      continue;
    }
    if (add(name.text)) continue;
    std::vector<std::string> known;
    for (const auto& [n, unused] : reactions_) known.push_back(n);
    for (const auto& [n, unused] : sets_) known.push_back(n);
    const auto near = base::nearest(name.text, known);
    problems.add({name.where, name.path, "no reaction or set named \"" + name.text + "\"",
                  near ? "did you mean \"" + *near + "\"?" : "see: raffinate list reactions"});
  }
  return chosen;
}

}  // namespace raffinate::reactions
