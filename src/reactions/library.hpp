#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "config/field.hpp"
#include "reactions/reaction_definition.hpp"

namespace raffinate::reactions {

/// All reactions a plant may name: those of thermo-data/reactions/ and those of the flowsheet.
class Library {
 public:
  /// Reads every *.yaml of a folder: `reactions:` (name -> equation, rate, source) and `sets:`
  /// (name -> list of reactions).
  void read_folder(const std::filesystem::path& folder, const thermo::Database& database,
                   base::Problems& problems);
  /// Adds or amends reactions from a `reactions:` map of a flowsheet: a new name needs an equation, a
  /// known one may give single keys of its rate to replace ("k: 2e-9 m/s").
  void amend(const config::Node& reactions, const thermo::Database& database, base::Problems& problems);

  /// The reactions behind a list of names of reactions and sets; a problem for each unknown name.
  [[nodiscard]] std::vector<const ReactionDefinition*> select(const std::vector<config::LocatedText>& names,
                                                              base::Problems& problems) const;
  [[nodiscard]] const std::map<std::string, ReactionDefinition>& all() const { return reactions_; }
  [[nodiscard]] const std::map<std::string, std::vector<std::string>>& sets() const { return sets_; }

 private:
  void read_reactions(const config::Node& map, const thermo::Database& database, base::Problems& problems);
  void read_reaction(const config::Node& key, const config::Node& value, const thermo::Database& database,
                     base::Problems& problems);

  std::map<std::string, ReactionDefinition> reactions_;
  std::map<std::string, std::vector<std::string>> sets_;
};

}  // namespace raffinate::reactions
