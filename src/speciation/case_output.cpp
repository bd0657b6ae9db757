#include "speciation/case_output.hpp"

#include <fmt/core.h>
#include <unordered_map>

namespace raffinate::speciation {

namespace {

/// Named columns in the order in which the names first occur.
class Columns {
 public:
  explicit Columns(std::string prefix) : prefix_(std::move(prefix)) {}

  void add(const std::string& name) {
    if (index_.emplace(name, names_.size()).second) names_.push_back(name);
  }
  void set(const std::string& name, double value) { values_[index_.at(name)] = fmt::format("{}", value); }
  void begin_row() { values_.assign(names_.size(), ""); }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] std::string header() const {
    std::string text;
    for (const auto& name : names_) text += "," + quoted(prefix_ + name);
    return text;
  }
  [[nodiscard]] std::string row() const {
    std::string text;
    for (const auto& value : values_) text += "," + value;
    return text;
  }

  static std::string quoted(const std::string& text) {
    return text.find(',') == std::string::npos ? text : '"' + text + '"';
  }

 private:
  std::string prefix_;
  std::vector<std::string> names_, values_;
  std::unordered_map<std::string, std::size_t> index_;
};

void set_species(const Result& result, Columns& molalities, Columns& activities, Columns& indices) {
  for (const SpeciesResult& s : result.species) {
    molalities.set(s.name, s.molality);
    activities.set(s.name, s.log_activity);
  }
  for (const PhaseResult& p : result.phases) indices.set(p.name, p.saturation_index);
}

}  // namespace

std::string to_csv(const std::vector<Case>& cases, const std::vector<Result>& results, Detail detail) {
  Columns totals("total_"), molalities("m_"), activities("la_"), indices("si_");
  for (const Result& result : results) {
    for (const Total& t : result.totals) totals.add(t.token);
    if (detail == Detail::summary) continue;
    for (const SpeciesResult& s : result.species) molalities.add(s.name), activities.add(s.name);
    for (const PhaseResult& p : result.phases) indices.add(p.name);
  }
  const std::size_t empty_fields = 6 + totals.size() + molalities.size() + activities.size() + indices.size();
  std::string text = "case,status,temperature [K],pH,pe,ionic_strength,la_H2O,charge" + totals.header() +
                     molalities.header() + activities.header() + indices.header() + "\n";
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Result& result = results[i];
    text += Columns::quoted(cases[i].name);
    if (!result.converged) {
      text += ",\"refused: " + result.refusal + "\"" + std::string(empty_fields, ',') + "\n";
      continue;
    }
    text += fmt::format(",converged,{},{},{},{},{},{}", result.temperature, result.pH, result.pe,
                        result.ionic_strength, result.log_water_activity, result.charge);
    for (Columns* columns : {&totals, &molalities, &activities, &indices}) columns->begin_row();
    for (const Total& t : result.totals) totals.set(t.token, t.amount);
    if (detail == Detail::all) set_species(result, molalities, activities, indices);
    text += totals.row() + molalities.row() + activities.row() + indices.row() + "\n";
  }
  return text;
}

}  // namespace raffinate::speciation
