#include "numerics/smooth.hpp"
#include "unitops/definition.hpp"
#include "unitops/liquor.hpp"
#include "unitops/material.hpp"
#include "unitops/temperature_control.hpp"

namespace raffinate::unitops {

namespace {

/// Stirred tank with an overflow weir: well mixed, solids follow the liquid, kinetic reactions in an
/// equilibrated liquor, a temperature controller, and an off-gas line.   docs/methods/stirred_tank.md
///   dn/dt = F_in - F_out + sum_r nu_r r_r,     dH/dt = H_in - H_out + Q
///   F_out = n Q/V,     Q = softplus(V - V_weir) / t_weir
class StirredTank {
 public:
  struct Inputs {
    double volume = 0, weir_time = 0, gas_release = 0, filled = 1;
    std::vector<config::LocatedText> reactions;
    TemperatureControl::Inputs heating;
    Material filling;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("stirred_tank", "Stirred tank with overflow weir, reactions and temperature control")
        .quantity("volume", &Inputs::volume, {.help = "slurry volume at the weir", .unit = "m3", .fallback = "10 m3", .min = "1 L", .max = "10000 m3"})
        .quantity("weir_time", &Inputs::weir_time, {.help = "time constant of the overflow", .unit = "s", .fallback = "2 min", .min = "1 s"})
        .quantity("gas_release", &Inputs::gas_release, {.help = "time constant with which evolved gas leaves", .unit = "s", .fallback = "1 min", .min = "1 s"})
        .texts("reactions", &Inputs::reactions, {.help = "reactions or sets of reactions", .fallback = "[]"})
        .section("heating", &Inputs::heating, TemperatureControl::schema(), {.help = "temperature control and heat loss", .fallback = "{}"})
        .section("filling", &Inputs::filling, Material::schema("filling", "contents at the start"),
                 {.help = "contents at the start", .fallback = "{composition: {H2O: 100 %}}"})
        .number("filled", &Inputs::filled, {.help = "share of the volume filled at the start", .fallback = "1", .min = "0.01", .max = "1"});
  }

  StirredTank(const Inputs& inputs, const BuildContext& context)
      : inputs_(inputs),
        context_(&context),
        vessel_(context.components(), ""),
        network_(context.network(inputs.reactions)),
        heating_(inputs.heating),
        filling_(entries_per_kilogram(inputs.filling, context)) {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "slurry and reagents; any number of streams"), outlet("out", "overflow at the weir"),
            optional(outlet("gas", "gases evolved by reactions"))};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    vessel_.admit(entries_present(filling_, context_->components()));
    vessel_.admit(inlets[0]);
    network_.reach(vessel_.held());
    const EntrySet gas = vessel_.held(thermo::Phase::gas);
    outlets[0] = vessel_.held();
    for (std::size_t e = 0; e < gas.size(); ++e)
      if (gas[e] != 0) outlets[0][e] = 0;
    outlets[1] = gas;
  }
  void declare(Layout& layout) {
    const double mass = 1000.0 * inputs_.volume;  // of water: the size of things
    vessel_.declare(layout, mass);
    liquor_.declare(layout, vessel_, *context_);
    heating_.declare(layout, mass);
    network_.bind(vessel_.binding(&liquor_.equilibrium(), "stirred tank"), context_->problems());
    hydroxide_ = liquor_.find("OH-");
    layout.channel("temperature", "K", "temperature");
    layout.channel("pH", "1", "-log10 a(H+)");
    layout.channel("free_alkali", "mol/kg", "molality of OH-");
    layout.channel("ionic_strength", "mol/kg", "ionic strength");
    layout.channel("volume", "m3", "slurry volume");
    layout.channel("pulp_density", "1", "solids by mass of slurry");
    layout.channel("solids_flow", "kg/s", "mass flow of solids over the weir");
    layout.channel("liquid_flow", "kg/s", "mass flow of liquid over the weir");
    draw_ = layout.work(1);
    layout.event("high_level", "the slurry rose 10 % above the weir: check the weir time and the feeds");
  }
  void initial(double* x) const {
    auto contents = filling_;
    const ComponentList& components = context_->components();
    const double per_kilogram = contents[static_cast<std::size_t>(components.entry(Aggregate::liquid_volume))] +
                                contents[static_cast<std::size_t>(components.entry(Aggregate::solid_volume))];
    for (double& entry : contents) entry *= inputs_.filled * inputs_.volume / per_kilogram;
    vessel_.fill(contents, x);
  }

  template <class S>
  void observe(const Io<S>& io) const {
    liquor_.solve(io);
    const S volume = vessel_.volume(io.x);
    const S solids = vessel_.get(io.x, Aggregate::solid_mass);
    const S liquid = vessel_.get(io.x, Aggregate::liquid_mass);
    const double rounding = 1e-3 * inputs_.volume;
    S& draw = io.work[draw_];
    draw = numerics::smooth::softplus(S(volume - inputs_.volume), rounding) / (inputs_.weir_time * volume);
    io.channel[0] = liquor_.temperature(io);
    io.channel[1] = liquor_.ph(io);
    io.channel[2] = hydroxide_ < 0 ? S(0.0) : liquor_.molality(io, hydroxide_);
    io.channel[3] = liquor_.ionic_strength(io);
    io.channel[4] = volume;
    io.channel[5] = solids / (solids + liquid);
    io.channel[6] = draw * solids;
    io.channel[7] = draw * liquid;
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    vessel_.draw(io.work[draw_], io.x, io.out[0]);
    vessel_.draw_gas(S(1.0 / inputs_.gas_release), liquor_.temperature(io), io.x, io.out[1]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    vessel_.flow_in(io.in[0], io.dx);
    vessel_.flow_out(io.out[0], io.dx);
    vessel_.flow_out(io.out[1], io.dx);
    reactions::Contents<S> contents;
    contents.n = io.x;
    contents.liquid = liquor_.outputs(io);
    contents.temperature = liquor_.temperature(io);
    contents.water = liquor_.water(io);
    network_.add_rates(contents, io.dx);
    heating_.rates(io, liquor_.temperature(io), vessel_.heat_capacity(io.x),
                   io.dx[vessel_.state(Aggregate::sensible_heat)]);
  }
  void events(const Io<double>& io, double* values) const {
    constexpr double high = 1.1;
    values[0] = vessel_.volume(io.x) - high * inputs_.volume;
  }

 private:
  Inputs inputs_;
  const BuildContext* context_;
  Vessel vessel_;
  Liquor liquor_;
  reactions::ReactionNetwork network_;
  TemperatureControl heating_;
  std::vector<double> filling_;
  int hydroxide_ = -1, draw_ = -1;
};

}  // namespace

UnitDefinition stirred_tank() { return define_unit<StirredTank>(); }

}  // namespace raffinate::unitops
