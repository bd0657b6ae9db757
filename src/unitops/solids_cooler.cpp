#include <algorithm>

#include "unitops/definition.hpp"
#include "unitops/hot_contents.hpp"
#include "units/quantity.hpp"

namespace raffinate::unitops {

namespace {

/// Indirect cooler for hot solids: well-mixed segments that give their heat to cooling water.
///   dn/dt = F_in - n N_s/tau,   Q = UA/N_s (T_water - T)          docs/methods/solids_cooler.md
class SolidsCooler {
 public:
  struct Inputs {
    int segments = 1;
    units::Duration residence_time;
    units::HeatTransfer exchange;
    units::Temperature water_temperature;
    units::Mass holdup;
    units::HeatCapacity shell;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("solids_cooler", "Cools hot solids indirectly with water")
        .integer("segments", &Inputs::segments, {.help = "well-mixed segments along its length", .fallback = "2", .min = "1", .max = "50"})
        .quantity("residence_time", &Inputs::residence_time, {.help = "mean residence time of the solids in the whole cooler", .unit = "s", .fallback = "20 min", .min = "1 s"})
        .quantity("exchange", &Inputs::exchange, {.help = "heat-transfer coefficient times area to the water, whole cooler (assumption)", .unit = "W/K", .fallback = "200 W/K", .min = "0 W/K"})
        .quantity("water_temperature", &Inputs::water_temperature, {.help = "mean temperature of the cooling water", .unit = "K", .fallback = "25 degC"})
        .quantity("holdup", &Inputs::holdup, {.help = "usual mass of solids in the cooler; scales error control only", .unit = "kg", .fallback = "100 kg", .min = "1 g"})
        .quantity("shell", &Inputs::shell, {.help = "heat capacity of the shell that follows the charge, whole cooler (assumption)", .unit = "J/K", .fallback = "50 kJ/K", .min = "1 J/K"});
  }

  SolidsCooler(const Inputs& inputs, const BuildContext& context)
      : segments_(inputs.segments),
        exchange_(inputs.exchange.value()),
        water_temperature_(inputs.water_temperature.value()),
        holdup_(inputs.holdup.value()),
        shell_(inputs.shell.value()),
        context_(&context),
        draw_(inputs.segments / inputs.residence_time.value()) {
    for (int i = 0; i < inputs.segments; ++i)
      vessels_.emplace_back(context.components(), "segment_" + std::to_string(i + 1));
  }

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("feed", "hot solids"), outlet("out", "cooled solids")};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    for (Vessel& vessel : vessels_) vessel.admit(inlets[0]);
    outlets[0] = vessels_[0].held();
  }
  void declare(Layout& layout) {
    for (Vessel& vessel : vessels_) {
      vessel.declare(layout, holdup_ / segments_);
      if (stride_ == 0) stride_ = static_cast<int>(layout.states.size());
    }
    hot_.declare(vessels_[0], shell_ / segments_);
    removed_ = layout.energy("heat_removed", "heat taken up by the cooling water (negative)");
    layout.channel("temperature", "K", "temperature of the cooled solids");
    layout.channel("holdup", "kg", "mass of solids in the cooler");
    layout.channel("solids_flow", "kg/s", "mass flow of cooled solids");
    layout.channel("heat_removed", "W", "heat taken up by the cooling water");
    passes_ = layout.pass(segments_ * hot_.pass_count());
    temperatures_ = layout.work(segments_);
    buffer_ = layout.work(context_->components().entry_count());
  }
  void initial(double* x) const {
    for (int i = 0; i < segments_; ++i) hot_.set_temperature(water_temperature_, x + i * stride_);
  }

  template <class S>
  void observe(const Io<S>& io) const {
    const Vessel& vessel = vessels_[0];
    const int last = segments_ - 1;
    S holdup(0.0), removed(0.0);
    for (int i = 0; i < segments_; ++i) {
      const S* x = io.x + i * stride_;
      S& T = io.work[temperatures_ + i];
      T = hot_.temperature(x, numerics::value(T), io.failed, io.pass.from(passes_ + i * hot_.pass_count()));
      removed += cooling(T);
      holdup += vessel.get(x, Aggregate::solid_mass);
    }
    io.channel[0] = io.work[temperatures_ + last];
    io.channel[1] = holdup;
    io.channel[2] = draw_ * vessel.get(io.x + last * stride_, Aggregate::solid_mass);
    io.channel[3] = removed;
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    const int last = segments_ - 1;
    hot_.draw_all(S(draw_), io.work[temperatures_ + last], io.x + last * stride_, io.out[0]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    const Vessel& vessel = vessels_[0];
    const int last = segments_ - 1;
    S* flow = io.work + buffer_;
    std::fill_n(flow, context_->components().entry_count(), S(0.0));
    S removed(0.0);
    vessel.flow_in(io.in[0], io.dx);
    vessel.flow_out(io.out[0], io.dx + last * stride_);
    for (int i = 0; i < segments_; ++i) {
      S* dx = io.dx + i * stride_;
      if (i < last) {
        hot_.draw_all(S(draw_), io.work[temperatures_ + i], io.x + i * stride_, flow);
        vessel.flow_out(flow, dx);
        vessel.flow_in(flow, dx + stride_);
      }
      const S heat = cooling(io.work[temperatures_ + i]);
      dx[vessel.state(Aggregate::sensible_heat)] -= heat;
      removed += heat;
    }
    io.energy[removed_] = -removed;
  }

 private:
  /// Heat that one segment gives to the water [W].
  template <class S>
  S cooling(const S& T) const {
    return exchange_ / segments_ * (T - water_temperature_);
  }

  int segments_;
  double exchange_;           // of all segments [W/K]
  double water_temperature_;  // [K]
  double holdup_, shell_;     // of all segments [kg], [J/K]
  const BuildContext* context_;
  std::vector<Vessel> vessels_;  // with equal states, a constant stride apart
  HotContents hot_;
  double draw_;  // [1/s]
  int stride_ = 0, removed_ = -1, passes_ = -1, temperatures_ = -1, buffer_ = -1;
};

}  // namespace

UnitDefinition solids_cooler() { return define_unit<SolidsCooler>(); }

}  // namespace raffinate::unitops
