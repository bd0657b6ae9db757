#include "unitops/definition.hpp"
#include "unitops/material.hpp"

namespace raffinate::unitops {

namespace {

/// A stream that enters the plant at a given mass flow; it may change in steps.
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
  struct Inputs {
    units::MassFlow mass_flow;
    Material material;
    std::vector<Step> schedule;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("feed", "Stream that enters the plant")
        .quantity("mass_flow", &Inputs::mass_flow, {.help = "mass flow", .unit = "kg/s", .min = "0 kg/s", .example = "200 kg/h"})
        .section("material", &Inputs::material, Material::schema("material", "what it consists of"),
                 {.help = "composition, temperature and particle sizes", .example = "{composition: {NaOH: 10 %}}"})
        .list("schedule", &Inputs::schedule, Step::schema(), {.help = "changes of the feed, in order of time", .fallback = "[]"});
  }

  Feed(const Inputs& inputs, const BuildContext& context) : components_(&context.components()) {
    double flow = inputs.mass_flow.value();
    auto per_kilogram = entries_per_kilogram(inputs.material, context);
    add_period(0.0, flow, per_kilogram);
    for (const Step& step : inputs.schedule) {
      if (step.mass_flow) flow = step.mass_flow->value();
      if (step.material) per_kilogram = entries_per_kilogram(*step.material, context);
      add_period(step.at.value(), flow, per_kilogram);
    }
  }

  [[nodiscard]] std::vector<Port> ports() const { return {outlet("out", "the feed")}; }
  void reach(std::span<const EntrySet>, std::span<EntrySet> outlets) {
    for (const Period& period : periods_) {
      const auto present = entries_present(period.flow, *components_);
      for (std::size_t e = 0; e < present.size(); ++e) outlets[0][e] = static_cast<char>(outlets[0][e] | present[e]);
    }
  }
  void declare(Layout& layout) {
    for (std::size_t i = 1; i < periods_.size(); ++i) layout.stop_time(periods_[i].start);
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    std::size_t now = 0;
    while (now + 1 < periods_.size() && periods_[now + 1].start <= io.period_start) ++now;
    for (std::size_t e = 0; e < periods_[now].flow.size(); ++e) io.out[0][e] = S(periods_[now].flow[e]);
  }

 private:
  struct Period {
    double start;
    std::vector<double> flow;  // by entry
  };
  void add_period(double start, double mass_flow, std::vector<double> per_kilogram) {
    for (double& entry : per_kilogram) entry *= mass_flow;
    periods_.push_back({start, std::move(per_kilogram)});
  }

  const ComponentList* components_;
  std::vector<Period> periods_;
};

}  // namespace

UnitDefinition feed() { return define_unit<Feed>(); }

}  // namespace raffinate::unitops
