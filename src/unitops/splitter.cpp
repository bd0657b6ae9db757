#include "unitops/definition.hpp"

namespace raffinate::unitops {

namespace {

/// Divides a stream without changing it: `fraction` goes to the first outlet.
class Splitter {
 public:
  struct Inputs {
    double fraction = 0;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("splitter", "Divides a stream in two")
        .number("fraction", &Inputs::fraction,
                {.help = "share of the feed that leaves by `first`", .min = "0", .max = "1", .example = "0.1"});
  }
  Splitter(const Inputs& inputs, const BuildContext&) : fraction_(inputs.fraction) {}

  [[nodiscard]] std::vector<Port> ports() const {
    return {feedthrough(inlet("feed", "stream to divide")), outlet("first", "the given fraction"),
            outlet("second", "the rest")};
  }
  void reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
    carried_ = inlets[0];
    outlets[0] = outlets[1] = inlets[0];
  }
  void declare(Layout&) {
    entries_.clear();
    for (std::size_t e = 0; e < carried_.size() + reactions::aggregate_count; ++e)
      if (e >= carried_.size() || carried_[e] != 0) entries_.push_back(static_cast<int>(e));
  }
  template <class S>
  void outlets(const Io<S>& io) const {
    for (int e : entries_) {
      io.out[0][e] = fraction_ * io.in[0][e];
      io.out[1][e] = (1.0 - fraction_) * io.in[0][e];
    }
  }

 private:
  double fraction_;
  EntrySet carried_;
  std::vector<int> entries_;
};

}  // namespace

UnitDefinition splitter() { return define_unit<Splitter>(); }

}  // namespace raffinate::unitops
