#include "unitops/build_context.hpp"

namespace raffinate::unitops {

BuildContext::BuildContext(std::shared_ptr<const ComponentList> components, reactions::Library library,
                           aqueous::ActivityChoice activity)
    : components_(std::move(components)), library_(std::move(library)), activity_(std::move(activity)) {}

std::shared_ptr<const aqueous::Equilibrium> BuildContext::equilibrium(const std::vector<std::string>& masters,
                                                                      aqueous::Energy energy) const {
  auto& known = equilibria_[{masters, energy}];
  if (!known)
    known = std::make_shared<const aqueous::Equilibrium>(
        aqueous::define(components_->database(), masters, activity_), energy);
  return known;
}

reactions::ReactionNetwork BuildContext::network(const std::vector<config::LocatedText>& names) const {
  return {*components_, library_.select(names, problems_)};
}

}  // namespace raffinate::unitops
