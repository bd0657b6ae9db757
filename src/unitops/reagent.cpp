#include "numerics/smooth.hpp"
#include "unitops/definition.hpp"
#include "unitops/material.hpp"
#include "unitops/pi_control.hpp"
#include "unitops/setting.hpp"

namespace raffinate::unitops {

namespace {

/// A metering pump: doses a reagent so that a measured value meets its set point (PI control), in proportion to a
/// measured value (ratio control), or as much as it is told.   docs/methods/reagent.md
///   PI:     u = bias + K (e + (1/T_i) integral e dt),  e = +-(set point - measured)
///   ratio:  u = ratio * measured
/// The flow u is limited to [0, maximum] by a smooth clamp; while it is limited the integral stops
/// (back-calculation with time constant T_i), so it does not wind up.
class Reagent {
 public:
  enum class Action { raises, lowers };
  struct Inputs {
    Material material;
    std::optional<config::Setting> dose;
    std::optional<config::LocatedText> measure, setpoint, ratio, gain;
    Action action{};
    units::MassFlow maximum, bias;
    units::Duration reset_time;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("reagent", "Metering pump that doses a reagent by a controller")
        .section("material", &Inputs::material, Material::schema("material", "what is dosed"),
                 {.help = "composition and temperature of the reagent", .example = "{composition: {NaOH: 50 %}}"})
        .text("measure", &Inputs::measure, {.help = "signal that is measured, \"unit.channel\"", .example = "leach_1.free_alkali"})
        .text("setpoint", &Inputs::setpoint, {.help = "wanted value with its unit (PI control)", .example = "2 mol/kg"})
        .text("ratio", &Inputs::ratio, {.help = "mass flow dosed per measured value (ratio control): \"0.3\" for a mass flow, \"20 kg/m3\" for a volume flow"})
        .setting("dose", &Inputs::dose, {.help = "mass flow, or the signal of a controller or recipe that gives it; taken as it is", .unit = "kg/s", .min = "0 kg/s"})
        .choice("action", &Inputs::action, {"raises", "lowers"},
                {.help = "whether dosing raises or lowers the signal", .fallback = "raises"})
        .text("gain", &Inputs::gain, {.help = "K: mass flow per unit of deviation; needed with a set point: \"20 kg/h\" for a pH", .example = "36 kg/h/(mol/kg)"})
        .quantity("reset_time", &Inputs::reset_time, {.help = "T_i", .unit = "s", .fallback = "1 h", .min = "1 s"})
        .quantity("maximum", &Inputs::maximum, {.help = "capacity of the pump; of no effect on a `dose`", .unit = "kg/s", .fallback = "1000 kg/h", .min = "0 kg/s", .example = "500 kg/h"})
        .quantity("bias", &Inputs::bias, {.help = "flow at the start", .unit = "kg/s", .fallback = "0 kg/s"})
        .rule([](const Inputs& i) { return i.dose || i.setpoint.has_value() != i.ratio.has_value(); },
              "a reagent needs either a `setpoint` or a `ratio`", "give one of the two")
        .rule([](const Inputs& i) { return !(i.dose && (i.setpoint || i.ratio || i.measure || i.gain)); },
              "a reagent with a `dose` is told what to do from elsewhere", "leave out `measure`, `setpoint`, `ratio` and `gain`")
        .rule([](const Inputs& i) { return !i.setpoint || i.gain; }, "a reagent with a `setpoint` needs a `gain`",
              "give the mass flow per unit of deviation, for example \"gain: 20 kg/h\" for a pH")
        .rule([](const Inputs& i) { return i.dose || i.measure; }, "a `setpoint` or `ratio` needs something to `measure`",
              "name a signal, for example \"measure: leach_1.pH\"");
  }

  Reagent(const Inputs& inputs, const BuildContext& context)
      : inputs_(inputs),
        control_{0.0, inputs.reset_time.value()},
        maximum_(inputs.maximum.value()),
        context_(&context),
        per_kilogram_(entries_per_kilogram(inputs.material, context)) {
    if (inputs.dose) dose_.emplace(*inputs.dose, "kg/s", context);
  }

  [[nodiscard]] std::vector<Port> ports() const { return {outlet("out", "the reagent")}; }
  void reach(std::span<const EntrySet>, std::span<EntrySet> outlets) {
    outlets[0] = entries_present(per_kilogram_, context_->components());
  }
  void declare(Layout& layout) {
    if (dose_) {
      dose_->declare(layout);
      return;
    }
    if (inputs_.setpoint) layout.state("integral", 1e-2 * maximum_);
    layout.signal(inputs_.measure->text, inputs_.measure->where, [this](const Layout::Channel& c) { learn_measure(c.unit); });
  }
  void initial(double* x) const {
    if (inputs_.setpoint) x[0] = inputs_.bias.value();
  }

  template <class S>
  void outlets(const Io<S>& io) const {
    const S flow = dose_ ? dose_->get(io) : limited(demand(io));
    for (std::size_t e = 0; e < per_kilogram_.size(); ++e)
      if (per_kilogram_[e] != 0.0) io.out[0][e] = flow * per_kilogram_[e];
  }
  template <class S>
  void rates(const Io<S>& io) const {
    if (!inputs_.setpoint) return;
    const S u = demand(io);
    io.dx[0] = control_.integral_rate(deviation(io), u, limited(u));
  }

 private:
  // What depends on the unit of the measured signal.
  void learn_measure(const std::string& unit) {
    base::Problems& problems = context_->problems();
    if (inputs_.setpoint) setpoint_ = quantity_of(*inputs_.setpoint, unit, problems);
    if (inputs_.gain) control_.gain = quotient_of(*inputs_.gain, "kg/s", unit, problems);
    if (inputs_.ratio) ratio_ = quotient_of(*inputs_.ratio, "kg/s", unit, problems);
  }
  template <class S>
  S deviation(const Io<S>& io) const {
    const S e = setpoint_ - *io.signal[0];
    return inputs_.action == Action::raises ? e : S(-e);
  }
  template <class S>
  S demand(const Io<S>& io) const {
    if (inputs_.ratio) return ratio_ * *io.signal[0];
    return control_.wanted(deviation(io), io.x[0]);
  }
  template <class S>
  S limited(const S& u) const {
    constexpr double rounding = 1e-3;  // of the range
    if (maximum_ == 0.0) return 0.0 * u;  // off
    return numerics::smooth::clamp(u, 0.0, maximum_, rounding * maximum_);
  }

  Inputs inputs_;
  std::optional<Setting> dose_;
  PiControl control_;  // gain [kg/s]
  double maximum_;     // [kg/s]
  double setpoint_ = 0.0, ratio_ = 0.0;
  const BuildContext* context_;
  std::vector<double> per_kilogram_;
};

}  // namespace

UnitDefinition reagent() { return define_unit<Reagent>(); }

}  // namespace raffinate::unitops
