#include "numerics/smooth.hpp"
#include "unitops/evaporation.hpp"
#include "unitops/mixed_tank.hpp"

namespace raffinate::unitops {

namespace {

/// Crystalliser: well-mixed magma held at a temperature, from which water evaporates at a given rate or
/// so that the magma has a wanted share of crystals.   docs/methods/crystalliser.md
///   e = u limited to 0..e_max,   u = I + K (w_set - w),   dI/dt = (K (w_set - w) + e - u)/T_i
/// The crystals grow by the reactions (rate law `crystallisation`).
class Crystalliser {
 public:
  struct Inputs : MixedTank::Inputs {
    units::Volume volume;
    units::Duration weir_time, reset_time;
    units::MassFlow capacity;
    std::optional<units::MassFlow> evaporation;
    std::optional<double> magma_solids;
    double band = 0, filled = 1;
  };
  static config::Schema<Inputs> schema() {
    return MixedTank::add_fields(
               config::Schema<Inputs>("crystalliser", "Evaporative or cooling crystalliser with mixed magma")
                   .quantity("volume", &Inputs::volume, {.help = "magma volume at the overflow", .unit = "m3", .fallback = "10 m3", .min = "1 L", .max = "10000 m3"})
                   .quantity("weir_time", &Inputs::weir_time, {.help = "time constant of the magma flow", .unit = "s", .fallback = "2 min", .min = "1 s"})
                   .quantity("evaporation", &Inputs::evaporation, {.help = "water to evaporate; absent without `magma_solids`: none", .unit = "kg/s", .min = "0 kg/s"})
                   .number("magma_solids", &Inputs::magma_solids, {.help = "mass fraction of crystals that a controller holds by evaporation", .min = "0", .max = "60 %"})
                   .quantity("capacity", &Inputs::capacity, {.help = "largest evaporation of the controller", .unit = "kg/s", .fallback = "1000 kg/h", .min = "1e-6 kg/s"})
                   .number("band", &Inputs::band, {.help = "lack of crystals (mass fraction) that calls for the full capacity", .fallback = "10 %", .min = "0.1 %", .max = "1"})
                   .quantity("reset_time", &Inputs::reset_time, {.help = "reset time of the controller", .unit = "s", .fallback = "4 h", .min = "1 min"})
                   .number("filled", &Inputs::filled, {.help = "share of the volume filled at the start", .fallback = "1", .min = "0.01", .max = "1"}),
               "{setpoint: 80 degC}")
        .rule([](const Inputs& i) { return !(i.evaporation && i.magma_solids); },
              "a crystalliser takes either `evaporation` or `magma_solids`", "give one of the two, or none to cool only")
        .rule([](const Inputs& i) { return i.heating.setpoint || !(i.evaporation || i.magma_solids); },
              "evaporation needs heat", "give a heating `setpoint`");
  }

  Crystalliser(const Inputs& inputs, const BuildContext& context)
      : volume_(inputs.volume.value()),
        weir_time_(inputs.weir_time.value()),
        reset_time_(inputs.reset_time.value()),
        capacity_(inputs.capacity.value()),
        given_evaporation_(inputs.evaporation ? inputs.evaporation->value() : 0.0),
        magma_solids_(inputs.magma_solids),
        band_(inputs.band),
        filled_(inputs.filled),
        tank_(inputs, context, "crystalliser"),
        evaporation_(context, "crystalliser") {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "liquor, returned crystals; any number of streams"), outlet("magma", "crystals in mother liquor"),
            outlet("vapour", "water vapour and gases evolved by reactions")};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    evaporation_.admit(tank_.vessel());
    tank_.admit(inlets[0]);
    outlets[0] = tank_.slurry();
    outlets[1] = tank_.gas();
  }
  void declare(Layout& layout) {
    tank_.declare(layout, size());
    evaporation_.bind(tank_.vessel());
    if (magma_solids_) integral_ = layout.state("evaporation_integral", 1e-2 * capacity_);
    list_sized_solids();
    layout.channel("temperature", "K", "temperature");
    layout.channel("pH", "1", "-log10 a(H+)");
    layout.channel("ionic_strength", "mol/kg", "ionic strength of the mother liquor");
    layout.channel("volume", "m3", "magma volume");
    layout.channel("magma_solids", "1", "solids by mass of magma");
    layout.channel("dissolved", "1", "solutes by mass of mother liquor");
    layout.channel("crystal_size", "m", "mean size of the sized solids by mass");
    layout.channel("evaporation", "kg/s", "water evaporated");
    layout.channel("solids_flow", "kg/s", "mass flow of solids with the magma");
    tank_.declare_analysers(layout);
    work_ = layout.work(2);
    layout.event("high_level", "the magma rose 10 % above its overflow: check the weir time and the feeds");
  }
  void initial(double* x) const { tank_.fill_volume(filled_ * volume_, x); }

  template <class S>
  void observe(const Io<S>& io) const {
    const Liquor& liquor = tank_.liquor();
    tank_.observe(io);
    const Vessel& vessel = tank_.vessel();
    const S solids = vessel.get(io.x, Aggregate::solid_mass), liquid = vessel.get(io.x, Aggregate::liquid_mass);
    const S volume = vessel.volume(io.x), water = liquor.water(io);
    const S share = solids / (solids + liquid);
    S* work = io.work + work_;
    work[draw] = numerics::smooth::softplus(S(volume - volume_), rounding * volume_) / (weir_time_ * volume);
    work[evaporated] = wanted(io, share) * wetness(water, liquor.solutes(io));

    io.channel[0] = liquor.temperature(io);
    io.channel[1] = liquor.ph(io);
    io.channel[2] = liquor.ionic_strength(io);
    io.channel[3] = volume;
    io.channel[4] = share;
    io.channel[5] = (liquid - water) / liquid;
    io.channel[6] = mean_size(io.x);
    io.channel[7] = work[evaporated];
    io.channel[8] = work[draw] * solids;
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
    tank_.rates(io, evaporation_.load(flow, tank_.liquor().temperature(io)));
    if (integral_ < 0) return;
    const S solids = vessel.get(io.x, Aggregate::solid_mass), liquid = vessel.get(io.x, Aggregate::liquid_mass);
    const S proportional = gain() * (*magma_solids_ - solids / (solids + liquid));
    const S demand = io.x[integral_] + proportional;
    io.dx[integral_] = (proportional + limited(demand) - demand) / reset_time_;
  }
  void events(const Io<double>& io, double* values) const {
    constexpr double high = 1.1;
    values[0] = tank_.vessel().volume(io.x) - high * volume_;
  }

 private:
  enum Work { draw, evaporated };
  static constexpr double rounding = 1e-3;  // of the full vessel, in laws that would have kinks

  /// Mass of a filling with water [kg]: the size of things.
  [[nodiscard]] double size() const { return 1000.0 * volume_; }
  [[nodiscard]] double gain() const { return capacity_ / band_; }

  template <class S>
  S limited(const S& demand) const {
    return numerics::smooth::clamp(demand, 0.0, capacity_, rounding * capacity_);
  }
  template <class S>
  S wanted(const Io<S>& io, const S& share) const {
    if (integral_ >= 0) return limited(S(io.x[integral_] + gain() * (*magma_solids_ - share)));
    return S(given_evaporation_);
  }
  /// 1 while there is water, falling to 0 with the last hundredths of a full vessel and where the
  /// solution gets stronger than any that is speciated.
  template <class S>
  S wetness(const S& water, const S& solutes) const {
    using std::tanh;
    constexpr double last = 0.02;
    constexpr double strongest = 20.0;  // [mol/kg], all solutes
    const double width = last * size();
    return tanh(S(water / width)) * numerics::smooth::step(S(water - solutes / strongest), 0.5 * width);
  }
  template <class S>
  S mean_size(const S* x) const {
    S mass(1e-12 * size()), moment(0.0);
    for (const Class& c : classes_) {
      mass += c.molar_mass * x[c.state];
      moment += (c.molar_mass * c.size) * x[c.state];
    }
    return moment / mass;
  }
  void list_sized_solids() {
    const ComponentList& components = tank_.vessel().components();
    classes_.clear();
    for (int i = 0; i < components.size(); ++i) {
      const auto& c = components[i];
      for (int k = 0; c.grid != nullptr && k < c.classes; ++k)
        if (const int state = tank_.vessel().state(c.first_entry + k); state >= 0)
          classes_.push_back({state, c.species->molar_mass, c.grid->mean(k)});
    }
  }

  struct Class {
    int state;
    double molar_mass, size;  ///< [kg/mol], [m]
  };
  double volume_;                        // at the overflow [m3]
  double weir_time_, reset_time_;        // [s]
  double capacity_, given_evaporation_;  // [kg/s]
  std::optional<double> magma_solids_;   // wanted mass fraction
  double band_, filled_;                 // mass fraction, share of the volume
  MixedTank tank_;
  Evaporation evaporation_;
  std::vector<Class> classes_;
  int integral_ = -1, work_ = -1;
};

}  // namespace

UnitDefinition crystalliser() { return define_unit<Crystalliser>(); }

}  // namespace raffinate::unitops
