#include <fmt/format.h>

#include <array>

#include "numerics/smooth.hpp"
#include "reactions/oxidation_front.hpp"
#include "reactions/rate_law.hpp"
#include "reactions/shared_terms.hpp"

namespace raffinate::reactions {

namespace {

/// Fraction of the particles that a front passes per second [1/s]; the same for all that lies in them.
class PassedFraction {
 public:
  static constexpr int max_classes = 64;

  PassedFraction(OxidationFront::Inputs inputs, OxidationFront front) : inputs_(std::move(inputs)), front_(std::move(front)) {}
  bool operator==(const PassedFraction& other) const { return inputs_ == other.inputs_; }

  template <class S>
  S value(const Contents<S>& c) const {
    const SizedMineral& m = front_.carrier();
    // Where the carrier is used up, round-off of either sign must not decide about the fraction.
    constexpr double nothing = 1e-12;  // [mol]
    std::array<S, max_classes> amount{}, lost{};
    S left(1e-300);  // all empty: nothing is lost
    for (int i = 0; i < m.grid->size(); ++i) {
      amount[static_cast<std::size_t>(i)] = numerics::smooth::positive(c.n[m.first + i], nothing);
      left += amount[static_cast<std::size_t>(i)];
    }
    return size_change(*m.grid, front_.velocity(c), amount.data(), lost.data(), m.trace) / left;
  }

 private:
  OxidationFront::Inputs inputs_;
  OxidationFront front_;
};

/// A constituent of the particles goes at the same fraction per second as their carrier.
class EmbeddedOxidation {
 public:
  struct Inputs {
    std::string of;
    OxidationFront::Inputs front;
  };
  static config::Schema<Inputs> schema() {
    return config::Schema<Inputs>("embedded_oxidation", "A constituent oxidises with the particles that hold it")
        .text("of", &Inputs::of, {.help = "constituent", .example = "Co"})
        .section("front", &Inputs::front, OxidationFront::schema("front", "front of the carrier"),
                 {.help = "the carrier's `rate` without its law", .example = "{particle: WC, k: 1e-8 m/s}"});
  }

  EmbeddedOxidation(const Inputs& inputs, const ReactionDefinition& reaction, const Binding& binding,
                    base::Problems& problems)
      : constituent_(require_local(inputs.of, reaction, binding, problems)) {
    for (const auto& term : reaction.terms)
      if (term.species == inputs.of) coefficient_ = term.coefficient;
    const OxidationFront front(inputs.front, reaction, binding, problems);
    if (front.carrier().grid != nullptr && front.carrier().grid->size() > PassedFraction::max_classes)
      problems.add({reaction.where, reaction.name, "more than 64 size classes", "use fewer"});
    passed_ = binding.shared->add(PassedFraction(inputs.front, front));
    if (passed_ < 0)
      problems.add({reaction.where, reaction.name, fmt::format("more than {} different fronts in one vessel", SharedTerms::most),
                    "give constituents of the same particles the same front"});
  }

  template <class S>
  S rate(const Contents<S>& c, S* /*dn*/) const {
    return c.shared[passed_] * c.n[constituent_] / coefficient_;
  }
  [[nodiscard]] int sized_component() const { return -1; }

 private:
  int passed_ = -1, constituent_;
  double coefficient_ = -1.0;
};

}  // namespace

RateLawDefinition embedded_oxidation() { return define_rate_law<EmbeddedOxidation>(); }

}  // namespace raffinate::reactions
