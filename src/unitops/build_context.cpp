#include "unitops/build_context.hpp"

namespace raffinate::unitops {

BuildContext::BuildContext(std::shared_ptr<const ComponentList> components, reactions::Library library,
                           speciation::DataSource chemistry)
    : components_(std::move(components)), library_(std::move(library)), chemistry_(std::move(chemistry)) {}

std::shared_ptr<const aqueous::Equilibrium> BuildContext::equilibrium(const std::vector<std::string>& masters,
                                                                      aqueous::Energy energy) const {
  auto& known = equilibria_[{masters, energy}];
  if (!known)
    known = std::make_shared<const aqueous::Equilibrium>(chemistry_.define(masters), energy);
  return known;
}

reactions::ReactionNetwork BuildContext::network(const std::vector<config::LocatedText>& names) const {
  return {*components_, library_.select(names, problems_)};
}

}  // namespace raffinate::unitops
