#include "unitops/cake_separation.hpp"

namespace raffinate::unitops {

namespace {

/// Filter press, belt or drum filter, as its continuous equivalent.
class Filter final : public CakeSeparation {
 public:
  static config::Schema<Inputs> schema() {
    return CakeSeparation::schema("filter", "Filter press or belt filter with displacement wash", {"1 m3", "10 min", "25 %", "99.9 %", "3"});
  }
  Filter(const Inputs& inputs, const BuildContext& context) : CakeSeparation(inputs, context, "filter") {}
};

}  // namespace

UnitDefinition filter() { return define_unit<Filter>(); }

}  // namespace raffinate::unitops
