#include "numerics/smooth.hpp"
#include "unitops/mixed_tank.hpp"
#include "unitops/phase_draw.hpp"

namespace raffinate::unitops {

namespace {

/// Stirred tank with an overflow weir or a pump: well mixed, solids follow the liquid, kinetic reactions in an
/// equilibrated liquor, a temperature controller, and an off-gas line.   docs/methods/stirred_tank.md
///   dn/dt = F_in - F_out + sum_r nu_r r_r,     dH/dt = H_in - H_out + Q
///   F_out = n q/V,     q = softplus(V - V_weir) / t_weir, or what the pump is told
class StirredTank {
 public:
  struct Inputs : MixedTank::Inputs {
    units::Volume volume;
    units::Duration weir_time;
    std::optional<config::Setting> outflow;
    double filled = 1;
  };
  static config::Schema<Inputs> schema() {
    return MixedTank::add_fields(
        config::Schema<Inputs>("stirred_tank", "Stirred tank with overflow weir or pump, reactions and temperature control; also a surge tank")
            .quantity("volume", &Inputs::volume, {.help = "slurry volume at the weir", .unit = "m3", .fallback = "10 m3", .min = "1 L", .max = "10000 m3"})
            .quantity("weir_time", &Inputs::weir_time, {.help = "time constant of the overflow", .unit = "s", .fallback = "2 min", .min = "1 s"})
            .setting("outflow", &Inputs::outflow, {.help = "volume flow that a pump takes out, or the signal that gives it; absent: over the weir", .unit = "m3/s", .min = "0 m3/s"})
            .number("filled", &Inputs::filled, {.help = "share of the volume filled at the start", .fallback = "1", .min = "0.01", .max = "1"}),
        "{}");
  }

  StirredTank(const Inputs& inputs, const BuildContext& context)
      : volume_(inputs.volume.value()),
        weir_time_(inputs.weir_time.value()),
        filled_(inputs.filled),
        tank_(inputs, context, "stirred tank") {
    if (inputs.outflow) outflow_.emplace(*inputs.outflow, "m3/s", context);
  }

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "slurry and reagents; any number of streams"), outlet("out", "overflow at the weir"),
            optional(outlet("gas", "gases evolved by reactions"))};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    tank_.admit(inlets[0]);
    outlets[0] = tank_.slurry();
    outlets[1] = tank_.gas();
  }
  void declare(Layout& layout) {
    tank_.declare(layout, density_of_water * volume_);
    layout.channel("temperature", "K", "temperature");
    layout.channel("pH", "1", "-log10 a(H+)");
    tank_.declare_free_alkali(layout);
    layout.channel("ionic_strength", "mol/kg", "ionic strength");
    layout.channel("volume", "m3", "slurry volume");
    layout.channel("pulp_density", "1", "solids by mass of slurry");
    layout.channel("level", "1", "slurry volume over the volume of the tank");
    if (!follows_signal()) {
      layout.channel("solids_flow", "kg/s", "mass flow of solids that leaves");
      layout.channel("liquid_flow", "kg/s", "mass flow of liquid that leaves");
    }
    tank_.declare_analysers(layout);
    draw_ = layout.work(1);
    if (outflow_) {
      outflow_->declare(layout);
      layout.event("full", "the slurry rose above the volume of the tank: check its feeds and what controls its outflow");
      layout.event("empty", "less than 1 % of the tank is left: its pump runs dry");
    } else {
      layout.event("high_level", "the slurry rose 10 % above the weir: check the weir time and the feeds");
    }
  }
  void initial(double* x) const { tank_.fill_volume(filled_ * volume_, x); }

  template <class S>
  void observe(const Io<S>& io) const {
    const Liquor& liquor = tank_.liquor();
    const Vessel& vessel = tank_.vessel();
    tank_.observe(io);
    const S volume = vessel.volume(io.x);
    const S solids = vessel.get(io.x, Aggregate::solid_mass);
    const S liquid = vessel.get(io.x, Aggregate::liquid_mass);
    io.channel[0] = liquor.temperature(io);
    io.channel[1] = liquor.ph(io);
    tank_.write_free_alkali(io);
    io.channel[4] = liquor.ionic_strength(io);
    io.channel[5] = volume;
    io.channel[6] = solids / (solids + liquid);
    io.channel[7] = volume / volume_;
    if (follows_signal()) return;
    set_draw(io, volume);
    io.channel[8] = io.work[draw_] * solids;
    io.channel[9] = io.work[draw_] * liquid;
  }
  template <class S>
  void report(const Io<S>& io) const {
    tank_.report_free_alkali(io);
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    if (follows_signal()) set_draw(io, tank_.vessel().volume(io.x));
    tank_.draw(io, io.work[draw_], io.out[0]);
    tank_.vent(io, io.out[1]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    tank_.vessel().flow_in(io.in[0], io.dx);
    tank_.vessel().flow_out(io.out[0], io.dx);
    tank_.vessel().flow_out(io.out[1], io.dx);
    tank_.rates(io);
  }
  void events(const Io<double>& io, double* values) const {
    constexpr double high = 1.1, low = 0.01;
    const double volume = tank_.vessel().volume(io.x);
    values[0] = volume - (outflow_ ? 1.0 : high) * volume_;
    if (outflow_) values[1] = low * volume_ - volume;
  }

 private:
  static constexpr double density_of_water = 1000.0;  // [kg/m3], for the size of things only
  static constexpr double rounding = 1e-3;            // of the volume, in laws that would have kinks

  [[nodiscard]] bool follows_signal() const { return outflow_ && outflow_->is_signal(); }
  // Specific rate at which the contents leave [1/s]; a pump loses suction where little is left.
  template <class S>
  void set_draw(const Io<S>& io, const S& volume) const {
    io.work[draw_] = outflow_ ? rate_of_flow(outflow_->get(io), volume, rounding * volume_)
                              : S(numerics::smooth::softplus(S(volume - volume_), rounding * volume_) / (weir_time_ * volume));
  }

  double volume_;     // at the weir [m3]
  double weir_time_;  // [s]
  double filled_;
  MixedTank tank_;
  std::optional<Setting> outflow_;
  int draw_ = -1;
};

}  // namespace

UnitDefinition stirred_tank() { return define_unit<StirredTank>(); }

}  // namespace raffinate::unitops
