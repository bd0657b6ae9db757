#include "studies/steady_plant.hpp"

#include <algorithm>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "studies/compile.hpp"

namespace raffinate::studies {

std::vector<double> SteadyPlant::a_day_later() const {
  std::vector<double> x = state.x;
  for (auto i = static_cast<std::size_t>(model->state_count()); i < x.size(); ++i) x[i] += day * state.rates[i];
  return x;
}

std::vector<results::ReportNumber> SteadyPlant::numbers() const {
  return results::numbers_of(
      results::make_window_report(results::describe(*model), state.x, a_day_later(), 0.0, day, {.steady = true}));
}

results::ReportNumber SteadyPlant::number(const std::string& name, const base::Location& where) const {
  std::vector<std::string> known;
  for (const auto& unit : model->units())
    for (std::size_t c = 0; c < unit.layout.channels.size(); ++c) {
      const auto& channel = unit.layout.channels[c];
      known.push_back(unit.name + "." + channel.name);
      if (known.back() == name)
        return {name, finder->workspace().values().channel(unit.first_channel + static_cast<int>(c)), channel.unit};
    }
  for (auto& number : numbers()) {
    if (number.name == name) return number;
    known.push_back(number.name);
  }
  const auto meant = base::nearest(name, known);
  throw base::InputError({where, name, "neither the report nor a unit has a number \"" + name + "\"",
                          meant ? "did you mean \"" + *meant + "\"?" : "see: raffinate steady --json, raffinate describe"});
}

namespace {

// Recipes, lots and cycles of filters come round again, but never to rest.
void refuse_cycles(const model::Model& model) {
  if (model.modal_units().empty()) return;
  const auto& unit = model.units()[static_cast<std::size_t>(model.modal_units().front())];
  throw base::InputError({base::whole_file("steady"), unit.name,
                          "unit \"" + unit.name + "\" of type " + unit.type +
                              " works in steps or lots: such a plant has no steady state",
                          "simulate it with raffinate run, long enough for its batches to repeat"});
}

}  // namespace

SteadyPlant come_to_rest(model::Plant plant, const SteadyFinder::Progress& progress, const std::vector<double>* near) {
  SteadyPlant result;
  result.model = compile(std::move(plant));
  refuse_cycles(*result.model);
  result.finder = std::make_unique<SteadyFinder>(result.model);
  const bool fits = near != nullptr && near->size() == static_cast<std::size_t>(result.model->unknown_count());
  result.state = fits ? result.finder->find_near(*near) : result.finder->find(progress);
  return result;
}

}  // namespace raffinate::studies
