#include "unitops/mixed_tank.hpp"
#include "unitops/phase_draw.hpp"
#include "unitops/recipe.hpp"

namespace raffinate::unitops {

namespace {

/// Batch reactor: a stirred tank without overflow that follows a recipe: charge, heat, hold, cool, discharge.
///   docs/methods/batch_reactor.md
class BatchReactor {
 public:
  struct Inputs : MixedTank::Inputs {
    units::Volume volume;
    double filled = 0, heel = 0;
    std::vector<Recipe::Step> recipe;
    bool repeat = true;
  };
  static config::Schema<Inputs> schema() {
    return MixedTank::add_fields(
        config::Schema<Inputs>("batch_reactor", "Stirred tank that follows a recipe: charge, heat, hold, cool, discharge")
            .quantity("volume", &Inputs::volume, {.help = "slurry volume when full", .unit = "m3", .fallback = "10 m3", .min = "1 L", .max = "10000 m3"})
            .number("filled", &Inputs::filled, {.help = "share of the volume filled at the start", .fallback = "10 %", .min = "0.1 %", .max = "1"})
            .number("heel", &Inputs::heel, {.help = "share of the volume at which a discharge ends", .fallback = "5 %", .min = "0.5 %", .max = "90 %"})
            .list("recipe", &Inputs::recipe, Recipe::Step::schema(),
                  {.help = "steps in order", .example = "[{step: charge, flow: 4 m3/h, until: level > 80 %}, {step: heat, temperature: 60 degC}, {step: hold, duration: 1 h}, {step: cool, temperature: 50 degC}, {step: discharge, flow: 4 m3/h}]"})
            .flag("repeat", &Inputs::repeat, {.help = "whether the first step follows the last", .fallback = "true"})
            .rule([](const Inputs& i) { return !i.recipe.empty(); }, "the recipe has no steps", "start with {step: charge, flow: 2 m3/h, until: level > 80 %}"),
        "{}");
  }

  BatchReactor(const Inputs& inputs, const BuildContext& context)
      : volume_(inputs.volume.value()),
        filled_(inputs.filled),
        tank_(inputs, context, "batch reactor"),
        recipe_(inputs.recipe, inputs.repeat, inputs.heel, context) {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "what is charged; any number of streams"), outlet("out", "what is discharged"),
            optional(outlet("gas", "gases evolved by reactions"))};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    tank_.admit(inlets[0]);
    outlets[0] = tank_.slurry();
    outlets[1] = tank_.gas();
  }
  void declare(Layout& layout) {
    constexpr double density_of_water = 1000.0;  // [kg/m3], for the size of things only
    const double size = density_of_water * volume_;
    tank_.declare(layout, size, true);
    layout.channel("temperature", "K", "temperature");
    layout.channel("pH", "1", "-log10 a(H+)");
    tank_.declare_free_alkali(layout);
    layout.channel("ionic_strength", "mol/kg", "ionic strength");
    layout.channel("volume", "m3", "slurry volume");
    layout.channel("pulp_density", "1", "solids by mass of slurry");
    layout.channel("level", "1", "slurry volume over the volume of the reactor");
    layout.channel("step", "1", "step of the recipe, from 1; 0: finished");
    layout.channel("batches", "1", "batches begun");
    tank_.declare_analysers(layout);
    recipe_.declare(layout);
    charged_ = layout.state("charged", 1e-2 * size);
    batches_ = layout.state("batches", 1.0);
    layout.event("full", "the slurry rose above the volume of the reactor: end the charge earlier");
  }
  void initial(double* x) const { tank_.fill_volume(filled_ * volume_, x); }

  template <class S>
  void observe(const Io<S>& io) const {
    const Liquor& liquor = tank_.liquor();
    const Vessel& vessel = tank_.vessel();
    tank_.observe(io);
    const S volume = vessel.volume(io.x);
    const S solids = vessel.get(io.x, Aggregate::solid_mass), liquid = vessel.get(io.x, Aggregate::liquid_mass);
    io.channel[temperature] = liquor.temperature(io);
    io.channel[ph] = liquor.ph(io);
    tank_.write_free_alkali(io);
    io.channel[ionic_strength] = liquor.ionic_strength(io);
    io.channel[slurry_volume] = volume;
    io.channel[pulp_density] = solids / (solids + liquid);
    io.channel[level] = volume / volume_;
    io.channel[step] = S(recipe_.number(io.mode));
    io.channel[batches] = io.x[batches_];
    recipe_.write_charges(io);
  }
  template <class S>
  void report(const Io<S>& io) const {
    tank_.report_free_alkali(io);
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    constexpr double rounding = 1e-3;  // of the volume: below it the pump loses suction
    const S flow(recipe_.discharge(io.mode));
    tank_.draw(io, rate_of_flow(flow, tank_.vessel().volume(io.x), rounding * volume_), io.out[0]);
    tank_.vent(io, io.out[1]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    const Vessel& vessel = tank_.vessel();
    vessel.flow_in(io.in[0], io.dx);
    vessel.flow_out(io.out[0], io.dx);
    vessel.flow_out(io.out[1], io.dx);
    tank_.react(io);
    const S& T = tank_.liquor().temperature(io);
    S& dheat = io.dx[vessel.state(Aggregate::sensible_heat)];
    if (const auto target = recipe_.temperature(io.mode)) {
      tank_.heating().hold(io, S(*target), T, vessel.heat_capacity(io.x), dheat);
      tank_.heating().lose(io, T, dheat);
    } else {
      tank_.heating().rates(io, T, vessel.heat_capacity(io.x), dheat);
    }
    const ComponentList& components = vessel.components();
    const S* feed = io.in[0];
    io.dx[charged_] = feed[components.entry(Aggregate::liquid_mass)] + feed[components.entry(Aggregate::solid_mass)];
  }
  void events(const Io<double>& io, double* values) const { values[0] = tank_.vessel().volume(io.x) - volume_; }

  void enter(const Io<double>& io, double* x) const {
    x[charged_] = 0.0;
    if (recipe_.is_first(io.mode)) x[batches_] += 1.0;
    if (recipe_.is_ramp(io.mode)) tank_.heating().reset(x);
  }
  [[nodiscard]] double mode_end(const Io<double>& io) const {
    return recipe_.end(io, {io.x[charged_], io.channel[temperature], io.channel[level]});
  }
  [[nodiscard]] double mode_duration(int mode) const { return recipe_.duration(mode); }
  [[nodiscard]] int next_mode(int mode) const { return recipe_.next(mode); }

 private:
  enum Channel { temperature, ph, free_alkali, free_NaOH, ionic_strength, slurry_volume, pulp_density, level, step, batches };

  double volume_;  // when full [m3]
  double filled_;
  MixedTank tank_;
  Recipe recipe_;
  int charged_ = -1, batches_ = -1;
};

}  // namespace

UnitDefinition batch_reactor() { return define_unit<BatchReactor>(); }

}  // namespace raffinate::unitops
