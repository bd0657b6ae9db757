#include "numerics/smooth.hpp"
#include "unitops/definition.hpp"
#include "unitops/material.hpp"

namespace raffinate::unitops {

namespace {

/// A metering pump: doses a reagent so that a measured value meets its set point (PI controller), or
/// in proportion to a measured value (ratio controller).
///   PI:     u = bias + K (e + (1/T_i) integral e dt),  e = +-(set point - measured)
///   ratio:  u = ratio * measured
/// The flow u is limited to [0, maximum] by a smooth clamp; while it is limited the integral stops
/// (back-calculation with time constant T_i), so it does not wind up.
class Reagent {
 public:
  enum class Action { raises, lowers };
  struct Inputs {
    Material material;
    config::LocatedText measure;
    std::optional<double> setpoint, ratio;  // in the SI unit of the signal, whatever that is
    Action action{};
    units::MassFlow gain, maximum, bias;
    units::Duration reset_time;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("reagent", "Metering pump that doses a reagent by a controller")
        .section("material", &Inputs::material, Material::schema("material", "what is dosed"),
                 {.help = "composition and temperature of the reagent", .example = "{composition: {NaOH: 50 %}}"})
        .text("measure", &Inputs::measure, {.help = "signal that is measured, \"unit.channel\"", .example = "leach_1.free_alkali"})
        .number("setpoint", &Inputs::setpoint, {.help = "wanted value, in the SI unit of the signal (PI control)", .example = "2"})
        .number("ratio", &Inputs::ratio, {.help = "dosed mass flow [kg/s] per unit of the signal (ratio control)"})
        .choice("action", &Inputs::action, {"raises", "lowers"},
                {.help = "whether dosing raises or lowers the signal", .fallback = "raises"})
        .quantity("gain", &Inputs::gain, {.help = "K: mass flow per unit of deviation", .unit = "kg/s", .fallback = "0.01 kg/s"})
        .quantity("reset_time", &Inputs::reset_time, {.help = "T_i", .unit = "s", .fallback = "1 h", .min = "1 s"})
        .quantity("maximum", &Inputs::maximum, {.help = "capacity of the pump", .unit = "kg/s", .min = "0 kg/s", .example = "500 kg/h"})
        .quantity("bias", &Inputs::bias, {.help = "flow at the start", .unit = "kg/s", .fallback = "0 kg/s"})
        .rule([](const Inputs& i) { return i.setpoint.has_value() != i.ratio.has_value(); },
              "a reagent needs either a `setpoint` or a `ratio`", "give one of the two");
  }

  Reagent(const Inputs& inputs, const BuildContext& context)
      : measure_(inputs.measure),
        setpoint_(inputs.setpoint),
        ratio_(inputs.ratio),
        action_(inputs.action),
        gain_(inputs.gain.value()),
        maximum_(inputs.maximum.value()),
        bias_(inputs.bias.value()),
        reset_time_(inputs.reset_time.value()),
        components_(&context.components()),
        per_kilogram_(entries_per_kilogram(inputs.material, context)) {}

  [[nodiscard]] std::vector<Port> ports() const { return {outlet("out", "the reagent")}; }
  void reach(std::span<const EntrySet>, std::span<EntrySet> outlets) {
    outlets[0] = entries_present(per_kilogram_, *components_);
  }
  void declare(Layout& layout) {
    if (setpoint_) layout.state("integral", 1e-2 * maximum_);
    layout.signal(measure_.text, measure_.where);
  }
  void initial(double* x) const {
    if (setpoint_) x[0] = bias_;
  }

  template <class S>
  void outlets(const Io<S>& io) const {
    const S flow = limited(demand(io));
    for (std::size_t e = 0; e < per_kilogram_.size(); ++e)
      if (per_kilogram_[e] != 0.0) io.out[0][e] = flow * per_kilogram_[e];
  }
  template <class S>
  void rates(const Io<S>& io) const {
    if (!setpoint_) return;
    const S u = demand(io);
    io.dx[0] = (gain_ * deviation(io) + limited(u) - u) / reset_time_;
  }

 private:
  template <class S>
  S deviation(const Io<S>& io) const {
    const S e = *setpoint_ - *io.signal[0];
    return action_ == Action::raises ? e : S(-e);
  }
  template <class S>
  S demand(const Io<S>& io) const {
    if (ratio_) return *ratio_ * *io.signal[0];
    return io.x[0] + gain_ * deviation(io);
  }
  template <class S>
  S limited(const S& u) const {
    constexpr double rounding = 1e-3;  // of the range
    return numerics::smooth::clamp(u, 0.0, maximum_, rounding * maximum_);
  }

  config::LocatedText measure_;
  std::optional<double> setpoint_, ratio_;
  Action action_;
  double gain_, maximum_, bias_;  // [kg/s]
  double reset_time_;             // [s]
  const ComponentList* components_;
  std::vector<double> per_kilogram_;
};

}  // namespace

UnitDefinition reagent() { return define_unit<Reagent>(); }

}  // namespace raffinate::unitops
