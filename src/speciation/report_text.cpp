#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "speciation/report.hpp"

namespace raffinate::speciation {

namespace {

constexpr double smallest_shown = 1e-30;  // molality of a species worth a line [mol/kg]

std::string density_notes(const LiquidValues& liquid) {
  std::string text;
  if (!liquid.density) {
    for (const auto& [species, share] : liquid.unknown)
      text += fmt::format("no density: no data for {}, {:.3g} % of the dissolved mass\n", species, 100 * share);
    return text;
  }
  for (const auto& [species, share] : liquid.density->unfitted)
    text += fmt::format("density: no coefficients for {}, {:.3g} % of the dissolved mass; its apparent volume is used\n",
                        species, 100 * share);
  for (const std::string& salt : liquid.density->beyond)
    text += fmt::format("density: beyond the measured range of {}\n", salt);
  return text;
}

std::string head(const Result& result, const Heading& heading) {
  std::string text = fmt::format("database            {}, activity model {}\n", heading.database, heading.model);
  const auto line = [&text](const char* name, const std::string& value) {
    text += fmt::format("{:<20}{}\n", name, value);
  };
  line("temperature", fmt::format("{:.2f} degC", result.temperature - 273.15));
  line("pH", fmt::format("{:.4f}", result.pH));
  if (result.redox) line("pe, Eh", fmt::format("{:.4f}, {:.4f} V", result.pe, result.Eh()));
  for (const CoupleResult& couple : result.couples)
    line(couple.name.c_str(), fmt::format("pe {:.4f}, Eh {:.4f} V", couple.pe, couple.Eh));
  line("ionic strength", fmt::format("{:.6g} mol/kg", result.ionic_strength));
  line("water activity", fmt::format("{:.6f}", result.water_activity()));
  line("charge left over", fmt::format("{:.3g} eq/kg", result.charge));
  line("alkalinity", fmt::format("{:.6g} eq/kg", result.alkalinity));
  if (result.water != 1) line("solvent water", fmt::format("{:.6g} kg per kg before minerals and gases reacted", result.water));
  const LiquidValues& liquid = result.liquid;
  if (liquid.density) line("density", fmt::format("{:.2f} kg/m3", liquid.density->density));
  if (liquid.enthalpy)
    line("enthalpy", fmt::format("{:.2f} kJ/kg solution, elements at 25 degC are zero", *liquid.enthalpy / 1e3));
  if (liquid.heat_capacity) line("heat capacity", fmt::format("{:.3f} kJ/kg/K", *liquid.heat_capacity / 1e3));
  if (result.out_of_range)
    text += "note: ionic strength or temperature is beyond the range of the activity model\n";
  return text + density_notes(liquid);
}

std::string left_out(const Result& result) {
  if (result.left_out.empty()) return {};
  std::string text = "\nleft out: their constants hold with another activity model";
  text += result.misses_species() ? ", and they would be there: this answer is doubtful\n" : "\n";
  text += fmt::format("{:<20}{:>24}\n", "species", "log10 a, were it there");
  for (const LeftOutResult& s : result.left_out) text += fmt::format("{:<20}{:>24.2f}\n", s.name, s.log_activity);
  return text;
}

std::string minerals(const Result& result) {
  if (result.minerals.empty()) return {};
  std::string text = fmt::format("\n{:<32}{:>16}{:>16}{:>16}\n", "reacting mineral or gas", "first [mol/kg]",
                                 "now [mol/kg]", "change");
  for (const MineralResult& m : result.minerals)
    text += m.unlimited ? fmt::format("{:<32}{:>16}{:>16}{:>16.6g}\n", m.name, "unlimited", "unlimited", m.amount)
                        : fmt::format("{:<32}{:>16.6g}{:>16.6g}{:>16.6g}\n", m.name, m.initial, m.amount,
                                      m.amount - m.initial);
  return text;
}

std::string gas_phase(const Result& result) {
  if (!result.gas_phase) return {};
  constexpr double bar = 1e5, litre = 1e-3;
  const GasPhaseResult& gas = *result.gas_phase;
  std::string text = gas.volume > 0
                         ? fmt::format("\ngas phase: {:.6g} bar, {:.6g} L/kg\n", gas.pressure / bar, gas.volume / litre)
                         : fmt::format("\nno gas phase: over the solution gases would have {:.6g} bar, less than is given\n",
                                       gas.equilibrium_pressure / bar);
  text += fmt::format("{:<32}{:>16}{:>16}{:>16}\n", "gas", "first [mol/kg]", "now [mol/kg]", "pressure [bar]");
  for (const GasResult& g : gas.gases)
    text += fmt::format("{:<32}{:>16.6g}{:>16.6g}{:>16.6g}\n", g.name + (g.soluble ? "" : ", not dissolving"), g.initial,
                        g.amount, g.pressure / bar);
  return text;
}

std::string coverage(const Result& result) {
  if (result.uncovered.empty()) return {};
  std::string text = fmt::format("\nno interaction coefficient, counted as zero; {:.3g} % of the dissolved mass is touched\n",
                                 100 * result.uncovered_share);
  for (const UncoveredResult& pair : result.uncovered)
    text += fmt::format("  {:<18}{:<18}{:>8.3g} %\n", pair.first, pair.second, 100 * pair.share);
  return text;
}

std::string totals(const Result& result) {
  const auto volume = result.volume();
  std::string text = fmt::format("\n{:<20}{:>14}{:>14}\n", "component", "total [mol/kg]", volume ? "total [g/L]" : "");
  for (const TotalResult& total : result.totals) {
    text += fmt::format("{:<20}{:>14.6g}", total.token, total.amount);
    text += volume ? fmt::format("{:>14.6g}\n", total.amount * total.molar_mass / *volume) : "\n";
  }
  return text;
}

std::string species(const Result& result) {
  auto rows = result.species;
  std::erase_if(rows, [](const SpeciesResult& s) { return s.molality < smallest_shown; });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const SpeciesResult& a, const SpeciesResult& b) { return a.molality > b.molality; });
  std::string text = fmt::format("\n{:<20}{:>14}{:>14}{:>14}\n", "species", "m [mol/kg]", "log10 a", "log10 gamma");
  for (const SpeciesResult& s : rows)
    text += fmt::format("{:<20}{:>14.6e}{:>14.5f}{:>14.5f}\n", s.name, s.molality, s.log_activity, s.log_gamma);
  return text;
}

std::string phases(const Result& result) {
  auto rows = result.phases;
  std::stable_sort(rows.begin(), rows.end(), [](const PhaseResult& a, const PhaseResult& b) {
    return a.saturation_index > b.saturation_index;
  });
  std::string text = fmt::format("\n{:<32}{:>18}\n", "mineral", "saturation index");
  for (const PhaseResult& p : rows)
    if (!p.is_gas) text += fmt::format("{:<32}{:>18.4f}\n", p.name, p.saturation_index);
  text += fmt::format("\n{:<32}{:>18}\n", "gas", "log10 fugacity");
  for (const PhaseResult& p : rows)
    if (p.is_gas) text += fmt::format("{:<32}{:>18.4f}\n", p.name, p.saturation_index);
  return text;
}

}  // namespace

std::string to_text(const Result& result, const Heading& heading) {
  if (!result.converged) return "not solved: " + result.refusal + "\n";
  return head(result, heading) + coverage(result) + left_out(result) + totals(result) + minerals(result) +
         gas_phase(result) + species(result) + phases(result);
}

}  // namespace raffinate::speciation
