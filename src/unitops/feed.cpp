#include <algorithm>

#include "unitops/definition.hpp"
#include "unitops/material.hpp"
#include "unitops/setting.hpp"

namespace raffinate::unitops {

namespace {

/// A stream that enters the plant: at a given mass flow, which may change in steps or follow a signal, of one material
/// or of lots used up one after the other.   docs/methods/feed.md
class Feed {
 public:
  struct Step {
    units::Duration at;
    std::optional<units::MassFlow> mass_flow;
    std::optional<Material> material;
    static config::Schema<Step> schema() {
      return config::Schema<Step>("step", "A change of the feed from a time on")
          .quantity("at", &Step::at, {.help = "time of the change", .unit = "s", .min = "0 s", .example = "150 h"})
          .quantity("mass_flow", &Step::mass_flow, {.help = "new mass flow", .unit = "kg/s", .min = "0 kg/s"})
          .section("material", &Step::material, Material::schema("material", "new material"),
                   {.help = "new composition, temperature and sizes"});
    }
  };
  struct Lot {
    std::string name;
    units::Mass mass;
    Material material;
    static config::Schema<Lot> schema() {
      return config::Schema<Lot>("lot", "A lot of material with its own assay")
          .text("name", &Lot::name, {.help = "name in the record of events", .example = "drill_bits"})
          .quantity("mass", &Lot::mass, {.help = "mass of the lot", .unit = "kg", .min = "1 g", .example = "20 t"})
          .section("material", &Lot::material, Material::schema("material", "what it consists of"),
                   {.help = "composition, temperature and particle sizes", .example = "{composition: {WC: 90 %}}"});
    }
  };
  struct Inputs {
    config::Setting mass_flow;
    std::optional<Material> material;
    std::vector<Step> schedule;
    std::vector<Lot> lots;
    bool repeat = false;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("feed", "Stream that enters the plant")
        .setting("mass_flow", &Inputs::mass_flow, {.help = "mass flow, or the signal that gives it; a signal is taken as it is", .unit = "kg/s", .min = "0 kg/s", .example = "200 kg/h"})
        .section("material", &Inputs::material, Material::schema("material", "what it consists of"),
                 {.help = "composition, temperature and particle sizes; water if there are no `lots` either", .example = "{composition: {NaOH: 10 %}}"})
        .list("schedule", &Inputs::schedule, Step::schema(), {.help = "changes of the feed, in order of time", .fallback = "[]"})
        .list("lots", &Inputs::lots, Lot::schema(), {.help = "lots fed one after the other, instead of one material; then nothing", .fallback = "[]"})
        .flag("repeat", &Inputs::repeat, {.help = "whether the first lot follows the last", .fallback = "false"})
        .rule([](const Inputs& i) { return i.lots.empty() || !i.material.has_value(); }, "a feed has either a `material` or `lots`", "give one of the two; water is what a feed is without them")
        .rule([](const Inputs& i) { return i.lots.empty() || std::none_of(i.schedule.begin(), i.schedule.end(), [](const Step& s) { return s.material.has_value(); }); },
              "the material of lots does not follow a schedule", "change the `lots`, or leave them out")
        .rule([](const Inputs& i) { return !i.mass_flow.is_signal() || std::none_of(i.schedule.begin(), i.schedule.end(), [](const Step& s) { return s.mass_flow.has_value(); }); },
              "a mass flow that follows a signal has no schedule", "schedule the set point of the controller");
  }

  Feed(const Inputs& inputs, const BuildContext& context)
      : mass_flow_(inputs.mass_flow, "kg/s", context), lots_(inputs.lots), repeat_(inputs.repeat), components_(&context.components()) {
    for (const Lot& lot : lots_) materials_.push_back(entries_per_kilogram(lot.material, context));
    if (lots_.empty()) materials_.push_back(entries_per_kilogram(inputs.material.value_or(Material{}), context));
    periods_.push_back({0.0, mass_flow_.number(), 0});
    for (const Step& step : inputs.schedule) {
      Period period = periods_.back();
      period.start = step.at.value();
      if (step.mass_flow) period.mass_flow = step.mass_flow->value();
      if (step.material) {
        period.material = materials_.size();
        materials_.push_back(entries_per_kilogram(*step.material, context));
      }
      periods_.push_back(period);
    }
  }

  [[nodiscard]] std::vector<Port> ports() const { return {outlet("out", "the feed")}; }
  void reach(std::span<const EntrySet>, std::span<EntrySet> outlets) {
    for (const auto& material : materials_) {
      const auto present = entries_present(material, *components_);
      for (std::size_t e = 0; e < present.size(); ++e) outlets[0][e] = static_cast<char>(outlets[0][e] | present[e]);
    }
  }
  void declare(Layout& layout) {
    for (std::size_t i = 1; i < periods_.size(); ++i) layout.stop_time(periods_[i].start);
    mass_flow_.declare(layout);
    if (!mass_flow_.is_signal()) layout.channel("mass_flow", "kg/s", "mass flow");
    if (lots_.empty()) return;
    double smallest = lots_.front().mass.value();
    for (const Lot& lot : lots_) {
      layout.mode("lot", "lot " + lot.name + " begins");
      smallest = std::min(smallest, lot.mass.value());
    }
    layout.mode("lots_used_up", "the last lot has been fed");
    layout.state("fed", 1e-2 * smallest);
  }

  template <class S>
  void observe(const Io<S>& io) const {
    if (!mass_flow_.is_signal()) io.channel[0] = S(mass_flow(io));
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    const S flow = mass_flow(io);
    const auto& per_kilogram = materials_[lots_.empty() ? periods_[period(io)].material : lot_in_force(io.mode)];
    for (std::size_t e = 0; e < per_kilogram.size(); ++e) io.out[0][e] = flow * per_kilogram[e];
  }
  template <class S>
  void rates(const Io<S>& io) const {
    if (!lots_.empty()) io.dx[0] = mass_flow(io);
  }

  // Lots: the state counts what has been fed of the one in force.
  void enter(const Io<double>&, double* x) const { x[0] = 0.0; }
  [[nodiscard]] double mode_end(const Io<double>& io) const {
    return used_up(io.mode) ? -1.0 : io.x[0] - lots_[static_cast<std::size_t>(io.mode)].mass.value();
  }
  [[nodiscard]] int next_mode(int mode) const {
    const int last = static_cast<int>(lots_.size()) - 1;
    return repeat_ && mode == last ? 0 : std::min(mode + 1, last + 1);
  }

 private:
  struct Period {
    double start, mass_flow;
    std::size_t material;
  };
  template <class S>
  std::size_t period(const Io<S>& io) const {
    std::size_t now = 0;
    while (now + 1 < periods_.size() && periods_[now + 1].start <= io.period_start) ++now;
    return now;
  }
  [[nodiscard]] bool used_up(int mode) const { return mode == static_cast<int>(lots_.size()); }
  [[nodiscard]] std::size_t lot_in_force(int mode) const { return std::min(static_cast<std::size_t>(mode), lots_.size() - 1); }
  template <class S>
  S mass_flow(const Io<S>& io) const {
    if (!lots_.empty() && used_up(io.mode)) return S(0.0);
    return mass_flow_.is_signal() ? mass_flow_.get(io) : S(periods_[period(io)].mass_flow);
  }

  Setting mass_flow_;
  std::vector<Lot> lots_;
  bool repeat_;
  const ComponentList* components_;
  std::vector<std::vector<double>> materials_;  // per kilogram, by entry; lots first
  std::vector<Period> periods_;
};

}  // namespace

UnitDefinition feed() { return define_unit<Feed>(); }

}  // namespace raffinate::unitops
