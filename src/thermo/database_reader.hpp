#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problems.hpp"
#include "config/node.hpp"
#include "thermo/data_file.hpp"
#include "thermo/database.hpp"

namespace raffinate::thermo {

/// Reads the data files into a Database, collecting everything that is wrong with them.
class DatabaseReader final {
 public:
  explicit DatabaseReader(std::filesystem::path directory) : directory_(std::move(directory)) {}

  [[nodiscard]] Database read();

 private:
  void read_species(std::string_view file, Phase phase);
  void read_heat_capacity(const DataFile& file, const config::Node& entry, Species& species);
  void read_reactions();
  void read_dissolutions();
  void read_redox();
  void read_sit();
  void read_pitzer();
  void read_solutions();
  void read_ions(const config::Node& entry, SolutionFit& solution);
  void read_solubilities();
  void read_points(const DataFile& file, const config::Node& entry, SolubilityCurve& curve);

  /// A reaction as read, before it becomes one of a kind: terms with the own species taken out.
  struct Draft {
    std::vector<Term> terms;  ///< all, signed
    std::vector<Term> rest;   ///< without the own species, per mole of it, with the sign of products
    LogK k;
    Source source;
    Quality quality;
    bool usable = false;
  };
  [[nodiscard]] Draft read_draft(const DataFile& file, const config::Node& key, const config::Node& entry, double own);
  [[nodiscard]] LogK read_log_k(const DataFile& file, const config::Node& entry);
  void read_range(const DataFile& file, const config::Node& entry, LogK& k);
  void read_standing(const config::Node& entry, AqueousReaction& reaction);
  [[nodiscard]] std::optional<ModelConstant> read_model_constant(const DataFile& file, const config::Node& entry,
                                                                 std::string_view model, double delta_h);
  [[nodiscard]] bool check_terms(const DataFile& file, const config::Node& where, const std::vector<Term>& terms,
                                 std::string_view own);
  void check_balance(const DataFile& file, const config::Node& entry, std::string_view name,
                     const std::vector<Term>& terms);
  [[nodiscard]] std::vector<std::string> read_interacting(const DataFile& file, const config::Node& entry);
  void add_pitzer(const config::Node& where, const PitzerCoefficient& coefficient);
  void add_species(const DataFile& file, const config::Node& key, Species species);
  void add_secondary(const DataFile& file, const config::Node& key, const Draft& draft);
  [[nodiscard]] double enthalpy_of(const std::vector<Term>& terms) const;

  std::filesystem::path directory_;
  base::Problems problems_;
  Database database_;
  std::size_t master_count_ = 0;  ///< species before this one may be masters
};

}  // namespace raffinate::thermo
