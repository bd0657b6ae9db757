#include "numerics/smooth.hpp"
#include "unitops/evaporation.hpp"
#include "unitops/mixed_tank.hpp"

namespace raffinate::unitops {

namespace {

/// Dryer: well-mixed moist solids held at a temperature; their free water evaporates in proportion to
/// what they hold beyond a final moisture.   docs/methods/dryer.md
///   e = k(T) (W - X S),   k = exp(dH/R (1/T_k - 1/T))/t_dry,   X = w/(1 - w)
///   product:  (M - M_heel)/tau of everything held
class Dryer {
 public:
  struct Inputs : MixedTank::Inputs {
    units::Mass holdup;
    units::Duration residence, drying_time;
    units::Temperature at;
    double final_moisture = 0;
  };
  static config::Schema<Inputs> schema() {
    return MixedTank::add_fields(
        config::Schema<Inputs>("dryer", "Dryer: free water leaves moist solids at a temperature")
            .quantity("holdup", &Inputs::holdup, {.help = "solids in the dryer in usual operation; a twentieth stays in when feed ends", .unit = "kg", .fallback = "200 kg", .min = "1 g"})
            .quantity("residence", &Inputs::residence, {.help = "mean time in the dryer", .unit = "s", .fallback = "30 min", .min = "10 s"})
            .quantity("drying_time", &Inputs::drying_time, {.help = "time constant of the loss of free water at temperature `at` (assumption; 1 to 30 min)", .unit = "s", .fallback = "3 min", .min = "1 s"})
            .quantity("at", &Inputs::at, {.help = "temperature of `drying_time`", .unit = "K", .fallback = "105 degC"})
            .number("final_moisture", &Inputs::final_moisture, {.help = "mass fraction of water that does not evaporate (assumption)", .fallback = "0.2 %", .min = "0.01 %", .max = "50 %"}),
        "{setpoint: 105 degC, response: 1 min}");
  }

  Dryer(const Inputs& inputs, const BuildContext& context)
      : holdup_(inputs.holdup.value()),
        residence_(inputs.residence.value()),
        drying_time_(inputs.drying_time.value()),
        at_(inputs.at.value()),
        final_moisture_(inputs.final_moisture),
        tank_(inputs, context, "dryer"),
        evaporation_(context, "dryer") {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "moist solids; any number of streams"), outlet("product", "dried solids"),
            outlet("vapour", "water vapour and gases evolved by reactions")};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    evaporation_.admit(tank_.vessel());
    tank_.admit(inlets[0]);
    outlets[0] = tank_.slurry();
    outlets[1] = tank_.gas();
  }
  void declare(Layout& layout) {
    tank_.declare(layout, holdup_);
    evaporation_.bind(tank_.vessel());
    layout.channel("temperature", "K", "temperature");
    layout.channel("holdup", "kg", "mass of everything held");
    layout.channel("moisture", "1", "water by mass of what is held and leaves");
    layout.channel("evaporation", "kg/s", "water evaporated");
    layout.channel("product_flow", "kg/s", "mass flow of product");
    tank_.declare_analysers(layout);
    work_ = layout.work(work_count);
  }
  void initial(double* x) const { tank_.fill_mass(heel * holdup_, x); }

  template <class S>
  void observe(const Io<S>& io) const {
    const Liquor& liquor = tank_.liquor();
    const S water = liquor.water(io);
    const S missing = missing_water(io, water);
    liquor.solve(io, S(missing / evaporation_.molar_mass()));
    tank_.write_analysers(io);
    const Vessel& vessel = tank_.vessel();
    const S solids = vessel.get(io.x, Aggregate::solid_mass);
    const S mass = solids + vessel.get(io.x, Aggregate::liquid_mass);
    S* work = io.work + work_;
    work[draw] = numerics::smooth::softplus(S(mass - heel * holdup_), rounding * holdup_) / (residence_ * mass);
    work[solution] = water / (water + missing);
    work[evaporated] = evaporation(water, solids, liquor.temperature(io));
    io.channel[0] = liquor.temperature(io);
    io.channel[1] = mass;
    io.channel[2] = water / mass;
    io.channel[3] = work[evaporated];
    io.channel[4] = work[draw] * mass;
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    tank_.draw(io, io.work[work_ + draw], io.out[0]);
    tank_.vent(io, io.out[1]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    const Vessel& vessel = tank_.vessel();
    vessel.flow_in(io.in[0], io.dx);
    vessel.flow_out(io.out[0], io.dx);
    vessel.flow_out(io.out[1], io.dx);
    const S& flow = io.work[work_ + evaporated];
    evaporation_.add_rates(flow, io.dx);
    tank_.rates(io, evaporation_.load(flow, tank_.liquor().temperature(io)), io.work[work_ + solution]);
  }

 private:
  enum Work { draw, evaporated, solution, work_count };
  static constexpr double heel = 0.05;      // share of the holdup that is never discharged
  static constexpr double rounding = 1e-3;  // of the holdup, where discharge ends
  static constexpr double last_water = 1e-4;  // of the holdup; stays, so that there is always a liquid

  /// Free water evaporating [kg/s].
  template <class S>
  S evaporation(const S& water, const S& solids, const S& T) const {
    using std::exp;
    using std::tanh;
    const double activation = evaporation_.heat() / thermo::gas_constant;  // as the vapour pressure
    const S k = exp(S(activation / at_ - activation / T)) / drying_time_;
    const double bound = final_moisture_ / (1.0 - final_moisture_);
    const double width = 0.1 * last_water * holdup_;
    const S free = water - bound * solids - last_water * holdup_;
    return k * numerics::smooth::softplus(free, width) * tanh(S(water / width));
  }
  /// Water [kg] that keeps the speciated liquid within reach of a solution model: what is held may be
  /// a crust of salts. Heats of speciation, and through them the temperature, are those of the diluted solution;
  /// reactions have the share of it that is there.
  template <class S>
  S missing_water(const Io<S>& io, const S& water) const {
    constexpr double strongest = 10.0;  // [mol/kg], all solutes
    const S needed = tank_.liquor().solutes(io) / strongest;
    return numerics::smooth::positive(S(needed - water), last_water * holdup_);
  }

  double holdup_;                   // [kg]
  double residence_, drying_time_;  // [s]
  double at_;                       // [K]
  double final_moisture_;           // mass fraction
  MixedTank tank_;
  Evaporation evaporation_;
  int work_ = -1;
};

}  // namespace

UnitDefinition dryer() { return define_unit<Dryer>(); }

}  // namespace raffinate::unitops
