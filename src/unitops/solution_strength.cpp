#include "unitops/solution_strength.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace raffinate::unitops {

namespace {

constexpr double celsius_zero = 273.15;  // [K]
enum Basis { by_mass, mass_per_volume, moles_per_volume };

/// A solution whose parts are given per volume.
class Solution {
 public:
  Solution(const Material& material, const BuildContext& context)
      : material_(material), context_(context), T_(material.temperature.value()) {
    for (std::size_t i = 0; i < material.composition.size(); ++i)
      if (material.composition[i].unit != by_mass) add(i);
  }

  /// Writes the mass fractions of its parts, the solution being the share `share` of the material.
  void write(double share, std::vector<double>& fractions) {
    if (salts_.empty() || !known_) return;
    if (share <= 0.0) {
      problem(material_.composition[places_.front()], "what is given by mass leaves nothing for this solution",
              "give the mass fractions of all parts, or less of the others");
      return;
    }
    // Mass concentration rises with the mass fraction dissolved, in fixed proportions of the salts.
    double low = 0.0, high = 1.0;
    for (const auto& salt : salts_) high = std::min(high, salt.salt->density->range.mass_fraction_max);
    if (concentration_ > concentration(high)) return refuse(high);
    constexpr int halvings = 60;  // to round-off
    for (int i = 0; i < halvings; ++i) {
      const double w = 0.5 * (low + high);
      (concentration(w) < concentration_ ? low : high) = w;
    }
    const double dissolved = 0.5 * (low + high);
    for (std::size_t k = 0; k < salts_.size(); ++k) fractions[places_[k]] = share * dissolved * shares_[k];
  }

 private:
  void add(std::size_t place) {
    const config::Amount& part = material_.composition[place];
    const auto& database = context_.components().database();
    if (material_terms(part.name, database).empty()) return;  // reported elsewhere
    const auto* salt = database.solution(part.name);
    if (salt == nullptr || !salt->density) {
      problem(part, fmt::format("the density of solutions of {} is not known, so \"per volume\" says nothing", part.name),
              fmt::format("give its mass fraction, for example \"{}: 20 %\"", part.name));
      return;
    }
    const auto& range = salt->density->range;
    constexpr double tolerance = 0.5;  // [K], of limits stated to a degree
    if (T_ < range.t_min - tolerance || T_ > range.t_max + tolerance) {
      problem(part, fmt::format("the density of solutions of {} is known from {:.4g} to {:.4g} degC, and this one has {:.4g} degC",
                                part.name, range.t_min - celsius_zero, range.t_max - celsius_zero, T_ - celsius_zero),
              "give its mass fraction, or the temperature at which it was measured");
      return;
    }
    double mass = part.value;  // [kg/m3]
    if (part.unit == moles_per_volume) {
      double molar_mass = 0.0;
      for (const auto& term : material_terms(part.name, database))
        molar_mass += term.coefficient * database.at(term.species).molar_mass;
      mass *= molar_mass;
    }
    if (mass == 0.0) return;
    concentration_ += mass;
    salts_.push_back({salt, mass});
    places_.push_back(place);
    shares_.clear();
    for (const auto& one : salts_) shares_.push_back(one.mass_fraction / concentration_);
  }
  /// Mass dissolved per volume [kg/m3] at a mass fraction dissolved.
  [[nodiscard]] double concentration(double w) const {
    auto salts = salts_;
    for (std::size_t k = 0; k < salts.size(); ++k) salts[k].mass_fraction = w * shares_[k];
    return w * thermo::solution_density(salts, T_);
  }
  void refuse(double strongest) {
    const config::Amount& part = material_.composition[places_.back()];
    const double density = concentration(strongest) / strongest;
    problem(part,
            fmt::format("{:.4g} g/L in all is more than a solution of known density holds: {:.4g} g/L at {:.3g} % by mass, where "
                        "a litre weighs {:.4g} g ({:.4g} degC)",
                        concentration_, concentration(strongest), 100 * strongest, density, T_ - celsius_zero),
            "is it the strength before dilution, or the density of the reagent itself? Or give the mass fraction");
  }
  void problem(const config::Amount& part, std::string message, std::string remedy) {
    context_.problems().add({part.where, part.path, std::move(message), std::move(remedy)});
    known_ = false;
  }

  const Material& material_;
  const BuildContext& context_;
  double T_;                               // [K]
  double concentration_ = 0.0;             // of all parts [kg/m3]
  std::vector<thermo::Dissolved> salts_;   // with their concentrations [kg/m3]
  std::vector<std::size_t> places_;        // in the composition
  std::vector<double> shares_;             // of what is dissolved, by mass
  bool known_ = true;
};

bool is_dissolved(const std::string& name, const thermo::Database& database) {
  const auto terms = material_terms(name, database);
  return name != "H2O" && !terms.empty() && std::all_of(terms.begin(), terms.end(), [&](const thermo::Term& term) {
    const auto* species = database.find(term.species);
    return species != nullptr && species->phase == thermo::Phase::aqueous;
  });
}

}  // namespace

std::vector<double> mass_fractions(const Material& material, const BuildContext& context) {
  std::vector<double> fractions;
  double solution = 1.0;  // share that is not given by mass
  for (const auto& part : material.composition) {
    fractions.push_back(part.unit == by_mass ? part.value : 0.0);
    solution -= fractions.back();
  }
  Solution(material, context).write(solution, fractions);
  return fractions;
}

void doubt_strength(const Material& material, const std::vector<double>& fractions, double water,
                    const BuildContext& context) {
  const auto& database = context.components().database();
  const double T = material.temperature.value();
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    const config::Amount& part = material.composition[i];
    if (fractions[i] <= 0.0 || !is_dissolved(part.name, database)) continue;
    const double strength = fractions[i] / (fractions[i] + std::max(water, 0.0));
    const auto tell = [&](double limit, bool implausible, const std::string& message) {
      if (strength <= limit) return;
      context.doubt({part.where, part.path,
                     fmt::format("a solution with {:.3g} % {} by mass at {:.4g} degC {}", 100 * strength, part.name,
                                 T - celsius_zero, message),
                     strength, limit, implausible});
    };
    if (const auto* curve = database.solubility(part.name, T)) {
      const double most = curve->mass_ratio(T) + curve->residual;
      const double limit = most / (1.0 + most);
      tell(limit, true, fmt::format("does not exist: water dissolves up to {:.3g} %", 100 * limit));
    } else if (const auto* salt = database.solution(part.name); salt != nullptr && salt->density) {
      const double limit = salt->density->range.mass_fraction_max;
      tell(limit, false, fmt::format("is stronger than any whose density was measured, up to {:.3g} %", 100 * limit));
    }
  }
}

}  // namespace raffinate::unitops
