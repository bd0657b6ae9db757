#include "unitops/filling.hpp"

namespace raffinate::unitops {

Filling::Filling(const Material& material, const BuildContext& context, const std::string& where)
    : components_(&context.components()), per_kilogram_(entries_per_kilogram(material, context)) {
  const int water = components_->find("H2O");
  if (water < 0 || per_kilogram_[static_cast<std::size_t>((*components_)[water].first_entry)] <= 0.0)
    report_dryness(material, context, where);
}

void Filling::report_dryness(const Material& material, const BuildContext& context, const std::string& where) {
  constexpr const char* message = "the filling has no water";
  constexpr const char* remedy = "the liquid at the start needs some H2O";
  if (material.composition.empty()) {
    context.problems().add({base::Location(), where + ".filling", message, remedy});
  } else {
    const auto& first = material.composition.front();
    context.problems().add({first.where, first.path, message, remedy});
  }
}

void Filling::put_volume(double volume, const Vessel& vessel, double* x) const {
  const double specific = per_kilogram_[static_cast<std::size_t>(components_->entry(Aggregate::liquid_volume))] +
                          per_kilogram_[static_cast<std::size_t>(components_->entry(Aggregate::solid_volume))];
  put_mass(volume / specific, vessel, x);
}

void Filling::put_mass(double mass, const Vessel& vessel, double* x) const {
  auto amounts = per_kilogram_;
  for (double& amount : amounts) amount *= mass;
  vessel.fill(amounts, x);
}

}  // namespace raffinate::unitops
