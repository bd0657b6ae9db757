#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "aqueous/equilibrium.hpp"
#include "base/problems.hpp"
#include "reactions/library.hpp"
#include "reactions/reaction_network.hpp"
#include "speciation/data_source.hpp"
#include "unitops/doubt.hpp"
#include "unitops/vessel.hpp"

namespace raffinate::unitops {

/// What a plant offers its unit operations while they are built and declared. Outlives them.
class BuildContext {
 public:
  BuildContext(std::shared_ptr<const ComponentList> components, reactions::Library library,
               speciation::DataSource chemistry);

  [[nodiscard]] const ComponentList& components() const { return *components_; }
  [[nodiscard]] const std::shared_ptr<const ComponentList>& shared_components() const { return components_; }
  [[nodiscard]] const reactions::Library& library() const { return library_; }
  [[nodiscard]] base::Problems& problems() const { return problems_; }
  /// Notes a doubt; unlike problems, doubts do not keep the plant from being built.
  void doubt(Doubt doubt) const { doubts_.push_back(std::move(doubt)); }
  [[nodiscard]] const std::vector<Doubt>& doubts() const { return doubts_; }

  /// The speciation of a liquid with the given master species; equal requests share one object.
  [[nodiscard]] std::shared_ptr<const aqueous::Equilibrium> equilibrium(
      const std::vector<std::string>& masters, aqueous::Energy energy) const;

  /// The redox couples of such a liquid.
  [[nodiscard]] std::vector<aqueous::RedoxCouple> redox_couples(const std::vector<std::string>& masters) const {
    return chemistry_.redox_couples(masters);
  }

  /// The reactions a unit names.
  [[nodiscard]] reactions::ReactionNetwork network(const std::vector<config::LocatedText>& names) const;

 private:
  std::shared_ptr<const ComponentList> components_;
  reactions::Library library_;
  speciation::DataSource chemistry_;
  mutable base::Problems problems_;
  mutable std::vector<Doubt> doubts_;
  mutable std::map<std::pair<std::vector<std::string>, aqueous::Energy>,
                   std::shared_ptr<const aqueous::Equilibrium>> equilibria_;
};

}  // namespace raffinate::unitops
