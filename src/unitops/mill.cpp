#include <cmath>

#include "aqueous/solvent.hpp"
#include "numerics/smooth.hpp"
#include "reactions/breakage.hpp"
#include "unitops/definition.hpp"
#include "unitops/filling.hpp"
#include "unitops/hot_contents.hpp"
#include "unitops/liquor.hpp"

namespace raffinate::unitops {

namespace {

/// Size [m] that a share of a sized mineral is finer than, as `reactions::passing_size`, for any
/// scalar; the largest size of the grid for an empty mill.
template <class S>
S passing_size(const reactions::SizeGrid& grid, const S* amount, double share) {
  using numerics::value;
  using std::exp;
  S wanted(0.0), finer(0.0);
  for (int i = 0; i < grid.size(); ++i) wanted += share * amount[i];
  for (int i = 0; i < grid.size(); ++i) {
    const S here = amount[i];
    if (value(here) > 0.0 && value(finer + here) >= value(wanted)) {
      const S part = (wanted - finer) / here;
      if (i == 0) return part * grid.upper(0);
      return grid.lower(i) * exp(S(part * std::log(grid.upper(i) / grid.lower(i))));
    }
    finer += here;
  }
  return grid.largest() + 0.0 * wanted;
}

/// Perfectly mixed mill: first-order breakage of every sized mineral; all its power becomes heat.
///   dm_i/dt = F_i - m_i/tau - S_i m_i + sum_j b_ij S_j m_j,   P = e M_solids/tau   docs/methods/mill.md
class Mill {
 public:
  struct Inputs {
    units::Duration residence_time;
    units::Mass holdup;
    units::SpecificEnergy specific_energy;
    units::HeatTransfer loss;
    units::Temperature ambient;
    units::HeatCapacity shell;
    reactions::BreakageParameters breakage{};
    std::vector<config::Amount> relative_rates;
  };
  static config::Schema<reactions::BreakageParameters> breakage_schema() {
    using P = reactions::BreakageParameters;
    return config::Schema<P>("breakage", "Selection and breakage functions after Austin; the defaults are those of quartz-like rock in a tumbling mill, an assumption for anything else")
        .quantity("rate", &P::rate, {.help = "a: selection at the reference size (assumption, 0.1 to 2 1/min)", .unit = "1/s", .fallback = "0.6 1/min", .min = "0 1/s"})
        .quantity("reference_size", &P::reference_size, {.help = "size at which the rate is given", .unit = "m", .fallback = "1 mm", .min = "1 um"})
        .number("selection_exponent", &P::selection_exponent, {.help = "alpha (assumption, 0.5 to 1.5)", .fallback = "0.8", .min = "0", .max = "3"})
        .quantity("ineffective_size", &P::ineffective_size, {.help = "mu: size the media are too small to break (assumption)", .unit = "m", .fallback = "10 mm", .min = "1 um"})
        .number("ineffective_exponent", &P::ineffective_exponent, {.help = "Lambda (assumption, 2 to 4)", .fallback = "3.5", .min = "0", .max = "10"})
        .number("fines_fraction", &P::fines_fraction, {.help = "phi: share of fine fragments (assumption, 0.3 to 0.8)", .fallback = "0.54", .min = "0", .max = "1"})
        .number("fines_exponent", &P::fines_exponent, {.help = "gamma (assumption, 0.5 to 1.5)", .fallback = "1.25", .min = "0.1", .max = "10"})
        .number("coarse_exponent", &P::coarse_exponent, {.help = "beta (assumption, 2.5 to 5)", .fallback = "3.9", .min = "0.1", .max = "20"});
  }
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("mill", "Perfectly mixed mill, dry or wet")
        .quantity("residence_time", &Inputs::residence_time, {.help = "mean residence time", .unit = "s", .fallback = "20 min", .min = "1 s"})
        .quantity("holdup", &Inputs::holdup, {.help = "usual mass of the charge without media: water in a wet mill at the start", .unit = "kg", .fallback = "200 kg", .min = "1 g"})
        .section("breakage", &Inputs::breakage, breakage_schema(), {.help = "how particles break", .fallback = "{}"})
        .amounts("relative_rates", &Inputs::relative_rates, {.help = "selection of single minerals relative to `breakage.rate`", .unit = "1", .fallback = "{}", .min = "0"})
        .quantity("specific_energy", &Inputs::specific_energy, {.help = "power over throughput of solids (assumption, 5 to 50 kWh/t)", .unit = "J/kg", .fallback = "10 kWh/t", .min = "0 J/kg"})
        .quantity("loss", &Inputs::loss, {.help = "heat-transfer coefficient times area to the surroundings or jacket (assumption)", .unit = "W/K", .fallback = "200 W/K", .min = "0 W/K"})
        .quantity("ambient", &Inputs::ambient, {.help = "temperature of the surroundings or jacket; that at the start", .unit = "K", .fallback = "25 degC"})
        .quantity("shell", &Inputs::shell, {.help = "heat capacity of shell and media that follow the charge, dry mill only (assumption)", .unit = "J/K", .fallback = "100 kJ/K", .min = "1 J/K"});
  }

  Mill(const Inputs& inputs, const BuildContext& context)
      : residence_time_(inputs.residence_time.value()),
        holdup_(inputs.holdup.value()),
        specific_energy_(inputs.specific_energy.value()),
        loss_(inputs.loss.value()),
        ambient_(inputs.ambient.value()),
        shell_(inputs.shell.value()),
        breakage_(inputs.breakage),
        relative_rates_(inputs.relative_rates),
        context_(&context),
        vessel_(context.components(), "") {
    for (const auto& mineral : inputs.relative_rates) {
      const int c = context.components().find(mineral.name);
      if (c < 0 || context.components()[c].grid == nullptr)
        context.problems().add({mineral.where, mineral.path, "\"" + mineral.name + "\" has no particle sizes",
                                "list it under `sizes:` of the flowsheet"});
    }
  }

  [[nodiscard]] std::vector<Port> ports() const { return {inlet("feed", "what is milled"), outlet("product", "milled")}; }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    const ComponentList& components = context_->components();
    vessel_.admit(inlets[0]);
    // Fragments reach every finer class.
    for (int c = 0; c < components.size(); ++c)
      if (components[c].grid != nullptr && vessel_.holds(c)) vessel_.admit(c);
    if (vessel_.holds_liquid())
      for (const char* name : {"H2O", "H+"})
        if (const int c = components.find(name); c >= 0) vessel_.admit(c);
    outlets[0] = vessel_.held();
  }
  void declare(Layout& layout) {
    const ComponentList& components = context_->components();
    wet_ = vessel_.holds_liquid();
    vessel_.declare(layout, holdup_);
    if (wet_) liquor_.declare(layout, vessel_, *context_);
    hot_.declare(vessel_, wet_ ? 0.0 : shell_);
    power_ = layout.energy("power", "power drawn by the mill");
    gain_ = layout.energy("heat_gain", "heat from the surroundings (negative: loss)");
    layout.channel("temperature", "K", "temperature");
    layout.channel("holdup", "kg", "mass of solids in the mill");
    layout.channel("solids_flow", "kg/s", "mass flow of milled solids");
    layout.channel("power", "W", "power drawn");
    minerals_.clear();
    for (int c = 0; c < components.size(); ++c) {
      if (components[c].grid == nullptr || !vessel_.holds(c)) continue;
      auto parameters = breakage_;
      for (const auto& mineral : relative_rates_)
        if (mineral.name == components[c].name) parameters.rate *= mineral.value;
      minerals_.push_back({vessel_.state(components[c].first_entry), components[c].grid, {*components[c].grid, parameters}});
      layout.channel("p80_" + components[c].name, "m", "80 % of the mineral in the mill is finer");
    }
    draw_ = layout.work(1);
    if (wet_) liquor_.declare_reports(layout);
    else passes_ = layout.pass(hot_.pass_count());
  }
  void initial(double* x) const {
    if (wet_) {
      Material water;
      water.temperature = units::Temperature::from_value(ambient_);
      config::Amount all;
      all.name = "H2O";
      all.value = 1.0;
      water.composition.push_back(all);
      Filling(water, *context_, "mill").put_mass(holdup_, vessel_, x);
    } else {
      hot_.set_temperature(ambient_, x);
    }
  }

  template <class S>
  void observe(const Io<S>& io) const {
    constexpr double heel = 1e-3;  // of the usual holdup: keeps a wet mill from running dry
    // Moisture of a calcine may be next to nothing: then it is the liquor of some more water that gives the temperature.
    if (wet_) liquor_.solve(io, S(heel * holdup_ / aqueous::water_molar_mass));
    const S solids = vessel_.get(io.x, Aggregate::solid_mass);
    const S mass = solids + vessel_.get(io.x, Aggregate::liquid_mass);
    S& draw = io.work[draw_];
    draw = S(1.0 / residence_time_);
    if (wet_) draw *= numerics::smooth::presence(mass, heel * holdup_);
    io.channel[0] = wet_ ? liquor_.temperature(io)
                         : hot_.temperature(io.x, numerics::value(io.channel[0]), io.failed, io.pass.from(passes_));
    io.channel[1] = solids;
    io.channel[2] = draw * solids;
    io.channel[3] = specific_energy_ * draw * solids;
    for (std::size_t k = 0; k < minerals_.size(); ++k)
      io.channel[4 + k] = passing_size(*minerals_[k].grid, io.x + minerals_[k].first, 0.8);
  }
  template <class S>
  void report(const Io<S>& io) const {
    if (wet_) liquor_.report_state(io);
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    hot_.draw_all(io.work[draw_], io.channel[0], io.x, io.out[0]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    vessel_.flow_in(io.in[0], io.dx);
    vessel_.flow_out(io.out[0], io.dx);
    for (const Mineral& mineral : minerals_) mineral.breakage.rates(io.x + mineral.first, io.dx + mineral.first);
    io.energy[power_] = io.channel[3];
    io.energy[gain_] = loss_ * (ambient_ - io.channel[0]);
    io.dx[vessel_.state(Aggregate::sensible_heat)] += io.energy[power_] + io.energy[gain_];
  }

 private:
  struct Mineral {
    int first;  // state of its finest class
    const reactions::SizeGrid* grid;
    reactions::Breakage breakage;
  };

  double residence_time_;   // [s]
  double holdup_;           // [kg]
  double specific_energy_;  // [J/kg]
  double loss_;             // [W/K]
  double ambient_;          // [K]
  double shell_;            // [J/K]
  reactions::BreakageParameters breakage_;
  std::vector<config::Amount> relative_rates_;
  const BuildContext* context_;
  Vessel vessel_;
  Liquor liquor_;    // of a wet mill
  HotContents hot_;  // gives the temperature of a dry mill
  std::vector<Mineral> minerals_;
  bool wet_ = false;
  int power_ = -1, gain_ = -1, draw_ = -1, passes_ = -1;
};

}  // namespace

UnitDefinition mill() { return define_unit<Mill>(); }

}  // namespace raffinate::unitops
