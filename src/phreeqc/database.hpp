#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "phreeqc/contents.hpp"

namespace raffinate::phreeqc {

/// Activity model of a database as a whole: a PITZER block wins over SIT, SIT over an LLNL table.
enum class ActivityModel {
  ion_association,  ///< Davies and extended Debye-Hueckel, per species
  bdot,             ///< LLNL table
  sit,
  pitzer
};

/// A species written over the basis of a solution.
struct Formation {
  const Species* species = nullptr;
  std::vector<thermo::Term> basis;  ///< species = sum of coefficient x basis species, H2O, H+ or e-
  thermo::LogK k;                   ///< combined; as in Species::k
};

/// A phase written over the basis of a solution.
struct Dissolution {
  const Phase* phase = nullptr;
  std::vector<thermo::Term> basis;  ///< phase = sum of coefficient x basis species, H2O, H+ or e-
  thermo::LogK k;                   ///< of the dissolution, combined
};

/// What exists in a solution. Pointers belong to the database.
struct SolutionSpecies {
  std::vector<const Master*> basis;   ///< one per token asked for, in that order; H2O, H+ and e- are not among them
  std::vector<Formation> formations;  ///< every other species, in the order of the file
};

/// A thermodynamic database in PHREEQC's format, immutable once loaded.
class Database {
 public:
  /// Throws base::InputError with every problem found: unreadable numbers and equations, undefined species,
  /// reactions that do not balance.
  static Database load(const std::filesystem::path& file);

  /// The file as it was named when loading.
  [[nodiscard]] const std::string& file() const { return file_; }
  /// All entries, in the order of the file; a later definition has replaced an earlier one of the same name.
  [[nodiscard]] const Contents& contents() const { return contents_; }
  [[nodiscard]] ActivityModel activity_model() const;

  /// The entry of that name, or null. Tokens and species are normalised first: "S(+6)", "WO4--". Phases: any case.
  [[nodiscard]] const Master* master(std::string_view token) const;
  [[nodiscard]] const Species* species(std::string_view name) const;
  [[nodiscard]] const Phase* phase(std::string_view name) const;

  /// Mass of one mole by the element weights of this database [kg/mol]; throws std::out_of_range for an element
  /// it does not define.
  [[nodiscard]] double molar_mass(const thermo::Formula& formula) const;

  /// The species of a solution with these elements ("Na"), valence states ("Fe(3)") or "Alkalinity". A plain element
  /// stands for all its valence states, coupled by e-. H, O and e- are always there, H2 and O2 too.
  /// Throws base::InputError naming every unknown token and the nearest ones.
  [[nodiscard]] SolutionSpecies formations(std::span<const std::string> tokens) const;

  /// The phases that can form from such a solution, in the order of the file.
  [[nodiscard]] std::vector<Dissolution> dissolutions(std::span<const std::string> tokens) const;

 private:
  Database() = default;
  void index();

  std::string file_;
  Contents contents_;
  std::unordered_map<std::string, std::size_t> master_index_, species_index_, phase_index_;
};

}  // namespace raffinate::phreeqc
