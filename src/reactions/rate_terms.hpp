#pragma once
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "aqueous/saturation.hpp"
#include "base/problems.hpp"
#include "config/field.hpp"
#include "numerics/smooth.hpp"
#include "reactions/kinetics.hpp"
#include "reactions/particle_flux.hpp"
#include "reactions/reaction_definition.hpp"

/// Building blocks that rate laws share.
namespace raffinate::reactions {

/// k(T) = k exp(-(Ea/R)(1/T - 1/T_ref)).
struct Arrhenius {
  double k = 0.0;                  ///< at T_ref, in the unit of the law
  double reference = 298.15;       ///< T_ref [K]
  double activation_energy = 0.0;  ///< [J/mol]

  template <class S>
  S at(const S& T) const {
    using std::exp;
    const double e = activation_energy / thermo::gas_constant;
    return k * exp(e / reference - e / T);
  }
};

/// Whether a reaction goes on in solution: it takes something dissolved, or makes something dissolved other than water.
bool in_solution(const ReactionDefinition& reaction, const Binding& binding);

/// Rate constant of a reaction in a vessel. Reactions in solution have as much of k(T) as there is solution: what a vessel
/// speciates may be diluted with water that it does not hold and that must not be taken.
class RateConstant {
 public:
  RateConstant(const Arrhenius& k, const ReactionDefinition& reaction, const Binding& binding)
      : k_(k), in_solution_(in_solution(reaction, binding)) {}

  template <class S>
  S in(const Contents<S>& c) const {
    const S k = k_.at(c.temperature);
    return in_solution_ ? S(k * c.solution) : k;
  }

 private:
  Arrhenius k_;
  bool in_solution_;
};

/// Product of molalities (or activities) of dissolved species raised to their orders.
class Orders {
 public:
  enum class Basis { molality, activity };
  /// Adds a problem for a species that the vessel's liquid does not have.
  Orders(const std::vector<config::Amount>& orders, Basis basis, const ReactionDefinition& reaction,
         const Binding& binding, base::Problems& problems);

  template <class S>
  S product(const S* liquid) const {
    using std::exp;
    using std::pow;
    S result(1.0);
    for (const auto& [output, exponent] : outputs_)
      result *= basis_ == Basis::molality ? pow(liquid[output], exponent) : exp(exponent * liquid[output]);
    return result;
  }

 private:
  Basis basis_;
  std::vector<std::pair<int, double>> outputs_;
};

/// Share of the full rate at distance s = ln(Omega)/n from saturation: 0 for s <= 0, rising to 1.
/// Starts quadratically over `onset`, so that it is smooth where a solid begins to form.
template <class S>
S approach_to_saturation(const S& s) {
  using numerics::value;
  using std::exp;
  constexpr double onset = 0.02;
  if (value(s) <= 0.0) return 0.0 * s;
  return (1.0 - exp(-s)) * s / (s + onset);
}

/// Local index of a component that a law needs; a problem if the vessel never has it.
int require_local(const std::string& component, const ReactionDefinition& reaction, const Binding& binding,
                  base::Problems& problems);

/// The scarcest of several components, smoothly:  1 / (1/n_1 + 1/n_2 + ...)  [mol]. Vanishes linearly with
/// each, so that none is drawn below zero.
class Limiting {
 public:
  /// Adds a problem for a component that the vessel never holds.
  Limiting(const std::vector<config::LocatedText>& names, const ReactionDefinition& reaction, const Binding& binding,
           base::Problems& problems);

  template <class S>
  S amount(const S* n) const {
    S result = n[locals_.front()];
    for (std::size_t i = 1; i < locals_.size(); ++i) {
      const S& other = n[locals_[i]];
      result = result * other / (numerics::smooth::positive(S(result + other), nothing) + nothing);
    }
    return result;
  }

 private:
  static constexpr double nothing = 1e-12;  // [mol] keeps 0/0 away in an empty vessel
  std::vector<int> locals_;
};

/// Amounts by class of a sized mineral in one vessel.
struct SizedMineral {
  int component = -1;
  int first = -1;
  const SizeGrid* grid = nullptr;
  double coefficient = -1.0;  ///< of the mineral in the reaction
  double trace = 0.0;         ///< as in Binding [mol]
  int pass = -1;              ///< of the gain per velocity, in `Contents::pass`; -1: the reaction does not move it

  SizedMineral() = default;
  SizedMineral(const std::string& name, const ReactionDefinition& reaction, const Binding& binding,
               base::Problems& problems);

  /// Moves the surfaces of the particles at dL/dt = `velocity` [m/s]; returns what they gain [mol/s].
  template <class S>
  S move(const S& velocity, const Contents<S>& c, S* dn) const {
    return size_change(*grid, velocity, c.n + first, dn + first, trace, [&](const S& gain) { return c.pass(pass, gain); });
  }
};

}  // namespace raffinate::reactions
