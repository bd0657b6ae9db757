#include "speciation/case_output.hpp"

#include <array>
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

constexpr const char* first_columns =
    "case,status,temperature [K],pH,pe,ionic_strength,la_H2O,charge,solvent_water,density [kg/m3],without_coefficients,"
    "enthalpy [J/kg],left_out";
constexpr std::size_t first_column_count = 13;

std::string number(double value) { return fmt::format("{}", value); }

/// Species left out that would be there, "A;B".
std::string missed(const Result& result) {
  std::string names;
  for (const LeftOutResult& s : result.left_out)
    if (s.matters()) names += (names.empty() ? "" : ";") + s.name;
  return names;
}

/// The columns from the temperature to what is left out.
std::string first_fields(const Result& r) {
  const auto& density = r.liquid.density;
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{}", r.temperature, r.pH, r.redox ? number(r.pe) : "",
                     r.ionic_strength, r.log_water_activity, r.charge, r.water, density ? number(density->density) : "",
                     density ? number(density->unfitted_share) : "",
                     r.liquid.enthalpy ? number(*r.liquid.enthalpy) : "", missed(r));
}

void set_species(const Result& result, Columns& molalities, Columns& activities, Columns& indices) {
  for (const SpeciesResult& s : result.species) {
    molalities.set(s.name, s.molality);
    activities.set(s.name, s.log_activity);
  }
  for (const PhaseResult& p : result.phases) indices.set(p.name, p.saturation_index);
}

}  // namespace

std::string to_csv(const std::vector<Case>& cases, const std::vector<Result>& results, Detail detail) {
  Columns totals("total_"), minerals("mineral_"), molalities("m_"), activities("la_"), indices("si_");
  const std::array<Columns*, 5> all{&totals, &minerals, &molalities, &activities, &indices};
  for (const Result& result : results) {
    for (const TotalResult& t : result.totals) totals.add(t.token);
    for (const MineralResult& m : result.minerals)
      if (!m.unlimited) minerals.add(m.name);
    if (detail == Detail::summary) continue;
    for (const SpeciesResult& s : result.species) molalities.add(s.name), activities.add(s.name);
    for (const PhaseResult& p : result.phases) indices.add(p.name);
  }
  std::size_t empty_fields = first_column_count - 2;
  std::string text = first_columns;
  for (const Columns* columns : all) {
    empty_fields += columns->size();
    text += columns->header();
  }
  text += "\n";
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Result& result = results[i];
    text += Columns::quoted(cases[i].name);
    if (!result.converged) {
      text += ",\"refused: " + result.refusal + "\"" + std::string(empty_fields, ',') + "\n";
      continue;
    }
    text += ",converged," + first_fields(result);
    for (Columns* columns : all) columns->begin_row();
    for (const TotalResult& t : result.totals) totals.set(t.token, t.amount);
    for (const MineralResult& m : result.minerals)
      if (!m.unlimited) minerals.set(m.name, m.amount);
    if (detail == Detail::all) set_species(result, molalities, activities, indices);
    for (const Columns* columns : all) text += columns->row();
    text += "\n";
  }
  return text;
}

}  // namespace raffinate::speciation
