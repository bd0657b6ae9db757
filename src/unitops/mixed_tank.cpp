#include "unitops/mixed_tank.hpp"

namespace raffinate::unitops {

MixedTank::MixedTank(const Inputs& inputs, const BuildContext& context, std::string where)
    : gas_release_(inputs.gas_release.value()),
      context_(&context),
      where_(std::move(where)),
      vessel_(context.components(), ""),
      network_(context.network(inputs.reactions)),
      heating_(inputs.heating),
      filling_(inputs.filling, context, where_) {}

void MixedTank::admit(const EntrySet& inlet) {
  vessel_.admit(filling_.present());
  vessel_.admit(inlet);
  network_.reach(vessel_.held());
}

EntrySet MixedTank::slurry() const {
  EntrySet set = vessel_.held();
  const EntrySet vented = gas();
  for (std::size_t e = 0; e < set.size(); ++e)
    if (vented[e] != 0) set[e] = 0;
  return set;
}

void MixedTank::declare(Layout& layout, double mass) {
  vessel_.declare(layout, mass);
  liquor_.declare(layout, vessel_, *context_);
  heating_.declare(layout);
  network_.bind(vessel_.binding(&liquor_.equilibrium(), where_), context_->problems());
}

}  // namespace raffinate::unitops
