#include "speciation/solution_file.hpp"

#include "aqueous/solvent.hpp"

namespace raffinate::speciation {

namespace {

config::Schema<SolutionInputs::Equilibrium> equilibrium_schema() {
  using Equilibrium = SolutionInputs::Equilibrium;
  return config::Schema<Equilibrium>("equilibrium", "Component whose amount follows from a mineral or gas")
      .text("component", &Equilibrium::token, {.help = "element or valence state", .example = "C(4)"})
      .text("phase", &Equilibrium::phase, {.help = "mineral or gas of the database", .example = "CO2(g)"})
      .number("saturation_index", &Equilibrium::saturation_index,
              {.help = "log10 of the saturation ratio; of a gas log10 of its fugacity", .fallback = "0"});
}

config::Schema<SolutionInputs::Gases> gas_schema() {
  using Gases = SolutionInputs::Gases;
  return config::Schema<Gases>("gas_phase", "Ideal gases in contact with the solution")
      .quantity("pressure", &Gases::pressure, {.help = "of all gases together; the volume follows", .unit = "bar", .min = "0 bar"})
      .quantity("volume", &Gases::volume, {.help = "of the gas; the pressures follow", .unit = "L", .min = "0 L"})
      .amounts("gases", &Gases::gases,
               {.help = "what there is of each gas before it reacts",
                .unit = "mol/kg or mol",
                .min = "0 mol/kg",
                .example = "{CO2: 0.01 mol, N2: 0.1 mol}"})
      .rule([](const Gases& g) { return g.pressure.has_value() != g.volume.has_value(); },
            "a gas phase needs either its `pressure` or its `volume`", "give one of them")
      .rule([](const Gases& g) { return g.pressure.value_or(1) > 0 && g.volume.value_or(1) > 0; },
            "the pressure or volume of a gas phase must be above zero", "for example 1 bar");
}

}  // namespace

config::Schema<SolutionInputs> SolutionInputs::schema() {
  return config::Schema<SolutionInputs>("solution", "A solution to speciate")
      .quantity("temperature", &SolutionInputs::temperature,
                {.help = "temperature", .unit = "degC", .fallback = "25 degC", .min = "0 degC", .max = "300 degC"})
      .number("pH", &SolutionInputs::pH, {.help = "-log10 a(H+); without it the proton closes the charge balance"})
      .number("pe", &SolutionInputs::pe, {.help = "-log10 a(e-); 4 if neither pe nor Eh is given"})
      .quantity("Eh", &SolutionInputs::Eh, {.help = "redox potential against hydrogen", .unit = "V"})
      .quantity("alkalinity", &SolutionInputs::alkalinity,
                {.help = "fixes the proton where no pH is given, else the carbonate", .unit = "meq/kg"})
      .text("balance", &SolutionInputs::balance,
            {.help = "component whose total closes the charge balance, for a solution of known pH", .fallback = "''"})
      .quantity("water", &SolutionInputs::water, {.help = "solvent water", .unit = "kg", .fallback = "1 kg", .min = "0 kg"})
      .amounts("totals", &SolutionInputs::totals,
               {.help = "elements (W), valence states (S(6)) or master species (WO4-2)",
                .unit = "mol/kg or mol or kg or mol/L or g/L",
                .min = "0 mol/kg",
                .example = "{Na: 2 mol/kg, W: 1 mol/kg}"})
      .list("equilibrium", &SolutionInputs::equilibrium, equilibrium_schema(),
            {.help = "components whose amounts follow from minerals or gases", .fallback = "[]"})
      .amounts("minerals", &SolutionInputs::minerals,
               {.help = "minerals that may precipitate, with what there is of them to dissolve",
                .unit = "mol/kg or mol or kg",
                .fallback = "{}",
                .min = "0 mol/kg",
                .example = "{CaWO4: 0 mol, H2WO4: 0.1 mol}"})
      .section("gas_phase", &SolutionInputs::gas_phase, gas_schema(), {.help = "gases in contact with the solution"})
      .section("thermo", &SolutionInputs::thermo, ThermoChoice::schema(), {.help = "data and activity model"})
      .rule([](const SolutionInputs& s) { return s.water > 0; }, "a solution needs some `water`", "for example 1 kg")
      .rule([](const SolutionInputs& s) { return !(s.pe && s.Eh); }, "`pe` and `Eh` say the same", "keep one of them")
      .rule([](const SolutionInputs& s) { return s.balance.empty() || s.pH; },
            "`balance` needs a `pH`: without it the proton closes the charge", "add `pH`, or remove `balance`");
}

namespace {

/// An amount in mol/kg water, or in mol/m3.
double moles(const config::Amount& amount, double water, const MolarMass& molar_mass) {
  const auto unit = static_cast<AmountUnit>(amount.unit);
  double value = amount.value;
  if (unit == AmountUnit::mass || unit == AmountUnit::mass_per_volume) value /= molar_mass(amount.name);
  return unit == AmountUnit::moles || unit == AmountUnit::mass ? value / water : value;
}

bool per_volume(const config::Amount& amount) {
  const auto unit = static_cast<AmountUnit>(amount.unit);
  return unit == AmountUnit::moles_per_volume || unit == AmountUnit::mass_per_volume;
}

}  // namespace

Solution make_solution(const SolutionInputs& inputs, const MolarMass& of_component, const MolarMass& of_mineral,
                       const GasesOf& gases) {
  Solution solution;
  solution.temperature = inputs.temperature;
  solution.pH = inputs.pH;
  solution.balance = inputs.balance;
  solution.alkalinity = inputs.alkalinity;
  if (inputs.pe) solution.pe = *inputs.pe;
  if (inputs.Eh) solution.pe = *inputs.Eh * thermo::faraday / (aqueous::ln10 * thermo::gas_constant * inputs.temperature);
  for (const config::Amount& amount : inputs.totals)
    (per_volume(amount) ? solution.per_volume : solution.totals)
        .push_back({amount.name, moles(amount, inputs.water, of_component)});
  for (const auto& held : inputs.equilibrium)
    solution.held.push_back({held.token, held.phase, held.saturation_index});
  for (const config::Amount& mineral : inputs.minerals)
    solution.minerals.push_back({mineral.name, moles(mineral, inputs.water, of_mineral)});
  if (inputs.gas_phase) {
    GasPhase& gas = solution.gas_phase.emplace();
    gas.pressure = inputs.gas_phase->pressure;
    if (inputs.gas_phase->volume) gas.volume = *inputs.gas_phase->volume / inputs.water;
    std::vector<config::Amount> amounts = inputs.gas_phase->gases;
    for (config::Amount& amount : amounts) amount.value = moles(amount, inputs.water, {});
    gas.gases = gases(amounts);
  }
  return solution;
}

}  // namespace raffinate::speciation
