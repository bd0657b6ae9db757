#include "numerics/smooth.hpp"
#include "unitops/definition.hpp"
#include "unitops/setting.hpp"

namespace raffinate::unitops {

namespace {

/// Divides a stream without changing it: `fraction` goes to the first outlet.
class Splitter {
 public:
  struct Inputs {
    config::Setting fraction;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("splitter", "Divides a stream in two")
        .setting("fraction", &Inputs::fraction,
                 {.help = "share of the feed that leaves by `first`, or the signal that gives it", .unit = "1", .min = "0", .max = "1", .example = "0.1"});
  }
  Splitter(const Inputs& inputs, const BuildContext& context) : fraction_(inputs.fraction, "1", context) {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {feedthrough(inlet("feed", "stream to divide")), outlet("first", "the given fraction"),
            outlet("second", "the rest")};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    carried_ = inlets[0];
    outlets[0] = outlets[1] = inlets[0];
  }
  void declare(Layout& layout) {
    fraction_.declare(layout);
    entries_.clear();
    for (std::size_t e = 0; e < carried_.size() + reactions::aggregate_count; ++e)
      if (e >= carried_.size() || carried_[e] != 0) entries_.push_back(static_cast<int>(e));
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    constexpr double rounding = 1e-4;  // of signals that leave 0 to 1
    S first = fraction_.get(io);
    if (fraction_.is_signal()) first = numerics::smooth::clamp(first, 0.0, 1.0, rounding);
    for (int e : entries_) {
      io.out[0][e] = first * io.in[0][e];
      io.out[1][e] = (1.0 - first) * io.in[0][e];
    }
  }

 private:
  Setting fraction_;
  EntrySet carried_;
  std::vector<int> entries_;
};

}  // namespace

UnitDefinition splitter() { return define_unit<Splitter>(); }

}  // namespace raffinate::unitops
