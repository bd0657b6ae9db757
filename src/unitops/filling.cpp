#include "unitops/filling.hpp"

namespace raffinate::unitops {

Filling::Filling(const Material& material, const BuildContext& context, const std::string& where)
    : components_(&context.components()), per_kilogram_(entries_per_kilogram(material, context)) {
  const int water = components_->find("H2O");
  if (water < 0 || per_kilogram_[static_cast<std::size_t>((*components_)[water].first_entry)] <= 0.0)
    context.problems().add({base::Location(), where + ".filling", "the filling has no water", "the liquid at the start needs some H2O"});
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
