#include <algorithm>
#include <cmath>
#include <limits>

#include "numerics/smooth.hpp"
#include "unitops/condition.hpp"
#include "unitops/definition.hpp"
#include "unitops/filling.hpp"
#include "unitops/redox_electrode.hpp"

namespace raffinate::unitops {

namespace {

/// Filter press, Nutsche or leaf filter in cycles: wait, filter at constant pressure until it is full, wash, discharge.
///   docs/methods/batch_filter.md
///   slurry asked for   1/q = mu (alpha S/A + R_m)/(A dp) + 1/pump
///   filtrate           softplus(L - S w/(1 - w))/t_drain
class BatchFilter {
 public:
  struct Inputs {
    units::Area area;
    units::Pressure pressure;
    units::CakeResistance cake_resistance;
    double medium_resistance = 0;  // [1/m]
    units::Viscosity viscosity;
    units::VolumeFlow pump, least_flow;
    units::Mass cake;
    double moisture = 0, wash_ratio = 0;
    units::MassFlow wash_flow;
    units::Duration discharge_time, drain_time;
    std::optional<config::LocatedText> start_when, orp_couple;
    Material filling;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("batch_filter", "Filter in cycles: wait, filter, wash, discharge")
        .quantity("cake", &Inputs::cake, {.help = "solids in a full filter: filtration ends", .unit = "kg", .min = "1 g", .example = "500 kg"})
        .quantity("area", &Inputs::area, {.help = "filter area", .unit = "m2", .fallback = "20 m2", .min = "1 cm2"})
        .quantity("pressure", &Inputs::pressure, {.help = "pressure drop over cake and cloth", .unit = "Pa", .fallback = "4 bar", .min = "1 kPa"})
        .quantity("cake_resistance", &Inputs::cake_resistance, {.help = "specific resistance alpha of the cake (assumption; filtration tests decide)", .unit = "m/kg", .fallback = "1e11 m/kg", .min = "1e6 m/kg"})
        .quantity("medium_resistance", &Inputs::medium_resistance, {.help = "resistance R_m of the cloth (assumption)", .unit = "1/m", .fallback = "1e10 1/m", .min = "1e6 1/m"})
        .quantity("viscosity", &Inputs::viscosity, {.help = "of the filtrate (assumption: water at 20 degC)", .unit = "Pa s", .fallback = "0.001 Pa s", .min = "1e-5 Pa s"})
        .quantity("pump", &Inputs::pump, {.help = "flow of the slurry pump without resistance", .unit = "m3/s", .fallback = "10 m3/h", .min = "1e-9 m3/s"})
        .quantity("least_flow", &Inputs::least_flow, {.help = "filtration also ends when the flow falls below this", .unit = "m3/s", .fallback = "0 m3/s", .min = "0 m3/s"})
        .number("cake_moisture", &Inputs::moisture, {.help = "mass fraction of liquor in the cake (assumption; filtration tests decide)", .fallback = "25 %", .min = "0.1 %", .max = "90 %"})
        .number("wash_ratio", &Inputs::wash_ratio, {.help = "mass of wash liquor per mass of liquor in the cake; 0: no wash", .fallback = "0", .min = "0", .max = "20"})
        .quantity("wash_flow", &Inputs::wash_flow, {.help = "flow of wash liquor asked for", .unit = "kg/s", .fallback = "1000 kg/h", .min = "1e-9 kg/s"})
        .quantity("discharge_time", &Inputs::discharge_time, {.help = "time to open, discharge and close", .unit = "s", .fallback = "20 min", .min = "10 s"})
        .quantity("drain_time", &Inputs::drain_time, {.help = "time constant with which filtrate leaves the cake", .unit = "s", .fallback = "20 s", .min = "1 s"})
        .text("start_when", &Inputs::start_when, {.help = "a cycle begins when this holds, \"surge.level > 30 %\"; absent: at once"})
        .text("orp_couple", &Inputs::orp_couple, RedoxElectrode::field())
        .section("filling", &Inputs::filling, Material::schema("filling", "what wets the filter at the start"),
                 {.help = "liquor that wets the filter at the start; some water is needed", .fallback = "{composition: {H2O: 100 %}}"});
  }

  BatchFilter(const Inputs& inputs, const BuildContext& context)
      : cake_(inputs.cake.value()),
        slope_(inputs.viscosity.value() * inputs.cake_resistance.value() / (inputs.area.value() * inputs.area.value() * inputs.pressure.value())),
        offset_(inputs.viscosity.value() * inputs.medium_resistance / (inputs.area.value() * inputs.pressure.value()) + 1.0 / inputs.pump.value()),
        least_flow_(inputs.least_flow.value()),
        liquor_per_solids_(inputs.moisture / (1.0 - inputs.moisture)),
        wash_ratio_(inputs.wash_ratio),
        wash_flow_(inputs.wash_flow.value()),
        discharge_time_(inputs.discharge_time.value()),
        drain_time_(inputs.drain_time.value()),
        context_(&context),
        vessel_(context.components(), ""),
        orp_couple_(inputs.orp_couple),
        filling_(inputs.filling, context, "batch filter") {
    if (inputs.start_when) start_when_.emplace(*inputs.start_when, context);
  }

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "slurry; any number of streams"), optional(inlet("wash", "wash liquor")), outlet("cake", "moist cake"),
            outlet("filtrate", "filtrate and spent wash liquor")};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    vessel_.admit(filling_.present());
    vessel_.admit(inlets[0]);
    vessel_.admit(inlets[1]);
    outlets[1] = vessel_.held(thermo::Phase::aqueous);
    outlets[0] = vessel_.held(thermo::Phase::solid);
    for (std::size_t e = 0; e < outlets[0].size(); ++e) outlets[0][e] = static_cast<char>(outlets[0][e] | outlets[1][e]);
  }
  void declare(Layout& layout) {
    vessel_.declare(layout, full(), Vessel::SpeciationHeat::speciated);
    liquor_.declare(layout, vessel_, *context_);
    layout.channel("temperature", "K", "temperature of the cake");
    layout.channel("pH", "1", "-log10 a(H+) of the liquor in the cake");
    layout.channel("ionic_strength", "mol/kg", "ionic strength of the liquor");
    layout.channel("slurry", "m3/s", "flow of slurry that is asked for");
    layout.channel("wash", "kg/s", "flow of wash liquor that is asked for");
    layout.channel("cake", "kg", "solids in the filter");
    layout.channel("step", "1", "1 waiting, 2 filtering, 3 washing, 4 discharging");
    layout.channel("cycles", "1", "cycles begun");
    electrode_.declare(layout, liquor_, orp_couple_, context_->problems());
    layout.mode("step", "waits for slurry");
    layout.mode("step", "begins to filter");
    layout.mode("step", "begins to wash");
    layout.mode("step", "begins to discharge");
    washed_ = layout.state("washed", 1e-2 * full());
    cycles_ = layout.state("cycles", 1.0);
    if (start_when_) start_when_->declare(layout);
  }
  void initial(double* x) const { filling_.put_mass(wetting * full(), vessel_, x); }

  template <class S>
  void observe(const Io<S>& io) const {
    liquor_.solve(io);
    electrode_.observe(io, liquor_);
    const S solids = vessel_.get(io.x, Aggregate::solid_mass);
    io.channel[temperature] = liquor_.temperature(io);
    io.channel[ph] = liquor_.ph(io);
    io.channel[ionic_strength] = liquor_.ionic_strength(io);
    io.channel[slurry] = io.mode == filtering ? S(1.0 / (slope_ * solids + offset_)) : S(0.0);
    io.channel[wash] = S(io.mode == washing && wash_ratio_ > 0.0 ? wash_flow_ : 0.0);
    io.channel[cake] = solids;
    io.channel[step] = S(io.mode + 1);
    io.channel[cycles] = io.x[cycles_];
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    const bool open = io.mode == discharging;
    vessel_.draw(S(open ? std::log(1.0 / left_behind) / discharge_time_ : 0.0), liquor_.temperature(io), io.x, io.out[0]);
    const S liquid = vessel_.get(io.x, Aggregate::liquid_mass);
    const S held = liquor_per_solids_ * vessel_.get(io.x, Aggregate::solid_mass) + wetting * full();
    const S drained = numerics::smooth::softplus(S(liquid - held), 0.02 * wetting * full()) / drain_time_;
    const S rate = (open ? 0.0 : 1.0) * drained / (liquid + wetting * wetting * full());
    vessel_.draw_liquid(rate, liquor_.temperature(io), io.x, io.out[1]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    for (int port = 0; port < 2; ++port) {
      vessel_.flow_in(io.in[port], io.dx);
      vessel_.flow_out(io.out[port], io.dx);
    }
    io.dx[washed_] = io.in[1][context_->components().entry(Aggregate::liquid_mass)];
  }

  void enter(const Io<double>& io, double* x) const {
    x[washed_] = 0.0;
    if (io.mode == filtering) x[cycles_] += 1.0;
  }
  [[nodiscard]] double mode_end(const Io<double>& io) const {
    constexpr double at_once = 1.0, never = -1.0;
    const double solids = vessel_.get(io.x, Aggregate::solid_mass);
    switch (io.mode) {
      case waiting: return start_when_ ? start_when_->margin(io) : at_once;
      case filtering: return std::max((solids - cake_) / cake_, least_flow_ * (slope_ * solids + offset_) - 1.0);
      case washing: return wash_ratio_ > 0.0 ? io.x[washed_] - wash_ratio_ * liquor_per_solids_ * solids : at_once;
      default: return never;
    }
  }
  [[nodiscard]] double mode_duration(int mode) const {
    return mode == discharging ? discharge_time_ : std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] int next_mode(int mode) const { return mode == discharging ? waiting : mode + 1; }

 private:
  enum Mode { waiting, filtering, washing, discharging };
  enum Channel { temperature, ph, ionic_strength, slurry, wash, cake, step, cycles };
  static constexpr double wetting = 1e-3;      // liquor that never leaves, of a full filter
  static constexpr double left_behind = 1e-3;  // share of the cake that a discharge leaves in the filter

  /// Mass of a full filter [kg].
  [[nodiscard]] double full() const { return cake_ * (1.0 + liquor_per_solids_); }

  double cake_;             // [kg]
  double slope_, offset_;   // of 1/q by the solids [s/m3/kg], [s/m3]
  double least_flow_;       // [m3/s]
  double liquor_per_solids_, wash_ratio_;
  double wash_flow_;        // [kg/s]
  double discharge_time_, drain_time_;  // [s]
  const BuildContext* context_;
  Vessel vessel_;
  Liquor liquor_;
  std::optional<config::LocatedText> orp_couple_;
  RedoxElectrode electrode_;
  Filling filling_;
  std::optional<Condition> start_when_;
  int washed_ = -1, cycles_ = -1;
};

}  // namespace

UnitDefinition batch_filter() { return define_unit<BatchFilter>(); }

}  // namespace raffinate::unitops
