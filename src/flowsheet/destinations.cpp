#include "flowsheet/destinations.hpp"

namespace raffinate::flowsheet {

const std::map<std::string, model::Destination>& destinations() {
  static const std::map<std::string, model::Destination> names{
      {"product", model::Destination::product},   {"residue", model::Destination::residue},
      {"effluent", model::Destination::effluent}, {"emission", model::Destination::emission},
      {"bleed", model::Destination::bleed}};
  return names;
}

}  // namespace raffinate::flowsheet
