#include "unitops/recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace raffinate::unitops {

namespace {

constexpr double never = -1.0;  // of a root function

const std::vector<std::string>& kind_names() {
  static const std::vector<std::string> names{"charge", "heat", "hold", "cool", "discharge"};
  return names;
}

bool moves_matter(Recipe::Kind kind) { return kind == Recipe::Kind::charge || kind == Recipe::Kind::discharge; }
bool ramps(Recipe::Kind kind) { return kind == Recipe::Kind::heat || kind == Recipe::Kind::cool; }

}  // namespace

config::Schema<Recipe::Step> Recipe::Step::schema() {
  return config::Schema<Step>("step", "A step of a recipe; it ends with the first of its conditions")
      .choice("step", &Step::kind, kind_names(), {.help = "what is done", .example = "charge"})
      .text("name", &Step::name, {.help = "of a charge: what its channel \"charge.name\" is called", .fallback = "feed"})
      .text("flow", &Step::flow, {.help = "of a charge: mass or volume flow asked for; of a discharge: volume flow", .example = "2 m3/h"})
      .quantity("mass", &Step::mass, {.help = "of a charge: it ends when this has come in", .unit = "kg", .min = "0 kg", .example = "500 kg"})
      .quantity("temperature", &Step::temperature, {.help = "of heat and cool: it ends 1 K before; of the others: held", .unit = "K"})
      .quantity("duration", &Step::duration, {.help = "ends after this time at the latest", .unit = "s", .min = "1 s"})
      .texts("until", &Step::until, {.help = "ends when one of these holds, \"level > 80 %\" or \"surge.level < 10 %\"", .fallback = "[]"})
      .rule([](const Step& s) { return !moves_matter(s.kind) || s.flow; }, "this step needs a `flow`", "for example \"flow: 2 m3/h\"")
      .rule([](const Step& s) { return !ramps(s.kind) || s.temperature; }, "this step needs a `temperature`", "for example \"temperature: 90 degC\"")
      .rule([](const Step& s) { return s.kind != Kind::charge || s.mass || s.duration || !s.until.empty(); },
            "this charge never ends", "give it a `mass`, a `duration` or `until`, for example \"until: level > 80 %\"")
      .rule([](const Step& s) { return s.kind != Kind::hold || s.duration || !s.until.empty(); },
            "this step never ends", "give it a `duration` or `until`, for example \"until: pH > 9\"");
}

Recipe::Recipe(std::vector<Step> steps, bool repeat, double heel, const BuildContext& context)
    : steps_(std::move(steps)), repeat_(repeat), heel_(heel), context_(&context) {
  for (const Step& step : steps_) {
    conditions_.emplace_back();
    for (const auto& text : step.until) conditions_.back().emplace_back(text, context);
    read_flow(step);
  }
}

// A discharge is by volume; a charge as its source is told, by mass or volume.
void Recipe::read_flow(const Step& step) {
  base::Problems& problems = context_->problems();
  flows_.push_back(0.0);
  charge_of_step_.push_back(-1);
  if (!step.flow || !moves_matter(step.kind)) return;
  if (step.kind == Kind::discharge) {
    flows_.back() = quantity_of(*step.flow, "m3/s", problems);
    return;
  }
  const auto flow = any_quantity(*step.flow, problems);
  if (flow.unit.empty()) return;
  flows_.back() = flow.si;
  if (flow.unit != "kg/s" && flow.unit != "m3/s")
    problems.add({step.flow->where, step.flow->path,
                  fmt::format("expected a mass flow or a volume flow, got \"{}\" ({})", step.flow->text,
                              units::dimension_name(flow.unit)),
                  "for example \"500 kg/h\" or \"2 m3/h\""});
  const auto known =
      std::find_if(charges_.begin(), charges_.end(), [&](const Charge& c) { return c.name == step.name; });
  charge_of_step_.back() = static_cast<int>(known - charges_.begin());
  if (known == charges_.end()) {
    charges_.push_back({step.name, flow.unit});
  } else if (known->unit != flow.unit) {
    problems.add({step.flow->where, step.flow->path,
                  fmt::format("the charge \"{}\" is {} here and {} before", step.name, units::dimension_name(flow.unit),
                              units::dimension_name(known->unit)),
                  "one channel has one unit: give the charges different names"});
  }
}

void Recipe::declare(Layout& layout) {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const std::string kind = kind_names()[static_cast<std::size_t>(steps_[i].kind)];
    const std::string what = steps_[i].kind == Kind::charge ? kind + " " + steps_[i].name : kind;
    layout.mode("step", fmt::format("step {} of {} begins: {}", i + 1, steps_.size(), what));
    for (Condition& condition : conditions_[i]) condition.declare(layout);
  }
  layout.mode("idle", "the recipe is finished");
  first_channel_ = static_cast<int>(layout.channels.size());
  for (const Charge& charge : charges_)
    layout.channel("charge." + charge.name, charge.unit, "flow that the recipe asks for");
}

// A step that is neither heated nor cooled itself goes on with the last temperature; filling and emptying do not.
std::optional<double> Recipe::temperature(int mode) const {
  if (idle(mode)) return {};
  if (step(mode).temperature) return step(mode).temperature->value();
  if (step(mode).kind != Kind::hold) return {};
  for (int before = mode - 1; before >= 0 && !moves_matter(step(before).kind); --before)
    if (step(before).temperature) return step(before).temperature->value();
  return {};
}

bool Recipe::is_ramp(int mode) const { return !idle(mode) && ramps(step(mode).kind); }

double Recipe::discharge(int mode) const {
  return !idle(mode) && step(mode).kind == Kind::discharge ? flows_[static_cast<std::size_t>(mode)] : 0.0;
}

double Recipe::end(const Io<double>& io, const Vessel& vessel) const {
  constexpr double close = 1.0;  // to the temperature of a ramp [K]
  if (idle(io.mode)) return never;
  const Step& now = step(io.mode);
  double margin = -std::numeric_limits<double>::max();
  const auto add = [&](double other) { margin = std::max(margin, other); };
  for (const Condition& condition : conditions_[static_cast<std::size_t>(io.mode)]) add(condition.margin(io));
  if (now.kind == Kind::charge && now.mass) add(vessel.charged - now.mass->value());
  if (now.kind == Kind::heat) add(vessel.temperature - (now.temperature->value() - close));
  if (now.kind == Kind::cool) add(now.temperature->value() + close - vessel.temperature);
  if (now.kind == Kind::discharge) add(heel_ - vessel.level);
  return margin;
}

double Recipe::duration(int mode) const {
  if (idle(mode) || !step(mode).duration) return std::numeric_limits<double>::infinity();
  return step(mode).duration->value();
}

int Recipe::next(int mode) const {
  const int last = static_cast<int>(steps_.size()) - 1;
  if (mode < last) return mode + 1;
  return repeat_ && mode == last ? 0 : last + 1;
}

}  // namespace raffinate::unitops
