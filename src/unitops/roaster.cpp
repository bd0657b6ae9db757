#include <algorithm>
#include <optional>

#include "numerics/smooth.hpp"
#include "unitops/definition.hpp"
#include "unitops/evaporation.hpp"
#include "unitops/furnace_control.hpp"
#include "unitops/hot_contents.hpp"

namespace raffinate::unitops {

namespace {

constexpr double pressure = 1e5;  // [Pa] in the chamber

/// Continuous roaster: solids move through well-mixed segments, air passes them in counter-current,
/// reactions see the oxygen of their segment.   docs/methods/roaster.md
///   solids out of a segment:  n N_s/tau
///   gas out of a segment:     n e/(t_gas (N_0 + e)),  e = softplus(N - N_0),  N_0 = P V/(R T)
class Roaster {
 public:
  struct Inputs {
    int segments = 1;
    units::Duration residence_time, gas_release, drying_time;
    units::Volume volume;
    units::HeatCapacity lining;
    std::vector<config::LocatedText> reactions;
    FurnaceControl::Inputs heating;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("roaster", "Continuous roaster: solids against air, divided along its length")
        .integer("segments", &Inputs::segments, {.help = "well-mixed segments along its length", .fallback = "6", .min = "1", .max = "50"})
        .quantity("residence_time", &Inputs::residence_time, {.help = "mean residence time of the solids in the whole roaster", .unit = "s", .fallback = "4 h", .min = "1 s"})
        .quantity("volume", &Inputs::volume, {.help = "gas space of the whole roaster", .unit = "m3", .fallback = "3 m3", .min = "1 L"})
        .quantity("gas_release", &Inputs::gas_release, {.help = "time constant with which excess gas moves on", .unit = "s", .fallback = "1 s", .min = "0.01 s", .max = "10 min"})
        .quantity("lining", &Inputs::lining, {.help = "heat capacity of the lining that follows the charge, whole roaster (assumption)", .unit = "J/K", .fallback = "1 MJ/K", .min = "1 J/K"})
        .quantity("drying_time", &Inputs::drying_time, {.help = "time constant with which moisture boils off (assumption)", .unit = "s", .fallback = "2 min", .min = "1 s"})
        .texts("reactions", &Inputs::reactions, {.help = "reactions or sets of reactions", .fallback = "[]"})
        .section("heating", &Inputs::heating, FurnaceControl::schema(), {.help = "burner, cooling and heat loss", .fallback = "{}"});
  }

  Roaster(const Inputs& inputs, const BuildContext& context)
      : segments_(inputs.segments),
        volume_(inputs.volume.value()),
        gas_release_(inputs.gas_release.value()),
        drying_time_(inputs.drying_time.value()),
        lining_(inputs.lining.value()),
        context_(&context),
        network_(context.network(inputs.reactions)),
        control_(inputs.heating, inputs.segments),
        draw_(inputs.segments / inputs.residence_time.value()),
        gas_space_(volume_ / inputs.segments),
        gas_rounding_(0.02 * gas_content(control_.setpoint())) {
    for (int i = 0; i < inputs.segments; ++i)
      vessels_.emplace_back(context.components(), "segment_" + std::to_string(i + 1));
  }

  [[nodiscard]] std::vector<Port> ports() const {
    return {inlet("solids", "what is roasted"), inlet("air", "air or oxygen, enters where the calcine leaves"),
            outlet("calcine", "roasted solids"), outlet("off_gas", "gas, leaves where the solids enter")};
  }
  // Solids move one way and gas the other: what is anywhere can be everywhere.
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    const ComponentList& components = context_->components();
    EntrySet held = vessels_[0].held();
    for (const EntrySet& flow : inlets)
      for (std::size_t e = 0; e < held.size(); ++e) held[e] = static_cast<char>(held[e] | flow[e]);
    for (const char* gas : {"O2", "N2"})
      if (const int c = components.find(gas); c >= 0) held[static_cast<std::size_t>(components[c].first_entry)] = 1;
    const int water = components.find("H2O"), vapour = components.find("H2O(g)");
    if (vapour >= 0 && water >= 0 && held[static_cast<std::size_t>(components[water].first_entry)] != 0)
      held[static_cast<std::size_t>(components[vapour].first_entry)] = 1;
    network_.reach(held);
    for (Vessel& vessel : vessels_) vessel.held() = held;
    outlets[1] = vessels_[0].held(thermo::Phase::gas);
    outlets[0] = held;
    for (std::size_t e = 0; e < held.size(); ++e)
      if (outlets[1][e] != 0) outlets[0][e] = 0;
  }
  void declare(Layout& layout) {
    declare_segments(layout);
    oxygen_ = vessels_[0].state_of("O2");
    if (oxygen_ < 0)
      context_->problems().add({base::Location(), "roaster", "the plant has no component \"O2\"", "add \"O2\" to the components"});
    hot_.declare(vessels_[0], lining_ / segments_);
    if (moisture_ = vessels_[0].state_of("H2O"); moisture_ >= 0) drying_.emplace(*context_, "roaster");
    if (drying_ && vessels_[0].state_of("H2O(g)") >= 0) drying_->bind(vessels_[0]);
    network_.bind(vessels_[0].binding(nullptr, "roaster"), context_->problems());
    control_.declare_energies(layout, segments_);
    for (int i = 1; i <= segments_; ++i) {
      const std::string number = "_" + std::to_string(i);
      layout.channel("temperature" + number, "K", "temperature of segment " + std::to_string(i) + " from the feed end");
      layout.channel("oxygen" + number, "Pa", "partial pressure of oxygen in segment " + std::to_string(i));
    }
    summary_ = layout.channel("temperature", "K", "temperature at the discharge");
    layout.channel("oxygen", "Pa", "partial pressure of oxygen in the off-gas");
    layout.channel("holdup", "kg", "mass of solids in the roaster");
    layout.channel("solids_flow", "kg/s", "mass flow of calcine");
    layout.channel("gas_flow", "mol/s", "flow of off-gas");
    layout.channel("heat_supplied", "W", "heat from the burner");
    layout.channel("heat_removed", "W", "heat taken up by the cooling");
    layout.event("overfilled", "solids take up more than a fifth of the roaster: shorten the residence time or enlarge it");
    for (int i = 1; i <= segments_; ++i) {
      const std::string segment = std::to_string(i);
      layout.event("overheated_" + segment, "segment " + segment + " passed 1127 degC, where the heat capacities end: more cooling or less feed");
    }
    passes_per_segment_ = hot_.pass_count() + network_.pass_count();
    passes_ = layout.pass(segments_ * passes_per_segment_);
    work_ = layout.work(segments_ * work_per_segment);
    buffers_ = layout.work(2 * context_->components().entry_count());
  }
  void initial(double* x) const {
    const double T = control_.setpoint(), content = gas_content(T);
    for (int i = 0; i < segments_; ++i) {
      double* segment = x + i * stride_;
      constexpr double oxygen_in_air = 0.21;
      const int nitrogen = vessels_[0].state_of("N2");
      if (oxygen_ >= 0) segment[oxygen_] = content * (nitrogen < 0 ? 1.0 : oxygen_in_air);
      if (nitrogen >= 0) segment[nitrogen] = content * (1.0 - oxygen_in_air);
      hot_.set_temperature(T, segment);
    }
  }

  template <class S>
  void observe(const Io<S>& io) const {
    S holdup(0.0), supplied(0.0), removed(0.0);
    for (int i = 0; i < segments_; ++i) {
      const S* x = io.x + i * stride_;
      S* now = io.work + work_ + i * work_per_segment;
      const S T = hot_.temperature(x, numerics::value(now[temperature]), io.failed, io.pass.from(passes_ + i * passes_per_segment_));
      const S content = gas_content(T);
      const S excess = numerics::smooth::softplus(S(hot_.gas_amount(x) - content), gas_rounding_);
      now[temperature] = T;
      now[gas_rate] = excess / (gas_release_ * (content + excess));
      now[oxygen_pressure] = pressure * x[oxygen_] / (content + excess);
      const auto duty = control_.duty(T, integral_ < 0 ? S(0.0) : x[integral_]);
      now[heat_supplied] = duty.supplied;
      now[heat_removed] = duty.removed;
      now[integral_rate] = duty.integral_rate;
      io.channel[2 * i] = T;
      io.channel[2 * i + 1] = now[oxygen_pressure];
      holdup += vessels_[0].get(x, Aggregate::solid_mass);
      supplied += duty.supplied;
      removed += duty.removed;
    }
    const int last = segments_ - 1;
    io.channel[summary_] = at(io, last, temperature);
    io.channel[summary_ + 1] = at(io, 0, oxygen_pressure);
    io.channel[summary_ + 2] = holdup;
    io.channel[summary_ + 3] = draw_ * vessels_[0].get(io.x + last * stride_, Aggregate::solid_mass);
    io.channel[summary_ + 4] = at(io, 0, gas_rate) * hot_.gas_amount(io.x);
    io.channel[summary_ + 5] = supplied;
    io.channel[summary_ + 6] = removed;
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    const int last = segments_ - 1;
    hot_.draw_charge(S(draw_), at(io, last, temperature), io.x + last * stride_, io.out[0]);
    vessels_[0].draw_gas(at(io, 0, gas_rate), at(io, 0, temperature), io.x, io.out[1]);
  }
  template <class S>
  void rates(const Io<S>& io) const {
    const int last = segments_ - 1;
    const int entries = context_->components().entry_count();
    S* charge = io.work + buffers_;
    S* gas = charge + entries;
    std::fill_n(charge, 2 * entries, S(0.0));
    const Vessel& vessel = vessels_[0];
    vessel.flow_in(io.in[0], io.dx);
    vessel.flow_in(io.in[1], io.dx + last * stride_);
    vessel.flow_out(io.out[0], io.dx + last * stride_);
    vessel.flow_out(io.out[1], io.dx);
    for (int i = 0; i < segments_; ++i) {
      const S* x = io.x + i * stride_;
      S* dx = io.dx + i * stride_;
      if (i < last) {
        hot_.draw_charge(S(draw_), at(io, i, temperature), x, charge);
        vessel.flow_out(charge, dx);
        vessel.flow_in(charge, dx + stride_);
      }
      if (i > 0) {
        vessel.draw_gas(at(io, i, gas_rate), at(io, i, temperature), x, gas);
        vessel.flow_out(gas, dx);
        vessel.flow_in(gas, dx - stride_);
      }
      react(io, i);
    }
  }
  void events(const Io<double>& io, double* values) const {
    constexpr double fullest = 0.2;  // true volume of solids over gas space
    constexpr double hottest = 1400.0;   // [K]
    values[0] = -fullest * volume_;
    bool failed = false;
    for (int i = 0; i < segments_; ++i) {
      values[0] += vessels_[0].get(io.x + i * stride_, Aggregate::solid_volume);
      values[i + 1] = hot_.temperature(io.x + i * stride_, at(io, i, temperature), &failed) - hottest;
    }
  }

 private:
  /// Values of a segment carried from `observe` to the rest.
  enum Work { temperature, gas_rate, oxygen_pressure, heat_supplied, heat_removed, integral_rate, work_per_segment };

  template <class S>
  const S& at(const Io<S>& io, int segment, Work what) const {
    return io.work[work_ + segment * work_per_segment + what];
  }
  /// What a segment holds of gas at T [K] without excess pressure [mol].
  template <class S>
  S gas_content(const S& T) const {
    return pressure * gas_space_ / (thermo::gas_constant * T);
  }
  // All segments hold the same entries, so their states lie a constant stride apart.
  void declare_segments(Layout& layout) {
    constexpr double usual_charge = 100.0;  // solids per gas space [kg/m3], only to scale tolerances
    for (int i = 0; i < segments_; ++i) {
      vessels_[static_cast<std::size_t>(i)].declare(layout, usual_charge * gas_space_);
      const int index = control_.declare_segment(layout, "segment_" + std::to_string(i + 1));
      if (i > 0) continue;
      integral_ = index;
      stride_ = static_cast<int>(layout.states.size());
    }
  }
  template <class S>
  void react(const Io<S>& io, int segment) const {
    const S* x = io.x + segment * stride_;
    S* dx = io.dx + segment * stride_;
    reactions::Contents<S> contents;
    contents.n = x;
    contents.temperature = at(io, segment, temperature);
    contents.oxygen_pressure = at(io, segment, oxygen_pressure);
    contents.pass = io.pass.from(passes_ + segment * passes_per_segment_ + hot_.pass_count());
    network_.add_rates(contents, dx);
    if (drying_) {
      constexpr double boiling = 373.15, width = 5.0;  // [K]
      const S boils = numerics::smooth::step(S(contents.temperature - boiling), width);
      drying_->add_rates(S(x[moisture_] * drying_->molar_mass() / drying_time_ * boils), dx);
    }
    control_.add_heat(io, segment, at(io, segment, heat_supplied), at(io, segment, heat_removed), contents.temperature,
                      dx[vessels_[0].state(Aggregate::sensible_heat)]);
    if (integral_ >= 0) dx[integral_] = at(io, segment, integral_rate);
  }

  int segments_;
  double volume_;                     // gas space of all segments [m3]
  double gas_release_, drying_time_;  // [s]
  double lining_;                     // of all segments [J/K]
  const BuildContext* context_;
  std::vector<Vessel> vessels_;
  reactions::ReactionNetwork network_;
  std::optional<Evaporation> drying_;  // of moist feeds
  FurnaceControl control_;
  HotContents hot_;
  double draw_;          // solids [1/s]
  double gas_space_;     // of a segment [m3]
  double gas_rounding_;  // [mol]
  int stride_ = 0, oxygen_ = -1, moisture_ = -1, integral_ = -1, summary_ = -1, work_ = -1, buffers_ = -1;
  int passes_ = -1, passes_per_segment_ = 0;
};

}  // namespace

UnitDefinition roaster() { return define_unit<Roaster>(); }

}  // namespace raffinate::unitops
