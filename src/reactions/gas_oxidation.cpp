#include "reactions/oxidation_front.hpp"
#include "reactions/rate_law.hpp"

namespace raffinate::reactions {

namespace {

/// A sized mineral is consumed by the oxidation front itself.
class GasOxidation {
 public:
  using Inputs = OxidationFront::Inputs;
  static config::Schema<Inputs> schema() {
    return OxidationFront::schema("gas_oxidation", "A reaction front eats into sized particles in air");
  }

  GasOxidation(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
               base::Problems& problems)
      : front_(inputs, reaction, binding, problems) {}

  template <class S>
  S rate(const Contents<S>& c, S* dn) const {
    const SizedMineral& mineral = front_.carrier();
    return mineral.move(front_.velocity(c), c, dn) / mineral.coefficient;
  }
  [[nodiscard]] int sized_component() const { return front_.carrier().component; }

 private:
  OxidationFront front_;
};

}  // namespace

RateLawDefinition gas_oxidation() { return define_rate_law<GasOxidation>(); }

}  // namespace raffinate::reactions
