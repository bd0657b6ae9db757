#include "unitops/cake_separation.hpp"

namespace raffinate::unitops {

namespace {

/// Centrifuge: drier cake and murkier filtrate than a filter, and a cake too thin to wash by displacement.
class Centrifuge final : public CakeSeparation {
 public:
  static config::Schema<Inputs> schema() {
    return CakeSeparation::schema("centrifuge", "Centrifuge for coarse, free-draining solids, with wash", {"200 L", "1 min", "8 %", "99 %", "1"});
  }
  Centrifuge(const Inputs& inputs, const BuildContext& context) : CakeSeparation(inputs, context, "centrifuge") {}
};

}  // namespace

UnitDefinition centrifuge() { return define_unit<Centrifuge>(); }

}  // namespace raffinate::unitops
