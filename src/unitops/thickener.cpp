#include "numerics/smooth.hpp"
#include "unitops/mixed_tank.hpp"
#include "unitops/phase_draw.hpp"

namespace raffinate::unitops {

namespace {

/// Thickener, also one stage of a counter-current wash: well-mixed liquor, solids raked out at a set
/// pulp density, clear overflow at a weir.   docs/methods/thickener.md
///   underflow:  solids S/tau,   liquor (S/tau)(1 - w)/w
///   overflow:   liquor Q = softplus(V - V_weir)/t_weir,   solids c per mass of liquor
class Thickener {
 public:
  struct Inputs : MixedTank::Inputs {
    units::Volume volume;
    units::Duration weir_time, solids_residence;
    double underflow_solids = 0, clarity = 0, filled = 1;
    Speciation speciation{};
  };
  static config::Schema<Inputs> schema() {
    return MixedTank::add_fields(
        config::Schema<Inputs>("thickener", "Thickener or wash stage: settled underflow and clear overflow")
            .quantity("volume", &Inputs::volume, {.help = "slurry volume at the weir", .unit = "m3", .fallback = "20 m3", .min = "1 L", .max = "100000 m3"})
            .quantity("weir_time", &Inputs::weir_time, {.help = "time constant of the overflow", .unit = "s", .fallback = "2 min", .min = "1 s"})
            .quantity("solids_residence", &Inputs::solids_residence, {.help = "time solids spend in the bed (assumption; 1 to 12 h)", .unit = "s", .fallback = "2 h", .min = "1 min"})
            .number("underflow_solids", &Inputs::underflow_solids, {.help = "mass fraction of solids in the underflow (assumption; settling tests decide)", .fallback = "45 %", .min = "1 %", .max = "95 %"})
            .number("clarity", &Inputs::clarity, {.help = "mass of solids in the overflow per mass of its liquor; at 0 no solids are carried downstream", .fallback = "0", .min = "0", .max = "10 %"})
            .number("filled", &Inputs::filled, {.help = "share of the volume filled at the start", .fallback = "1", .min = "0.01", .max = "1"})
            .choice("speciation", &Inputs::speciation, {"always", "recorded"}, speciation_field()),
        "{}");
  }

  Thickener(const Inputs& inputs, const BuildContext& context)
      : volume_(inputs.volume.value()),
        weir_time_(inputs.weir_time.value()),
        solids_residence_(inputs.solids_residence.value()),
        underflow_solids_(inputs.underflow_solids),
        clarity_(inputs.clarity),
        filled_(inputs.filled),
        speciation_(inputs.reactions.empty() ? inputs.speciation : Speciation::always),
        tank_(inputs, context, "thickener") {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "slurry and wash liquor; any number of streams"), outlet("underflow", "thickened slurry"),
            outlet("overflow", "clarified liquor"), optional(outlet("gas", "gases evolved by reactions"))};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    tank_.admit(inlets[0]);
    outlets[0] = tank_.slurry();
    outlets[1] = clarity_ > 0.0 ? tank_.slurry() : tank_.liquid();
    outlets[2] = tank_.gas();
  }
  void declare(Layout& layout) {
    tank_.declare(layout, size(), false, speciation_);
    layout.channel("temperature", "K", "temperature");
    layout.channel("volume", "m3", "slurry volume");
    layout.channel("pulp_density", "1", "solids by mass of the whole contents");
    layout.channel("underflow_solids", "1", "solids by mass of underflow");
    layout.channel("underflow_flow", "kg/s", "mass flow of underflow");
    layout.channel("overflow_flow", "kg/s", "mass flow of liquor over the weir");
    tank_.declare_analysers(layout, RedoxElectrode::Written::in_reports);
    tank_.liquor().declare_reports(layout);
    work_ = layout.work(3);
    layout.event("bed_full", "the contents became as thick as the underflow: shorten the solids residence or enlarge the thickener");
    layout.event("high_level", "the contents rose 10 % above the weir: check the weir time and the feeds");
  }
  void initial(double* x) const { tank_.fill_volume(filled_ * volume_, x); }

  template <class S>
  void observe(const Io<S>& io) const {
    tank_.observe(io);
    const Vessel& vessel = tank_.vessel();
    const S solids = vessel.get(io.x, Aggregate::solid_mass), liquid = vessel.get(io.x, Aggregate::liquid_mass);
    const S volume = vessel.volume(io.x);
    const double thickness = underflow_solids_;
    const S raked = solids / solids_residence_;
    const S followed = raked * ((1.0 - thickness) / thickness);
    const S over = numerics::smooth::softplus(S(volume - volume_), rounding * volume_) / weir_time_;
    S* rate = io.work + work_;
    rate[underflow_liquid] = rate_of_flow(followed, liquid, rounding * size());
    rate[overflow_liquid] = rate_of_flow(over, vessel.get(io.x, Aggregate::liquid_volume), rounding * volume_);
    const S carried = clarity_ * rate[overflow_liquid] * liquid;
    // Liquor that holds less than the given clarity leaves clearer.
    const double turbid = (clarity_ + rounding * rounding) * size();
    rate[overflow_solids] = rate_of_flow(carried, solids, turbid);

    const S under = raked + rate[underflow_liquid] * liquid;
    io.channel[0] = tank_.liquor().temperature(io);
    io.channel[1] = volume;
    io.channel[2] = solids / (solids + liquid);
    io.channel[3] = raked / (under + 1e-12 * size() / solids_residence_);
    io.channel[4] = under;
    io.channel[5] = rate[overflow_liquid] * liquid;
  }
  template <class S>
  void report(const Io<S>& io) const {
    tank_.report(io);
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    const Vessel& vessel = tank_.vessel();
    const S& temperature = tank_.liquor().temperature(io);
    const S* rate = io.work + work_;
    vessel.draw(rate[underflow_liquid], S(1.0 / solids_residence_), temperature, io.x, io.out[0]);
    if (clarity_ > 0.0) vessel.draw(rate[overflow_liquid], rate[overflow_solids], temperature, io.x, io.out[1]);
    else vessel.draw_liquid(rate[overflow_liquid], temperature, io.x, io.out[1]);
    tank_.vent(io, io.out[2]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    const Vessel& vessel = tank_.vessel();
    vessel.flow_in(io.in[0], io.dx);
    for (int port = 0; port < 3; ++port) vessel.flow_out(io.out[port], io.dx);
    tank_.rates(io);
  }
  void events(const Io<double>& io, double* values) const {
    const Vessel& vessel = tank_.vessel();
    const double solids = vessel.get(io.x, Aggregate::solid_mass);
    values[0] = solids - underflow_solids_ * (solids + vessel.get(io.x, Aggregate::liquid_mass));
    constexpr double high = 1.1;
    values[1] = vessel.volume(io.x) - high * volume_;
  }

 private:
  enum Rate { underflow_liquid, overflow_liquid, overflow_solids };
  static constexpr double rounding = 1e-3;  // of the full thickener, in laws that would have kinks

  /// Mass of a filling with water [kg]: the size of things.
  [[nodiscard]] double size() const { return 1000.0 * volume_; }

  double volume_;                               // at the weir [m3]
  double weir_time_, solids_residence_;         // [s]
  double underflow_solids_, clarity_, filled_;  // mass fraction, mass ratio, share of the volume
  Speciation speciation_;
  MixedTank tank_;
  int work_ = -1;
};

}  // namespace

UnitDefinition thickener() { return define_unit<Thickener>(); }

}  // namespace raffinate::unitops
